"""Commands: everything that may be asked of a session, in the imperative; a file a capability, as in ``rules/``.

A command names cards, themes, clusters and ballots by their inner ids. ``decide`` answers it with events, or
refuses it with a sentence.
"""

from __future__ import annotations

from workshop.model.commands.ballots import *
from workshop.model.commands.cards import *
from workshop.model.commands.follow_up import *
from workshop.model.commands.groups import *
from workshop.model.commands.mapping import *
from workshop.model.commands.papers import *
from workshop.model.commands.record import *
from workshop.model.commands.session import *

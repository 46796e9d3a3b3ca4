"""Events: everything that can have happened to a session, in the past tense; a file a capability, as in ``effects/``.

The class names are the words of the journal. They are ours, they are read for ever, and a field that is
added later has a default. Cards, themes, clusters and ballots are named by their inner ids; moments are
milliseconds since 1970 UTC.
"""

from __future__ import annotations

from workshop.model.events.ballots import *
from workshop.model.events.cards import *
from workshop.model.events.follow_up import *
from workshop.model.events.groups import *
from workshop.model.events.mapping import *
from workshop.model.events.papers import *
from workshop.model.events.record import *
from workshop.model.events.session import *

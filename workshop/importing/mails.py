"""Mails: their heads, and the mails that they quote, are about them; a subject may be a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop.importing.lines import PaperLine, Role
from workshop.wording.headings import is_lower

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAIL: Final = re.compile(
    r"(from|sent|to|cc|bcc|date|subject|von|gesendet|an|kopie|datum|betreff|de|envoyé|à|objet|date|para|enviado|asunto"
    r"|fecha|van|verzonden|aan|onderwerp|da|inviato|a|oggetto|oddi wrth|anfonwyd|at|pwnc|od|wysłano|do|temat)"
    r"\s?[:：]\s*(.*)",
    re.IGNORECASE,
)
_FROM: Final = frozenset({"from", "von", "de", "van", "da", "oddi wrth", "od"})
_SUBJECT: Final = frozenset({"subject", "betreff", "objet", "asunto", "onderwerp", "oggetto", "pwnc", "temat"})
_REPLIES: Final = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|tr|rv|antw)\s?:\s*)+", re.IGNORECASE)
_HEAD_OF_A_MAIL: Final = 12
"""Lines among which a mail's head stands."""
_QUOTED_BY: Final = re.compile(
    r"(?:on|am|le|el|il|op|em|ar|w dniu)\b.{6,80}"
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|napisał)\b.{0,60}[:：]",
    re.IGNORECASE,
)


def with_mail(lines: list[PaperLine]) -> list[PaperLine]:
    """The head of a mail, and its greeting, are about it; what its subject says may be a title."""
    heads = [(line, found) for line in lines[:_HEAD_OF_A_MAIL] if (found := _MAIL.fullmatch(line.text))]
    labels = {found[1].lower() for _, found in heads}
    if not (labels & _FROM and labels & _SUBJECT) or any(line.glyph or line.level for line, _ in heads):
        return lines
    for line in lines[lines.index(heads[-1][0]) + 1 :]:
        if line.glyph or line.level or not (line.text.endswith(",") or is_lower(line.text)):
            break
        line.role = Role.NOTE
    for line, found in heads:
        subject = _REPLIES.sub("", found[2]).strip() if found[1].lower() in _SUBJECT else ""
        line.role = Role.LABEL if subject else Role.NOTE
        title = PaperLine(line.number, subject, gap=True)
        lines = [part for each in lines for part in ((each, title) if each is line and subject else (each,))]
    return lines


def see_quoted_mail(lines: Sequence[PaperLine]) -> None:
    """Who wrote the mail that is quoted is about it, and so is what is quoted as it stands, with its signs."""
    inside = False
    for line in lines:
        begins = not line.glyph and _QUOTED_BY.fullmatch(line.text) is not None
        inside = begins or (inside and line.glyph[:1] == ">")
        line.role = Role.NOTE if inside else line.role

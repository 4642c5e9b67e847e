"""Which pictures `./msj screens` makes, and which of them the papers show.

Every screen here at both sizes and in both directions of writing goes into var/screens, to be looked at; those that
README and docs show are copied from there to docs/screens under the names of `SHOWN`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[2]
ALL, KEPT = HOUSE / "var" / "screens", HOUSE / "docs" / "screens"
LARGEST = 150_000  # bytes of one that is kept
SIZES = {"phone": (390, 844), "office": (1280, 800)}
LANGUAGES = ("fr", "ar")
PERSON = ("sign-in", "home", "appointment", "me")
AGENT = ("today", "people", "file", "messages", "book")
DARK = "probationer-home-phone-fr-dark"
SHOWN = {
    "agent-book": "agent-book-office-fr",
    "agent-file": "agent-file-office-fr",
    "agent-messages": "agent-messages-office-fr",
    "agent-people": "agent-people-office-fr",
    "agent-today": "agent-today-office-fr",
    "agent-today-phone": "agent-today-phone-fr",
    "probationer-appointment": "probationer-appointment-phone-fr",
    "probationer-home": "probationer-home-phone-fr",
    "probationer-home-arabic": "probationer-home-phone-ar",
    "probationer-home-dark": DARK,
    "probationer-home-desktop": "probationer-home-office-fr",
    "probationer-me": "probationer-me-phone-fr",
    "probationer-sign-in": "probationer-sign-in-phone-fr",
}


@dataclass(frozen=True)
class Look:
    """One size and one language."""

    size: str
    language: str

    def name(self, screen: str) -> str:
        return f"{screen}-{self.size}-{self.language}"


LOOKS = tuple(Look(size, language) for language in LANGUAGES for size in SIZES)


def made() -> set[str]:
    """The names of all that `./msj screens` makes."""
    screens = [f"probationer-{one}" for one in PERSON] + [f"agent-{one}" for one in AGENT]
    return {look.name(screen) for screen in screens for look in LOOKS} | {DARK}

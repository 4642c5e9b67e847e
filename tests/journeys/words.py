"""The words on the screens, by their keys: a journey looks for what a person reads, in any of the languages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "shared" / "messages"
LANGUAGES = ("fr", "en", "ar")


@cache
def _catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text())
    return found


def say(key: str, language: str = "fr", **values: object) -> str:
    text = _catalogue(language)[key]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text

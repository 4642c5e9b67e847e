"""The catalogues of `shared/messages`, for what the server says: SMS, notifications, printed pages."""

import functools
import json

from django.conf import settings

FALLBACK = "fr"


def say(key: str, language: str, /, **values: object) -> str:
    """The words of a key in a language, French where the language has none; `{placeholder}`s filled in."""
    words = catalogue(language).get(key) or catalogue(FALLBACK)[key]
    return words.format_map(values)


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """One language's whole catalogue; empty for a language that has none."""
    path = settings.HOUSE / "shared" / "messages" / f"{language}.json"
    if not language.isalpha() or not path.is_file():
        return {}
    words: dict[str, str] = json.loads(path.read_text("utf-8"))
    return words

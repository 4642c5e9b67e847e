"""Words kept by language, of which the French comes first: which of the others are older than it. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

FRENCH = "fr"


@dataclass(frozen=True)
class Look:
    """How somebody went over the words. `checked`: languages said to be right as they stand; `is_elsewhere`: the place
    that they speak of is somewhere else now."""

    checked: Collection[str] = ()
    is_elsewhere: bool = False


def stale_after(
    before: Mapping[str, Any], after: Mapping[str, Any], stale: Collection[str], *, look: Look
) -> list[str]:
    """The languages that are to be looked at, sorted; never one without words. `stale`: those that were.

    The French does not age: whoever changes the address has it before her eyes. Where it was old, it is so until
    somebody looks.
    """
    is_french_new = before.get(FRENCH) != after.get(FRENCH)
    found = []
    for language in after:
        is_looked_at = language in look.checked or before.get(language) != after[language]
        ages = language != FRENCH and (look.is_elsewhere or is_french_new)
        if not is_looked_at and (ages or language in stale):
            found.append(language)
    return sorted(found)


class Shown(NamedTuple):
    """`words` is None where nothing may be shown. `in_french`: although the reader's language is another."""

    words: Any
    in_french: bool


def shown(words: Mapping[str, Any], language: str, *, stale: Collection[str]) -> Shown:
    """In the reader's language where that is not older than the French; else the French, unless it is old itself."""
    for one in (language, FRENCH):
        if words.get(one) and one not in stale:
            return Shown(words[one], in_french=one != language)
    return Shown(None, in_french=False)

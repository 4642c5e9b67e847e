"""Digits of any script as 0 to 9: whoever writes ٣ or ३ means 3. The one place of the server that reads them."""

import unicodedata
from typing import Any

from pydantic import BeforeValidator


def western(said: str) -> str:
    """Each decimal digit of any script as 0 to 9, everything else as it stands: ² and Ⅱ are no digits."""
    if said.isascii():
        return said
    return "".join(str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in said)


def bare(said: str) -> str:
    """A code as it was sent: letters and western digits alone, without the blanks and dashes between them."""
    return "".join(sign for sign in western(said) if sign.isalnum())


def _folded(said: Any) -> Any:
    return western(said) if isinstance(said, str) else said


# For a field of a schema that takes digits: a code, a date, a year, a postcode.
Western = BeforeValidator(_folded)

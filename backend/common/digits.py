"""Digits of any script as 0 to 9: whoever writes ٣ or ३ means 3. The one place of the server that reads them."""

import unicodedata
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from backend.common import text


def western(said: str) -> str:
    """Each decimal digit of any script as 0 to 9, everything else as it stands: ² and Ⅱ are no digits."""
    if said.isascii():
        return said
    return "".join(str(unicodedata.decimal(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in said)


def bare(said: str) -> str:
    """A code as it was sent: letters and western digits alone, without the blanks and dashes between them."""
    return "".join(sign for sign in western(said) if sign.isalnum())


def _folded(said: Any) -> Any:
    if not isinstance(said, str):
        return said
    try:
        return western(text.one_line(said))
    except ValueError as error:
        raise PydanticCustomError(text.UNREADABLE, "a sign that cannot be read") from error


# For a field of a schema that takes digits: a code, a date, a year, a postcode.
Western = BeforeValidator(_folded)

"""What twelve characters are worth nothing: one of Django's validators."""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError

SIGNS, TURNS = 5, 4  # at least so many different ones; at least so many places where it does not just go on


def is_guessable(password: str) -> bool:
    """A number, a word said twice, a few signs, or a row of the alphabet or of the digits."""
    said = password.casefold()
    turns = sum(abs(ord(after) - ord(before)) > 1 for before, after in pairwise(said))
    is_repeated = re.fullmatch(r"(.+?)\1+", said, re.DOTALL) is not None
    return said.isdecimal() or is_repeated or len(set(said)) < SIGNS or turns < TURNS


class Guessable:
    """Its refusal reads as that of a common password."""

    def validate(self, password: str, user: object = None) -> None:
        if is_guessable(password):
            raise ValidationError("guessable", code="password_too_common")

    def get_help_text(self) -> str:
        return ""

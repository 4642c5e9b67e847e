"""The name of an occasion and of its repetitions: the outbox says nothing twice under one name. Pure."""

import itertools
from collections.abc import Collection

AGAIN = "/again"  # of an occasion whose first message ended without having told anybody


def base(occasion: str) -> str:
    """Of what it is the occasion, however often it was planned anew."""
    return occasion.partition(AGAIN)[0]


def anew(occasion: str, taken: Collection[str]) -> str:
    """The name, or the next one beside those that are taken."""
    names = (f"{occasion}{AGAIN}{n}" for n in itertools.count(1))
    return occasion if occasion not in taken else next(name for name in names if name not in taken)

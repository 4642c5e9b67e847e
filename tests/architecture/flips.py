"""The code's own tables of roles, changed one entry at a time: which changes do the tests not notice?"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from unittest.mock import patch

from backend.organisations import rules
from backend.organisations.models import Role

Check = Callable[[], None]


class Flip(NamedTuple):
    """One entry of the table `name` of rules.py changed; `value` is the whole table then."""

    name: str
    entry: str
    value: object


def flips() -> Iterator[Flip]:
    """Every role × permission, every permission of central, every role × kind, all that an administrator may lack."""
    for permission in rules.PERMISSIONS:
        yield from _permission(permission)
        yield Flip("_CENTRAL", permission, rules._CENTRAL ^ {permission})
    for kind, roles in rules._KINDS.items():
        for role in Role:
            yield Flip("_KINDS", f"{kind} × {role}", rules._KINDS | {kind: roles ^ {role}})


def _permission(permission: rules.Permission) -> Iterator[Flip]:
    has = rules._ROLES[permission]
    for role in Role:
        yield Flip("_ROLES", f"{permission} × {role}", rules._ROLES | {permission: has ^ {role}})
    if Role.LOCAL_ADMIN in has:  # what he may nowhere cannot be taken from him
        for kind, lacks in rules._ADMIN_LACKS.items():
            changed = rules._ADMIN_LACKS | {kind: lacks ^ {permission}}
            yield Flip("_ADMIN_LACKS", f"{kind} × {permission}", changed)


def tried(checks: Iterable[Check]) -> Iterator[tuple[Flip, bool]]:
    """Each flip, and whether a check noticed it."""
    checks = tuple(checks)
    assert all(map(_passes, checks)), "a check fails without any flip: it would prove nothing"
    for flip in flips():
        with patch.object(rules, flip.name, flip.value):
            is_noticed = not all(map(_passes, checks))
        yield flip, is_noticed


def _passes(check: Check) -> bool:
    try:
        check()
    except AssertionError:
        return False
    return True

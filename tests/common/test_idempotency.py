"""What makes two requests under one key another one, over the table."""

from dataclasses import dataclass

import pytest

from backend.common.errors import Refused
from backend.common.idempotency import digest_of, is_another, refuse_another


@dataclass(frozen=True)
class Asked:
    name: str
    minutes: int | None = None
    force: bool = False
    act: int = 0


@dataclass(frozen=True)
class AskedLater(Asked):
    """The same of a later release."""

    added: str = ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Asked("a"), Asked("a"), True),
        (Asked("a"), Asked("b"), False),
        (Asked("a"), Asked("a", 30), False),
        (Asked("a", 30), Asked("a", 45), False),
        (Asked("a"), Asked("a", force=True), False),
        (Asked("a"), Asked("a", act=7), True),
        (Asked("a"), AskedLater("a"), True),
        (Asked("a"), AskedLater("a", added="x"), False),
    ],
)
def test_what_is_asked_for_makes_the_digest(one: Asked, other: Asked, same: bool) -> None:
    assert (digest_of(one, but="act") == digest_of(other, but="act")) is same


def test_what_it_is_about_and_what_is_left_out_count_too() -> None:
    assert digest_of({"city": ""}) != digest_of({})
    assert digest_of({"wants_sms": False}) != digest_of({"wants_sms": True})
    assert digest_of({}, "one") != digest_of({}, "two")
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert len(digest_of({})) == 32


@pytest.mark.parametrize(
    ("earlier", "now", "another"),
    [("x", "x", False), ("x", "y", True), (None, "y", False), ("x", None, False), ("", "y", False)],
)
def test_an_unknown_digest_is_taken_as_the_same(earlier: str | None, now: str | None, another: bool) -> None:
    assert is_another(earlier, now) is another


def test_another_request_is_refused() -> None:
    refuse_another("x", "x")
    with pytest.raises(Refused, match="key_used_before"):
        refuse_another("x", "y")

"""Which reminders of one person leave as one: the whole table."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest

from backend.reminders import rules_together
from backend.reminders.rules_together import Waiting

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def one(name: str, channel: str = "sms", *, day: int = 0, hour: int = 0, push: str | None = None) -> Waiting:
    starts = NOON + timedelta(hours=hour)
    return Waiting(key(name), channel, DAY + timedelta(days=day), starts, key(push) if push else None)


def key(name: str) -> UUID:
    return UUID(int=int.from_bytes(name.encode(), "big"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], {}),
        ([one("a")], {}),
        ([one("a", hour=1), one("b", hour=2)], {"b": "a"}),
        ([one("a", hour=2), one("b", hour=1)], {"a": "b"}),
        ([one("a", hour=1), one("b", hour=2), one("c", hour=3)], {"b": "a", "c": "a"}),
        # Another day, another channel: each by itself.
        ([one("a"), one("b", day=1)], {}),
        ([one("a"), one("b", "email")], {}),
        # Behind one push together; behind two, one of which may be shown and the other not, each by itself.
        ([one("p", "push"), one("q", "push", hour=1), one("a", push="p"), one("b", hour=1, push="q")],
         {"q": "p", "b": "a"}),
        ([one("a", push="p"), one("b", hour=1, push="q")], {}),
        # What leaves anyhow carries what is held, though its appointment is later.
        ([one("p", "push"), one("a", push="p"), one("b", hour=5)], {"a": "b"}),
        ([one("p", "push"), one("q", "push", hour=1), one("a", push="p"), one("b", hour=1, push="q"),
          one("c", hour=9)], {"q": "p", "a": "c", "b": "c"}),
        ([one("p", "push"), one("q", "push", hour=1), one("a", "email"), one("b", "email", hour=1)],
         {"q": "p", "b": "a"}),
    ],
)  # fmt: skip
def test_who_carries_whom(rows: list[Waiting], expected: dict[str, str]) -> None:
    wanted = {key(name): key(by) for name, by in expected.items()}
    for order in permutations(rows):
        found = rules_together.carriers(order)
        assert found == wanted
        assert not set(found) & set(found.values()), "whoever carries is carried by nobody"

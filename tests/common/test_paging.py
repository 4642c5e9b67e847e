"""Lists by page: no row twice, none left out, wherever the page is cut."""

import contextlib
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import Attempt
from backend.agenda.models import Appointment
from backend.common import paging
from backend.common.errors import Malformed
from backend.delivery.models import Message
from backend.journal.models import Entry
from backend.probationers.models import Probationer
from tests.counting import cost

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def rows(db: None) -> list[Attempt]:
    """Thirteen, three by three at the same instant."""
    return Attempt.objects.bulk_create(
        Attempt(act=f"a{number % 2}", key=str(number), at=BEGIN + timedelta(minutes=number // 3))
        for number in range(13)
    )


@pytest.mark.parametrize("size", [1, 2, 3, 4, 12, 13, 14])
@pytest.mark.parametrize("by", [("at", "id"), ("-at", "id"), ("at", "-id"), ("-at", "-id"), ("act", "-at", "id")])
def test_pages_together_are_the_whole_in_order(rows: list[Attempt], by: tuple[str, ...], size: int) -> None:
    seen: list[Attempt] = []
    cursor = None
    while True:
        items, cursor = paging.page(Attempt.objects.all(), cursor=cursor, by=by, size=size)
        assert len(items) <= size
        seen += items
        if cursor is None:
            break
        assert len(items) == size
    assert seen == list(Attempt.objects.order_by(*by))


def test_a_row_that_comes_in_between_moves_nothing(rows: list[Attempt]) -> None:
    first, cursor = paging.page(Attempt.objects.all(), by=("-at", "-id"), size=5)
    Attempt.objects.create(act="new", key="new", at=BEGIN + timedelta(days=1))
    second, _ = paging.page(Attempt.objects.all(), cursor=cursor, by=("-at", "-id"), size=5)
    assert first + second == sorted(rows, key=lambda row: (row.at, row.pk), reverse=True)[:10]


def test_an_empty_list_is_one_page(db: None) -> None:
    assert paging.page(Attempt.objects.all(), by=("at", "id")) == ([], None)


def test_a_page_is_one_query_whatever_its_place(rows: list[Attempt]) -> None:
    _, cursor = paging.page(Attempt.objects.all(), by=("at", "id"), size=6)
    assert cost(lambda: paging.page(Attempt.objects.all(), cursor=cursor, by=("at", "id"), size=6)) == 1


VALUES = st.text() | st.integers() | st.booleans() | st.uuids() | st.dates() | st.datetimes(timezones=st.just(UTC))


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_a_cursor_gives_back_what_it_took(values: list[Any]) -> None:
    assert paging.decode(paging.encode(values), length=len(values)) == values


@given(st.text())
def test_no_cursor_breaks_anything(rubbish: str) -> None:
    with pytest.raises(Malformed):
        paging.decode(rubbish, length=2)


@pytest.mark.parametrize(
    "values",
    [["a"], ["a", "b", "c"], [None, 1], [{}, 1], [["t", "tomorrow"], 1], [["u", "x"], 1], [["t"], 1], [["d", 3], 1]],
)
def test_a_cursor_of_another_list_is_refused(values: list[Any]) -> None:
    with pytest.raises(Malformed, match="cursor_unreadable"):
        paging.decode(paging.encode(values), length=2)


def test_kinds_survive() -> None:
    values = [uuid.uuid4(), date(2026, 1, 2), BEGIN]
    assert [type(value) for value in paging.decode(paging.encode(values), length=3)] == [uuid.UUID, date, datetime]


# What the lists of the product are paged by, and a row behind one.
PAGED: list[tuple[type[Model], tuple[str, ...]]] = [
    (Appointment, ("starts_at", "id", "probationer__search_key", "probationer_id")), (Message, ("not_before", "id")),
    (Entry, ("at", "id")), (Probationer, ("search_key", "id")),
]  # fmt: skip
UNLIKE: list[Any] = [
    "x", "\x00", "", 1, -1, True, 10**30, 1.5, 1e400, float("nan"), None, {}, [], [[]], ["t"], ["t", 5],
    ["u", 5], ["d", 5],
    ["t", "tomorrow"], ["t", "2026-12-02"], ["t", "2026-12-02T14:30:00"], ["t", None], ["u", "x"], ["u", [1]],
    ["d", ""],
    [5, "x"], [["t"], "x"], uuid.UUID(int=5), date(2026, 12, 2), BEGIN.replace(tzinfo=None),
]  # fmt: skip


@pytest.mark.parametrize("value", UNLIKE, ids=repr)
def test_a_value_of_another_kind_than_its_key_is_refused(db: None, value: Any) -> None:
    """D178: a number where the text of a UUID stands was a failure of ours; a truth is no number either."""
    for values in ([value, 1], [BEGIN, value]):
        if values == [BEGIN, value] and type(value) is int:
            continue
        with pytest.raises(Malformed, match="cursor_unreadable"):
            paging.page(Attempt.objects.all(), cursor=paging.encode(values), by=("at", "id"))


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_an_instant_at_the_end_of_time_is_answered(rows: list[Attempt], instant: str) -> None:
    with contextlib.suppress(Malformed):
        paging.page(Attempt.objects.all(), cursor=paging.encode([["t", instant], 1]), by=("at", "id"))


def test_every_paged_column_has_a_kind() -> None:
    """A key that no cursor can hold is noticed here, not on the second page."""
    for model, names in PAGED:
        for name in names:
            assert paging._kind(model, name) in {str, int, date, datetime, uuid.UUID}


@pytest.mark.parametrize("values", [["tomorrow", 1], [1, 1], [BEGIN, "x"], [BEGIN, str(uuid.uuid4())], ["\x00", 1]])
def test_a_word_where_an_instant_stands_is_refused(db: None, values: list[Any]) -> None:
    with pytest.raises(Malformed, match="cursor_unreadable"):
        paging.page(Attempt.objects.all(), cursor=paging.encode(values), by=("at", "id"))

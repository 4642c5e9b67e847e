"""Lists by page: no row twice, none left out, wherever the page is cut."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import Attempt
from backend.common import paging
from backend.common.errors import Malformed
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


@pytest.mark.parametrize("values", [["tomorrow", 1], [1, 1], [BEGIN, "x"], [BEGIN, str(uuid.uuid4())], ["\x00", 1]])
def test_a_word_where_an_instant_stands_is_refused(db: None, values: list[Any]) -> None:
    with pytest.raises(Malformed, match="cursor_unreadable"):
        paging.page(Attempt.objects.all(), cursor=paging.encode(values), by=("at", "id"))

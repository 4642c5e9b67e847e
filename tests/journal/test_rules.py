"""Months of the journal."""

from datetime import UTC, datetime, timedelta

from backend.journal import rules

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_the_months_to_come_are_made_before_they_begin() -> None:
    assert [rules.name_of(month) for month in rules.months_wanted(NOW, ahead=2)] == [
        "journal_entry_202611",
        "journal_entry_202612",
        "journal_entry_202701",
    ]


def test_a_month_is_dropped_once_its_last_entry_is_too_old() -> None:
    names = ["journal_entry_202510", "journal_entry_202511", "journal_entry_202611", "journal_entry_rest"]
    assert rules.expired(names, now=NOW, life=timedelta(days=365)) == ["journal_entry_202510"]


def test_a_month_is_kept_to_the_last_instant() -> None:
    end = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(days=365)
    assert not rules.expired(["journal_entry_202511"], now=end - timedelta(seconds=1), life=timedelta(days=365))
    assert rules.expired(["journal_entry_202511"], now=end, life=timedelta(days=365))


def test_years_turn() -> None:
    assert rules.following(datetime(2026, 12, 1, tzinfo=UTC)) == datetime(2027, 1, 1, tzinfo=UTC)
    assert rules.first_of(NOW) == datetime(2026, 11, 1, tzinfo=UTC)

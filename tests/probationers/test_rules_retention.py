"""When a file is announced, archived, destroyed: the whole table."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.probationers import rules_retention as rules
from backend.probationers.rules_retention import Step, Terms

NOW = datetime(2026, 11, 24, 2, 10, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
TERMS = Terms(archive_after=365 * DAY, destroy_after=183 * DAY, notice=28 * DAY)


@pytest.mark.parametrize("is_archived", [False, True])
@pytest.mark.parametrize(
    ("due", "announced_for", "expected"),
    [
        (NOW + 28 * DAY + SECOND, None, Step.NOTHING),
        (NOW + 28 * DAY, None, Step.ANNOUNCE),
        (NOW - 900 * DAY, None, Step.ANNOUNCE),  # however old: never without notice
        (NOW + DAY, NOW + DAY, Step.NOTHING),
        (NOW - 900 * DAY, NOW + SECOND, Step.NOTHING),  # what was announced holds
        (NOW + SECOND, NOW - DAY, Step.NOTHING),  # the term was made longer since, by less than the notice
        (NOW, NOW, None),
        (NOW - 900 * DAY, NOW - DAY, None),
        (NOW + 200 * DAY, NOW + DAY, Step.TAKE_BACK),  # booked since
        (NOW + 200 * DAY, NOW - DAY, Step.TAKE_BACK),
    ],
)
def test_what_is_done_with_a_file(
    due: datetime, announced_for: datetime | None, expected: Step | None, is_archived: bool
) -> None:
    """`None`: the end itself, of the living the archive, of the archived destruction."""
    archived_at = due - TERMS.destroy_after if is_archived else None
    needed = due - (900 * DAY if is_archived else TERMS.archive_after)
    step = rules.step(last_needed=needed, archived_at=archived_at, announced_for=announced_for, terms=TERMS, now=NOW)
    assert step is (expected or (Step.DESTROY if is_archived else Step.ARCHIVE))


@pytest.mark.parametrize(
    ("when", "announced"),
    [(NOW + 20 * DAY, NOW + 28 * DAY), (NOW - DAY, NOW + 28 * DAY), (NOW + 28 * DAY, NOW + 28 * DAY)],
)
def test_an_announcement_that_comes_late_gives_the_whole_notice(when: datetime, announced: datetime) -> None:
    assert rules.announced(when, terms=TERMS, now=NOW) == announced


def test_a_file_of_two_services_is_kept_as_long_as_either_says() -> None:
    other = Terms(archive_after=100 * DAY, destroy_after=400 * DAY, notice=40 * DAY)
    assert rules.together([TERMS, other]) == Terms(365 * DAY, 400 * DAY, 40 * DAY)
    assert rules.together([]) == rules.DEFAULT

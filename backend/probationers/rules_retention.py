"""When a file nobody needs is announced, archived and destroyed (field rule 7); nothing happens unannounced."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Terms:
    """A service's own: without an appointment until the archive, in the archive, and the notice before either."""

    archive_after: timedelta
    destroy_after: timedelta
    notice: timedelta


DAILY, MONTHLY = timedelta(days=1), timedelta(days=30)
DEFAULT = Terms(timedelta(days=365), timedelta(days=183), timedelta(days=28))


class Step(Enum):
    NOTHING = auto()
    ANNOUNCE = auto()
    TAKE_BACK = auto()  # announced, and needed again since
    ARCHIVE = auto()
    DESTROY = auto()


def together(terms: Collection[Terms]) -> Terms:
    """Of a file of several services: the longest of each, so that no service loses what it still needs."""
    if not terms:
        return DEFAULT
    return Terms(
        archive_after=max(each.archive_after for each in terms),
        destroy_after=max(each.destroy_after for each in terms),
        notice=max(each.notice for each in terms),
    )


def due(*, last_needed: datetime, archived_at: datetime | None, terms: Terms) -> datetime:
    """When the next step would come; `last_needed`: the last appointment that was not cancelled, or the creation."""
    return archived_at + terms.destroy_after if archived_at else last_needed + terms.archive_after


def step(
    *,
    last_needed: datetime,
    archived_at: datetime | None,
    announced_for: datetime | None,
    terms: Terms,
    now: datetime,
) -> Step:
    """What is to be done with a file today. The announced date holds even if a term was shortened since."""
    when = due(last_needed=last_needed, archived_at=archived_at, terms=terms)
    if now < when - terms.notice:
        return Step.TAKE_BACK if announced_for else Step.NOTHING
    if announced_for is None:
        return Step.ANNOUNCE
    if now < max(when, announced_for):
        return Step.NOTHING
    return Step.DESTROY if archived_at else Step.ARCHIVE


def review(when: datetime, *, terms: Terms, now: datetime) -> datetime:
    """When to look again at a file whose end is not announced: as soon as the next step may come, and after a month at
    most, since a service may shorten its terms."""
    return min(max(when - terms.notice, now + DAILY), now + MONTHLY)


def announced(when: datetime, *, terms: Terms, now: datetime) -> datetime:
    """The date to announce: never nearer than the notice, however late the announcement comes."""
    return max(when, now + terms.notice)

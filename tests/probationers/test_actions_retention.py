"""Files nobody needs: announced, archived after a year without an appointment, announced again, gone half a year on."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.accounts.models import Holder
from backend.common import clock
from backend.journal.models import Entry
from backend.probationers import actions_retention
from backend.probationers.models import Probationer
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def no_dates(files: Collection[UUID]) -> dict[UUID, datetime]:
    return {}


def archive(**dates: Any) -> int:
    return actions_retention.archive_stale(last_appointments=no_dates, **dates)


def aged(days: int, **more: Any) -> Probationer:
    return make.file(created_at=clock.now() - days * DAY, **more)


def announced_for(file: Probationer) -> datetime | None:
    file.refresh_from_db()
    return file.retention_at


def test_a_file_nobody_needs_is_announced_and_only_then_archived_and_signed_out() -> None:
    old, phone = aged(400), Phone()
    phone.sign_in(old)
    assert archive() == 0
    at = announced_for(old)
    assert at is not None and at - clock.now() > 27 * DAY and old.archived_at is None
    Probationer.objects.update(retention_at=clock.now(), review_at=None)
    assert archive() == 1
    old.refresh_from_db()
    assert (old.archived_at is not None, old.retention_at) == (True, None)
    assert phone.session()["end"] == "session_revoked"
    verbs = Entry.objects.filter(about=str(old), actor="system:retention").order_by("at").values_list("verb", flat=True)
    assert list(verbs) == ["probationers.announce_end", "probationers.archive"]


def test_whoever_came_or_will_come_is_needed() -> None:
    young, seen, coming = aged(1), aged(400), aged(800)
    dates = {seen.pk: clock.now() - 30 * DAY, coming.pk: clock.now() + 30 * DAY}
    Probationer.objects.filter(pk=coming.pk).update(retention_at=clock.now() - DAY)
    assert actions_retention.archive_stale(last_appointments=lambda files: dates) == 0
    assert [announced_for(file) for file in (young, seen, coming)] == [None, None, None]


def test_the_terms_are_the_services_own() -> None:
    patient = organisations.organisation(archive_after=500)
    hasty = organisations.organisation(archive_after=100, retention_notice=7)
    of_both, of_hasty = aged(120, organisation=hasty), aged(120, organisation=hasty)
    make.affiliate(of_both, patient)
    archive()
    at = announced_for(of_hasty)
    assert at is not None and at - clock.now() < 8 * DAY
    assert announced_for(of_both) is None


def test_every_file_is_asked_about_once_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions_retention, "BATCH", 3)
    files = {aged(400, retention_at=clock.now()).pk for _ in range(8)}
    asked: list[UUID] = []

    def dates(batch: Collection[UUID]) -> dict[UUID, datetime]:
        asked.extend(batch)
        return {}

    assert actions_retention.archive_stale(last_appointments=dates) == 8
    assert sorted(asked) == sorted(files)


def test_an_archived_file_is_announced_and_destroyed_with_its_holder() -> None:
    gone, kept = (make.file(archived_at=clock.now() - days * DAY) for days in (184, 150))
    cleared: list[UUID] = []
    assert actions_retention.destroy_archived(clear=cleared.append) == 0
    assert announced_for(gone) is not None and announced_for(kept) is None
    Probationer.objects.filter(pk=gone.pk).update(retention_at=clock.now(), review_at=None)
    assert actions_retention.destroy_archived(clear=cleared.append) == 1
    assert cleared == [gone.pk]
    assert list(Probationer.objects.all()) == [kept]
    assert not Holder.objects.filter(pk=gone.holder_id).exists()
    assert Entry.objects.filter(verb="probationers.destroy", about=str(gone)).exists()


def test_what_can_not_be_cleared_keeps_its_file() -> None:
    gone = make.file(archived_at=clock.now() - 184 * DAY, retention_at=clock.now())

    def fail(_: UUID) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions_retention.destroy_archived(clear=fail)
    assert Probationer.objects.filter(pk=gone.pk).exists()


def test_a_night_reads_the_files_that_are_due_and_no_others() -> None:
    """N5: every file of the country was read each night, in one call."""
    soon, late = aged(330), aged(1)  # announced from the 337th day on
    asked: list[UUID] = []

    def dates(batch: Collection[UUID]) -> dict[UUID, datetime]:
        asked.extend(batch)
        return {}

    def night(days: int) -> set[UUID]:
        asked.clear()
        clock.shift(days * DAY)
        actions_retention.archive_stale(last_appointments=dates)
        return set(asked)

    assert night(0) == {soon.pk, late.pk}
    assert night(6) == set()
    assert night(1) == {soon.pk} and announced_for(soon) is not None
    assert night(1) == {soon.pk}, "daily from then on: somebody may need it again"
    assert night(23) == {soon.pk, late.pk}, "a service may have shortened its terms"


def test_a_call_that_is_over_is_gone_on_with_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions_retention, "BATCH", 2)
    files = [aged(400, retention_at=clock.now()) for _ in range(3)]
    assert actions_retention.archive_stale(last_appointments=no_dates, seconds=0) == 0
    assert archive() == len(files)


def test_one_that_always_fails_keeps_the_others_waiting_once() -> None:
    stuck, sound = (make.file(archived_at=clock.now() - 184 * DAY, retention_at=clock.now()) for _ in range(2))

    def clear(file: UUID) -> None:
        if file == stuck.pk:
            raise RuntimeError

    Probationer.objects.filter(pk=stuck.pk).update(review_at=clock.now() - DAY)
    Probationer.objects.filter(pk=sound.pk).update(review_at=clock.now())
    with pytest.raises(RuntimeError):
        actions_retention.destroy_archived(clear=clear)
    assert actions_retention.destroy_archived(clear=clear) == 1
    assert not Probationer.objects.filter(pk=sound.pk).exists()

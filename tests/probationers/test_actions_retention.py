"""Files archive themselves after a year without an appointment, and go half a year later."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

import pytest

from backend.accounts.models import Holder
from backend.common import clock
from backend.journal.models import Entry
from backend.probationers import actions_retention
from backend.probationers.models import Probationer
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


def test_a_file_without_an_appointment_for_a_year_is_archived_and_signed_out() -> None:
    old, phone = make.file(created_at=clock.now() - YEAR), Phone()
    phone.sign_in(old)
    young = make.file(created_at=clock.now())
    seen = make.file(created_at=clock.now() - YEAR)
    coming = make.file(created_at=clock.now() - 2 * YEAR)
    dates = {seen.pk: clock.now() - timedelta(days=30), coming.pk: clock.now() + timedelta(days=30)}
    assert actions_retention.archive_stale(last_appointments=lambda files: dates) == 1
    assert list(Probationer.objects.filter(archived_at=None).order_by("pk")) == sorted(
        [young, seen, coming], key=lambda file: file.pk
    )
    assert phone.session()["end"] == "session_revoked"
    assert Entry.objects.filter(verb="probationers.archive", about=str(old)).count() == 1


def test_every_file_is_asked_about_once_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions_retention, "BATCH", 3)
    files = {make.file(created_at=clock.now() - YEAR).pk for _ in range(8)}
    asked: list[UUID] = []

    def dates(batch: Collection[UUID]) -> dict[UUID, None]:
        asked.extend(batch)
        return {}

    assert actions_retention.archive_stale(last_appointments=dates) == 8  # type: ignore[arg-type]
    assert sorted(asked) == sorted(files)


def test_an_archived_file_is_destroyed_with_its_holder() -> None:
    gone = make.file(archived_at=clock.now() - timedelta(days=184))
    kept = make.file(archived_at=clock.now() - timedelta(days=182))
    cleared: list[UUID] = []
    assert actions_retention.destroy_archived(clear=cleared.append) == 1
    assert cleared == [gone.pk]
    assert list(Probationer.objects.all()) == [kept]
    assert not Holder.objects.filter(pk=gone.holder_id).exists()
    assert Entry.objects.filter(verb="probationers.destroy", about=str(gone)).exists()


def test_what_can_not_be_cleared_keeps_its_file() -> None:
    gone = make.file(archived_at=clock.now() - timedelta(days=184))

    def fail(_: UUID) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        actions_retention.destroy_archived(clear=fail)
    assert Probationer.objects.filter(pk=gone.pk).exists()

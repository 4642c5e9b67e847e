"""Queries whose SQL is written once: they find what Django's own would, for each request's values."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.common.compiled import Compiled, any_of, any_word, attach
from tests.agenda import make
from tests.counting import queries_of
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db
built: list[str] = []


@Compiled
def coming(*, files: list[UUID], after: datetime, whole: bool) -> QuerySet[Appointment]:
    built.append("coming")
    rows = Appointment.objects.filter(any_of("probationer_id", files), starts_at__gt=after)
    return rows.select_related("type", "probationer").order_by("starts_at", "pk")[: 100 if whole else 2]


@pytest.fixture
def rows() -> list[Appointment]:
    scene = make.Scene()
    others = [probationers.file(organisation=scene.service), probationers.file(organisation=scene.service)]
    return [
        make.appointment(person, place=scene.place, type=scene.free_type, starts_at=clock.now() + timedelta(days=days))
        for days, person in enumerate((scene.person, *others, scene.person, others[0]), start=1)
    ]


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_it_finds_what_the_same_query_would(rows: list[Appointment], number: int, whole: bool) -> None:
    files, after = list({row.probationer_id for row in rows})[:number], rows[0].starts_at
    plain = Appointment.objects.filter(probationer__in=files, starts_at__gt=after).order_by("starts_at", "pk")
    assert coming(files=files, after=after, whole=whole) == list(plain[: 100 if whole else 2])


def test_its_rows_bring_what_was_asked_with_them(rows: list[Appointment]) -> None:
    found = coming(files=[rows[0].probationer_id], after=clock.now(), whole=True)
    assert not queries_of(lambda: [(row.type.code, row.probationer.last_name) for row in found])
    assert found[0].starts_at == rows[0].starts_at and found[0].pk == rows[0].pk


def test_the_query_is_written_once_for_each_switch(rows: list[Appointment]) -> None:
    coming(files=[], after=clock.now(), whole=True), coming(files=[], after=clock.now(), whole=False)
    built.clear()
    for row in rows:
        coming(files=[row.probationer_id], after=clock.now(), whole=True)
        coming(files=[row.probationer_id], after=row.starts_at, whole=False)
    assert not built


def reckons(*, after: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(starts_at__gt=after, booked_at__gt=after - timedelta(days=1))


def looks(*, key: UUID, after: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(pk=key) if after.year > 2000 else Appointment.objects.all()


def spells(*, key: UUID, after: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(pk=key, starts_at__gt=after, reason_told=f"appointment:{key}")


def cuts(*, count: int) -> QuerySet[Appointment]:
    return Appointment.objects.filter(revision=count)[:count]


def overflows(*, count: int) -> QuerySet[Appointment]:
    return Appointment.objects.filter(minutes=count)


@pytest.mark.parametrize("build", [reckons, looks, spells, cuts, overflows])
def test_what_would_keep_the_first_ones_value_is_refused(build: object) -> None:
    values = {"key": UUID(int=1), "after": clock.now(), "count": 3}
    wanted = {name: values[name] for name in build.__annotations__ if name in values}
    with pytest.raises(RuntimeError):
        Compiled(build)(**wanted)  # type: ignore[arg-type]


def test_each_thread_asks_on_its_own_connection(rows: list[Appointment]) -> None:
    # Read here: the other connection does not see how far this test has moved the clock.
    here, now = connection.settings_dict["NAME"], clock.now()

    def ask() -> tuple[str, list[Appointment]]:
        try:
            return connection.settings_dict["NAME"], coming(files=[], after=now, whole=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        assert other.submit(ask).result() == (here, [])
    assert len(coming(files=[rows[0].probationer_id], after=now, whole=True)) == 2


@Compiled
def answers(*, keys: list[UUID], kinds: list[str]) -> QuerySet[Answer]:
    return Answer.objects.filter(any_of("appointment_id", keys), any_word("kind", kinds)).order_by("at")


def test_what_is_attached_is_not_asked_for_again(rows: list[Appointment]) -> None:
    for kind in ("coming", "cannot"):
        Answer.objects.create(
            appointment=rows[1], kind=kind, channel="app", revision=1, at=clock.now(), idempotency_key=uuid4()
        )
    keys = [row.pk for row in rows]
    attach(rows, "answers", answers(keys=keys, kinds=["coming", "cannot"]), by="appointment_id")
    assert not queries_of(lambda: [row.answers.all() for row in rows])
    assert [[each.kind for each in row.answers.all()] for row in rows] == [[], ["coming", "cannot"], [], [], []]

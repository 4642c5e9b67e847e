"""What `HeldElsewhere` says is what files and appointments say, whoever writes and whatever happens meanwhile."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F

from backend.agenda.models import Appointment, HeldElsewhere
from backend.common import clock
from backend.organisations.models import Organisation
from backend.probationers.models import Affiliation, Probationer
from tests.agenda import make
from tests.organisations import make as organisations
from tests.probationers import make as probationers

Act = Callable[[], object]
Noted = set[tuple[UUID, int, int, object, str, int]]
WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def noted() -> Noted:
    columns = ("appointment", "organisation", "held_by", "starts_at", "state", "type")
    return set(HeldElsewhere.objects.values_list(*columns))


def meant() -> Noted:
    """By its definition, from the rows themselves."""
    present = Affiliation.objects.filter(until__isnull=True).values_list("probationer", "organisation")
    return {
        (row.pk, service, row.organisation_id, row.starts_at, row.state, row.type_id)
        for row in Appointment.objects.all()
        for file, service in present
        if file == row.probationer_id and service != row.organisation_id
    }


class Pair:
    """A file of one service, which another one may have too; a third holds appointments."""

    def __init__(self) -> None:
        self.own, self.guest, self.holder = (organisations.organisation() for _ in range(3))
        self.type = make.type()
        self.place = organisations.place(self.holder)
        self.file = probationers.file(organisation=self.own)

    def book(self, at: Organisation | None = None) -> Appointment:
        return make.appointment(self.file, organisation=at or self.holder, place=self.place, type=self.type)

    def give(self) -> Affiliation:
        return probationers.affiliate(self.file, self.guest)


@pytest.fixture
def pair() -> Pair:
    return Pair()


@pytest.mark.django_db
def test_each_service_of_the_file_but_the_holder_is_noted(pair: Pair) -> None:
    row = pair.book()
    assert {service for _, service, *_ in noted()} == {pair.own.pk} and noted() == meant()
    pair.give()
    assert {service for _, service, *_ in noted()} == {pair.own.pk, pair.guest.pk} and noted() == meant()
    Appointment.objects.filter(pk=row.pk).update(organisation=pair.own)
    assert {service for _, service, *_ in noted()} == {pair.guest.pk} and noted() == meant()


@pytest.mark.django_db
def test_what_is_noted_follows_the_appointment(pair: Pair) -> None:
    row = pair.book()
    Appointment.objects.filter(pk=row.pk).update(starts_at=make.working_day(20), state="missed", type=make.type())
    assert len(noted()) == 1 and noted() == meant()
    other = probationers.file(organisation=pair.guest)
    Appointment.objects.filter(pk=row.pk).update(probationer=other)
    assert {service for _, service, *_ in noted()} == {pair.guest.pk} and noted() == meant()


@pytest.mark.django_db
def test_what_is_noted_follows_the_files_services(pair: Pair) -> None:
    pair.book()
    given = pair.give()
    Affiliation.objects.filter(pk=given.pk).update(until=clock.now())
    assert {service for _, service, *_ in noted()} == {pair.own.pk} and noted() == meant()
    Affiliation.objects.filter(pk=given.pk).update(until=None)
    Affiliation.objects.filter(pk=given.pk).update(organisation=pair.holder)
    assert {service for _, service, *_ in noted()} == {pair.own.pk} and noted() == meant()
    Affiliation.objects.filter(probationer=pair.file).delete()
    assert noted() == meant() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("by", ["django", "sql"])
def test_of_an_erased_appointment_or_file_nothing_is_left(pair: Pair, by: str) -> None:
    """By SQL, as the release before deletes that knows nothing of this table."""
    first, _ = pair.book(), pair.book()
    assert len(noted()) == 2
    if by == "django":
        first.delete()
        assert len(noted()) == 1
        pair.file.delete()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM agenda_appointment WHERE id = %s", [first.pk])
            assert len(noted()) == 1
            cursor.execute("DELETE FROM agenda_appointment")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not HeldElsewhere.objects.exists()


@pytest.mark.django_db
def test_the_version_that_runs_meanwhile_needs_no_right_on_the_new_table(pair: Pair) -> None:
    """Rights are given after the last migration, and the one that fills the table takes its time."""
    role = f"runtime_{uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute(f"REVOKE ALL ON agenda_heldelsewhere FROM {role}")
        cursor.execute(f"SET LOCAL ROLE {role}")
        row = pair.book()
        move(row)
        given = pair.give()
        Affiliation.objects.filter(pk=given.pk).update(until=clock.now())
        cursor.execute("DELETE FROM agenda_appointment WHERE id = %s", [pair.book().pk])
        cursor.execute("RESET ROLE")
    assert len(noted()) == 1 and noted() == meant()


@pytest.mark.django_db
def test_what_was_there_before_the_triggers_is_filled_in(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    pair.give()
    for _ in range(3):
        pair.file = probationers.file(organisation=pair.own)
        pair.book()
    kept = HeldElsewhere.objects.earliest("pk")
    HeldElsewhere.objects.exclude(pk=kept.pk).delete()
    migration = import_module("backend.agenda.migrations.0021_fill_held_elsewhere")
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    migration.fill(None, SimpleNamespace(connection=connection))
    assert len(noted()) == 3 and noted() == meant()
    assert HeldElsewhere.objects.filter(pk=kept.pk).exists()


def apart(act: Act) -> None:
    """On a connection of its own."""
    try:
        with transaction.atomic():
            act()
    finally:
        connection.close()


def meanwhile(first: Act, second: Act) -> None:
    """`second` in a transaction of its own after `first` has written, and before that is committed."""

    def waits(done: "Future[None]") -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            return done.done() or cursor.fetchone() is not None

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            first()
            done = threads.submit(apart, second)
            until = time.monotonic() + 20
            while not waits(done):
                assert time.monotonic() < until, "neither ended nor in line"
                time.sleep(0.01)
        done.result(timeout=20)


def move(row: Appointment) -> None:
    Appointment.objects.filter(pk=row.pk).update(starts_at=make.working_day(20), revision=F("revision") + 1)


def hand_over(row: Appointment) -> None:
    Appointment.objects.filter(pk=row.pk).update(organisation=row.probationer.affiliations.earliest("pk").organisation)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", [1, -1])
def test_a_booking_while_the_file_is_given_to_a_service_is_noted(order: int) -> None:
    pair = Pair()
    both: list[Act] = [pair.book, pair.give]
    meanwhile(*both[::order])
    assert len(noted()) == 2 and noted() == meant()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("change", [move, hand_over])
def test_a_change_while_the_file_is_given_to_a_service_is_noted(
    change: Callable[[Appointment], None], order: int
) -> None:
    pair = Pair()
    row = pair.book()
    both: list[Act] = [partial(change, row), pair.give]
    meanwhile(*both[::order])
    assert noted() == meant() and {service for _, service, *_ in noted()} >= {pair.guest.pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", [1, -1])
def test_a_booking_while_a_service_gives_the_file_up_is_not_noted_for_it(order: int) -> None:
    pair = Pair()
    given = pair.give()

    def end() -> None:
        Affiliation.objects.filter(pk=given.pk).update(until=clock.now())

    both: list[Act] = [pair.book, end]
    meanwhile(*both[::order])
    assert {service for _, service, *_ in noted()} == {pair.own.pk} and noted() == meant()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("edited", [1, -1])
def test_bookings_and_edits_of_one_file_do_not_wait_for_each_other(edited: int) -> None:
    """Only who gives it to a service is alone with it."""
    pair = Pair()
    row = pair.book()

    def edit() -> None:
        Probationer.objects.filter(pk=pair.file.pk).update(city="Nanterre")

    pairs: list[list[Act]] = [[pair.book, edit], [pair.book, pair.book], [partial(move, row), edit]]
    for acts in pairs:
        first, second = acts[::edited]
        with transaction.atomic(), ThreadPoolExecutor(1) as threads:
            first()
            threads.submit(apart, second).result(timeout=20)
    assert noted() == meant()

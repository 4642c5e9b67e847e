"""Lists read service by service: what they show is what the scope allows, and no more is read for it than is shown."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from backend.accounts.models import Agent
from backend.agenda import queries_lists, queries_services
from backend.agenda.models import Appointment, HeldElsewhere
from backend.agenda.queries_lists import Wanted
from backend.common import clock, paging
from backend.probationers.models import Affiliation
from tests import plans
from tests.accounts import make as accounts
from tests.agenda import make
from tests.bench import explained
from tests.counting import queries_of
from tests.organisations import make as organisations
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db
Page = tuple[list[Appointment], str | None]
STATES = ("booked", "booked", "cancelled", "came", "missed", "excused")


class Region:
    """Services, some linked, and files of one or two of them; appointments wherever somebody holds them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.services = [organisations.organisation(kind=kind) for kind in ("spip", "tj", "spip", "tj")]
        self.services[0].linked.add(self.services[1])
        self.services[1].linked.add(self.services[0])
        self.services[2].linked.add(self.services[1])
        self.types = [make.type(), make.type(prosecutor_number=True), make.type(prosecutor_number=True)]
        self.places = [organisations.place(service) for service in self.services]
        self.files = [probationers.file(organisation=self.chance.choice(self.services)) for _ in range(10)]
        roles = ("dpip", "prosecutor", "cpip", "clerk_sap")
        self.agents = [accounts.agent(service, role) for service, role in zip(self.services, roles, strict=True)]
        self.agents += [accounts.agent(self.services[1], "prosecutor"), accounts.agent(self.services[1], "jap")]
        # In the order in which they were made: identifiers are drawn, and the walk would be another in each run.
        self.made: list[Any] = []
        for _ in range(60):
            self.book()

    def hour(self) -> Any:
        """Of a few days: many share theirs."""
        hour = clock.now().replace(minute=0, second=0, microsecond=0)
        return hour + timedelta(days=self.chance.randint(-4, 4), hours=self.chance.randint(0, 2))

    def book(self) -> None:
        at = self.chance.randrange(4)
        row = make.appointment(
            self.chance.choice(self.files), organisation=self.services[at], place=self.places[at],
            type=self.chance.choice(self.types), state=self.chance.choice(STATES), starts_at=self.hour(),
        )  # fmt: skip
        self.made.append(row.pk)

    def act(self) -> None:
        self.chance.choice([self.book, self.move, self.end, self.give, self.forget, self.happen])()

    def some(self) -> Any:
        return Appointment.objects.filter(pk=self.chance.choice(self.made))

    def move(self) -> None:
        at = self.chance.randrange(4)
        self.some().update(organisation=self.services[at], place=self.places[at], starts_at=self.hour())

    def happen(self) -> None:
        self.some().update(state=self.chance.choice(STATES))

    def forget(self) -> None:
        Appointment.objects.filter(pk=self.made.pop(self.chance.randrange(len(self.made)))).delete()

    def end(self) -> None:
        file, service = self.chance.choice(self.files), self.chance.choice(self.services)
        present = Affiliation.objects.filter(until=None)
        if present.count() > 5:
            present.filter(probationer=file, organisation=service).update(until=clock.now())

    def give(self) -> None:
        file, service = self.chance.choice(self.files), self.chance.choice(self.services)
        Affiliation.objects.get_or_create(
            probationer=file, organisation=service, until=None, defaults={"since": clock.now()}
        )

    def wishes(self) -> list[Wanted]:
        today = clock.now().date()
        wishes = [
            Wanted(),
            Wanted(first=today - timedelta(days=2), last=today),
            Wanted(state="missed"),
            Wanted(without_outcome=True),
            Wanted(type=self.types[0].pk),
            Wanted(type=self.types[1].pk, state="booked", first=today - timedelta(days=3)),
            Wanted(place=self.places[0].pk),
        ]
        return wishes + [replace(wish, sort="-starts_at") for wish in wishes]


def pages(read: Callable[[str | None], Page]) -> list[list[Any]]:
    found, cursor = [], None
    while True:
        rows, cursor = read(cursor)
        found.append([row.pk for row in rows])
        if cursor is None:
            return found


def _by_scope(rows: "QuerySet[Appointment]", by: tuple[str, str], cursor: str | None) -> Page:
    return paging.page(rows, cursor=cursor, by=by, size=paging.SIZE)


def _by_service(agent: Agent, want: Wanted, cursor: str | None) -> Page:
    return queries_services.page(agent, want, now=clock.now(), cursor=cursor)


@pytest.mark.parametrize("seed", range(3))
def test_each_page_of_each_list_is_the_scopes_own(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "SIZE", 9)
    region, now = Region(seed), clock.now()
    shown = 0
    for _ in range(30):
        region.act()
    for agent, want in product(region.agents, region.wishes()):
        rows = queries_lists.wanted(agent, want, now=now)
        meant = pages(partial(_by_scope, rows, want.order()))
        assert pages(partial(_by_service, agent, want)) == meant
        whole = [pk for each in meant for pk in each]
        assert queries_services.first(agent, want, now=now, count=1000) == whole
        shown += len(whole)
    elsewhere = HeldElsewhere.objects.exclude(held_by__in=[region.services[0], region.services[1]])
    assert shown > 150 and elsewhere.filter(organisation=region.services[0]).exists(), "else nothing is proved"


def test_whoever_belongs_nowhere_is_shown_nothing() -> None:
    Region(1)
    assert queries_services.page(accounts.bare_agent(), Wanted(), now=clock.now(), cursor=None) == ([], None)


def test_a_row_that_should_not_be_there_leads_nowhere_out_of_scope() -> None:
    scene, stranger = make.Scene(), make.Scene()
    row = make.appointment(stranger.person, place=stranger.place)
    HeldElsewhere.objects.create(
        appointment=row, organisation=scene.service, held_by=stranger.service, type=row.type,
        starts_at=row.starts_at, state=row.state,
    )  # fmt: skip
    assert queries_services.page(scene.agent, Wanted(), now=clock.now(), cursor=None) == ([], None)


def test_a_row_that_should_not_be_there_cuts_no_list_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "SIZE", 2)
    scene, stranger = make.Scene(), make.Scene()
    first, *own = [make.appointment(scene.person, place=scene.place, starts_at=make.working_day(n)) for n in (2, 3, 4)]
    row = make.appointment(stranger.person, place=stranger.place, starts_at=make.working_day(1))
    HeldElsewhere.objects.create(
        appointment=row, organisation=scene.service, held_by=stranger.service, type=row.type,
        starts_at=row.starts_at, state=row.state,
    )  # fmt: skip
    shown = pages(partial(_by_service, scene.agent, Wanted()))
    assert shown == [[first.pk, own[0].pk], [own[1].pk]]


def test_a_file_reads_nothing_that_it_does_not_hold() -> None:
    """Neither what was answered nor how the convocation was notified."""
    scene = make.Scene()
    make.appointment(scene.person, place=scene.place)
    client = accounts.signed_in_client(scene.agent)
    asks = queries_of(lambda: client.get("/api/agent/appointments.csv", make.whole_year()))
    assert any(' FROM "agenda_appointment"' in sql for sql in asks)
    assert not any('"agenda_answer"' in sql or '"agenda_legalnotification"' in sql for sql in asks)


class Crowd:
    """A service whose hundred files have four appointments each, and another one's as many of one type."""

    def __init__(self) -> None:
        self.scene, other = make.Scene(), make.Scene()
        self.rare = make.type()
        for scene, kinds in ((self.scene, [self.scene.free_type]), (other, [self.rare])):
            files = [scene.another() for _ in range(100)]
            Appointment.objects.bulk_create(self.row(scene, files[n % 100], kinds[0], n) for n in range(400))
        Appointment.objects.bulk_create(self.row(self.scene, self.scene.person, self.rare, n) for n in range(3))

    def row(self, scene: make.Scene, file: Any, type: Any, number: int) -> Appointment:
        return Appointment(
            probationer=file, organisation=scene.service, place=scene.place, type=type, booked_for=scene.service,
            starts_at=clock.now() - timedelta(hours=number), state="came", time_zone="Europe/Paris",
            booked_at=clock.now(),
        )  # fmt: skip

    def read(self, want: Wanted, cursor: str | None = None) -> float:
        """Rows of appointments and what leads to them, without a table read whole as none of a country's would be."""
        plans.rebuild_indexes("agenda_appointment", "agenda_heldelsewhere", "probationers_affiliation")
        with connection.cursor() as line:
            line.execute("SET LOCAL enable_seqscan = off")
        asks = explained.of(partial(_by_service, self.scene.agent, want, cursor)).statements
        (first, *_) = [one for one in asks if "agenda_heldelsewhere" in one.text or "agenda_appointment" in one.text]
        return first.read

    def far(self, want: Wanted) -> str | None:
        cursor = None
        for _ in range(10):
            _, cursor = queries_services.page(self.scene.agent, want, now=clock.now(), cursor=cursor)
        return cursor


@pytest.fixture
def crowd() -> Crowd:
    return Crowd()


PAGE = 26 * 3  # each with the service of its file, and some


def week() -> Wanted:
    today = clock.now().date()
    return Wanted(first=today - timedelta(days=6), last=today)


@pytest.mark.parametrize(
    "want", [Wanted, week, partial(Wanted, sort="-starts_at"), partial(Wanted, state="came")]
)  # fmt: skip
def test_a_page_is_read_down_the_services_hours(crowd: Crowd, want: Callable[[], Wanted]) -> None:
    assert crowd.read(want()) < PAGE


@pytest.mark.parametrize("want", [Wanted(), Wanted(sort="-starts_at")])
def test_a_page_far_down_begins_at_its_own_hour(crowd: Crowd, want: Wanted) -> None:
    assert crowd.read(want, crowd.far(want)) < PAGE


def test_of_a_type_neither_the_service_nor_the_country_is_read(crowd: Crowd) -> None:
    assert crowd.read(Wanted(type=crowd.rare.pk)) < 15

"""A number that an agent replaces opens nothing any more, and neither does what it opened (D192)."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.accounts.models import Agent
from backend.common import clock
from backend.journal.models import Entry
from backend.probationers import rules_contact
from backend.probationers.models import Probationer
from backend.probationers.rules_contact import Replaced
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone, right_code
from tests.probationers.test_second_files import ask

pytestmark = pytest.mark.django_db
AGENTS_OWN = "+33639980077"


@pytest.fixture
def here() -> Agent:
    return accounts.agent(of=organisations.organisation())


@pytest.fixture
def file(here: Agent) -> Probationer:
    return make.file(organisation=here.memberships.get().organisation)


def change(here: Agent, file: Probationer, number: str) -> None:
    clock.shift(timedelta(minutes=5))
    assert ask(here, f"probationers/{file.pk}", {"phone": number}, method="patch").status_code == 204
    file.refresh_from_db()


def signed_in(file: Probationer) -> Phone:
    clock.shift(timedelta(minutes=5))
    phone = Phone()
    assert phone.sign_in(file).status_code == 200
    return phone


def is_in(phone: Phone) -> bool:
    return phone.get("home").status_code == 200


def test_who_signed_in_by_a_number_is_out_once_an_agent_puts_the_old_one_back(here: Agent, file: Probationer) -> None:
    hers = file.phone
    change(here, file, AGENTS_OWN)
    taker = signed_in(file)
    assert is_in(taker)
    change(here, file, hers)
    assert not is_in(taker)
    entry = Entry.objects.get(verb="probationers.revoke_sessions", about=str(file))
    assert entry.actor == str(here)
    assert taker.session()["signed_in"] is False
    assert is_in(signed_in(file))


def test_a_phone_that_was_lost_is_out_when_its_number_is_replaced(here: Agent, file: Probationer) -> None:
    lost = signed_in(file)
    change(here, file, AGENTS_OWN)
    assert not is_in(lost)


def test_of_two_numbers_each_ends_what_came_by_itself_alone(here: Agent, file: Probationer) -> None:
    first = signed_in(file)
    other = make.number()
    asked = first.send("me/phone", {"phone": other, "birth_date": make.BORN.isoformat()})
    assert asked.status_code == 202, asked.content
    second = signed_in(file)
    body = {"challenge": asked.json()["id"], "code": right_code(asked.json()["id"])}
    assert first.send("me/phone/proof", body).status_code in (200, 204)
    file.refresh_from_db()
    assert file.phone == other
    change(here, file, AGENTS_OWN)
    assert (is_in(first), is_in(second)) == (False, True)


def test_at_the_counter_too(here: Agent, file: Probationer) -> None:
    lost = signed_in(file)
    asked = ask(here, f"probationers/{file.pk}/phone-proof", {"phone": make.number()}).json()
    body = {"challenge": asked["id"], "code": right_code(asked["id"])}
    assert ask(here, f"probationers/{file.pk}/phone-proof/answer", body).status_code == 204
    assert not is_in(lost)


def at(hour: int) -> datetime:
    return datetime(2026, 12, 1, hour, tzinfo=UTC)


ALWAYS = datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "periods"),
    [
        ([], [(ALWAYS, at(20))]),
        ([Replaced(at(8), "a", "b")], [(ALWAYS, at(8))]),
        ([Replaced(at(8), "b", "a")], [(at(8), at(20))]),
        ([Replaced(at(8), "b", "c")], []),
        ([Replaced(at(8), "a", "b"), Replaced(at(9), "b", "a")], [(ALWAYS, at(8)), (at(9), at(20))]),
        ([Replaced(at(8), "b", "a"), Replaced(at(9), "a", "c"), Replaced(at(10), "c", "b")], [(at(8), at(9))]),
    ],
)
def test_a_number_stood_in_a_file_from_when_to_when(
    changes: list[Replaced], periods: list[tuple[datetime, datetime]]
) -> None:
    assert rules_contact.periods_of("a", changes, now=at(20)) == periods

"""A changed number can be taken back from the old one, for seven days."""

from datetime import date, timedelta
from functools import partial

import pytest

from backend.accounts.models import Challenge
from backend.common import clock
from backend.delivery.composers import Refusal, Text
from backend.delivery.models import Message
from backend.probationers import composers
from backend.probationers.models import ContactChange, Probationer
from tests.accounts import make as accounts
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, work, wrong_code
from tests.probationers.test_composers import due

pytestmark = pytest.mark.django_db


def change_number(phone: Phone) -> str:
    """From a signed-in phone; the new number."""
    new = make.number()
    challenge = phone.send("me/phone", {"phone": new, "birth_date": BORN.isoformat()}).json()["id"]
    done = phone.send("me/phone/proof", {"challenge": challenge, "code": right_code(challenge)})
    assert done.status_code == 200
    return new


def take_back(number: str, *, born: date = BORN, right: bool = True) -> int:
    """From the phone that still receives SMS at that number; the status."""
    clock.shift(timedelta(hours=2))  # past the quotas of a number
    phone = Phone("192.0.2.77")
    asked = phone.send("take-back/challenges", {"phone": number, "language": "fr"})
    assert asked.status_code == 202
    challenge = asked.json()["id"]
    code = right_code(challenge) if right else wrong_code(challenge)
    body = {"challenge": challenge, "code": code, "birth_date": born.isoformat()}
    return phone.send("take-back", body).status_code


@pytest.fixture
def stolen() -> tuple[Probationer, Phone, str]:
    """A file whose number a thief changed on the stolen, signed-in phone; the old number."""
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    clock.shift(timedelta(minutes=2))
    old = file.phone
    change_number(phone)
    clock.shift(timedelta(minutes=2))
    return file, phone, old


Stolen = tuple[Probationer, Phone, str]


def test_the_old_number_stands_in_the_file_again(stolen: Stolen) -> None:
    file, thief, old = stolen
    later = Phone("192.0.2.50")
    file.refresh_from_db()
    later.sign_in(file)
    clock.shift(timedelta(days=6, hours=21))
    assert take_back(old) == 204
    file.refresh_from_db()
    assert (file.phone, file.phone_status) == (old, "proved")
    # The device added since, and the old device on which the change was made.
    assert later.session()["end"] == thief.session()["end"] == "session_revoked"
    first, second = ContactChange.objects.filter(field="phone").order_by("at")
    assert first.taken_back_at is not None
    assert (second.new, second.seen_at) == (old, None)  # the agent sees it


def test_an_older_device_that_changed_nothing_stays(stolen: Stolen) -> None:
    file, _, old = stolen
    assert take_back(old) == 204
    clock.shift(timedelta(hours=2))
    file.refresh_from_db()
    tablet = Phone("192.0.2.51")
    tablet.sign_in(file)
    clock.shift(timedelta(minutes=2))
    other = Phone("192.0.2.52")
    other.sign_in(file)
    clock.shift(timedelta(minutes=2))
    change_number(other)
    assert take_back(old) == 204
    assert tablet.session()["signed_in"] is True
    assert other.session()["end"] == "session_revoked"


def test_changing_it_twice_does_not_keep_it(stolen: Stolen) -> None:
    file, thief, old = stolen
    clock.shift(timedelta(minutes=2))
    change_number(thief)
    assert take_back(old) == 204
    file.refresh_from_db()
    assert file.phone == old


def test_after_seven_days_it_is_too_late(stolen: Stolen) -> None:
    file, _, old = stolen
    clock.shift(timedelta(days=6, hours=22))
    assert take_back(old) == 401
    file.refresh_from_db()
    assert file.phone != old


def test_the_number_that_came_after_can_not_take_it_back_again(stolen: Stolen) -> None:
    file, _, old = stolen
    file.refresh_from_db()
    taken = file.phone
    assert take_back(old) == 204
    assert take_back(taken) == 401


def test_not_past_an_agents_own_change(stolen: Stolen) -> None:
    file, _, old = stolen
    clock.shift(timedelta(minutes=2))
    agent = accounts.agent()
    ContactChange.objects.create(
        probationer=file, field="phone", old="", new=make.number(), by=str(agent), at=clock.now()
    )
    assert take_back(old) == 401


@pytest.mark.parametrize(("right", "born"), [(False, BORN), (True, date(1971, 1, 2))])
def test_a_wrong_code_or_birth_date_changes_nothing(stolen: Stolen, right: bool, born: date) -> None:
    file, _, old = stolen
    assert take_back(old, born=born, right=right) == 401
    file.refresh_from_db()
    assert file.phone != old


def test_an_unknown_number_gets_the_same_answer_for_the_same_work(stolen: Stolen) -> None:
    _, _, old = stolen
    clock.shift(timedelta(minutes=2))
    answers = []
    for number in (old, make.number()):
        phone = Phone()
        asked, asking = work(partial(phone.send, "take-back/challenges", {"phone": number}))
        challenge = asked.json()["id"]
        body = {"challenge": challenge, "code": wrong_code(challenge), "birth_date": BORN.isoformat()}
        entered, entering = work(partial(phone.send, "take-back", body))
        answers.append((asked.status_code, entered.status_code, entered.json(), len(asking), len(entering)))
    assert answers[0] == answers[1]


def test_a_code_leaves_for_the_old_number_alone(stolen: Stolen) -> None:
    _, _, old = stolen
    clock.shift(timedelta(minutes=2))
    for number in (old, make.number()):
        Phone().send("take-back/challenges", {"phone": number})
    challenges = Challenge.objects.filter(kind="take_back").order_by("created_at")
    messages = [Message.objects.get(subject=str(challenge)) for challenge in challenges]
    words = composers.compose_codes([due(message) for message in messages])
    assert isinstance(words[0], Text) and words[0].to == old
    assert isinstance(words[1], Refusal) and words[1].reason == "number_in_no_file"

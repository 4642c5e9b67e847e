"""A right code and a wrong birth date, again and again: the agent is told, it is stopped, nobody else sees it (D11)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from backend.accounts.models import HolderSession
from backend.common import clock
from backend.journal.models import Entry
from backend.probationers import actions_counter
from backend.probationers.models import BirthTries, ContactChange, Probationer
from backend.probationers.rules_sign_in import NOTICE_AFTER, STOP_AFTER
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, work, wrong_code
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
ELSEWHERE = date(1971, 1, 2)


def ask(phone: Phone, number: str) -> str:
    """As soon as the number's budget lets another code go there."""
    clock.shift(timedelta(hours=5))
    return str(phone.ask(number).json()["id"])


def guess(file: Probationer, times: int) -> list[ClientResponse]:
    """So many wrong birth dates after a right code, five to a code, each code asked for by a new browser."""
    answers: list[ClientResponse] = []
    while len(answers) < times:
        phone = Phone("203.0.113.66")
        challenge = ask(phone, file.phone)
        answers += [phone.enter(challenge, born=ELSEWHERE) for _ in range(min(5, times - len(answers)))]
    return answers


def tries(file: Probationer, count: int, door: str = "sign_in") -> None:
    BirthTries.objects.create(probationer=file, door=door, count=count, last_at=clock.now())


def notices(file: Probationer) -> list[str]:
    return list(
        ContactChange.objects.filter(probationer=file, field="sign_in").order_by("at").values_list("new", flat=True)
    )


def test_d11_an_agent_is_told_after_five_wrong_birth_dates_and_it_stops_after_ten() -> None:
    file = make.file()
    guess(file, NOTICE_AFTER - 1)
    assert notices(file) == []
    guess(file, 1)
    assert notices(file) == ["wrong_birth"]
    guess(file, STOP_AFTER - NOTICE_AFTER)
    assert notices(file)[-1] == "sign_in_stopped"
    assert Phone("192.0.2.9").enter(ask(Phone("192.0.2.9"), file.phone)).status_code == 409  # another browser's code
    phone = Phone("192.0.2.9")
    assert phone.enter(ask(phone, file.phone), born=BORN).status_code == 401
    assert not HolderSession.objects.exists()


def test_what_the_caller_sees_is_the_same_all_along_and_so_is_the_work() -> None:
    """A wrong date, the right one while it is stopped, and a wrong code: nobody learns which it was."""
    file = make.file()
    answers = guess(file, STOP_AFTER + 5)
    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(401, "code_refused")}
    ContactChange.objects.all().delete()  # told today
    guess(file, 1)
    seen = []
    for born in (ELSEWHERE, BORN):
        phone = Phone("192.0.2.9")
        clock.shift(timedelta(hours=5))
        challenge = phone.ask(file.phone).json()["id"]
        answer, statements = work(partial(phone.enter, challenge, right_code(challenge), born=born))
        seen.append((answer.status_code, answer.json(), statements))
    assert seen[0] == seen[1]


def test_a_first_wrong_date_costs_the_same_work_as_a_wrong_code() -> None:
    file, works = make.file(), []
    for is_right in (True, False):
        phone = Phone("192.0.2.9")
        challenge = ask(phone, file.phone)
        code = right_code(challenge) if is_right else wrong_code(challenge)
        works.append(work(partial(phone.enter, challenge, code, born=ELSEWHERE))[1])
    assert works[0] == works[1]


def test_wrong_codes_are_no_tries_at_a_birth_date() -> None:
    """Else anybody who knows a number could stop its file."""
    file = make.file()
    for _ in range(4):
        phone = Phone("203.0.113.66")
        challenge = ask(phone, file.phone)
        for _ in range(5):
            phone.enter(challenge, wrong_code(challenge), born=ELSEWHERE)
    assert not BirthTries.objects.exists()
    phone = Phone()
    assert phone.enter(ask(phone, file.phone)).status_code == 200


def test_a_right_birth_date_is_no_try_and_takes_none_away() -> None:
    """A partner who knows the code must not get ten more guesses each time that the person signs in."""
    file = make.file()
    guess(file, 3)
    phone = Phone()
    assert phone.enter(ask(phone, file.phone)).status_code == 200
    assert BirthTries.objects.get().count == 3


def test_known_phones_go_on_while_it_is_stopped() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    tries(file, STOP_AFTER)
    assert phone.enter(ask(phone, file.phone), born=None).status_code == 200


def test_a_sensitive_file_asks_the_date_on_known_phones_too_and_is_stopped_there() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    Probationer.objects.update(sensitive_channel=True)
    tries(file, STOP_AFTER)
    assert phone.enter(ask(phone, file.phone)).status_code == 401


def test_an_agent_allows_it_again_and_it_is_journalled_once() -> None:
    service = organisations.organisation()
    file = make.file(organisation=service)
    agent = accounts.agent(service)
    client = accounts.signed_in_client(agent)
    tries(file, STOP_AFTER)
    assert client.get(f"/api/agent/files/{file.pk}").json()["sign_in_stopped"] is True
    for _ in range(2):
        assert client.post(f"/api/agent/probationers/{file.pk}/sign-in/allow").status_code == 204
    assert client.get(f"/api/agent/files/{file.pk}").json()["sign_in_stopped"] is False
    assert Entry.objects.filter(verb="probationers.allow_sign_in", actor=str(agent)).count() == 1
    phone = Phone()
    assert phone.enter(ask(phone, file.phone)).status_code == 200
    stranger = accounts.signed_in_client(accounts.agent())
    assert stranger.post(f"/api/agent/probationers/{file.pk}/sign-in/allow").status_code == 404


def test_the_number_proved_at_the_counter_allows_it_again() -> None:
    service = organisations.organisation()
    file, agent = make.file(organisation=service), accounts.agent(service)
    tries(file, STOP_AFTER)
    challenge = actions_counter.ask_counter_code(file, file.phone, by=agent)
    actions_counter.prove_counter_code(file, challenge.pk, code=right_code(str(challenge.pk)), by=agent)
    assert not BirthTries.objects.exists()


def test_a_number_in_two_files_counts_for_both() -> None:
    one = make.file()
    other = make.file(phone=one.phone, birth_date=ELSEWHERE)
    phone = Phone()
    phone.enter(ask(phone, one.phone), born=date(1950, 1, 1))
    assert {row.probationer_id: row.count for row in BirthTries.objects.all()} == {one.pk: 1, other.pk: 1}


def test_taking_back_and_a_new_number_have_counts_of_their_own() -> None:
    """Whoever sits on a stolen phone must not bar the owner's way back by being wrong on purpose."""
    file, thief = make.file(), Phone()
    thief.sign_in(file)
    old, new = file.phone, make.number()
    clock.shift(timedelta(minutes=2))
    challenge = thief.send("me/phone", {"phone": new, "birth_date": BORN.isoformat()}).json()["id"]
    thief.send("me/phone/proof", {"challenge": challenge, "code": right_code(challenge)})
    tries(file, STOP_AFTER, "sign_in")
    tries(file, STOP_AFTER, "new_number")
    body = {"phone": make.number(), "birth_date": BORN.isoformat()}
    assert thief.send("me/phone", body).status_code == 401
    owner = Phone("192.0.2.9")
    challenge = owner.send("take-back/challenges", {"phone": old}).json()["id"]
    proof = {"challenge": challenge, "code": right_code(challenge)}
    assert owner.send("take-back", proof | {"birth_date": ELSEWHERE.isoformat()}).status_code == 401
    assert BirthTries.objects.get(door="take_back").count == 1
    assert owner.send("take-back", proof | {"birth_date": BORN.isoformat()}).status_code == 204


def test_taking_back_is_stopped_after_as_many_wrong_dates() -> None:
    file, phone = make.file(), Phone()
    ContactChange.objects.create(
        probationer=file, field="phone", old=make.number(), new=file.phone, by="device:x", at=clock.now()
    )
    tries(file, STOP_AFTER, "take_back")
    old = ContactChange.objects.get().old
    challenge = phone.send("take-back/challenges", {"phone": old}).json()["id"]
    proof = {"challenge": challenge, "code": right_code(challenge), "birth_date": BORN.isoformat()}
    assert phone.send("take-back", proof).status_code == 401
    assert notices(file) == ["sign_in_stopped"]


@pytest.mark.django_db(transaction=True)
def test_of_fifteen_wrong_dates_at_once_each_is_counted() -> None:
    """Three codes, five comparisons of each, all at one moment: no race spares one."""
    file = make.file()
    tries(file, STOP_AFTER - 1)
    phones = [Phone(f"203.0.{n}.66") for n in range(3)]
    challenges = []
    for phone in phones:
        challenges.append(phone.ask(file.phone).json()["id"])
        clock.shift(timedelta(seconds=61))
    barrier = Barrier(15)

    def one(n: int) -> int:
        twin = Phone()
        twin.client.cookies.update(phones[n % 3].client.cookies)
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return twin.enter(challenges[n % 3], born=ELSEWHERE).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(15) as threads:
        assert set(threads.map(one, range(15))) == {401}
    assert BirthTries.objects.get().count == STOP_AFTER - 1 + 15

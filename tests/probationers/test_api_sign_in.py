"""Signing in, case by case: each answer says no more than another."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.conf import settings

from backend.accounts import queries_codes, rules, sessions_holder
from backend.accounts.models import Attempt, Challenge, Device, HolderSession
from backend.common import clock
from backend.delivery.models import Message
from backend.probationers.models import ContactChange, Probationer
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, work, wrong_code
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
ELSEWHERE = date(1971, 1, 2)


def _refused(answer: ClientResponse, left: int = 4) -> None:
    assert (answer.status_code, answer.json()) == (
        401,
        {"code": "code_refused", "fields": {}, "detail": {"left": left}},
    )


def _expired(answer: ClientResponse) -> None:
    assert (answer.status_code, answer.json()) == (409, {"code": "code_expired", "fields": {}})


def test_a_right_code_and_birth_date_open_the_file() -> None:
    file, phone = make.file(first_name="Élodie"), Phone()
    answer = phone.sign_in(file)
    assert answer.status_code == 200
    assert answer.json()["signed_in"] is True
    assert phone.session()["holder"] == str(file.holder_id)
    assert phone.get("me").json()["first_name"] == "Élodie"
    file.refresh_from_db()
    assert file.phone_status == Probationer.PhoneStatus.PROVED


def test_an_unknown_number_gets_the_same_answer_for_the_same_work() -> None:
    known, unknown = make.file().phone, make.number()
    answers, works = zip(*(work(partial(Phone().ask, n)) for n in (known, unknown)), strict=True)
    assert [answer.status_code for answer in answers] == [202, 202]
    assert works[0] == works[1]
    first, second = (answer.json() for answer in answers)
    for answer, number in ((first, known), (second, unknown)):
        assert answer.pop("address") == "•• •• •• •• " + number[-2:]
    assert first.keys() == second.keys()
    assert first["birth_date_needed"] is second["birth_date_needed"] is True
    rows = Challenge.objects.filter(pk__in=[first["id"], second["id"]]).values("kind", "holder", "agent", "comparisons")
    assert len(rows) == 2
    assert rows[0] == rows[1]
    subjects = [f"challenge:{first['id']}", f"challenge:{second['id']}"]
    messages = Message.objects.filter(subject__in=subjects).values("kind", "lane", "channel", "state", "holder", "text")
    assert len(messages) == 2
    assert messages[0] == messages[1]


def test_a_right_code_for_an_unknown_number_is_refused_like_a_wrong_one_for_the_same_work() -> None:
    file = make.file()
    works = []
    for number in (file.phone, make.number()):
        phone = Phone()
        challenge = phone.ask(number).json()["id"]
        code = wrong_code(challenge) if number == file.phone else right_code(challenge)
        answer, statements = work(partial(phone.enter, challenge, code))
        _refused(answer)
        works.append(statements)
    assert works[0] == works[1]


def test_a_recycled_number_with_the_wrong_birth_date_is_refused_like_a_wrong_code() -> None:
    """The new owner of the number gets the code, and learns nothing from it."""
    file, works = make.file(), []
    for is_code_right in (True, False):
        phone = Phone()
        challenge = _ask_again(phone, file.phone)
        code, born = (right_code(challenge), ELSEWHERE) if is_code_right else (wrong_code(challenge), BORN)
        answer, statements = work(partial(phone.enter, challenge, code, born=born))
        _refused(answer)
        works.append(statements)
    assert works[0] == works[1]
    assert not HolderSession.objects.exists()


def test_a_missing_birth_date_on_a_new_device_is_refused_like_a_wrong_code() -> None:
    file, phone = make.file(), Phone()
    _refused(phone.enter(phone.ask(file.phone).json()["id"], born=None))


def test_a_number_in_two_files_opens_the_one_of_the_birth_date() -> None:
    one = make.file(first_name="Alix")
    other = make.file(first_name="Sacha", phone=one.phone, birth_date=ELSEWHERE)
    phone = Phone()
    assert phone.sign_in(one, born=ELSEWHERE).json()["holder"] == str(other.holder_id)


@pytest.mark.parametrize("was_in_before", [True, False])
def test_her_number_in_one_more_file_of_hers_does_not_shut_her_out(was_in_before: bool) -> None:
    """D172: an agent of any service could write it there."""
    first = make.file(
        "ESSAI", "Alix", created_at=clock.now() - timedelta(days=9), phone_status="proved" if was_in_before else "given"
    )
    second = make.file("ESSAI", "Alix", phone=first.phone, created_at=clock.now())
    assert Phone("192.0.2.3").sign_in(first).json()["holder"] == str(first.holder_id)
    told = ContactChange.objects.filter(field=ContactChange.Field.SIGN_IN, new="two_files")
    assert set(told.values_list("probationer", flat=True)) == {first.pk, second.pk}


@pytest.mark.parametrize("linked", [False, True])
def test_somebody_elses_file_with_her_number_shuts_her_out_in_sight_alone(linked: bool) -> None:
    """Twins with one phone are seen by an agent; a file of a service that is linked to none is anybody's to write."""
    here, away = organisations.organisation(), organisations.organisation()
    if linked:
        here.linked.add(away)
    hers = make.file("ESSAI", "Alix", organisation=here, phone_status="proved")
    make.file("FICTIF", "Sacha", organisation=away, phone=hers.phone)
    answer = Phone().sign_in(hers)
    assert answer.status_code == (409 if linked else 200)
    # Where she gets in, the service that is linked to none learns nothing of it.
    assert ContactChange.objects.filter(field=ContactChange.Field.SIGN_IN).exists() == linked


def test_a_number_in_two_files_with_one_birth_date_needs_an_agent() -> None:
    service = organisations.organisation()
    one = make.file(first_name="Alix", organisation=service)
    other = make.file(first_name="Sacha", phone=one.phone, organisation=service)
    answer = Phone().sign_in(one)
    assert (answer.status_code, answer.json()["code"]) == (409, "ask_an_agent")
    told = ContactChange.objects.filter(field="sign_in", new="two_files", seen_at=None)
    assert {change.probationer_id for change in told} == {one.pk, other.pk}
    assert not HolderSession.objects.exists()


def test_that_there_is_a_file_out_of_sight_is_read_in_none() -> None:
    """D198: a number proved in neither shuts her out of both, and each agent read that there are two."""
    one = make.file(first_name="Alix", organisation=organisations.organisation())
    other = make.file(first_name="Sacha", phone=one.phone, organisation=organisations.organisation())
    assert Phone().sign_in(one).json()["code"] == "ask_an_agent"
    told = ContactChange.objects.filter(field="sign_in", seen_at=None)
    assert set(told.values_list("probationer", "new")) == {(one.pk, "to_prove"), (other.pk, "to_prove")}


def test_two_files_are_not_told_of_without_the_right_code() -> None:
    one = make.file()
    make.file(phone=one.phone)
    phone = Phone()
    challenge = phone.ask(one.phone).json()["id"]
    _refused(phone.enter(challenge, wrong_code(challenge)))
    assert not ContactChange.objects.exists()


def test_the_year_alone_opens_a_file_in_which_no_more_is_known() -> None:
    file, phone = make.file(birth_date=None, birth_year=1985), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    _refused(phone.enter(challenge, born=None, year=1986))
    assert phone.enter(challenge, born=None, year=1985).status_code == 200


def test_the_year_alone_does_not_open_a_file_whose_birth_date_is_known() -> None:
    _refused(Phone().sign_in(make.file(), born=None, year=BORN.year))


def test_an_expired_code_is_refused_though_right() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    clock.shift(timedelta(minutes=10))
    _expired(phone.enter(challenge))


def test_a_sixth_comparison_is_refused_though_right() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    for left in (4, 3, 2, 1, 0):
        _refused(phone.enter(challenge, wrong_code(challenge)), left)
    _expired(phone.enter(challenge))
    assert Challenge.objects.get(pk=challenge).comparisons == 5


def test_birth_dates_are_counted_with_codes() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    for left in (4, 3, 2, 1, 0):
        _refused(phone.enter(challenge, born=ELSEWHERE), left)
    _expired(phone.enter(challenge))


def test_somebody_elses_guesses_lock_nobody_out() -> None:
    file, owner, stranger = make.file(), Phone(), Phone("198.51.100.7")
    challenge = stranger.ask(file.phone).json()["id"]
    for _ in range(6):
        stranger.enter(challenge, wrong_code(challenge))
    assert owner.enter(_ask_again(owner, file.phone)).status_code == 200


def test_a_code_of_another_challenge_is_refused() -> None:
    file, phone = make.file(), Phone()
    first = phone.ask(file.phone).json()["id"]
    second = _ask_again(phone, file.phone)
    _refused(phone.enter(second, right_code(first)))


def test_another_browsers_challenge_is_as_one_that_never_was() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    thief = Phone("198.51.100.7")
    _expired(thief.enter(challenge))
    _expired(thief.enter("00000000-0000-4000-8000-000000000000", "123456"))
    assert Challenge.objects.get(pk=challenge).comparisons == 0
    assert phone.enter(challenge).status_code == 200


def test_a_code_is_good_once() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    assert phone.enter(challenge).status_code == 200
    phone.send("session", method="delete")
    _expired(phone.enter(challenge))


def _loses_the_answer(phone: Phone) -> None:
    for name in (settings.HOLDER_COOKIE_NAME, settings.DEVICE_COOKIE_NAME):
        del phone.client.cookies[name]


def test_a_code_whose_answer_was_lost_is_taken_again() -> None:
    """On a bad network the code was used and nobody told the phone: it had to wait, and to ask for another one."""
    file, phone = make.file(), Phone()
    Phone("198.51.100.9").sign_in(file)
    clock.shift(timedelta(minutes=2))
    challenge = phone.ask(file.phone).json()["id"]
    assert phone.enter(challenge).status_code == 200
    told = Message.objects.filter(kind="new_device").count()
    used = Attempt.objects.filter(act=queries_codes.USED)
    assert used.count() == 2
    _loses_the_answer(phone)
    assert phone.enter(challenge).status_code == 200
    assert phone.session()["signed_in"]
    assert Device.objects.filter(holder=file.holder, revoked_at=None).count() == 2
    assert Message.objects.filter(kind="new_device").count() == told
    assert used.count() == 2, "one SMS that was used once"
    assert HolderSession.objects.filter(device__holder=file.holder, ended_at=None).count() == 2


def test_a_code_taken_again_still_needs_everything_that_it_needed() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    phone.enter(challenge)
    _loses_the_answer(phone)
    _refused(phone.enter(challenge, wrong_code(challenge)), 3)
    _refused(phone.enter(challenge, born=ELSEWHERE), 2)
    _expired(Phone("198.51.100.9").enter(challenge))
    clock.shift(rules.ASKED_AGAIN)
    _expired(phone.enter(challenge))


def test_a_code_is_not_taken_again_for_a_device_that_was_taken_away() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    phone.enter(challenge)
    _loses_the_answer(phone)
    sessions_holder.revoke(Device.objects.filter(holder=file.holder))
    _expired(phone.enter(challenge))


def test_a_counters_code_signs_nobody_in() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    Challenge.objects.filter(pk=challenge).update(kind=Challenge.Kind.COUNTER)
    _expired(phone.enter(challenge))


def test_a_known_device_is_not_asked_the_birth_date() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    phone.send("session", method="delete")
    clock.shift(timedelta(minutes=2))
    asked = phone.ask(file.phone).json()
    assert asked["birth_date_needed"] is False
    assert phone.enter(asked["id"], born=None).status_code == 200
    assert Device.objects.count() == 1


def test_a_known_device_is_asked_the_birth_date_for_any_other_number() -> None:
    phone, other = Phone(), make.file()
    phone.sign_in(make.file())
    assert phone.ask(other.phone).json()["birth_date_needed"] is True
    clock.shift(timedelta(minutes=2))
    assert phone.ask(make.number()).json()["birth_date_needed"] is True
    _refused(phone.enter(_ask_again(phone, other.phone), born=None))


def test_a_revoked_session_says_so_and_an_expired_one_says_that() -> None:
    file, revoked, expired = make.file(), Phone(), Phone("192.0.2.2")
    revoked.sign_in(file)
    Device.objects.update(revoked_at=clock.now())
    assert revoked.session()["end"] == "session_revoked"
    assert (revoked.get("me").status_code, revoked.get("me").json()["code"]) == (401, "session_revoked")
    clock.shift(timedelta(minutes=2))
    expired.sign_in(file)
    clock.shift(timedelta(days=181))
    assert expired.session()["end"] == "session_expired"
    assert expired.get("me").json()["code"] == "session_expired"
    assert Phone().get("me").json()["code"] == Phone().session()["end"] == "signed_out"


def test_a_session_slides_on_while_it_is_used() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    for _ in range(4):
        clock.shift(timedelta(days=100))
        assert phone.session()["signed_in"] is True


def _ask_again(phone: Phone, number: str) -> str:
    """After the minute that a number has to wait."""
    clock.shift(timedelta(seconds=61))
    return str(phone.ask(number).json()["id"])

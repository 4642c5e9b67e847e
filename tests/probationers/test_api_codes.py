"""Codes while SMS are scarce, dear or stuck: known devices go on another way, others are told whom to call, and
nothing tells who stands in a file, nor what stands in it."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from backend.accounts import queries_codes, rules
from backend.accounts.models import Attempt, Challenge, Device
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery import queries
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message, PushSubscription
from backend.journal.models import Entry
from backend.probationers import composers
from backend.probationers.models import Probationer
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, work
from tests.probationers.test_api_quotas import _key

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=2)


@pytest.fixture
def known() -> tuple[Probationer, Phone]:
    """A file with a proved e-mail address, and a phone that signed in to it and listens."""
    file, phone = make.file(email="camille@exemple.fr", email_proved_at=clock.now()), Phone()
    assert phone.sign_in(file).status_code == 200
    device = Device.objects.get(holder=file.holder)
    PushSubscription.objects.create(
        holder=file.holder, device=device, endpoint="https://push.test/1", p256dh="x", auth="x", created_at=clock.now()
    )
    Message.objects.all().delete()
    Attempt.objects.all().delete()
    clock.shift(LATER)
    return file, phone


def elsewhere(phone: Phone, challenge: str, by: str) -> Any:
    return phone.send(f"challenges/{challenge}/elsewhere", {"by": by})


def spend(settings: Any) -> None:
    """The hour's budget is used up."""
    settings.CODES_AN_HOUR = 3
    Attempt.objects.bulk_create(Attempt(act="codes", key=_key("known"), at=clock.now()) for _ in range(3))


def said() -> dict[str, Text | Refusal]:
    """What the composer gives for each queued code, by channel."""
    rows = list(Message.objects.filter(kind="code"))
    due = [
        Due(row.pk, row.subject, 1, row.kind, row.channel, row.occasion, row.holder_id, row.lane, row.expires_at)
        for row in rows
    ]
    return {row.channel: words for row, words in zip(rows, composers.compose_codes(due), strict=True)}


def test_the_same_code_by_notification_on_this_very_device(known: tuple[Probationer, Phone]) -> None:
    file, phone = known
    other = Phone("192.0.2.2")
    other.sign_in(file)
    clock.shift(LATER)
    Message.objects.all().delete()
    asked = phone.ask(file.phone).json()
    assert (asked["by"], asked["other_ways"], asked["birth_date_needed"]) == ("sms", True, False)
    again = elsewhere(phone, asked["id"], "push").json()
    assert (again["id"], again["by"], again["birth_date_needed"]) == (asked["id"], "push", True)
    words = said()
    push, sms = words["push"], words["sms"]
    assert isinstance(push, Text) and isinstance(sms, Text)
    code = right_code(asked["id"])
    assert code in push.body and code in sms.body and not push.keep
    device = Device.objects.exclude(pk=Device.objects.latest("created_at").pk).get(holder=file.holder)
    assert push.devices == (device.pk,)
    assert phone.enter(asked["id"]).status_code == 200


def test_by_proved_e_mail_alone(known: tuple[Probationer, Phone]) -> None:
    file, phone = known
    challenge = phone.ask(file.phone).json()["id"]
    elsewhere(phone, challenge, "email")
    mail = said()["email"]
    assert isinstance(mail, Text) and mail.to == "camille@exemple.fr" and right_code(challenge) in mail.body
    Probationer.objects.update(email_proved_at=None)
    assert said()["email"] == Refusal("email_not_proved")


def test_such_a_code_wants_the_birth_date_and_proves_no_number(known: tuple[Probationer, Phone]) -> None:
    """A phone that was passed on still has its notifications, and knows whose it was."""
    file, phone = known
    Probationer.objects.update(phone_status=Probationer.PhoneStatus.GIVEN)
    challenge = phone.ask(file.phone).json()["id"]
    elsewhere(phone, challenge, "push")
    assert phone.enter(challenge, born=None).status_code == 401
    assert phone.enter(challenge, born=BORN).status_code == 200
    file.refresh_from_db()
    assert file.phone_status == Probationer.PhoneStatus.GIVEN
    assert Device.objects.filter(holder=file.holder).count() == 1


@pytest.mark.parametrize("by", ["push", "email"])
def test_whether_there_is_another_way_shows_nowhere(by: str, known: tuple[Probationer, Phone]) -> None:
    """A stranger's browser, for a number in a file with everything and for one in none; a known one with nothing."""
    file, phone = known
    answers, works = [], []
    for number, browser in (
        (file.phone, Phone("192.0.2.7")), (make.number(), Phone("192.0.2.8")), (make.file().phone, Phone("192.0.2.9")),
    ):  # fmt: skip
        challenge = browser.ask(number).json()
        assert challenge["other_ways"] is False
        answer, done = work(lambda: elsewhere(browser, challenge["id"], by))  # noqa: B023
        told = answer.json()
        masked = {name: told[name] for name in told.keys() - {"id", "expires_at", "resend_at", "address"}}
        answers.append((answer.status_code, masked))
        works.append(done)
        assert isinstance(said()[by], Refusal)
        Message.objects.all().delete()
    assert answers == [(202, {"by": by, "birth_date_needed": True, "other_ways": True})] * 3
    assert works[0] == works[1] == works[2]
    bare = phone.ask(file.phone).json()["id"]
    full = elsewhere(phone, bare, by)
    PushSubscription.objects.all().delete()
    Probationer.objects.update(email="", email_proved_at=None)
    clock.shift(LATER)
    empty = elsewhere(phone, phone.ask(file.phone).json()["id"], by)
    assert full.json().keys() == empty.json().keys()
    assert [full.json()[name] for name in ("by", "address", "other_ways")] == [
        empty.json()[name] for name in ("by", "address", "other_ways")
    ]


@pytest.mark.parametrize("by", ["push", "email"])
def test_asked_again_and_again_the_code_goes_once_by_each_way(by: str, known: tuple[Probationer, Phone]) -> None:
    """D188: also while it is on its way and after it arrived."""
    file, phone = known
    challenge = phone.ask(file.phone).json()["id"]
    for state in ("pending", "sending", "sent", "delivered", "failed"):
        assert [elsewhere(phone, challenge, by).status_code for _ in range(3)] == [202] * 3
        sent = Message.objects.get(channel=by)
        assert sent.subject == f"challenge:{challenge}"
        ended = clock.now() if state in ("delivered", "failed") else None
        Message.objects.filter(pk=sent.pk).update(state=state, ended_at=ended)
    assert Message.objects.filter(kind="code").count() == 2  # the SMS, and this one


def test_somebody_elses_challenge_goes_nowhere(known: tuple[Probationer, Phone]) -> None:
    file, phone = known
    challenge = phone.ask(file.phone).json()["id"]
    for key in (challenge, "0b0c6d3e-0000-4000-8000-00000000dead"):
        answer = elsewhere(Phone("192.0.2.2"), key, "email")
        assert (answer.status_code, answer.json()["code"]) == (409, "code_expired")
    assert not Challenge.objects.get(pk=challenge).elsewhere
    clock.shift(timedelta(minutes=11))
    assert elsewhere(phone, challenge, "email").status_code == 409


def test_a_known_device_gets_no_other_persons_code(known: tuple[Probationer, Phone]) -> None:
    _, phone = known
    victim = make.file(email="victime@exemple.fr", email_proved_at=clock.now())
    asked = phone.ask(victim.phone).json()
    assert asked["other_ways"] is False
    for by in ("push", "email"):
        elsewhere(phone, asked["id"], by)
        assert said()[by] == Refusal("device_gone")


@pytest.mark.parametrize("by", ["push", "email"])
def test_a_sensitive_file_knows_sms_alone(by: str, known: tuple[Probationer, Phone], settings: Any) -> None:
    file, phone = known
    Probationer.objects.update(sensitive_channel=True)
    spend(settings)
    asked = phone.ask(file.phone).json()
    assert (asked["by"], asked["other_ways"], asked["birth_date_needed"]) == ("sms", False, True)
    elsewhere(phone, asked["id"], by)
    assert said()[by] == Refusal("device_gone")


def test_at_the_ceiling_a_known_device_goes_on_without_sms(known: tuple[Probationer, Phone], settings: Any) -> None:
    file, phone = known
    spend(settings)
    asked = phone.ask(file.phone).json()
    assert (asked["by"], asked["birth_date_needed"]) == ("elsewhere", True)
    assert said().keys() == {"push", "email"} and all(isinstance(words, Text) for words in said().values())
    assert queries_codes.spent().hour == 3
    assert phone.enter(asked["id"]).status_code == 200


def test_at_the_ceiling_a_known_device_without_another_way_gets_its_sms(
    known: tuple[Probationer, Phone], settings: Any
) -> None:
    file, phone = known
    PushSubscription.objects.all().delete()
    Probationer.objects.update(email_proved_at=None)
    spend(settings)
    assert phone.ask(file.phone).json()["by"] == "sms"
    assert said().keys() == {"sms"} and queries_codes.spent().hour == 4


def test_at_the_ceiling_others_are_told_to_call_whoever_they_are(settings: Any) -> None:
    numbers = (make.file().phone, make.number())
    spend(settings)
    told = [work(lambda: Phone(f"192.0.2.{n}").ask(number)) for n, number in enumerate(numbers)]  # noqa: B023
    assert [(answer.status_code, answer.json()) for answer, _ in told] == [
        (429, {"code": "codes_paused", "fields": {}})
    ] * 2
    assert told[0][1] == told[1][1]
    assert not Message.objects.exists() and not Challenge.objects.exists()


def test_a_prefix_that_is_not_served_is_as_an_empty_budget(known: tuple[Probationer, Phone], settings: Any) -> None:
    file, phone = known
    settings.CODE_PREFIXES = ("+337",)
    assert phone.ask(file.phone).json()["by"] == "elsewhere"
    for number in (make.file().phone, make.number()):
        assert Phone(f"192.0.2.{number[-2:]}").ask(number).json()["code"] == "codes_paused"
    asked = Challenge.objects.latest("created_at")
    message = delivery.queue(
        subject=str(asked), revision=1, kind="code", channel="sms", holder=None, lane="code",
        not_before=clock.now(), expires_at=clock.now() + LATER,
    )  # fmt: skip
    assert message and said()["sms"] == Refusal("number_not_mobile")


def test_without_a_gateway_that_lets_through_known_devices_go_elsewhere(known: tuple[Probationer, Phone]) -> None:
    file, phone = known
    stuck = {"link_mobility": {"breaker": "open"}, "web_push": {"breaker": "closed"}}
    delivery.beat("sender", every=timedelta(seconds=5), detail={"gateways": stuck})
    assert phone.ask(file.phone).json()["by"] == "elsewhere"
    assert Phone("192.0.2.2").ask(make.number()).json()["by"] == "sms"
    clock.shift(LATER)
    delivery.beat("sender", every=timedelta(seconds=5), detail={"gateways": stuck | {"other": {"breaker": "closed"}}})
    assert phone.ask(file.phone).json()["by"] == "sms"


def test_a_network_of_many_addresses_is_slowed_down_and_known_devices_are_not(
    known: tuple[Probationer, Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.accounts.rules_budgets.FROM_NETWORK", (rules.Quota(3, timedelta(hours=1)),))
    statuses = [Phone(f"2001:db8:7:{n}::1").ask(make.number()).status_code for n in range(5)]
    assert statuses == [202] * 3 + [429] * 2
    assert Phone("2001:db8:8::1").ask(make.number()).status_code == 202
    file, phone = known
    phone.client.defaults["REMOTE_ADDR"] = "2001:db8:7:99::1"
    assert phone.ask(file.phone).status_code == 202


def test_operators_hear_of_each_threshold_once_and_of_no_number(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CODES_AN_HOUR, settings.CODES_A_DAY = 5, 100
    files = [make.file() for _ in range(6)]
    with caplog.at_level(logging.ERROR):
        statuses = [Phone(f"192.0.2.{n}").ask(file.phone).status_code for n, file in enumerate(files)]
    assert statuses == [202] * 5 + [429]
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [f"codes by SMS: the budget of 5 a hour is {what}" for what in ("dear", "spent")]
    assert not any(file.phone[-8:] in line for file in files for line in lines)


def test_what_was_typed_in_is_counted_for_the_operators() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    assert (queries_codes.spent().hour, queries_codes.spent().used) == (1, 1)
    Phone("192.0.2.2").ask(make.number())
    assert (queries_codes.spent().hour, queries_codes.spent().used) == (1, 1)


def test_codes_stand_in_no_file_and_count_for_no_reach(known: tuple[Probationer, Phone]) -> None:
    file, phone = known
    elsewhere(phone, phone.ask(file.phone).json()["id"], "push")
    Message.objects.filter(channel="push").update(state="failed", reason="no_subscription", ended_at=clock.now())
    assert not queries.of_holder(file.holder_id).exists()
    assert queries.reach(file.holder_id).state == "none"
    assert Entry.objects.filter(verb="probationers.sign_in").count() == 1

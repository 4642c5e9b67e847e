"""My devices; a new one tells the others; a sensitive file; a lost phone."""

from datetime import timedelta

import pytest

from backend.accounts.models import Challenge, Device, HolderSession
from backend.common import clock
from backend.delivery.models import Message, PushSubscription
from backend.probationers import actions_files
from backend.probationers.models import ContactChange, Probationer
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone, right_code

pytestmark = pytest.mark.django_db


def _sign_in(file: Probationer, phone: Phone | None = None) -> Phone:
    """Past the minute that the number has to wait."""
    clock.shift(timedelta(minutes=21))
    phone = phone or Phone()
    assert phone.sign_in(file).status_code == 200
    return phone


def _listen(phone: Phone) -> None:
    device = Device.objects.get(pk=phone.session()["device"])
    PushSubscription.objects.create(
        holder=device.holder,
        device=device,
        endpoint=f"https://push.example/{device.pk}",
        p256dh="p",
        auth="a",
        created_at=clock.now(),
    )


def test_the_first_device_alarms_nobody() -> None:
    _sign_in(make.file())
    assert not Message.objects.filter(kind="new_device").exists()
    assert not ContactChange.objects.exists()


def test_another_device_tells_the_older_ones_and_the_agent() -> None:
    file = make.file()
    _sign_in(file)
    _sign_in(file)
    assert sorted(Message.objects.filter(kind="new_device").values_list("channel", flat=True)) == ["push", "sms"]
    change = ContactChange.objects.get()
    assert (change.field, change.new, change.seen_at) == ("device", "Chrome, Android", None)


def test_my_devices_are_listed_and_the_present_one_marked() -> None:
    file = make.file()
    first, second = _sign_in(file), _sign_in(file)
    items = second.get("devices").json()["items"]
    assert [(item["label"], item["current"]) for item in items] == [
        ("Chrome, Android", True),
        ("Chrome, Android", False),
    ]
    assert first.session()["device"] == items[1]["id"]


def test_a_device_that_i_revoke_wipes_itself_and_hears_nothing_more() -> None:
    file = make.file()
    first, second = _sign_in(file), _sign_in(file)
    _listen(first)
    gone = first.session()["device"]
    assert second.send(f"devices/{gone}", method="delete").status_code == 204
    assert first.session()["end"] == "session_revoked"
    assert [item["id"] for item in second.get("devices").json()["items"]] == [second.session()["device"]]
    assert not PushSubscription.objects.exists()
    clock.shift(timedelta(minutes=2))
    assert first.ask(file.phone).json()["birth_date_needed"] is True
    assert second.send(f"devices/{gone}", method="delete").status_code == 404


def test_somebody_elses_device_is_as_one_that_never_was() -> None:
    mine, other = _sign_in(make.file()), _sign_in(make.file())
    theirs = other.session()["device"]
    answers = [
        mine.send(f"devices/{device}", method="delete")
        for device in (theirs, "00000000-0000-4000-8000-000000000000", "nonsense")
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert other.session()["signed_in"] is True


def test_this_is_not_my_phone() -> None:
    file = make.file()
    phone = _sign_in(file)
    _listen(phone)
    assert phone.send("not-my-phone").status_code == 204
    assert phone.session()["end"] == "session_revoked"
    assert not PushSubscription.objects.exists()
    change = ContactChange.objects.get()
    assert (change.field, change.probationer_id, change.seen_at) == ("disowned", file.pk, None)


def test_signing_out_ends_the_session_and_its_notifications() -> None:
    phone = _sign_in(make.file())
    _listen(phone)
    assert phone.send("session", method="delete").status_code == 204
    assert phone.session()["end"] == "signed_out"
    assert not PushSubscription.objects.exists()


def test_a_second_person_on_the_same_phone_takes_it_over() -> None:
    one, other = make.file(), make.file()
    phone = _sign_in(one)
    _sign_in(other, phone)
    assert phone.session()["holder"] == str(other.holder_id)
    assert not Device.objects.filter(holder=one.holder, revoked_at=None).exists()


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites() -> None:
    phone = _sign_in(make.file())
    for name in ("msj_holder", "msj_device", "msj_challenge"):
        cookie = phone.client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/api/probationer")


def test_no_cookie_is_stored_as_it_is() -> None:
    phone = _sign_in(make.file())
    stored = {HolderSession.objects.get().token, Device.objects.get().token, Challenge.objects.get().browser}
    cookies = {phone.client.cookies[name].value for name in ("msj_holder", "msj_device", "msj_challenge")}
    assert not stored & cookies
    assert all(len(value) == 64 for value in stored)


def _counter(file: Probationer) -> None:
    """An agent proves the number with the person there."""
    agent = accounts.agent(of=file.affiliations.get().organisation)
    client = accounts.signed_in_client(agent)
    clock.shift(timedelta(minutes=21))
    path = f"/api/agent/probationers/{file.pk}/phone-proof"
    challenge = client.post(path, {"phone": file.phone}, content_type="application/json").json()["id"]
    body = {"challenge": challenge, "code": right_code(challenge)}
    assert client.post(f"{path}/answer", body, content_type="application/json").status_code == 204
    clock.shift(timedelta(minutes=2))


def test_a_sensitive_file_is_first_opened_with_an_agent_there() -> None:
    file, phone = make.file(sensitive_channel=True, organisation=organisations.organisation()), Phone()
    refused = phone.sign_in(file)
    assert (refused.status_code, refused.json()["code"]) == (401, "code_refused")
    assert ContactChange.objects.get(field="sign_in").new == "sensitive"
    _counter(file)
    opened = phone.sign_in(file)
    assert (opened.status_code, opened.json()["sensitive"]) == (200, True)


def test_an_agents_presence_does_not_last() -> None:
    file = make.file(sensitive_channel=True, organisation=organisations.organisation())
    _counter(file)
    clock.shift(timedelta(minutes=14))
    assert Phone().sign_in(file).status_code == 401


def test_an_ordinary_file_is_not_opened_wider_by_a_counter() -> None:
    """Another file with the same number: the agent was there for one of them."""
    file = make.file(sensitive_channel=True, organisation=organisations.organisation())
    other = make.file(sensitive_channel=True, phone=file.phone, birth_date=make.BORN.replace(year=1980))
    _counter(file)
    assert Phone().sign_in(other, born=other.birth_date).status_code == 401


def test_a_sensitive_session_lasts_an_hour_and_asks_the_birth_date_again() -> None:
    file, phone = make.file(sensitive_channel=True, organisation=organisations.organisation()), Phone()
    _counter(file)
    phone.sign_in(file)
    clock.shift(timedelta(minutes=61))
    assert phone.session()["end"] == "session_expired"
    asked = phone.ask(file.phone).json()
    assert asked["birth_date_needed"] is True
    assert phone.enter(asked["id"], born=None).status_code == 401
    assert phone.enter(asked["id"]).status_code == 200


def test_a_file_that_becomes_sensitive_shortens_open_sessions() -> None:
    file = make.file(organisation=organisations.organisation())
    phone = _sign_in(file)
    agent = accounts.agent(of=file.affiliations.get().organisation)
    actions_files.update(file, by=agent, given={"sensitive_channel": True})
    assert phone.session()["signed_in"] is True
    clock.shift(timedelta(minutes=61))
    assert phone.session()["end"] == "session_expired"


def test_the_death_of_a_person_ends_every_session() -> None:
    file = make.file(organisation=organisations.organisation())
    phone = _sign_in(file)
    agent = accounts.agent(of=file.affiliations.get().organisation)
    actions_files.set_state(file, by=agent, state="deceased")
    assert phone.session()["end"] == "session_revoked"
    clock.shift(timedelta(minutes=2))
    assert phone.sign_in(file).status_code == 401

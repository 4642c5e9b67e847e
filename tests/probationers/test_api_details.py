"""My details: each change is proved where it must be, kept beside the old value, and traced by its label alone."""

from datetime import date, timedelta

import pytest

from backend.accounts.models import Challenge
from backend.common import clock
from backend.delivery.composers import Text
from backend.delivery.models import Message, OptOut
from backend.journal.models import Entry
from backend.probationers import composers
from backend.probationers.models import ContactChange, Probationer
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, wrong_code
from tests.probationers.test_composers import due

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> Probationer:
    return make.file(address="1 rue de l'Essai", postcode="92000", city="Nanterre")


@pytest.fixture
def phone(file: Probationer) -> Phone:
    phone = Phone()
    assert phone.sign_in(file).status_code == 200
    clock.shift(timedelta(minutes=2))
    return phone


def _ask_phone(phone: Phone, number: str, born: date | None = BORN) -> str:
    answer = phone.send("me/phone", {"phone": number, "birth_date": born.isoformat() if born else None})
    assert answer.status_code == 202, answer.content
    return str(answer.json()["id"])


def _prove(phone: Phone, what: str, challenge: str, code: str | None = None) -> int:
    body = {"challenge": challenge, "code": code or right_code(challenge)}
    return phone.send(f"me/{what}/proof", body).status_code


def test_an_address_is_changed_and_the_old_one_kept_beside_it(phone: Phone, file: Probationer) -> None:
    answer = phone.send("me", {"address": " 2  rue de la Démo "}, method="patch")
    assert answer.json()["address"] == "2 rue de la Démo"
    change = ContactChange.objects.get()
    assert (change.field, change.old, change.new) == (
        "address",
        "1 rue de l'Essai, 92000 Nanterre",
        "2 rue de la Démo, 92000 Nanterre",
    )
    entry = Entry.objects.get(verb="probationers.change_contact")
    assert (entry.actor.partition(":")[0], entry.subject, entry.about) == ("device", str(change), str(file))
    assert "rue" not in f"{entry.subject}{entry.detail}{entry.verb}"


def test_what_is_said_again_is_no_change(phone: Phone) -> None:
    phone.send("me", {"address": "1 rue de l'Essai", "language": "fr", "wants_sms": True}, method="patch")
    assert not ContactChange.objects.exists()


def test_language_and_channels_are_changes_too(phone: Phone, file: Probationer) -> None:
    Probationer.objects.update(email="camille@exemple.fr")
    phone.send("me", {"language": "ar", "wants_sms": False, "wants_email": True}, method="patch")
    changes = {change.field: (change.old, change.new) for change in ContactChange.objects.all()}
    assert changes == {"language": ("fr", "ar"), "channels": ("push,sms", "push,email")}
    file.refresh_from_db()
    assert (file.language, file.holder.language, phone.session()["language"]) == ("ar", "ar", "ar")


def test_a_language_that_nobody_wrote_is_refused(phone: Phone) -> None:
    answer = phone.send("me", {"language": "xx"}, method="patch")
    assert (answer.status_code, answer.json()["fields"]) == (422, {"language": "language_unknown"})


def test_wanting_sms_again_takes_back_a_stop(phone: Phone, file: Probationer) -> None:
    OptOut.objects.create(number=file.phone, at=clock.now())
    phone.send("me", {"wants_sms": True}, method="patch")
    assert not OptOut.objects.exists()


def test_a_new_number_is_proved_there_and_the_old_one_told(phone: Phone, file: Probationer) -> None:
    old, new = file.phone, make.number()
    challenge = _ask_phone(phone, new)
    [code] = composers.compose_codes([due(Message.objects.get(subject=f"challenge:{challenge}"))])
    assert isinstance(code, Text) and code.to == new
    assert phone.get("me").json()["phone"] == old
    assert _prove(phone, "phone", challenge) == 200
    mine = phone.get("me").json()
    assert (mine["phone"], mine["phone_proved"]) == (new, True)
    assert mine["take_back_until"] is not None
    change = ContactChange.objects.get(field="phone")
    assert (change.old, change.new, change.seen_at) == (old, new, None)
    told = Message.objects.get(kind="number_changed")
    [warning] = composers.compose_number_changes([due(told)])
    assert isinstance(warning, Text) and warning.to == old


def test_a_new_number_whose_answer_was_lost_is_proved_once_and_told_again(phone: Phone, file: Probationer) -> None:
    """The number was changed, and the screen said that the code had expired."""
    new = make.number()
    challenge = _ask_phone(phone, new)
    assert [_prove(phone, "phone", challenge) for _ in range(2)] == [200, 200]
    assert phone.get("me").json()["phone"] == new
    assert ContactChange.objects.filter(field="phone").count() == 1
    assert Message.objects.filter(kind="number_changed").count() == 1


def test_a_new_number_needs_the_birth_date_again(phone: Phone) -> None:
    for born in (None, "1971-01-02"):
        answer = phone.send("me/phone", {"phone": make.number(), "birth_date": born})
        assert (answer.status_code, answer.json()["code"]) == (401, "code_refused")
    assert not Challenge.objects.filter(kind="new_number").exists()


def test_the_birth_date_is_not_guessed_here_either(phone: Phone) -> None:
    statuses = [
        phone.send("me/phone", {"phone": make.number(), "birth_date": f"19{year}-03-12"}).status_code
        for year in range(70, 77)
    ]
    assert statuses == [401] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("01 40 00 00 00", "phone_landline"),
        ("+1 202 555 0143", "phone_foreign"),
        ("+44 7700 900123", "phone_unknown"),
        ("36 39", "phone_short"),
    ],
)
def test_a_new_number_is_a_french_mobile(phone: Phone, said: str, why: str) -> None:
    answer = phone.send("me/phone", {"phone": said, "birth_date": BORN.isoformat()})
    assert (answer.status_code, answer.json()["fields"]) == (422, {"phone": why})


@pytest.mark.parametrize("said", ["0692 12 34 56", "0690 12 34 56", "0694 20 12 34", "0696 20 12 34"])
def test_overseas_mobiles_are_french(phone: Phone, said: str) -> None:
    challenge = Challenge.objects.get(pk=_ask_phone(phone, said))
    assert challenge.address.startswith(("+262", "+590", "+594", "+596"))


def test_a_wrong_code_changes_no_number_and_five_end_it(phone: Phone, file: Probationer) -> None:
    challenge = _ask_phone(phone, make.number())
    statuses = [_prove(phone, "phone", challenge, wrong_code(challenge)) for _ in range(5)]
    assert statuses == [401] * 5
    assert _prove(phone, "phone", challenge) == 409
    assert phone.get("me").json()["phone"] == file.phone


def test_a_code_for_signing_in_proves_no_new_number(phone: Phone, file: Probationer) -> None:
    challenge = phone.ask(file.phone).json()["id"]
    assert _prove(phone, "phone", challenge) == 409


def test_somebody_elses_challenge_proves_nothing(phone: Phone, file: Probationer) -> None:
    """Even from the same browser, with another person signed in."""
    challenge = _ask_phone(phone, make.number())
    other, binder = make.file(), phone.client.cookies["msj_challenge"].value
    assert phone.sign_in(other).status_code == 200
    phone.client.cookies["msj_challenge"] = binder  # drawn anew by the sign-in
    assert _prove(phone, "phone", challenge) == 401
    other.refresh_from_db()
    assert other.phone != Challenge.objects.get(pk=challenge).address


def test_an_email_is_proved_by_a_code_sent_there(phone: Phone, file: Probationer) -> None:
    answer = phone.send("me/email", {"email": "camille@exemple.fr"})
    assert (answer.status_code, answer.json()["address"]) == (202, "c•••@exemple.fr")
    challenge = answer.json()["id"]
    message = Message.objects.get(subject=f"challenge:{challenge}")
    (text,) = composers.compose_codes([due(message)])
    assert isinstance(text, Text)
    assert (message.channel, text.to, text.keep) == ("email", "camille@exemple.fr", False)
    assert phone.get("me").json()["email"] is None
    assert _prove(phone, "email", challenge) == 200
    mine = phone.get("me").json()
    assert (mine["email"], mine["email_proved"]) == ("camille@exemple.fr", True)
    assert ContactChange.objects.get().new == "camille@exemple.fr"


@pytest.mark.parametrize("said", ["", "camille", "camille@", "@exemple.fr", "a b@exemple.fr"])
def test_what_is_no_email_is_said_to_be_none(phone: Phone, said: str) -> None:
    assert phone.send("me/email", {"email": said}).json()["fields"] == {"email": "email_unreadable"}


def test_nothing_of_this_without_a_session() -> None:
    stranger = Phone()
    for path, method in (("me", "patch"), ("me/phone", "post"), ("me/email", "post"), ("not-my-phone", "post")):
        answer = stranger.send(path, {"phone": make.number(), "email": "a@exemple.fr"}, method=method)
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_a_screen_saved_for_another_reason_does_not_take_back_a_stop(phone: Phone, file: Probationer) -> None:
    """It shows the SMS as they are, so that what it sends back is what the person saw."""
    Probationer.objects.update(email="camille@exemple.fr")
    OptOut.objects.create(number=file.phone, at=clock.now())
    seen = phone.get("me").json()
    assert seen["wants_sms"] is False
    phone.send("me", {"wants_sms": seen["wants_sms"], "wants_push": True, "wants_email": True}, method="patch")
    assert OptOut.objects.exists()
    again = phone.send("me", {"wants_sms": True, "wants_push": True, "wants_email": True}, method="patch")
    assert again.json()["wants_sms"] is True and not OptOut.objects.exists()


def test_sixty_changes_in_one_go_are_slowed_down(phone: Phone, file: Probationer) -> None:
    answers = [phone.send("me", {"city": f"Ville {number}"}, method="patch") for number in range(60)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429] * 40
    assert ContactChange.objects.filter(probationer=file).count() == 20
    clock.shift(timedelta(minutes=1))
    assert phone.send("me", {"city": "Nanterre"}, method="patch").status_code == 200

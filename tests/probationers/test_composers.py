"""The words that leave, and those that do not: the composers as the sender calls them, at send time."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from pytest_django import Settings

from backend.accounts.models import Challenge, Device
from backend.common import clock
from backend.common.words import say
from backend.delivery import rules as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message
from backend.probationers import composers
from backend.probationers.models import ContactChange, Probationer
from tests.counting import asked
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone, right_code

pytestmark = pytest.mark.django_db


def due(message: Message) -> Due:
    names = ("id", "subject", "revision", "kind", "channel", "occasion", "holder_id", "lane", "expires_at")
    return Due(**{name: getattr(message, name) for name in names})


def codes() -> list[Text | Refusal]:
    return composers.compose_codes(
        [due(message) for message in Message.objects.filter(kind="code").order_by("created_at")]
    )


def test_a_code_leaves_for_a_number_in_a_file_and_for_no_other() -> None:
    file, phone = make.file(), Phone()
    known = phone.ask(file.phone).json()["id"]
    phone.ask(make.number())
    sent, refused = codes()
    assert isinstance(sent, Text)
    assert (sent.to, sent.keep) == (file.phone, False)
    assert right_code(known) in sent.body
    assert refused == Refusal("number_in_no_file")


def test_no_code_leaves_for_an_archived_file_nor_for_the_dead() -> None:
    archived = make.file(archived_at=clock.now())
    dead = make.file(state=Probationer.State.DECEASED)
    for file in (archived, dead):
        Phone().ask(file.phone)
    assert codes() == [Refusal("number_in_no_file")] * 2


@pytest.mark.parametrize("change", [{"consumed_at": clock.now}, {"expires_at": clock.now}])
def test_a_code_that_is_no_longer_good_does_not_leave(change: dict[str, Callable[[], datetime]]) -> None:
    Phone().ask(make.file().phone)
    Challenge.objects.update(**{name: value() for name, value in change.items()})
    assert codes() == [Refusal("code_expired")]


def test_a_batch_of_codes_costs_as_much_as_one() -> None:
    def count() -> int:
        with asked() as told:
            assert all(isinstance(text, Text) for text in codes())
        return len(told) - 1

    Phone().ask(make.file().phone)
    alone = count()
    for number in range(5):
        Phone(f"192.0.2.{number}").ask(make.file().phone)
    assert count() == alone == 1


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_code_is_one_sms_that_the_phone_can_fill_in(language: str) -> None:
    text = composers.code_text("012345", language)
    host = urlsplit(settings.PROBATIONER_ORIGIN).hostname
    assert text.splitlines()[-1] == f"@{host} #012345"
    assert delivery.segments(text).segments == 1
    assert "012345" in text.splitlines()[0]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_code_of_the_counter_is_for_the_agent(language: str) -> None:
    """The other words say to give it to nobody, while the agent behind the glass asks for it."""
    challenge = Phone().ask(make.file().phone).json()["id"]
    Challenge.objects.filter(pk=challenge).update(kind=Challenge.Kind.COUNTER, language=language)
    (text,) = codes()
    assert isinstance(text, Text)
    assert text.body == delivery.gsm(say("sms.code_counter", language, code=right_code(challenge)))
    assert delivery.segments(text.body).segments == 1 and "@" not in text.body


def test_the_origin_is_left_out_where_it_does_not_fit(settings: Settings) -> None:
    settings.PROBATIONER_ORIGIN = "https://" + "a-very-long-name-of-a-host." * 5 + "example.org"
    text = composers.code_text("012345", "fr")
    assert "@" not in text
    assert delivery.segments(text).segments == 1


NEVER = ("justice", "spip", "probation", "tribunal", "juge", "peine", "sentence", "court", "judge", "prison",
         "محكمة", "قاض", "سجن")  # fmt: skip
KEYS = ("sms.code", "sms.code_counter", "sms.new_device", "push.new_device", "push.new_device.title",
        "sms.number_changed", "sms.number_replaced", "email.code.body", "email.code.title",
        "sms.trust_named", "push.trust_named", "push.trust_named.title", "sms.new_device_call",
        "sms.number_replaced_call", "sms.trust_named_call")  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@pytest.mark.parametrize("key", KEYS)
def test_a_lock_screen_reveals_nothing(key: str, language: str) -> None:
    said = {"code": "123456", "days": 7, "link": "https://rdv.example.org/reprendre", "phone": "01 47 00 00 00"}
    text = say(key, language, **said).lower()
    assert [word for word in NEVER if word in text] == []


CALLING = tuple(f"sms.{name}_call" for name in ("new_device", "number_replaced", "trust_named"))


@pytest.mark.parametrize(
    "key", ["sms.new_device", "sms.number_changed", "sms.number_replaced", "sms.trust_named", *CALLING]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_notices_are_one_sms(key: str, language: str) -> None:
    text = say(key, language, days=7, link="https://rendez-vous.example.org/reprendre", phone="+262 262 12 34 56")
    assert delivery.segments(delivery.gsm(text)).segments == 1


def _second_device(file: Probationer) -> list[Message]:
    Phone().sign_in(file)
    clock.shift(timedelta(minutes=2))
    Phone().sign_in(file)
    return list(Message.objects.filter(kind="new_device").order_by("channel"))


def test_a_second_device_is_told_to_the_first() -> None:
    file = make.file()
    push, sms = _second_device(file)
    assert (push.channel, sms.channel) == ("push", "sms")
    assert (push.holder_id, sms.holder_id, sms.behind_id, sms.state) == (
        file.holder_id,
        file.holder_id,
        push.pk,
        "held",
    )
    words = composers.compose_new_devices([due(push), due(sms)])
    assert [isinstance(one, Text) for one in words] == [True, True]
    assert isinstance(words[1], Text) and words[1].to == file.phone


def test_a_device_revoked_since_is_not_told_of() -> None:
    push, sms = _second_device(make.file())
    Device.objects.update(revoked_at=clock.now())
    assert composers.compose_new_devices([due(push), due(sms)]) == [Refusal("device_gone")] * 2


def test_no_sms_leaves_for_a_wrong_number() -> None:
    file = make.file()
    push, sms = _second_device(file)
    Probationer.objects.update(phone_status=Probationer.PhoneStatus.WRONG)
    words = composers.compose_new_devices([due(push), due(sms)])
    assert isinstance(words[0], Text)
    assert words[1] == Refusal("number_missing")


def test_the_old_number_is_told_unless_it_took_itself_back() -> None:
    file = make.file(language="en")
    change = ContactChange.objects.create(
        probationer=file, field="phone", old=make.number(), new=file.phone, by=f"device:{uuid.uuid4()}", at=clock.now()
    )
    message = Message(subject=str(change), kind="number_changed", channel="sms", holder_id=file.holder_id, lane="now")
    (text,) = composers.compose_number_changes([due(message)])
    assert isinstance(text, Text)
    assert (text.to, text.language) == (change.old, "en")
    assert "/reprendre" in text.body
    ContactChange.objects.update(taken_back_at=clock.now())
    assert composers.compose_number_changes([due(message)]) == [Refusal("number_taken_back")]


@pytest.mark.parametrize("phone", ["", "+33147000000"])
def test_whoever_lost_a_number_reads_which_number_to_call(phone: str) -> None:
    file = make.file(organisation=organisations.organisation(phone=phone))
    change = ContactChange.objects.create(
        probationer=file, field="phone", old="+33639980001", new="+33639980002", by="agent:1", at=clock.now()
    )
    told = Due(uuid.uuid4(), str(change), 1, "number_changed", "sms", "", file.holder_id, "now", clock.now())
    (text,) = composers.compose_number_changes([told])
    assert isinstance(text, Text)
    assert ("Tél. 01 47 00 00 00" in text.body) is bool(phone) and ("Appelez-le" in text.body) is not bool(phone)

"""Promise 5, on every text that ships: a day, an hour, a neutral place; never why."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from backend.agenda.models import AppointmentType, ItemToBring
from backend.common import neutral
from backend.delivery.rules import segments
from backend.reminders import rules_incoming, wording
from backend.reminders.models import Plan, Text
from backend.reminders.rules import TRUE_WHILE
from backend.reminders.wording import Facts, Words

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 9, 22, 10, tzinfo=PARIS)
# The longest that French brings: "demain mercredi 23 septembre" and a long street.
FACTS = Facts(
    datetime(2026, 9, 23, 14, 30, tzinfo=PARIS),
    "Europe/Paris",
    "Immeuble Le Quadrant",
    "57 avenue Paul-Vaillant-Couturier",
    "Nanterre",
    "+33147000000",
    was=datetime(2026, 9, 30, 14, 30, tzinfo=PARIS),
)
LANGUAGES = ("fr", "en", "ar")
PARTS = ("cannot_by_call", "cannot_by_answer", "stop", "reply_call")
REPLIES = rules_incoming.KINDS


@pytest.fixture(autouse=True)
def national() -> None:
    call_command("load_national", verbosity=0)


def said(text: Text, *, receives: bool) -> wording.Said:
    def part(kind: str) -> str:
        return Text.objects.get(kind=kind, channel="sms", language=text.language, type=None).body

    asked = "cannot_by_answer" if receives else "cannot_by_call"
    cannot = part("reply_call" if text.kind.startswith(REPLIES) else asked)
    words = Words(text.title, text.body, cannot, part("stop") if receives else "")
    return wording.render(words, FACTS, language=text.language, channel=text.channel, now=NOW)


def count() -> list[int]:
    return [model.objects.count() for model in (AppointmentType, ItemToBring, Text, Plan)]


def test_loading_twice_changes_nothing_and_keeps_what_was_edited() -> None:
    reminder = Text.objects.filter(kind="reminder", channel="sms", language="fr", type=None)
    reminder.update(body="{when} {hour}")
    before = count()
    call_command("load_national", verbosity=0)
    assert count() == before and before[0] == 16 and before[3] == 1
    assert reminder.get().body == "{when} {hour}"


def test_no_text_of_any_language_tells_why() -> None:
    offences = []
    for text in Text.objects.all():
        for receives in (False, True):
            words = said(text, receives=receives)
            found = neutral.reveals(f"{words.title} {words.body}")
            offences += [(text.kind, text.channel, text.language, stem) for stem in found]
    assert not offences


def test_neutral_names_are_neutral() -> None:
    for type in AppointmentType.objects.all():
        assert set(type.neutral_names) == set(LANGUAGES)
        assert not [w for words in type.neutral_names.values() for w in neutral.reveals(words)]


def test_every_kind_speaks_every_language_by_every_channel() -> None:
    there = set(Text.objects.filter(type=None).values_list("kind", "channel", "language"))
    for kind in (*TRUE_WHILE, "confirmation_soon", "confirmation_again"):
        for suffix in ("", "_discreet"):
            channels = ("sms", "push") if kind == "missed" else ("sms", "push", "email")
            assert {(kind + suffix, c, lang) for c in channels for lang in LANGUAGES} <= there
    assert {(kind, "sms", lang) for kind in REPLIES for lang in LANGUAGES} <= there
    assert {(part, "sms", language) for part in PARTS for language in LANGUAGES} <= there


def test_french_and_english_sms_fit_one_segment() -> None:
    for text in Text.objects.filter(channel="sms", language__in=("fr", "en")).exclude(kind__in=PARTS):
        for receives in (False, True):
            body = said(text, receives=receives).body
            counted = segments(body)
            assert (counted.segments, counted.alphabet) == (1, "gsm7"), (text.kind, text.language, body)


def test_an_sms_is_complete() -> None:
    for text in Text.objects.filter(
        channel="sms", kind__in=("reminder", "confirmation", "moved", "relocated"), type=None
    ):
        body = said(text, receives=False).body
        day = wording.WEEKDAYS[text.language][2]
        assert day in body and ("14h30" in body or "14:30" in body) and "Immeuble Le Quadrant" in body
        assert wording.in_line("01 47 00 00 00", text.language) in body and "http" not in body


def test_what_moved_names_the_day_that_was_and_the_one_that_is() -> None:
    for text in Text.objects.filter(kind__in=("moved", "moved_discreet")).exclude(
        channel="push", kind="moved_discreet"
    ):
        if (text.kind, text.channel) == ("moved_discreet", "email"):
            continue
        body = said(text, receives=True).body
        assert "30 " in body and "23 " in body, (text.kind, text.channel, text.language, body)
        assert text.channel != "sms" or segments(body).segments <= 2, (text.language, body)


def test_a_new_place_is_said_whole() -> None:
    for text in Text.objects.filter(kind="relocated"):
        assert "57 avenue Paul-Vaillant-Couturier, Nanterre" in said(text, receives=False).body


def test_an_answer_is_asked_for_only_where_one_can_be_received() -> None:
    for text in Text.objects.filter(channel="sms").exclude(kind__in=PARTS).exclude(kind__startswith="reply_"):
        mute = said(text, receives=False).body
        assert not any(word in mute for word in ("STOP", "NON", "Répondez", "Reply", "أجب"))


def test_words_about_no_appointment_name_none() -> None:
    """They are rendered without one: a day there would be a wrong day."""
    for text in Text.objects.filter(kind__in=set(REPLIES) - rules_incoming.ABOUT_AN_APPOINTMENT):
        assert not any("{" + name in text.body for name in wording.VARIABLES - {"cannot", "phone"}), text.kind


def test_a_discreet_text_names_no_place() -> None:
    for text in Text.objects.filter(kind__endswith="_discreet"):
        words = said(text, receives=False)
        assert "Quadrant" not in words.body + words.title and "Nanterre" not in words.body
        if text.channel == "push":
            assert "14" not in words.body + words.title


def test_every_type_and_item_is_written_in_three_languages() -> None:
    for type in AppointmentType.objects.all():
        for words in (type.names, type.plain_names, type.consequences, type.excuse_words):
            assert set(words) == set(LANGUAGES) and all(words.values())
        assert type.items.exists() and type.roles
    for item in ItemToBring.objects.all():
        assert set(item.words) == set(LANGUAGES) and all(w["title"] for w in item.words.values())


def test_a_judges_hearing_is_never_moved_by_the_person() -> None:
    hearings = AppointmentType.objects.filter(decider="judge")
    assert {type.code for type in hearings} == {"jap-suivi", "jap-debat", "japat"}
    for type in hearings:
        assert not type.movable_by_person
        assert type.excuse_words["fr"] == "Demande de renvoi"

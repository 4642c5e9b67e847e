from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from backend.common import neutral
from backend.common.errors import Malformed
from backend.reminders import wording
from backend.reminders.wording import Facts, Words

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 10, tzinfo=PARIS)
STARTS = datetime(2026, 11, 24, 14, 30, tzinfo=PARIS)
FACTS = Facts(STARTS, "Europe/Paris", "Maison EXEMPLE", "1 rue de l'Essai", "Nanterre", "+33147000000")
WORDS = Words(title="", body="RDV {when} à {hour}, {where}. {cannot} {stop}", cannot="Appelez le {phone}.", stop="STOP")


def sms(words: Words = WORDS, facts: Facts = FACTS, language: str = "fr", now: datetime = NOW) -> str:
    return wording.render(words, facts, language=language, channel="sms", now=now).body


def test_a_text_names_day_date_hour_and_place() -> None:
    assert sms() == (
        "RDV mardi 24 novembre à 14h30, Maison EXEMPLE, 1 rue de l'Essai, Nanterre. Appelez le 01 47 00 00 00. STOP"
    )


@pytest.mark.parametrize(
    ("language", "day", "when"),
    [
        ("fr", 23, "demain mardi 24 novembre"),
        ("fr", 24, "aujourd'hui mardi 24 novembre"),
        ("en", 23, "tomorrow Tuesday 24 November"),
        ("ar", 23, "غدا الثلاثاء 24 نوفمبر"),
        ("xx", 20, "mardi 24 novembre"),
    ],
)
def test_days_are_said_as_people_say_them(language: str, day: int, when: str) -> None:
    assert sms(Words("", "{when}"), language=language, now=NOW.replace(day=day)) == when


def test_tomorrow_is_the_places_tomorrow() -> None:
    tahiti = ZoneInfo("Pacific/Tahiti")
    facts = Facts(datetime(2026, 11, 24, 8, tzinfo=tahiti), "Pacific/Tahiti", "Fare", "", "Papeete", "")
    # 23 November, 22:00 in Papeete is the 24th in Paris.
    now = datetime(2026, 11, 23, 22, tzinfo=tahiti)
    assert sms(Words("", "{when} {hour}"), facts, now=now) == "demain mardi 24 novembre 08h00"


def test_the_first_of_a_month() -> None:
    first = replace(FACTS, starts_at=datetime(2026, 4, 1, 9, 0, tzinfo=PARIS))
    assert sms(Words("", "{date}"), first) == "1er avril"


def test_a_long_address_gives_way_before_a_second_segment() -> None:
    long = replace(FACTS, address="128 boulevard du Maréchal-de-Lattre", city="Nanterre-sur-Seine")
    body = "Rappel RDV : {when} à {hour}, {where}. À quelle heure partir ? Pas possible ? Appelez le {phone}."
    said = sms(Words("", body), long)
    assert len(said) <= 160 and "Maison EXEMPLE, 128 boulevard" in said and "sur-Seine" not in said
    longer = sms(Words("", body), replace(long, address="128 boulevard du Maréchal-de-Lattre-de-Tassigny"))
    assert len(longer) <= 160 and "Maison EXEMPLE, Nanterre-sur-Seine" in longer


@pytest.mark.parametrize(
    ("language", "day", "was"),
    [
        ("fr", 23, "lundi 23 novembre à 09h00"),
        ("en", 23, "Monday 23 November at 09:00"),
        ("ar", 23, "الإثنين 23 نوفمبر الساعة 09:00"),
        ("xx", 24, "mardi 24 novembre à 09h00"),
    ],
)
def test_what_moved_is_named_by_the_day_and_hour_that_were_known(language: str, day: int, was: str) -> None:
    moved = replace(FACTS, was=datetime(2026, 11, day, 9, tzinfo=PARIS))
    assert sms(Words("", "{was}"), moved, language=language) == was


@pytest.mark.parametrize(("day", "shortened"), [(23, True), (24, False)])
def test_the_hour_that_was_gives_way_before_a_second_segment_but_on_the_same_day(day: int, shortened: bool) -> None:
    moved = replace(FACTS, was=datetime(2026, 11, day, 9, tzinfo=PARIS))
    text = "RDV du {was} déplacé : {when} à {hour}, {where}. Pas possible ? C'est loin ? Appelez {phone}."
    assert ("09h00" in sms(Words("", text), moved)) is not shortened


def test_nobody_to_call_leaves_no_hole() -> None:
    mute = replace(FACTS, place="", address="", city="", phone="")
    assert sms(facts=mute) == "RDV mardi 24 novembre à 14h30. STOP"


def test_a_short_number_is_said_as_it_stands() -> None:
    assert "Appelez le 3919." in sms(facts=replace(FACTS, phone="3919")).replace("39 19", "3919")


def test_a_place_named_too_clearly_is_not_named() -> None:
    blunt = replace(FACTS, place="SPIP de Nanterre")
    assert "SPIP" not in sms(facts=blunt) and "1 rue de l'Essai, Nanterre" in sms(facts=blunt)


@pytest.mark.parametrize("body", ["{name}", "{day", "day}", "{}", "{day.year}", "{0}"])
def test_what_nothing_would_fill_is_refused(body: str) -> None:
    with pytest.raises(Malformed):
        wording.check(body)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Votre convocation au tribunal", "fr", True),
        ("RDV au SPIP", "fr", True),
        ("Pris de vertige devant le sapin", "fr", False),
        ("Your hearing is tomorrow", "en", True),
        ("With courtesy", "en", False),
        ("أمام المحكمة", "ar", True),
        ("موعدك غدا", "ar", False),
    ],
)
def test_what_reveals(text: str, language: str, found: bool) -> None:
    assert bool(neutral.reveals(text, language)) is found


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("Tribunal judiciaire, 4 boulevard du Palais", "4 boulevard du Palais, Nanterre"),
        ("SPIP 92 - 12 rue Haute", "12 rue Haute, Nanterre"),
        ("SPIP 92, salle d'audience", "Nanterre"),
        ("2e étage, Cité judiciaire, 12 bis avenue Foch", "2e étage, 12 bis avenue Foch, Nanterre"),
        ("12 rue du Tribunal", "12 rue du Tribunal, Nanterre"),
        ("place de la Justice", "place de la Justice, Nanterre"),
        ("12, rue de la Prison", "12, rue de la Prison, Nanterre"),
        ("1 rue de l'Essai", "1 rue de l'Essai, Nanterre"),
    ],
)
@pytest.mark.parametrize("channel", ["sms", "push", "email"])
def test_an_address_says_where_and_never_what(address: str, said: str, channel: str) -> None:
    """Streets keep their names: they tell where everybody walks, not why somebody comes."""
    words, facts = Words("", "{where}|{address}"), replace(FACTS, address=address)
    assert wording.render(words, facts, language="fr", channel=channel, now=NOW).body == (
        f"Maison EXEMPLE, {said}|{said.removesuffix('Nanterre').removesuffix(', ')}"
    )

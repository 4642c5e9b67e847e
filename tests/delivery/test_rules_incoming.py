"""The whole table of what people write back."""

import json
from pathlib import Path

import pytest

from backend.delivery.rules_incoming import MOST_WORDS, understood

_TABLE = Path(__file__).parent / "tables" / "incoming_sms.tsv"


def _rows() -> list[tuple[str, str]]:
    """What came (\\n and \\u.... stand for signs that nobody sees), and what it means."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [(json.loads(f'"{text}"'), means) for text, means in (line.split("\t") for line in lines)]


ROWS = _rows()


@pytest.mark.parametrize(("text", "means"), ROWS)
def test_real_answers_mean_what_their_writers_meant(text: str, means: str) -> None:
    assert understood(text) == means


def test_the_table_is_long_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 200
    assert len({text for text, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize("text", ["STOP", "1", "2"])
def test_a_long_letter_is_left_to_a_reader(text: str) -> None:
    assert understood(f"{text} " + "mot " * MOST_WORDS) == "other"


STOP = [
    "STOP", "stop", "Stop !", " stop. ", "STOP SMS", "stop svp", "Stop s'il vous plaît", "STOP STOP", "STOP 36105",
    "Arrêt", "ARRET", "arrêter", "ARRETER les sms", "Arrêtez les rappels merci", "Désabonner", "DESABONNEMENT",
    "désinscription", "Bonjour stop", "UNSUBSCRIBE", "Unsubscribe please", "ＳＴＯＰ", "«STOP»", "STOP🙏",
    "توقف", "أوقف", "إيقاف", "اوقف الرسائل", "قِف", "إلغاء الاشتراك", "stop شكرا",
]  # fmt: skip
START = ["START", "start", "Reprendre", "reprise svp", "REPRENDRE les rappels", "resume", "ابدأ", "استئناف"]
YES = [
    "1", "1.", " 1 ", "1 !", "(1)", "1)", "#1", "١", "۱", "１", "1️⃣", "1 merci", "1 je viens", "1 je serai là",
    "1 oui", "1, bonjour", "Oui", "OUI!", "oui merci", "Oui je serai présent", "oui 1", "Yes", "yes I'll be there",
    "yeah", "un", "one", "واحد", "نعم", "نعم سأحضر", "١ شكرا", "1 = oui",
]  # fmt: skip
NO = [
    "2", "2.", " 2 ", "٢", "۲", "２", "2️⃣", "2 malade", "2 - je travaille", "2 désolé mon fils est malade", "Non",
    "NON je travaille", "non je ne peux pas venir", "non je viens pas", "No", "No I can't come", "nope", "deux", "two",
    "2 merci", "لا", "لا أستطيع", "٢ مريض", "لا لن أحضر", "non non", "Non désolé, à l'hôpital", "Non merci",
    "No sorry I am sick",
]  # fmt: skip
THANKS = ["merci", "Merci !", "ok", "OK merci", "D'accord", "bien reçu merci", "C'est noté", "thanks", "شكرا"]
OTHER = [
    "", "   ", "?", "!!!", "12", "11", "21", "1 2", "1 ou 2", "2 ou 1 ?", "1?", "2 ?", "oui ?", "3", "0", "1er", "100",
    "1 heure de retard", "2 heures de retard", "2h", "2 minutes", "1 question", "2 enfants à garder", "2 fois déjà",
    "1 non", "2 oui", "oui non", "non oui", "non c'est bon je viens", "oui mais je serai en retard", "oui mais non",
    "Stop je viens quand même demain", "stop au feu rouge je suis en retard", "start quand ?", "annuler", "cancel",
    "bonjour", "je serai en retard", "Quelle adresse ?", "appelez moi", "وين العنوان؟", "لا أعرف؟", "١٢", "o", "l",
    "no problem", "no idea", "لا أفهم", "لا أعرف العنوان", "non compris", "non merci je ne comprends rien",
    "merci de me rappeler", "ok mais quand", "06 39 98 00 01", "mot " * 60, "2 " + "1",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (text, meaning)
        for meaning, texts in (
            ("stop", STOP), ("start", START), ("yes", YES), ("no", NO), ("thanks", THANKS), ("other", OTHER),
        )
        for text in texts
    ],
)  # fmt: skip
def test_what_an_answer_means(text: str, meaning: str) -> None:
    assert understood(text) == meaning


@pytest.mark.parametrize("text", STOP + YES + NO)
def test_capitals_spaces_and_full_stops_change_nothing(text: str) -> None:
    meaning = understood(text)
    assert {understood(other) for other in (text.upper(), text.lower(), f"\n {text}\t", f"{text}.")} == {meaning}


@pytest.mark.parametrize("two", ["2", "٢", "۲", "२", "２"])
@pytest.mark.parametrize("why", ["عندي عمل", "لدي موعد آخر", "لأنني مريض", "je travaille", "I have to work", "at work"])
def test_two_in_any_digits_chooses_before_a_reason_in_any_language(two: str, why: str) -> None:
    """E28: "٢ عندي عمل" was read by nobody before an agent did."""
    assert [understood(f"{two}{sign}{why}") for sign in (" ", ", ", "، ", "")] == ["no"] * 4

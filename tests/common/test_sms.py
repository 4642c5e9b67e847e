import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common import neutral
from backend.common import sms as rules

ARABIC = "موعدك يوم الخميس 26 نوفمبر على الساعة 14:30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (1, 0, "gsm7")),
        ("a" * 160, (1, 160, "gsm7")),
        ("a" * 161, (2, 161, "gsm7")),
        ("a" * 306, (2, 306, "gsm7")),
        ("a" * 307, (3, 307, "gsm7")),
        ("€" * 80, (1, 160, "gsm7")),
        ("€" * 81, (2, 162, "gsm7")),
        # An escaped sign does not straddle two parts: 152 + one lost place + 2.
        ("a" * 152 + "€" + "b" * 152, (3, 306, "gsm7")),
        ("é" * 160, (1, 160, "gsm7")),
        ("ê" + "a" * 69, (1, 70, "ucs2")),
        ("ê" + "a" * 70, (2, 71, "ucs2")),
        (ARABIC, (1, len(ARABIC), "ucs2")),
        ("😀" * 35, (1, 70, "ucs2")),
        ("😀" * 36, (2, 72, "ucs2")),
        # 67 places hold 33 pairs: the 34th is not cut.
        ("😀" * 66, (2, 132, "ucs2")),
        ("😀" * 67, (3, 134, "ucs2")),
    ],
)
def test_what_is_paid(text: str, expected: tuple[int, int, str]) -> None:
    assert tuple(rules.segments(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Cœur, fête, Noël, garçon, À bientôt…", "Coeur, fete, Noel, garcon, A bientot..."),
        ("l’entrée « B » – rez-de-chaussée", 'l\'entrée "B" - rez-de-chaussée'),
        ("14\u00a0h\u202f30", "14 h 30"),
        ("e\u0302tre", "etre"),
        ("Saint\u2010Denis\u2011Sud, l\u2032Orée, Quai `A`", "Saint-Denis-Sud, l'Orée, Quai 'A'"),
        ("12½ rue Haute, ¾, 1½", "12 1/2 rue Haute, 3/4, 1 1/2"),
        ("1ᵉʳ étage, 2ᵉ, nᵒ 3, №4, m²", "1er étage, 2e, no 3, No4, m2"),
        ("Place Łukasz Żeromski, Đorđe, Þór, ẞ", "Place Lukasz Zeromski, Dorde, Thor, SS"),
        ("Mai\u00adson\u200b\u200e\u202c EXEMPLE\ufeff", "Maison EXEMPLE"),
        ("Fare Ra\u02bbi, Faa\u02bca, Faa\u2019a", "Fare Ra'i, Faa'a, Faa'a"),
        ("ﬁn, ＳＡＬＬＥ ３, 10 × 20, “ici”, ‹là›", "fin, SALLE 3, 10 x 20, \"ici\", 'là'"),
        ("un\u3000deux\u2028trois", "un deux\ntrois"),
        (ARABIC, ARABIC),
        ("fête " + ARABIC, "fête " + ARABIC),
        ("bien 👍 reçu", "bien 👍 reçu"),
    ],
)
def test_french_fits_the_network_and_arabic_is_left_alone(text: str, said: str) -> None:
    assert rules.gsm(text) == said


@given(st.text())
def test_transliteration_is_stable_and_never_half_done(text: str) -> None:
    once = rules.gsm(text)
    assert rules.gsm(once) == once
    assert once == text or rules.segments(once).alphabet == "gsm7"


def test_a_text_is_signed_where_that_costs_no_segment_and_the_name_tells_nothing() -> None:
    assert rules.signed("RDV demain.") == "RDV demain. Mon Suivi"
    assert rules.signed("a" * 150) == "a" * 150 + " Mon Suivi" and rules.signed("a" * 151) == "a" * 151
    assert rules.signed("م" * 60) == "م" * 60 + " Mon Suivi" and rules.signed("م" * 61) == "م" * 61
    assert neutral.reveals(rules.WRITER) == []

"""Whom to call without JavaScript: a page of the server's own, linked from the phone's <noscript>."""

from pathlib import Path

import pytest
from django.test import Client

from tests.organisations import make

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).parents[2]


def page(language: str) -> str:
    answer = Client().get("/api/switchboards", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_switchboard_can_be_called_in_one_tap() -> None:
    make.organisation(name="SPIP d'Essai <1>", phone="+33639980042")
    make.organisation(name="SPIP sans numéro", phone="")
    words = page("fr")
    assert 'href="tel:+33639980042"' in words and "06 39 98 00 42" in words.replace("\u00a0", " ")
    assert "&lt;1&gt;" in words and "SPIP sans numéro" not in words


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "venez"), ("en", "please come"), ("ar", 'dir="rtl"'), ("de", "venez")]
)
def test_it_says_what_to_do_in_the_browsers_language(language: str, said: str) -> None:
    words = page(language)
    assert said in words and "<script" not in words


def test_the_language_chosen_in_the_app_counts_more_than_the_browsers() -> None:
    def asked(language: str) -> str:
        answer = Client().get("/api/switchboards", {"language": language}, headers={"accept-language": "fr"})
        return str(answer["Content-Language"])

    assert [asked(one) for one in ("ar", "en", "xx", "<b>", "")] == ["ar", "en", "fr", "fr", "fr"]


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Revenir à Mon Suivi"), ("en", "Back to Mon Suivi")], ids=["fr", "en"]
)
def test_it_leads_back_to_the_app_before_and_after_the_numbers(language: str, said: str) -> None:
    make.organisation(name="SPIP d'Essai", phone="+33639980042")
    words = page(language)
    before, _, after = words.partition("<ul>")
    assert [part.count(f'<a href="/aide" rel="prev">{said}</a>') for part in (before, after)] == [1, 1]


def test_the_phones_page_leads_there_without_javascript() -> None:
    page_of_the_phone = (HOUSE / "pwa" / "probationer" / "index.html").read_text()
    noscript = page_of_the_phone.partition("<noscript>")[2].partition("</noscript>")[0]
    assert noscript.count('href="/api/switchboards"') == 3
    assert "Votre convocation reste valable : venez." in noscript

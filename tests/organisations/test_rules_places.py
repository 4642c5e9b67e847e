"""How a place is named where its own name would not say which one it is."""

import pytest

from backend.organisations import rules_places


@pytest.mark.parametrize(
    ("name", "service", "city", "whole"),
    [
        ("Accueil", "SPIP du Val", "NANTERRE CEDEX", "Accueil, SPIP du Val, NANTERRE"),
        ("Accueil", "Tribunal judiciaire de Nanterre", "Nanterre", "Accueil, Tribunal judiciaire de Nanterre"),
        ("SPIP du Val, Nanterre", "SPIP du Val", "Nanterre", "SPIP du Val, Nanterre"),
        ("Antenne de Sète", "SPIP de l'Hérault", "SETE", "Antenne de Sète, SPIP de l'Hérault"),
    ],
)
def test_a_place_is_named_with_whose_it_is_and_where_unless_its_name_says_so(
    name: str, service: str, city: str, whole: str
) -> None:
    assert rules_places.full_name(name, service, city) == whole

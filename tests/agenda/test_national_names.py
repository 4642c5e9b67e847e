"""A national type whose former name nobody changed gets today's."""

import pytest
from django.core.management import call_command

from backend.agenda.models import AppointmentType

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ("1ère convocation de suivi SPIP", "1re convocation de suivi SPIP"),
        ("Premier entretien", "Premier entretien"),
    ],
    ids=["former", "own"],
)
def test_a_name_that_nobody_changed_is_renewed(had: str, has: str) -> None:
    call_command("load_national", verbosity=0)
    first = AppointmentType.objects.filter(code="spip-premiere")
    first.update(names={**first.get().names, "fr": had})
    call_command("load_national", verbosity=0)
    assert first.get().names["fr"] == has

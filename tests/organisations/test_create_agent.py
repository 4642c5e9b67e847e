"""The first agent of an installation."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from backend.accounts.models import Agent
from backend.journal.models import Entry
from tests.accounts.test_api_agents_sign_in import password
from tests.organisations import make

pytestmark = pytest.mark.django_db
WHO = ("Camille.EXEMPLE@exemple.fr", "Camille", "EXEMPLE")


def test_the_password_printed_opens_the_door_and_nothing_else() -> None:
    service = make.organisation("SPIP EXEMPLE")
    told = StringIO()
    call_command("create_agent", *WHO, service=service.name, role="cpip", stdout=told)
    word = told.getvalue().splitlines()[0].rsplit(" ", 1)[1]
    client = Client()
    assert password(client, WHO[0], word).json()["stage"] == "enrol"
    assert client.get("/api/agent/organisation").status_code == 401
    agent = Agent.objects.get()
    assert agent.memberships.get().role == "cpip"
    entry = Entry.objects.get(verb="organisations.create_agent")
    assert (entry.actor, entry.subject) == ("system:create_agent", str(agent))
    assert word not in agent.password


def test_a_central_administrator_has_no_service() -> None:
    call_command("create_agent", *WHO, central=True, stdout=StringIO())
    agent = Agent.objects.get()
    assert agent.is_central
    assert not agent.memberships.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "--central alone"),
        ({"service": "SPIP EXEMPLE"}, "--central alone"),
        ({"service": "SPIP EXEMPLE", "role": "cpip", "central": True}, "--central alone"),
        ({"service": "SPIP AUTRE", "role": "cpip"}, "There are: SPIP EXEMPLE"),
        ({"service": "SPIP EXEMPLE", "role": "jap"}, "role_does_not_fit"),
    ],
)
def test_what_makes_no_sense_is_refused(options: dict[str, object], told: str) -> None:
    make.organisation("SPIP EXEMPLE")
    with pytest.raises(CommandError, match=told):
        call_command("create_agent", *WHO, stdout=StringIO(), **options)
    assert not Agent.objects.exists()


def test_an_e_mail_has_one_agent_whatever_its_case() -> None:
    make.organisation("SPIP EXEMPLE")
    call_command("create_agent", *WHO, service="SPIP EXEMPLE", role="cpip", stdout=StringIO())
    with pytest.raises(CommandError, match="email_taken"):
        call_command("create_agent", WHO[0].lower(), "A", "B", service="SPIP EXEMPLE", role="cpip", stdout=StringIO())

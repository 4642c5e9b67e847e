"""An agent's e-mail has one spelling: guesses are counted by the very value that finds the agent (D3)."""

import importlib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from backend.accounts import rules
from backend.accounts.models import Agent, Attempt
from backend.common import clock
from backend.organisations import actions_agents
from tests.accounts import make
from tests.accounts.test_api_agents_sign_in import password

DOTLESS, LONG_S, KELVIN = "\u0131", "\u017f", "\u212a"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("camille@exemple.fr", "camille@exemple.fr"),
        ("  Camille.EXEMPLE@Exemple.FR ", "camille.exemple@exemple.fr"),
        (f"cami{LONG_S}le@exemple.fr", "camisle@exemple.fr"),
        (f"{KELVIN}im@exemple.fr", "kim@exemple.fr"),
        ("ﬁona@exemple.fr", "fiona@exemple.fr"),
        ("camille＠exemple.fr", "camille@exemple.fr"),
        ("e\u0301lodie@exemple.fr", "élodie@exemple.fr"),
        (f"cam{DOTLESS}lle@exemple.fr", f"cam{DOTLESS}lle@exemple.fr"),  # a letter of its own: finds nobody
        ("", ""),
    ],
)
def test_an_e_mail_is_folded_once(typed: str, folded: str) -> None:
    assert rules.folded(typed) == folded
    assert rules.folded(folded) == folded


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        f"cam{DOTLESS}lle.exemples@exemple.fr",
        f"camille.exemple{LONG_S}@exemple.fr",
        "CAMILLE.EXEMPLES@exemple.fr",
        "camille.exemples@ＥＸＥＭＰＬＥ.fr",
    ],
)
def test_no_spelling_has_a_second_budget_of_guesses(typed: str) -> None:
    make.agent(email="camille.exemples@exemple.fr")
    for _ in range(5):
        assert password(Client(), "camille.exemples@exemple.fr", "faux").status_code == 401
    again = password(Client(), typed)
    assert again.status_code in (401, 429)
    found = Agent.objects.filter(email=rules.folded(typed)).exists()
    assert again.status_code == (429 if found else 401)  # what finds the agent is counted as hers


@pytest.mark.django_db
def test_an_account_is_made_with_the_folded_e_mail() -> None:
    actions_agents.create_agent(
        f" Camille.Exemple{LONG_S}@Exemple.fr", first_name="Camille", last_name="EXEMPLE", password=make.PASSWORD,
        service=None, role="", by="system:test",
    )  # fmt: skip
    made = Agent.objects.get()
    assert made.email == "camille.exemples@exemple.fr"
    assert password(Client(), "CAMILLE.EXEMPLES@exemple.fr").status_code == 200


@pytest.mark.django_db
def test_accounts_of_before_are_folded_unless_another_has_the_spelling() -> None:
    older, twin = make.bare_agent("Camille@exemple.fr"), make.bare_agent("Alix@exemple.fr")
    holder = make.bare_agent("alix@exemple.fr")
    migration = importlib.import_module("backend.accounts.migrations.0005_folded_emails")
    with connection.schema_editor() as editor:
        migration.fold(apps, editor)
    emails = dict(Agent.objects.values_list("pk", "email"))
    assert emails == {older.pk: "camille@exemple.fr", twin.pk: "Alix@exemple.fr", holder.pk: "alix@exemple.fr"}


@pytest.mark.django_db
def test_a_try_that_one_budget_refuses_is_counted_in_none() -> None:
    """A whole court behind one address: what the address refuses is no guess at a colleague's account."""
    agent, key = make.agent(), rules.keyed(settings.SECRET_KEY, "attempt", "127.0.0.1")
    tries = [Attempt(act="agent_password:address", key=key, at=clock.now()) for _ in range(60)]
    Attempt.objects.bulk_create(tries)
    before = Attempt.objects.count()
    assert password(Client(), agent).status_code == 429
    assert Attempt.objects.count() == before

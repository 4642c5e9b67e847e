"""Finding a file by what one types: misspelt words, what it says now, and the services in reach alone."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from backend.accounts.models import Agent
from backend.common import clock
from backend.organisations.models import Organisation
from backend.probationers import queries_search
from backend.probationers.models import Affiliation
from tests.accounts import make as accounts
from tests.counting import queries_of
from tests.organisations import make as organisations
from tests.probationers import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Organisation:
    return organisations.organisation()


@pytest.fixture
def agent(own: Organisation) -> Agent:
    return accounts.agent(of=own)


def find(agent: Agent, said: str) -> list[str]:
    page = queries_search.search(agent, said, mine=False, cursor=None, today=clock.now().date())
    assert page.count == len(page.files)
    return [file.search_key for file in page.files]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Martn Dupnt", "dupont martin"), ("dupnt martn", "dupont martin"), ("Matrin Dupond", "dupont martin"),
     ("Martan Dupand", "dupont martin"), ("Mratin Dpuont", "dupont martin"), ("Jen Dupnt", "dupont jean"),
     ("jaen dupnt", "dupont jean"), ("sofi bernrad", "bernard sophie"), ("Bernar Sofie", "bernard sophie"),
     ("ngyen va", "nguyen van")],
)  # fmt: skip
def test_both_words_may_be_misspelt(agent: Agent, own: Organisation, said: str, meant: str) -> None:
    for last, first in (("DUPONT", "Martin"), ("DUPONT", "Jean"), ("BERNARD", "Sophie"), ("NGUYEN", "Van")):
        make.file(last, first, organisation=own)
    for last, first in (("DURAND", "Pierre"), ("EXEMPLE", "Camille"), ("MARTIN", "Denise")):
        make.file(last, first, organisation=own)
    assert find(agent, said)[0] == meant


@pytest.mark.parametrize("said", ["Martin Dupont", "Marton Dupant", "Dupont Jo", "Camille Dupont"])
def test_one_word_that_is_alike_does_not_make_a_name_alike(agent: Agent, own: Organisation, said: str) -> None:
    for last, first in (("MARTIN", "Denise"), ("DUPONT", "Alice"), ("EXEMPLE", "Camille")):
        make.file(last, first, organisation=own)
    assert find(agent, said) == []


def test_a_file_is_found_by_what_it_says_now(agent: Agent, own: Organisation) -> None:
    file = make.file("MODELE", "Anne", organisation=own, phone="+33639981234", appi_number="201900001234")
    file.search_key, file.phone, file.appi_number = "fictif anne", "+33639987777", "202000001234"
    file.birth_date, file.birth_year = None, 1971
    file.save()
    for said in ("modele", "06 39 98 12 34", "201900001234", "1990"):
        assert find(agent, said) == []
    for said in ("fictif", "fictfi anen", "06 39 98 77 77", "202000001234", "1971"):
        assert find(agent, said) == ["fictif anne"]


def test_what_was_there_before_the_copies_is_copied(
    agent: Agent, own: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make.file("MODELE", f"Anne{number}", organisation=own)
    Affiliation.objects.update(search_key="", phone="", birth_date=None)
    migration = import_module("backend.probationers.migrations.0019_fill_affiliation_names")
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    migration.fill(None, SimpleNamespace(connection=connection))
    assert len(find(agent, "modele")) == len(find(agent, "1990")) == 3


def test_a_file_of_two_services_in_reach_is_found_once(agent: Agent, own: Organisation) -> None:
    linked = organisations.organisation()
    own.linked.add(linked)
    make.affiliate(make.file("MODELE", "Anne", organisation=own), linked)
    assert find(agent, "") == find(agent, "mod") == find(agent, "modlee") == ["modele anne"]


@pytest.mark.parametrize("said", ["", "e", "ex", "exe", "exempel camile", "0639", "2019000", "1990", "12/03/1990"])
def test_a_search_begins_with_the_services_in_reach(agent: Agent, own: Organisation, said: str) -> None:
    """All that is typed; of whole files those alone that are shown."""
    make.file(organisation=own)
    asks = queries_of(lambda: find(agent, said))
    names = [sql for sql in asks if ' FROM "probationers_affiliation"' in sql]
    assert names and all('"organisation_id" = ANY(' in sql or '"organisation_id")::text = ' in sql for sql in names)
    assert not any("EXISTS" in sql for sql in names), "a row of any service would be asked whose it is"
    files = [sql for sql in asks if ' FROM "probationers_probationer"' in sql]
    assert all('WHERE "probationers_probationer"."id" = ANY(' in sql for sql in files)

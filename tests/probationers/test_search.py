"""Finding a file by what one types: misspelt words, what it says now, and the services in reach alone."""

from collections.abc import Sequence
from importlib import import_module
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection

from backend.accounts.models import Agent
from backend.common import clock, paging, text
from backend.organisations.models import Organisation
from backend.probationers import queries_search, rules_search
from backend.probationers.models import Affiliation, Probationer
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


@pytest.mark.parametrize(
    ("written", "said"),
    [pair for one, other in (("Leyla", "Leïla"), ("Yacine", "Yassine"), ("Youssef", "Yousef"))
     for pair in ((one, other), (other, one))],
)  # fmt: skip
def test_a_first_name_alone_is_found_by_its_other_spelling(
    agent: Agent, own: Organisation, written: str, said: str
) -> None:
    make.file("EXEMPLE", written, organisation=own)
    for first in ("Layana", "Yasmina", "Yohan", "Mario"):
        make.file("SPECIMEN", first, organisation=own)
    assert find(agent, said) == [text.plain(f"EXEMPLE {written}")]


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
    assert names and all(_of_one_service(part) for sql in names for part in sql.split(" UNION "))
    assert not any("EXISTS" in sql for sql in names), "a row of any service would be asked whose it is"
    files = [sql for sql in asks if ' FROM "probationers_probationer"' in sql]
    assert all('WHERE "probationers_probationer"."id" = ANY(' in sql for sql in files)


def _of_one_service(sql: str) -> bool:
    return '"organisation_id" = ' in sql or '("probationers_affiliation"."organisation_id" + 0) = (' in sql


# Short and long, one the beginning of another, with accents, signs and sounds that are written otherwise.
LAST = ("DUPONT", "DUPOND", "DUPONTEL", "BÂ", "BÉNARD", "BERNARD", "N'GUYEN", "NGUYEN", "DE LA TOUR", "LATOUR", "FAURE")
FIRST = ("Martin", "Marine", "Marie", "Jean-Marc", "Zoé", "Sofie", "Sophie", "Van", "Awa")
SAID = (
    *("", "d", "mar", "du", "dup", "dupo", "dupont", "la tour", "tour de", "nguyen van", "ngyuen", "jean marc", "faur"),
    *("dupond martin", "Martin DUPONT", "dpuont", "dupnt martn", "zoé bénard", "bernrad sofi", "phaure", "xylxylxyl"),
)


@pytest.fixture
def country(own: Organisation) -> list[int]:
    """Every second file in one's own service, every third in the linked one (some in both), all in another's. The
    services in reach."""
    linked, other = organisations.organisation(), organisations.organisation()
    own.linked.add(linked)
    for number, (last, first) in enumerate(product(LAST, FIRST)):
        file = make.file(last, first, organisation=other)
        for every, service in ((2, own), (3, linked)):
            if number % every == 0:
                make.affiliate(file, service)
    Affiliation.objects.filter(organisation=own, probationer__first_name="Awa").update(until=clock.now())
    return [own.pk, linked.pk]


def test_service_by_service_finds_what_a_look_at_every_name_finds(agent: Agent, country: list[int]) -> None:
    """In the same order, and counted."""
    found = {said: every_page(agent, said) for said in SAID}
    assert found == {said: by_each_name(said, country) for said in SAID}
    assert found["xylxylxyl"] == [] and len(found["mar"]) > paging.SIZE and found["dupnt martn"], (
        "nothing, two pages, near ones"
    )


def every_page(agent: Agent, said: str) -> list[UUID]:
    found: list[UUID] = []
    counts: set[int] = set()
    cursor = None
    while cursor is not None or not counts:
        page = queries_search.search(agent, said, mine=False, cursor=cursor, today=clock.now().date())
        found += [file.pk for file in page.files]
        counts.add(page.count)
        cursor = page.following
    assert counts == {len(found)}
    return found


def by_each_name(said: str, reach: list[int]) -> list[UUID]:
    """All names in reach, in their order, compared one by one; then, where there are few, those that are like it."""
    words = rules_search.read(said, today=clock.now().date()).words
    alike = {f"like_{number}": TrigramWordSimilarity(word, "search_key") for number, word in enumerate(words)}
    rows = Probationer.objects.filter(affiliations__organisation__in=reach, affiliations__until__isnull=True)
    files = list(rows.distinct().annotate(**alike).order_by("search_key", "pk"))
    exact = [file for file in files if all(f" {word}" in f" {file.search_key}" for word in words)]
    if len(exact) >= queries_search.FEW or not any(len(word) >= rules_search.NEAR_LETTERS for word in words):
        return [file.pk for file in exact]
    return [file.pk for file in [*exact, *near(words, [file for file in files if file not in exact])]]


def near(words: Sequence[str], files: list[Any]) -> list[Any]:
    """The likest first."""
    least = queries_search.NEAR_ALONE if len(words) == 1 else queries_search.NEAR_WORDS
    found = []
    for file in files:
        likeness = [getattr(file, f"like_{number}") for number in range(len(words))]
        is_near = rules_search.is_near(words, file.search_key, likeness, least=queries_search.NEAR_WORD)
        if is_near and min(likeness) >= least:
            found.append((-sum(likeness), file))
    return [file for _, file in sorted(found, key=lambda one: one[0])]


@pytest.mark.parametrize("said", ["dup", "dupnt martn"])
def test_letters_are_looked_for_among_the_names_of_a_service(agent: Agent, country: list[int], said: str) -> None:
    """Down one index that begins with the service, whatever PostgreSQL thinks of so small a country."""
    names = [sql for sql in queries_of(lambda: find(agent, said)) if ' FROM "probationers_affiliation"' in sql]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for sql in names:
            cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert plan.count("using affiliation_letters") == len(country), plan
            conditions = [line for line in plan.splitlines() if "Index Cond:" in line]
            assert all("organisation_id + 0) = " in line and "search_key" in line for line in conditions), plan
    assert names


@pytest.mark.parametrize(("said", "pages"), [("", 2), ("dup", 1), ("mar", 2), ("d", 1), ("dpuont", 1)])
def test_files_are_counted_where_there_is_more_than_one_page(
    agent: Agent, country: list[int], said: str, pages: int
) -> None:
    asks = queries_of(lambda: queries_search.search(agent, said, mine=False, cursor=None, today=clock.now().date()))
    assert len([sql for sql in asks if "COUNT(" in sql]) == pages - 1

"""How far one sees."""

import pytest

from backend.organisations import queries
from tests.accounts import make as accounts
from tests.organisations import make

pytestmark = pytest.mark.django_db


def test_one_sees_the_own_service_and_those_linked_to_it() -> None:
    spip = make.organisation()
    court = make.organisation(kind="tj", linked=[spip])
    make.organisation()
    officer, clerk = accounts.agent(spip), accounts.agent(court, "clerk_sap")
    assert set(queries.reach_of(officer)) == {spip.pk, court.pk}
    assert set(queries.reach_of(clerk)) == {spip.pk, court.pk}


def test_links_are_not_transitive() -> None:
    court = make.organisation(kind="tj")
    near, far = make.organisation(linked=[court]), make.organisation(linked=[court])
    assert far.pk not in queries.reach_of(accounts.agent(near))


def test_without_a_service_nothing_is_in_reach() -> None:
    make.organisation()
    assert queries.reach_of(accounts.bare_agent()) == []


def test_a_central_administrator_reaches_every_service() -> None:
    made = {make.organisation(), make.organisation()}
    assert set(queries.reach_of(accounts.central_agent())) == {each.pk for each in made}


def test_a_membership_that_ended_counts_no_more() -> None:
    officer = accounts.agent()
    officer.memberships.update(until="2026-01-01T00:00Z")
    officer.__dict__.pop("_membership", None)
    assert queries.membership_of(officer) is None
    assert queries.belonging_of(officer) is None


def test_places_of_linked_services_are_seen_but_not_edited() -> None:
    court = make.organisation(kind="tj")
    spip = make.organisation(linked=[court])
    theirs, ours, foreign = make.place(court), make.place(spip), make.place()
    officer = accounts.agent(spip, "dpip")
    assert set(queries.places_visible_to(officer)) == {theirs, ours}
    assert set(queries.places_editable_by(officer)) == {ours}
    assert foreign not in queries.places_visible_to(officer)

"""Who may do what."""

import pytest

from backend.organisations import rules
from backend.organisations.models import Role

KINDS = ("spip", "tj")


def test_every_role_reads_files_but_a_prosecutor_who_reads_bookings_and_changes_nothing() -> None:
    assert all(rules.may(role, "view_files", kind=kind) for role in Role for kind in KINDS if role != Role.PROSECUTOR)
    assert rules.permissions(Role.PROSECUTOR, kind="tj") == ("view_appointments",)


@pytest.mark.parametrize("role", [Role.BEX, Role.CLERK_BEX, Role.DIRECTOR_BEX])
def test_the_counter_books_but_does_not_say_who_came(role: str) -> None:
    assert rules.may(role, "counter", kind="tj")
    assert rules.may(role, "book", kind="tj")
    assert not rules.may(role, "record_outcome", kind="tj")


def test_a_central_administrator_reads_no_file() -> None:
    assert rules.permissions(rules.CENTRAL, kind="") == (
        "manage_places",
        "manage_slots",
        "manage_agents",
        "manage_organisations",
        "operate",
    )


def test_an_unknown_role_may_nothing() -> None:
    assert rules.permissions("", kind="spip") == ()
    assert rules.permissions("king", kind="tj") == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_changes_his_own_role(role: str) -> None:
    assert not any(
        rules.may_give_role(role, given=given, kind=kind, to_himself=True) for given in Role for kind in KINDS
    )


def test_only_an_administrator_makes_another() -> None:
    for kind in KINDS:
        givers = {
            actor
            for actor in (*Role, rules.CENTRAL)
            if rules.may_give_role(actor, given="local_admin", kind=kind, to_himself=False)
        }
        assert givers == {Role.LOCAL_ADMIN, rules.CENTRAL}
    assert rules.may_give_role(Role.DIRECTOR_SAP, given=Role.CLERK_SAP, kind="tj", to_himself=False)
    assert not rules.may_give_role(Role.CPIP, given=Role.CPIP, kind="spip", to_himself=False)


def test_a_role_is_given_only_where_the_service_has_it() -> None:
    assert not rules.may_give_role(Role.LOCAL_ADMIN, given=Role.CPIP, kind="tj", to_himself=False)
    assert not rules.may_give_role(rules.CENTRAL, given=Role.JAP, kind="spip", to_himself=False)


def test_an_administrator_does_what_his_kind_of_service_does() -> None:
    """Naming a referent is a SPIP's, the counter at the end of a hearing is a court's."""
    only_here = {"assign_file", "counter"}
    may = {kind: only_here.intersection(rules.permissions(Role.LOCAL_ADMIN, kind=kind)) for kind in KINDS}
    assert may == {"spip": {"assign_file"}, "tj": {"counter"}}


@pytest.mark.parametrize("role", Role)
def test_a_role_has_its_kind_of_service(role: str) -> None:
    kinds = {kind for kind in ("spip", "tj") if rules.role_fits(role, kind)}
    assert kinds == ({"spip", "tj"} if role == Role.LOCAL_ADMIN else kinds)
    assert kinds
    assert role == Role.LOCAL_ADMIN or len(kinds) == 1


def test_the_journal_is_read_by_those_who_answer_for_files() -> None:
    readers = {role for role in Role for kind in KINDS if rules.may(role, "read_journal", kind=kind)}
    assert readers == {"cpip", "dpip", "jap", "director_sap", "director_bex", "local_admin"}

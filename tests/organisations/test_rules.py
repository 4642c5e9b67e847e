"""Who may do what."""

import pytest

from backend.organisations import rules
from backend.organisations.models import Role


def test_every_role_reads_files_and_only_a_prosecutor_changes_nothing() -> None:
    assert all(rules.may(role, "view_files") for role in Role)
    assert rules.permissions(Role.PROSECUTOR) == ("view_files",)


@pytest.mark.parametrize("role", [Role.BEX, Role.CLERK_BEX, Role.DIRECTOR_BEX])
def test_the_counter_books_but_does_not_say_who_came(role: str) -> None:
    assert rules.may(role, "counter")
    assert rules.may(role, "book")
    assert not rules.may(role, "record_outcome")


def test_a_central_administrator_reads_no_file() -> None:
    assert rules.permissions(rules.CENTRAL) == (
        "manage_places",
        "manage_slots",
        "manage_agents",
        "manage_organisations",
        "operate",
    )


def test_an_unknown_role_may_nothing() -> None:
    assert rules.permissions("") == ()
    assert rules.permissions("king") == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_changes_his_own_role(role: str) -> None:
    assert not any(rules.may_give_role(role, given=given, to_himself=True) for given in Role)


def test_only_an_administrator_makes_another() -> None:
    givers = {
        actor for actor in (*Role, rules.CENTRAL) if rules.may_give_role(actor, given="local_admin", to_himself=False)
    }
    assert givers == {Role.LOCAL_ADMIN, rules.CENTRAL}
    assert rules.may_give_role(Role.DIRECTOR_SAP, given=Role.CLERK_SAP, to_himself=False)
    assert not rules.may_give_role(Role.CPIP, given=Role.CPIP, to_himself=False)


@pytest.mark.parametrize("role", Role)
def test_a_role_has_its_kind_of_service(role: str) -> None:
    kinds = {kind for kind in ("spip", "tj") if rules.role_fits(role, kind)}
    assert kinds == ({"spip", "tj"} if role == Role.LOCAL_ADMIN else kinds)
    assert kinds
    assert role == Role.LOCAL_ADMIN or len(kinds) == 1


def test_the_journal_is_read_by_those_who_answer_for_files() -> None:
    readers = {role for role in Role if rules.may(role, "read_journal")}
    assert readers == {"cpip", "dpip", "jap", "director_sap", "director_bex", "local_admin"}

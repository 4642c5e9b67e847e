"""The code's table of roles is the hand-written one, cell by cell, and no change of it goes unnoticed."""

from itertools import product
from typing import Any

import pytest

from backend.common.errors import Refused
from backend.organisations import actions_agents, rules
from backend.organisations.models import Membership, Organisation, Role
from tests.architecture import flips
from tests.architecture.roles import (
    CALLERS,
    FOLLOWS_WHAT_HE_OPENS,
    IMPOSSIBLE,
    MAKE_ADMINISTRATORS,
    PERMISSIONS,
    REFERENTS,
    TABLE,
    Caller,
    allowed,
    may,
)
from tests.organisations import make

EVERYBODY = (*Role.values, rules.CENTRAL)


def test_the_table_knows_every_role_kind_and_permission() -> None:
    assert PERMISSIONS == rules.PERMISSIONS
    members = set(product(Organisation.Kind.values, EVERYBODY))
    assert set(CALLERS) | IMPOSSIBLE == members | {("none", rules.CENTRAL)}
    assert not set(CALLERS) & IMPOSSIBLE
    assert set(TABLE) == set(product(CALLERS, PERMISSIONS))


def test_each_role_may_what_the_table_says_and_no_more() -> None:
    found = {
        (caller, permission): rules.may(caller.role, permission, kind=caller.kind)
        for caller in CALLERS
        for permission in rules.PERMISSIONS
    }
    assert {cell for cell, is_allowed in found.items() if is_allowed != TABLE[cell]} == set()


def test_what_a_role_may_is_listed_in_the_table_s_order() -> None:
    for caller in CALLERS:
        assert list(rules.permissions(caller.role, kind=caller.kind)) == allowed(caller)


def test_a_kind_of_service_has_the_roles_of_the_table_and_no_other() -> None:
    found = {
        Caller(kind, role) for kind in Organisation.Kind.values for role in EVERYBODY if rules.role_fits(role, kind)
    }
    assert found == {caller for caller in CALLERS if caller.kind != "none"}


def test_referents_are_those_of_the_table() -> None:
    assert {role for role in EVERYBODY if rules.may_follow(role)} == REFERENTS
    assert {role for role in EVERYBODY if rules.follows_what_he_opens(role)} == FOLLOWS_WHAT_HE_OPENS


def test_each_role_gives_what_the_table_lets_it_give() -> None:
    for actor, kind, given in product(CALLERS, Organisation.Kind.values, Role.values):
        if actor.kind in (kind, "none"):
            has_role = Caller(kind, given) in CALLERS
            may_give = may(actor, "manage_agents") and (given != "local_admin" or actor.role in MAKE_ADMINISTRATORS)
            found = rules.may_give_role(actor.role, given=given, kind=kind, to_himself=False)
            assert found == (has_role and may_give), (actor, kind, given)


CHECKS = (
    test_each_role_may_what_the_table_says_and_no_more,
    test_what_a_role_may_is_listed_in_the_table_s_order,
    test_a_kind_of_service_has_the_roles_of_the_table_and_no_other,
)


def test_every_single_change_of_the_code_s_tables_is_noticed() -> None:
    """What the command `tests.bench.role_flips` prints."""
    tried = list(flips.tried(CHECKS))
    assert [flip[:2] for flip, is_noticed in tried if not is_noticed] == []
    assert len(tried) >= (len(Role) + 1) * len(rules.PERMISSIONS) + len(Role) * len(Organisation.Kind)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Organisation.Kind.values)
def test_an_agent_is_made_only_in_a_role_that_his_kind_of_service_has(kind: str, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
    service = make.organisation(kind=kind)
    for role in EVERYBODY:
        who = {"first_name": "Camille", "last_name": "EXEMPLE", "password": "une phrase de test, longue"}
        try:
            actions_agents.create_agent(f"{role}@exemple.fr", **who, service=service, role=role, by="system:test")
        except Refused as refused:
            assert (refused.code, Caller(kind, role) in IMPOSSIBLE) == ("role_does_not_fit", True)
    made = set(Membership.objects.filter(organisation=service).values_list("role", flat=True))
    assert made == {caller.role for caller in CALLERS if caller.kind == kind}

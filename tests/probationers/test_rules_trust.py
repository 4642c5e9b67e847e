"""Contacts of trust: every state, every event, everybody; what each is shown; whom one may name."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from backend.common.errors import Refused
from backend.probationers import rules_trust as rules
from backend.probationers.states import ContactState as S

EVENTS = ("approve", "agree", "refuse", "lapse", "stop", "block", "revoke", "end")
EVERYBODY: tuple[rules.Who, ...] = ("person", "agent", "contact", "house")
# The whole table, written out: (state, event, who) → the state that follows. Everything else is refused.
ALLOWED = {
    (S.PROPOSED, "approve", "agent"): S.ASKED,
    (S.PROPOSED, "block", "agent"): S.BLOCKED,
    (S.PROPOSED, "revoke", "person"): S.REVOKED,
    (S.PROPOSED, "revoke", "agent"): S.REVOKED,
    (S.PROPOSED, "end", "house"): S.ENDED,
    (S.ASKED, "agree", "contact"): S.ACTIVE,
    (S.ASKED, "agree", "person"): S.ACTIVE,
    (S.ASKED, "agree", "agent"): S.ACTIVE,
    (S.ASKED, "refuse", "contact"): S.REFUSED,
    (S.ASKED, "lapse", "house"): S.LAPSED,
    (S.ASKED, "block", "agent"): S.BLOCKED,
    (S.ASKED, "revoke", "person"): S.REVOKED,
    (S.ASKED, "revoke", "agent"): S.REVOKED,
    (S.ASKED, "end", "house"): S.ENDED,
    (S.ACTIVE, "stop", "contact"): S.STOPPED,
    (S.ACTIVE, "block", "agent"): S.BLOCKED,
    (S.ACTIVE, "revoke", "person"): S.REVOKED,
    (S.ACTIVE, "revoke", "agent"): S.REVOKED,
    (S.ACTIVE, "end", "house"): S.ENDED,
}
WHOLE = list(product(S, EVENTS, EVERYBODY))


@pytest.mark.parametrize(("state", "event", "who"), WHOLE)
def test_every_state_every_event_everybody(state: S, event: str, who: rules.Who) -> None:
    if (state, event, who) in ALLOWED:
        assert rules.after(state, event, by=who) == ALLOWED[state, event, who]
    else:
        with pytest.raises(Refused, match="contact_state"):
            rules.after(state, event, by=who)


def test_the_table_knows_every_event() -> None:
    assert {event for _, event in rules.TRANSITIONS} == set(rules.MAY) == set(EVENTS)


def test_nobody_is_active_without_an_agent() -> None:
    """Every way to active goes through an agent's yes and the contact's own."""
    ways = [(before, event) for (before, event), state in rules.TRANSITIONS.items() if state == S.ACTIVE]
    assert ways == [(S.ASKED, "agree")]
    assert [(b, e) for (b, e), state in rules.TRANSITIONS.items() if state == S.ASKED] == [(S.PROPOSED, "approve")]
    assert rules.MAY["approve"] == {"agent"}


def test_what_is_over_stays_over() -> None:
    assert {state for state, _ in rules.TRANSITIONS} == rules.LIVE


@pytest.mark.parametrize("was_active", [True, False])
def test_an_agent_s_block_looks_like_the_contact_s_own_no(was_active: bool) -> None:
    said = {rules.to_person(state, was_active=was_active) for state in (S.BLOCKED, S.REFUSED, S.STOPPED, S.ENDED)}
    assert said == {"over" if was_active else "not_kept"}


def test_the_person_sees_her_own_acts_and_what_waits() -> None:
    plain = (S.PROPOSED, S.ASKED, S.ACTIVE, S.LAPSED, S.REVOKED)
    assert [rules.to_person(state, was_active=False) for state in plain] == [str(state) for state in plain]


def test_the_contact_sees_a_question_the_copies_or_nothing() -> None:
    shown = {state: rules.to_contact(state) for state in S}
    assert {state for state, said in shown.items() if said != "over"} == {S.ASKED, S.ACTIVE}


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({}, None),
        ({"living": 1}, None),
        ({"living": 2}, "contact_too_many"),
        ({"sensitive": True}, "contact_not_here"),
        ({"archived": True}, "contact_not_here"),
        ({"messaging": "codes_only"}, "contact_not_here"),
        ({"messaging": "none"}, "contact_not_here"),
        ({"most": 0}, "contact_not_here"),
        ({"most": 1, "living": 1}, "contact_too_many"),
    ],
)
def test_who_may_name_somebody(case: dict[str, object], said: str | None) -> None:
    usual: dict[str, object] = {"sensitive": False, "archived": False, "messaging": "all", "living": 0, "most": 2}
    assert rules.hindrance(**(usual | case)) == said  # type: ignore[arg-type]


def test_the_most_cautious_service_decides_how_many() -> None:
    assert rules.most([]) == rules.most([{}, {"other": 1}]) == 2
    assert rules.most([{"trusted_contacts": 1}, {}]) == 1
    assert rules.most([{"trusted_contacts": 0}, {"trusted_contacts": 2}]) == 0


@pytest.mark.parametrize("state", S)
def test_a_no_holds_and_the_rest_may_be_asked_again(state: S) -> None:
    barred = rules.is_barred([state], living_anywhere=0, said_stop=False)
    assert barred == (state in {S.BLOCKED, S.REFUSED, S.STOPPED})


def test_a_number_that_said_stop_or_stands_beside_many_is_not_asked() -> None:
    assert rules.is_barred([], living_anywhere=0, said_stop=True)
    assert rules.is_barred([], living_anywhere=rules.MOST_PERSONS, said_stop=False)
    assert not rules.is_barred([], living_anywhere=rules.MOST_PERSONS - 1, said_stop=False)


def test_the_person_is_named_in_two_ways_and_no_other() -> None:
    assert rules.shown_name("Élodie-Anne", says_initial=False) == "Élodie-Anne"
    assert rules.shown_name("Élodie-Anne", says_initial=True) == "É."


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("2026-11-24T02:00", "2026-11-24T09:00"),
        ("2026-11-24T08:59", "2026-11-24T09:00"),
        ("2026-11-24T09:00", "2026-11-24T09:00"),
        ("2026-11-24T18:59", "2026-11-24T18:59"),
        ("2026-11-24T19:00", "2026-11-25T09:00"),
        ("2026-03-28T23:00", "2026-03-29T09:00"),  # the clocks change that night
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Paris", "Indian/Reunion", "America/Cayenne"])
def test_a_question_asked_at_night_leaves_in_the_morning_of_the_service(said: str, leaves: str, zone: str) -> None:
    at, then = (datetime.fromisoformat(each).replace(tzinfo=ZoneInfo(zone)) for each in (said, leaves))
    assert rules.waking(at, zone) == then


@pytest.mark.parametrize("contact", [1, 77, 4_000_000_000])
def test_a_token_is_short_always_the_same_and_names_its_row(contact: int) -> None:
    token = rules.token("secret", contact)
    assert len(token) == 16 and token.replace("-", "").replace("_", "").isalnum()
    assert token == rules.token("secret", contact) != rules.token("secret", contact - 1)
    assert rules.row_of("secret", token) == contact


@pytest.mark.parametrize("said", ["", "AAAAAAAAAAAAAAAA", "é", "AAAA", "====", "A" * 40, "AAAAAAAAAAAAAAA"])
def test_a_token_that_nobody_made_names_no_row(said: str) -> None:
    assert rules.row_of("secret", said) is None


def test_another_secret_s_token_names_no_row() -> None:
    assert rules.row_of("secret", rules.token("another", 1)) is None

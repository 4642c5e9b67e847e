from datetime import UTC, datetime, timedelta
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import Refused
from backend.delivery import rules, rules_states
from backend.delivery.rules import Outcome, Said, Try
from backend.delivery.rules_states import Event, State

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def tried(**fields: object) -> Try:
    defaults = {
        "lane": "bulk", "attempts": 1, "doubts": 0, "expires_at": NOW + timedelta(hours=4), "honours_idempotency": True,
    }  # fmt: skip
    return Try(**(defaults | fields))  # type: ignore[arg-type]


def test_every_state_and_event_either_moves_along_the_table_or_is_refused() -> None:
    for state, event in product(State, Event):
        if (state, event) in rules.TRANSITIONS:
            assert rules.after(state, event) is rules.TRANSITIONS[state, event]
        else:
            with pytest.raises(Refused):
                rules.after(state, event)


def test_no_open_state_is_a_dead_end_and_every_final_one_ends() -> None:
    leaving = {state for state, _ in rules.TRANSITIONS}
    assert leaving >= rules_states.OPEN | {State.ACCEPTED}
    for state, event in rules.TRANSITIONS:
        if state in rules_states.FINAL:
            # Only a receipt can still correct what was thought lost.
            assert event in (Event.ARRIVE, Event.MISS)


def test_from_every_open_state_a_final_one_can_be_reached_without_anybody_calling() -> None:
    """What time alone does (leases, expiry, silence) ends every message: none waits for ever."""
    by_time = {
        State.HELD: Event.RELEASE, State.PENDING: Event.EXPIRE, State.SENDING: Event.DOUBT,
        State.UNKNOWN: Event.EXPIRE, State.ACCEPTED: Event.FALL_SILENT,
    }  # fmt: skip
    for state in rules_states.OPEN | {State.ACCEPTED}:
        seen = state
        for _ in range(4):
            if seen not in rules_states.FINAL:
                seen = rules.after(seen, by_time[seen])
        assert seen in rules_states.FINAL


def test_receipts_give_the_same_end_in_any_order() -> None:
    for start in (State.SENDING, State.UNKNOWN, State.ACCEPTED, State.UNCONFIRMED):
        ends = set()
        for order in permutations([Event.MISS, Event.ARRIVE, Event.TAKE]):
            state = start
            for event in order:
                state = rules.after(state, event) if rules_states.moves(state, event) else state
            ends.add(state)
        assert ends == {State.DELIVERED}


def test_waits_double_with_jitter_and_never_pass_the_quarter_of_an_hour() -> None:
    for chance in (0.0, 0.5, 0.999):
        waits = [rules.next_try_at(tried(attempts=n), NOW, chance=chance) for n in range(1, 12)]
        seconds = [(instant - NOW).total_seconds() for instant in waits if instant]
        assert len(seconds) == 11 and seconds == sorted(seconds)
        assert 2.5 <= seconds[0] < 5 and seconds[-1] <= 900


SECONDS = st.timedeltas(timedelta(seconds=1), timedelta(seconds=300))


@given(st.timedeltas(timedelta(), timedelta(seconds=300)), SECONDS, SECONDS)
def test_a_try_begins_only_if_it_ends_before_its_lease(held: timedelta, time_out: timedelta, lease: timedelta) -> None:
    """So a lease that was swept belongs to nobody who is still sending: no heartbeat has to prolong it."""
    within = rules.time_for_a_try(held, time_out, lease)
    if within is None:
        assert held + min(time_out, lease / 2) > lease
    else:
        assert timedelta() < within <= time_out and held + within <= lease


def test_the_usual_lease_leaves_time_for_words_and_for_a_slow_gateway() -> None:
    usual, slow = timedelta(seconds=60), timedelta(seconds=10)
    assert all(rules.time_for_a_try(timedelta(seconds=held), slow, usual) == slow for held in range(51))
    assert rules.time_for_a_try(timedelta(seconds=51), slow, usual) is None


@given(st.integers(1, 40), st.floats(0, 0.999), st.integers(1, 20_000), st.integers(0, 4_000))
def test_no_next_try_comes_after_the_message_is_of_use(n: int, chance: float, left: int, asked: int) -> None:
    expires = NOW + timedelta(seconds=left)
    instant = rules.next_try_at(
        tried(attempts=n, expires_at=expires), NOW, chance=chance, retry_after=timedelta(seconds=asked)
    )
    assert instant is None or NOW + timedelta(seconds=asked) <= instant < expires


@pytest.mark.parametrize(
    ("outcome", "fields", "event"),
    [
        (Outcome.TAKEN, {}, Event.TAKE),
        (Outcome.TAKEN, {"doubts": 1}, Event.TAKE),
        (Outcome.REFUSED, {}, Event.REFUSE),
        (Outcome.NOT_TAKEN, {}, Event.NOT_TAKE),
        (Outcome.NOT_TAKEN, {"doubts": 1}, Event.DOUBT),
        (Outcome.NOT_TAKEN, {"expires_at": NOW + timedelta(seconds=1)}, Event.REFUSE),
        (Outcome.NOT_TAKEN, {"expires_at": NOW + timedelta(seconds=1), "doubts": 1}, Event.GIVE_UP),
        (Outcome.AMBIGUOUS, {}, Event.DOUBT),
        (Outcome.AMBIGUOUS, {"doubts": 7}, Event.DOUBT),
        (Outcome.AMBIGUOUS, {"expires_at": NOW + timedelta(seconds=1)}, Event.GIVE_UP),
        (Outcome.AMBIGUOUS, {"honours_idempotency": False}, Event.DOUBT),
        (Outcome.AMBIGUOUS, {"honours_idempotency": False, "doubts": 1}, Event.GIVE_UP),
        (Outcome.AMBIGUOUS, {"honours_idempotency": False, "lane": "code"}, Event.GIVE_UP),
        (Outcome.AMBIGUOUS, {"honours_idempotency": False, "expires_at": NOW + timedelta(minutes=9)}, Event.GIVE_UP),
    ],
)
def test_what_follows_from_a_try(outcome: Outcome, fields: dict[str, object], event: Event) -> None:
    verdict = rules.verdict(outcome, tried(**fields), NOW, chance=0.5)
    assert verdict.event is event
    assert (verdict.next_try_at is not None) is (event in (Event.NOT_TAKE, Event.DOUBT))
    assert verdict.state_from(State.SENDING)


def test_a_gateway_without_keys_is_tried_again_only_once_and_after_receipts_had_their_time() -> None:
    first = rules.verdict(Outcome.AMBIGUOUS, tried(honours_idempotency=False), NOW, chance=0.5)
    assert first.next_try_at == NOW + rules.WAIT_FOR_A_RECEIPT and first.doubts == 1
    again = tried(honours_idempotency=False, doubts=first.doubts, attempts=2)
    assert rules.verdict(Outcome.AMBIGUOUS, again, NOW, chance=0.5).event is Event.GIVE_UP


LATER, TOO_LATE = NOW + timedelta(hours=3), NOW + timedelta(hours=4)


@pytest.mark.parametrize(
    ("event", "until", "doubts", "expected"),
    [
        (Event.WITHDRAW, None, 0, (Event.WITHDRAW, None)),
        (Event.SUPERSEDE, None, 0, (Event.SUPERSEDE, None)),
        (Event.REFUSE, None, 0, (Event.REFUSE, None)),
        (Event.EXPIRE, None, 0, (Event.EXPIRE, None)),
        (Event.POSTPONE, LATER, 0, (Event.POSTPONE, LATER)),
        (Event.POSTPONE, TOO_LATE, 0, (Event.EXPIRE, None)),
        (Event.POSTPONE, None, 0, (Event.EXPIRE, None)),
        # What may have left is never called unsent, and it stays in doubt while it waits.
        (Event.WITHDRAW, None, 1, (Event.GIVE_UP, None)),
        (Event.SUPERSEDE, None, 1, (Event.GIVE_UP, None)),
        (Event.REFUSE, None, 1, (Event.GIVE_UP, None)),
        (Event.EXPIRE, None, 1, (Event.GIVE_UP, None)),
        (Event.POSTPONE, LATER, 1, (Event.DOUBT, LATER)),
        (Event.POSTPONE, TOO_LATE, 1, (Event.GIVE_UP, None)),
    ],
)
def test_what_a_composers_refusal_means(
    event: Event, until: datetime | None, doubts: int, expected: tuple[Event, datetime | None]
) -> None:
    verdict = rules.refused(event, until=until, expires_at=NOW + timedelta(hours=4), doubts=doubts)
    assert (verdict.event, verdict.next_try_at, verdict.doubts) == (*expected, doubts)
    assert verdict.state_from(State.SENDING)


def said(state: str, channel: str = "sms", occasion: str = "day-1") -> Said:
    return Said(state, channel, "reminder", occasion, "number_wrong" if state == "failed" else "", NOW)


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([], "none"),
        ([said("cancelled"), said("superseded")], "none"),
        ([said("pending")], "waiting"),
        ([said("held"), said("delivered", "push")], "ok"),
        ([said("pending"), said("failed", "push")], "waiting"),  # the SMS carries it
        ([said("accepted"), said("failed", "push")], "ok"),
        ([said("failed"), said("failed", "push")], "failed"),
        ([said("failed", "push")], "failed"),
        ([said("pending", occasion="day-1"), said("failed", occasion="day-4")], "failed"),
        ([said("failed", occasion="day-1"), said("delivered", occasion="day-4")], "failed"),
        ([said("delivered", occasion="day-1"), said("failed", occasion="day-4")], "ok"),
        ([said("expired")], "failed"),
        # A push service took it, no device has shown it: nobody was told so far.
        ([said("accepted", "push")], "waiting"),
        ([said("unconfirmed", "push")], "failed"),
        ([said("accepted", "push", "day-1"), said("failed", occasion="day-4")], "failed"),
        ([said("unconfirmed", "push", "day-1"), said("delivered", occasion="day-4")], "ok"),
        ([said("accepted", "push"), said("held")], "waiting"),
        ([said("unconfirmed", "push"), said("pending")], "waiting"),
        ([said("unconfirmed")], "ok"),
    ],
)
def test_what_agents_are_told(rows: list[Said], standing: str) -> None:
    found = rules.standing(rows)
    assert found.state == standing
    assert bool(found.reason) is (standing == "failed")

"""The whole product of states and events, asked of the statements that really run: they do what the table says.

For every event each statement that carries it out meets a row in every state.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from backend.common import clock
from backend.delivery import actions, actions_reports, actions_upkeep, carrying
from backend.delivery.models import Message
from backend.delivery.rules_reports import Report
from backend.delivery.rules_states import TRANSITIONS, Event, State
from backend.delivery.sending import outbox
from backend.delivery.sending.outbox import Result
from tests.delivery import make
from tests.delivery.asked import asked, claim

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
Rows = dict[State, Message]
OURS = uuid.UUID("00000000-0000-4000-8000-000000000001")


def every_state(**fields: object) -> Rows:
    """A row in each state, claimed once by us, due and of use; `fields` as the event needs them."""
    defaults: dict[str, object] = {"claim": OURS, "lease_until": clock.real() + HOUR, "attempts": 1}
    return {state: make.message(state=state, **(defaults | fields)) for state in State}


def settle(event: Event) -> Callable[[Rows], None]:
    """A sender that says what became of each, whatever happened to them meanwhile."""

    def act(rows: Rows) -> None:
        told = [Result(row.pk, OURS, event.value, "", next_try_at=clock.now()) for row in rows.values()]
        now = clock.now()  # the clock asks the database, which no coroutine may
        asked(lambda line: outbox.settle(line, told, now=now))

    return act


def release(rows: Rows) -> None:
    now = clock.now()  # the clock asks the database, which no coroutine may
    asked(lambda line: outbox.release(line, now=now))


def take(rows: Rows) -> None:
    claim(50)


def expire(rows: Rows) -> None:
    actions_upkeep.expire()


def fall_silent(rows: Rows) -> None:
    actions_upkeep.fall_silent()


def show(rows: Rows) -> None:
    for row in rows.values():
        assert row.behind_id is not None
        actions_reports.show(str(row.behind_id))


def cancel(rows: Rows) -> None:
    for row in rows.values():
        actions.cancel(row.subject, reason="cancelled")


def supersede(rows: Rows) -> None:
    for row in rows.values():
        actions.supersede(row.subject, below=row.revision + 1)


def report(outcome: str) -> Callable[[Rows], None]:
    def act(rows: Rows) -> None:
        actions_reports.take_receipts("demonstration", [Report(outcome, message=str(r.pk)) for r in rows.values()])

    return act


def follow(rows: Rows) -> None:
    """All of them, with one that leaves anyhow."""
    leader = make.message(subject="appointment:leader")
    subjects = [leader.subject, *(row.subject for row in rows.values())]
    carrying.carry(
        subjects, "reminder", lambda found: {one.pk: leader.pk for one in found if one.subject != leader.subject}
    )


def behind_one_that_left() -> Rows:
    return every_state(carrier=make.message(subject="appointment:leader", state="accepted"))


def behind_a_push() -> Rows:
    rows = every_state(release_at=clock.now() + HOUR, attempts=0)
    for row in rows.values():
        row.behind = make.message(channel="push", state="accepted", subject=row.subject)
        row.save()
    return rows


PLAIN = every_state
CASES: dict[Event, tuple[Callable[[], Rows], list[Callable[[Rows], None]]]] = {
    Event.RELEASE: (lambda: every_state(release_at=clock.now() - HOUR), [release]),
    Event.SHOWN_AHEAD: (behind_a_push, [show]),
    Event.FOLLOW: (PLAIN, [follow]),
    Event.CARRIED: (behind_one_that_left, [release]),
    Event.CLAIM: (PLAIN, [take]),
    Event.GIVE_BACK: (PLAIN, [settle(Event.GIVE_BACK)]),
    Event.POSTPONE: (PLAIN, [settle(Event.POSTPONE)]),
    Event.TAKE: (PLAIN, [settle(Event.TAKE)]),
    Event.NOT_TAKE: (PLAIN, [settle(Event.NOT_TAKE)]),
    Event.DOUBT: (PLAIN, [settle(Event.DOUBT)]),
    Event.REFUSE: (PLAIN, [settle(Event.REFUSE)]),
    Event.GIVE_UP: (PLAIN, [settle(Event.GIVE_UP)]),
    Event.WITHDRAW: (PLAIN, [cancel, settle(Event.WITHDRAW)]),
    Event.SUPERSEDE: (PLAIN, [supersede, settle(Event.SUPERSEDE)]),
    Event.EXPIRE: (
        lambda: every_state(expires_at=clock.now() - HOUR),
        [expire, settle(Event.EXPIRE)],
    ),
    Event.ARRIVE: (PLAIN, [report("delivered")]),
    Event.MISS: (PLAIN, [report("failed")]),
    Event.FALL_SILENT: (
        lambda: every_state(accepted_at=clock.now() - timedelta(hours=73)),
        [fall_silent],
    ),
}


@pytest.mark.parametrize("event", Event)
def test_each_statement_moves_what_the_table_says_and_nothing_else(event: Event) -> None:
    prepare, acts = CASES[event]
    rows = prepare()
    for act in acts:
        act(rows)
    found = dict(Message.objects.filter(pk__in=[row.pk for row in rows.values()]).values_list("pk", "state"))
    wanted = {state: TRANSITIONS.get((state, event), state) for state in State}
    assert {state: State(found[row.pk]) for state, row in rows.items()} == wanted


@pytest.mark.parametrize("event", [event for event in Event if (State.SENDING, event) in TRANSITIONS])
def test_another_senders_word_counts_for_nothing(event: Event) -> None:
    """The lease was swept and somebody else has claimed it since."""
    if event in (Event.ARRIVE, Event.MISS):
        return
    row = make.message(state="sending", claim=uuid.uuid4(), lease_until=clock.real() + HOUR, attempts=2)
    told = Result(row.pk, OURS, event.value, "", next_try_at=clock.now(), doubts=3, reason="x", text="x")
    now = clock.now()  # the clock asks the database, which no coroutine may
    assert asked(lambda line: outbox.settle(line, [told], now=now)) == 0
    after = Message.objects.get(pk=row.pk)
    assert (after.state, after.attempts, after.doubts, after.text, after.reason) == ("sending", 2, 0, "", "")
    assert after.lease_until == row.lease_until


@pytest.mark.parametrize("turned", [False, True])
def test_a_former_claims_word_written_together_with_the_present_ones_says_nothing(turned: bool) -> None:
    row = make.message(state="sending", claim=OURS, lease_until=clock.real() + HOUR, attempts=2)
    now = clock.now()
    told = [
        Result(row.pk, uuid.uuid4(), "take", "accepted", gateway="kannel", gateway_ref="stale"),
        Result(row.pk, OURS, "not_take", "pending", now + HOUR, gateway="demonstration"),
    ]
    asked(lambda line: outbox.settle(line, told[::-1] if turned else told, now=now))
    after = Message.objects.get(pk=row.pk)
    assert (after.state, after.gateway_ref, after.accepted_at, after.next_try_at) == ("pending", "", None, now + HOUR)


@pytest.mark.parametrize(("event", "tries"), [(Event.GIVE_BACK, 0), (Event.POSTPONE, 0), (Event.NOT_TAKE, 1)])
def test_what_was_not_begun_does_not_count_as_a_try(event: Event, tries: int) -> None:
    rows = every_state(attempts=1)
    settle(event)(rows)
    assert Message.objects.get(pk=rows[State.SENDING].pk).attempts == tries
    assert Message.objects.get(pk=rows[State.ACCEPTED].pk).attempts == 1

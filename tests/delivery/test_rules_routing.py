"""Which gateway carries what: the whole table of the choice, the breaker's life, limits. No clock but the test's."""

import math
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from backend.common import clock
from backend.delivery import rules_routing
from backend.delivery.gateways import Answer, Limits, Parcel
from backend.delivery.models import Message
from backend.delivery.rules import Outcome
from backend.delivery.rules_routing import Breaker, Health, Recent, State, offer
from backend.delivery.sending.routing import Router
from tests.delivery import make
from tests.delivery.asked import claim

CLOSED, OPEN, TRIAL = Breaker.CLOSED, Breaker.OPEN, Breaker.TRIAL
TAKEN, NOT_TAKEN, REFUSED, AMBIGUOUS = Outcome.TAKEN, Outcome.NOT_TAKEN, Outcome.REFUSED, Outcome.AMBIGUOUS


def state(name: str, breaker: Breaker = CLOSED, *, paused: bool = False, room: int = 5) -> State:
    return State(name, breaker, paused, room, 10)


A, B = state("a"), state("b")
FULL, ASKED_FOR_REST = state("a", room=0), state("a", paused=True)
DOWN, TRIED, TRIED_FULL = state("a", OPEN, room=0), state("a", TRIAL, room=1), state("a", TRIAL, room=0)


@pytest.mark.parametrize(
    ("states", "ways", "of_a_code"),
    [
        ([A, B], ("a", "b"), ("a", "b")),
        ([FULL, B], (), ("b", "a")),  # reminders wait for the first, which is well; a code takes whichever is free
        ([ASKED_FOR_REST, B], ("b",), ("b",)),
        ([DOWN, B], ("b",), ("b",)),
        ([TRIED, B], ("a", "b"), ("b",)),  # a code is not what a gateway is tried with
        ([TRIED_FULL, B], ("b",), ("b",)),
        ([TRIED], ("a",), ("a",)),  # but where there is no other
        ([TRIED_FULL], (), ()),
        ([DOWN], (), ()),
        ([DOWN, state("b", OPEN, room=0)], (), ()),
        ([], (), ()),
        ([FULL], (), ()),
    ],
)
def test_who_is_offered_the_next_batch(states: list[State], ways: tuple[str, ...], of_a_code: tuple[str, ...]) -> None:
    assert offer(states, urgent=False).ways == ways
    assert offer(states, urgent=True).ways == of_a_code


def test_no_offer_ever_names_a_gateway_that_is_open_or_asked_for_rest() -> None:
    each = [state(name, breaker, paused=paused, room=room)
            for name, breaker, paused, room in product("ab", Breaker, (False, True), (0, 3))]  # fmt: skip
    for first, second, urgent in product(each[:12], each[12:], (False, True)):
        told = offer([first, second], urgent=urgent)
        by_name = {"a": first, "b": second}
        assert all(by_name[name].breaker is not OPEN and not by_name[name].paused for name in told.ways)
        assert bool(told.ways) == (told.room > 0)
        assert all(by_name[name].breaker is CLOSED for name in told.ways[1:])


@pytest.mark.parametrize(
    ("tries", "errors", "fails"),
    [(4, 4, False), (5, 5, True), (10, 5, True), (11, 5, False), (100, 49, False), (50, 50, True), (333, 50, True),
     (334, 50, False), (10_000, 1_499, False), (10_000, 1_500, True), (0, 0, False)],
)  # fmt: skip
def test_when_a_gateway_counts_as_failing(tries: int, errors: int, fails: bool) -> None:
    assert rules_routing.trips(tries, errors) is fails


def in_turn(*errors: bool, every: float) -> rules_routing.Standing:
    standing = rules_routing.Standing()
    for number, error in enumerate(errors):
        standing.learn(AMBIGUOUS if error else TAKEN, "", number * every)
    return standing


def test_by_night_three_codes_in_a_row_are_enough() -> None:
    """One every ten minutes never makes five errors a minute; all of them were lost beside a healthy gateway."""
    assert in_turn(True, True, every=600).health.breaker is CLOSED
    assert in_turn(True, True, True, every=600).health.breaker is OPEN
    assert in_turn(True, True, False, True, True, every=600).health.breaker is CLOSED
    busy = in_turn(*([False] * 20 + [True] * 3), every=0.1)
    assert busy.health.breaker is CLOSED, "by day chance makes three in a row"


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("breaker", Breaker)
@pytest.mark.parametrize("known", [True, False], ids=["known", "refused"])
def test_what_an_answer_does_to_a_breaker(outcome: Outcome, breaker: Breaker, known: bool) -> None:
    """Before it, enough errors for one more to trip it."""
    recent = Recent()
    for _ in range(5):
        recent.add(True, 100)
    before = Health(breaker, until=200, pause=20, allowed=4)
    after = rules_routing.answered(before, outcome, "" if known else "gateway_refuses_us", recent, 100)
    failed = outcome in (NOT_TAKEN, AMBIGUOUS)
    if not known:
        assert (after.breaker, after.until) == (OPEN, 160)
    elif breaker is OPEN:
        assert after == before
    elif failed:
        assert (after.breaker, after.until) == (OPEN, 140 if breaker is TRIAL else 105)
    else:
        assert after.breaker is breaker and after.taken == (1 if breaker is TRIAL else 0)


def test_it_comes_back_by_one_two_four_and_what_fails_again_is_left_alone_twice_as_long() -> None:
    health, allowed, taken = Health(TRIAL), [], 0
    while health.breaker is TRIAL:
        allowed.append(health.allowed)
        health = rules_routing.answered(health, TAKEN, "", Recent(), 0)
        taken += 1
    assert sorted(set(allowed)) == [1, 2, 4, 8, 16, 32, 64] and taken == 127
    pauses, health, now = [], Health(), 0.0
    for _ in range(6):
        health = rules_routing.opened(health, now)
        pauses.append(health.until - now)
        now = health.until
        assert rules_routing.at(health, now - 0.01).breaker is OPEN
        health = rules_routing.at(health, now)
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_what_is_remembered_is_a_minute_and_never_more_than_a_row_a_second() -> None:
    recent = Recent()
    for number in range(100_000):
        recent.add(number % 10 == 0, number / 100)
    assert len(recent.seconds) <= 61
    assert (recent.tries, recent.errors) == (6000, 600)
    recent.add(False, 5000)
    assert (recent.tries, recent.errors, len(recent.seconds)) == (1, 0, 1)


class Fake:
    """A gateway's face alone: routing asks no more of it."""

    channel, honours_idempotency, time_out = "sms", False, timedelta(seconds=1)

    def __init__(self, name: str, **limits: Any) -> None:
        self.name, self.limits = name, Limits(**limits)

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        raise NotImplementedError

    async def close(self) -> None: ...


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def routed(*gateways: Fake) -> tuple[Router, Clock]:
    """As the only sender that lives."""
    clock_ = Clock()
    router = Router(gateways, clock_)
    router.share(1, until=math.inf)
    return router, clock_


@pytest.mark.parametrize("rate", [1.0, 3.0, 20.0, 250.0])
def test_the_rate_is_kept_and_codes_find_their_share(rate: float) -> None:
    router, now = routed(Fake("a", rate=rate))
    way, sent, codes, refused = router.ways["a"], 0, 0, 0
    for step in range(60 * 200):
        now.now = 1000 + step / 200
        while way.takes(urgent=False):
            way.let_go()
            sent += 1
        if step % 2000 == 1999:  # a code every ten seconds, in the midst of the flood
            taken = way.takes(urgent=True)
            codes, refused = codes + taken, refused + (not taken)
            if taken:
                way.let_go()
    assert (codes, refused) == (6, 0)
    assert rate * 60 - 2 <= sent + codes <= rate * 60 + rules_routing.burst(rate)


def test_reminders_leave_room_for_codes_at_a_gateway_that_is_full() -> None:
    router, _ = routed(Fake("a", in_flight=30))
    way = router.ways["a"]
    assert sum(way.takes(urgent=False) for _ in range(100)) == 20
    assert router.offer(urgent=False).room == 0 and router.offer(urgent=True).room == 10
    assert sum(way.takes(urgent=True) for _ in range(100)) == 10
    alone, _ = routed(Fake("a", in_flight=1))
    assert alone.ways["a"].takes(urgent=False), "a gateway that takes one at a time carries reminders too"


def fail(router: Router, name: str, count: int, answer: Answer) -> None:
    for _ in range(count):
        assert router.ways[name].takes(urgent=False)
        router.ways[name].landed(answer)


def test_from_the_first_to_the_second_and_slowly_back() -> None:
    router, now = routed(Fake("a"), Fake("b"))
    fail(router, "a", 4, Answer(NOT_TAKEN, reason="gateway_unreachable"))
    assert router.offer(urgent=False).ways == ("a", "b")
    fail(router, "a", 1, Answer(AMBIGUOUS, reason="answer_lost"))
    assert router.offer(urgent=False).ways == ("b",)
    assert router.ways["a"].figures()["breaker"] == "open"
    now.now += 5
    told = router.offer(urgent=False)
    assert told.ways == ("a", "b") and told.room == 1
    assert router.offer(urgent=True).ways == ("b",)
    for number in range(127):
        assert router.ways["a"].takes(urgent=False), number
        router.ways["a"].landed(Answer(TAKEN))
    figures = router.ways["a"].figures()
    assert (figures["breaker"], figures["taken"], figures["opened"]) == ("closed", 127, 1)
    assert figures["errors"] == {"not_taken": 4, "refused": 0, "ambiguous": 1}
    assert figures["reasons"] == {"gateway_unreachable": 4, "answer_lost": 1} and figures["last_success"]


def test_refused_numbers_say_nothing_of_the_gateway_but_a_refused_account_does_at_once() -> None:
    router, now = routed(Fake("a"), Fake("b"))
    fail(router, "a", 500, Answer(REFUSED, reason="number_wrong"))
    assert router.offer(urgent=False).ways == ("a", "b")
    fail(router, "a", 1, Answer(NOT_TAKEN, reason="gateway_refuses_us"))
    assert router.offer(urgent=False).ways == ("b",)
    now.now += 59
    assert router.offer(urgent=False).ways == ("b",)


def test_a_gateway_that_refuses_whatever_it_is_given_is_left_before_it_has_lost_everything() -> None:
    """A sender's name that it takes no more answers 400 to each message: the other gateway still carries them."""
    router, now = routed(Fake("a"), Fake("b"))
    fail(router, "a", 4, Answer(REFUSED, reason="gateway_refused"))
    assert router.offer(urgent=False).ways == ("a", "b"), "a few texts may be at fault"
    fail(router, "a", 1, Answer(REFUSED, reason="gateway_refused"))
    assert router.offer(urgent=False).ways == ("b",)
    now.now += 5
    assert router.offer(urgent=False).room == 1, "and then one at a time"
    fail(router, "a", 1, Answer(REFUSED, reason="gateway_refused"))
    assert router.offer(urgent=False).ways == ("b",)


def test_who_asks_for_rest_has_it_and_the_other_carries_meanwhile() -> None:
    router, now = routed(Fake("a"), Fake("b"))
    fail(router, "a", 1, Answer(NOT_TAKEN, reason="gateway_busy", retry_after=timedelta(seconds=20)))
    assert router.offer(urgent=False).ways == ("b",)
    assert router.ways["a"].wait(urgent=False) == 20
    now.now += 20
    assert router.offer(urgent=False).ways == ("a", "b")


def test_a_gateway_without_a_breaker_is_never_left_alone() -> None:
    router, _ = routed(Fake("a", breaker=False))
    fail(router, "a", 200, Answer(NOT_TAKEN, reason="gateway_refuses_us"))
    assert router.offer(urgent=False).ways == ("a",)


@pytest.mark.parametrize("ways", [("a",), ("a", "b"), ("b", "c", "a")])
@pytest.mark.django_db(transaction=True)
def test_the_claim_gives_each_message_the_gateway_that_the_rule_says(ways: tuple[str, ...]) -> None:
    """Two tries on one gateway, then the next one's; what may be at a phone stays with its own."""
    before = [(0, ""), (0, "b"), (1, "b"), (2, "gone"), (1, "")]
    rows = {
        make.message(
            state="unknown" if doubts else "pending", attempts=attempts, doubts=doubts, gateway=gateway,
            next_try_at=clock.now(),
        ).pk: (attempts, doubts, gateway)
        for attempts, (doubts, gateway) in product(range(9), before)
    }  # fmt: skip
    found = {one.due.id: one.gateway for one in claim(100, ways=ways)}
    assert found == dict(Message.objects.values_list("pk", "gateway")) and len(found) == 45
    for row, (attempts, doubts, gateway) in rows.items():
        assert found[row] == rules_routing.way_of(ways, attempts=attempts, doubts=doubts, gateway=gateway)
        assert found[row] == (gateway if doubts and gateway else ways[attempts // 2 % len(ways)])

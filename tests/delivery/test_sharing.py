"""What a contract allows, taken by several senders: never more together than the whole, and all of it in the end."""

import math
import random
from datetime import timedelta
from typing import Any

import pytest

from backend.delivery import rules_routing
from backend.delivery.rules_routing import NOTHING, Share, noticed, share
from backend.delivery.sending import clockwork, outbox
from backend.delivery.sending.routing import Router
from backend.delivery.sending.sharing import Sharing
from tests.delivery.asked import asked
from tests.delivery.test_rules_routing import Clock, Fake

RATE, IN_FLIGHT = 40.0, 60
FORGOTTEN = clockwork.FORGOTTEN_AFTER.total_seconds()


@pytest.mark.parametrize(
    ("in_flight", "rate", "agreed", "senders", "mine"),
    [
        (60, 40, True, 1, Share(60, 10, 40)),
        (60, 40, True, 2, Share(30, 5, 20)),
        (60, 40, True, 7, Share(8, 1, 40 / 7)),
        (15, 0, True, 2, Share(7, 5, 0)),
        (15, 0, True, 12, Share(1, 0, 0)),
        (3, 1, True, 4, Share(1, 0, 0.25)),  # none goes without, though four is one too many
        (60, 40, False, 2, Share(60, 10, 20)),  # what nobody agreed upon is each process's own
        (60, 0, False, 9, Share(60, 10, 0)),
    ],
)
def test_an_equal_part_for_each(in_flight: int, rate: float, agreed: bool, senders: int, mine: Share) -> None:
    assert share(in_flight, rate, agreed=agreed, senders=senders) == mine


@pytest.mark.parametrize("senders", range(1, 25))
@pytest.mark.parametrize("in_flight", [1, 2, 9, 10, 11, 60, 1000])
def test_the_parts_are_no_more_than_the_whole(in_flight: int, senders: int) -> None:
    mine = share(in_flight, RATE, agreed=True, senders=senders)
    assert mine.in_flight * senders <= max(in_flight, senders)
    assert mine.rate * senders == pytest.approx(RATE)
    assert 0 <= mine.kept < mine.in_flight


@pytest.mark.parametrize(
    ("waited", "others", "may"),
    [(0, [], True), (0, [100.1], True), (0, [100.0], False), (9.9, [100.1, 99.0], False), (10, [99.0], True)],
)
def test_a_newcomer_begins_when_each_other_has_looked_or_let_its_share_lapse(
    waited: float, others: list[float], may: bool
) -> None:
    assert noticed(100.0, 100.0 + waited, others) is may


def test_a_gateway_under_contract_carries_nothing_before_the_share_is_known_nor_after_it_lapsed() -> None:
    now = Clock()
    router = Router([Fake("a", rate=RATE), Fake("b", in_flight=8, agreed=True), Fake("c")], now)
    limited, counted, free = router.ways.values()
    for ends in (now.now + 10, now.now + 20):
        assert (limited.mine, counted.mine) == (NOTHING, NOTHING)
        assert not any(limited.takes(urgent=urgent) or counted.takes(urgent=urgent) for urgent in (True, False))
        assert limited.wait(urgent=True) > 0 and free.takes(urgent=False)
        assert router.offer(urgent=True).ways[0] == "c", "a code goes where it can"
        assert router.offer(urgent=False, ahead=25).room == 0
        router.share(4, until=ends)
        now.now += 0.5
        assert (limited.mine.rate, counted.mine) == (10, Share(2, 1, 0))
        assert limited.takes(urgent=False) and counted.takes(urgent=False)
        assert counted.takes(urgent=True) and not counted.takes(urgent=True)
        counted.let_go()
        counted.let_go()
        assert limited.figures()["rate_limit"] == 10 and counted.figures()["in_flight_limit"] == 2
        now.now = ends


def test_who_comes_to_others_begins_with_nothing_to_leave_at_once() -> None:
    now = Clock()
    router = Router([Fake("a", rate=RATE)], now)
    way = router.ways["a"]

    def at_once() -> int:
        return sum(way.takes(urgent=True) for _ in range(100))

    router.share(2, until=now.now + 10)
    assert at_once() == 0
    now.now += 0.25
    assert at_once() == RATE / 2 / 4
    router.share(2, until=now.now + 10)
    now.now += 5
    assert at_once() == rules_routing.burst(RATE / 2)
    now.now += 9
    router.share(2, until=now.now + 10)
    assert at_once() == 0, "as if anew"
    now.now += 20
    router.share(1, until=now.now + 10)
    assert at_once() == rules_routing.burst(RATE), "alone, nobody else has spent it"


def test_a_gateway_on_trial_is_asked_for_no_more_than_the_contract_allows() -> None:
    now = Clock()
    router = Router([Fake("a", in_flight=3, agreed=True)], now)
    router.share(1, until=math.inf)
    way = router.ways["a"]
    way._standing.health = rules_routing.Health(rules_routing.Breaker.TRIAL, allowed=64)
    assert way.health.breaker is rules_routing.Breaker.TRIAL
    assert sum(way.takes(urgent=True) for _ in range(64)) == 3


@pytest.mark.django_db(transaction=True)
def test_one_that_ends_takes_away_no_sign_but_its_own() -> None:
    async def story(connection: outbox.Connection) -> set[str]:
        for name in ("sender:a:12", "sender:a:123"):
            await outbox.beat(connection, name, timedelta(seconds=5), {})
        await outbox.end_beat(connection, "sender:a:12")
        _, signs = await outbox.signs(connection, prefix="sender:", younger=timedelta(seconds=60))
        return set(signs)

    assert asked(story) == {"sender:a:123"}


LONG = "sender-of-mon-suivi-justice-in-production-7d9f8c6b5"


@pytest.mark.parametrize("hosts", [(f"{LONG}-a", f"{LONG}-b"), (f"a.{LONG}", f"b.{LONG}")])
def test_machines_with_long_names_are_told_apart(monkeypatch: pytest.MonkeyPatch, hosts: tuple[str, str]) -> None:
    names = []
    for host in hosts:
        monkeypatch.setattr("socket.gethostname", lambda host=host: host)
        names.append(clockwork.name_of_process().rpartition(":")[0])
    assert len(set(names)) == 2
    assert all(len(name) + len(":4194304") <= 60 for name in names), "the column's length"


class Table:
    """The heartbeats, in memory, and the database's clock."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.signs: dict[str, float] = {}

    async def beat(self, connection: Any, process: str, routes: Any) -> None:
        self.signs[process] = self.clock.now
        self.signs = {name: at for name, at in self.signs.items() if at >= self.clock.now - FORGOTTEN}

    async def look(self, connection: Any, *, prefix: str, younger: timedelta) -> tuple[float, dict[str, float]]:
        return self.clock.now, {
            name: at for name, at in self.signs.items() if at >= self.clock.now - younger.total_seconds()
        }


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    table = Table()
    monkeypatch.setattr(clockwork, "beat", table.beat)
    monkeypatch.setattr(outbox, "signs", table.look)
    return table


class Sender:
    def __init__(self, table: Table, name: str) -> None:
        self.name = name
        self.router = Router([Fake("a", rate=RATE, in_flight=IN_FLIGHT, agreed=True)], table.clock)
        self._sharing = Sharing(name, {"sms": self.router}, table.clock)

    def keep(self) -> None:
        """Without an event loop, which thousands of beats would pay for: with this table nothing is waited for."""
        with pytest.raises(StopIteration):
            self._sharing.keep(None).send(None)  # type: ignore[arg-type]

    @property
    def mine(self) -> Share:
        return self.router.ways["a"].mine


def pass_(table: Table, seconds: float, *senders: Sender) -> None:
    for _ in range(round(seconds * 4)):
        table.clock.now += 0.25
        for sender in senders:
            sender.keep()


def test_alone_it_begins_at_once_and_with_another_when_that_one_has_looked(table: Table) -> None:
    first, second = Sender(table, "sender:a:1"), Sender(table, "sender:b:1")
    first.keep()
    assert first.mine == NOTHING, "nobody can see its sign before it is committed"
    pass_(table, 0.25, first)
    assert first.mine.rate == RATE
    pass_(table, 1, first)
    pass_(table, 2, first, second)
    assert (first.mine.rate, second.mine) == (RATE, NOTHING)
    pass_(table, 3.5, first, second)
    assert first.mine.rate == second.mine.rate == RATE / 2


def test_one_that_dies_is_waited_for_two_beats_and_forgotten_after_a_minute(table: Table) -> None:
    dead, heir = Sender(table, "sender:a:1"), Sender(table, "sender:a:2")
    pass_(table, 1, dead)
    pass_(table, 9.75, heir)
    assert heir.mine == NOTHING
    pass_(table, 1, heir)
    assert heir.mine.rate == RATE / 2
    pass_(table, FORGOTTEN - 12, heir)
    assert heir.mine.rate == RATE / 2
    pass_(table, 6, heir)
    assert heir.mine.rate == RATE


def test_one_that_could_not_give_a_sign_takes_nothing_and_comes_as_if_anew(table: Table) -> None:
    one, other = Sender(table, "sender:a:1"), Sender(table, "sender:b:1")
    pass_(table, 12, one, other)
    assert one.mine.rate == RATE / 2
    pass_(table, 11, other)
    assert one.mine == NOTHING
    pass_(table, FORGOTTEN, other)
    assert other.mine.rate == RATE
    one.keep()
    pass_(table, 0.5, one)
    assert one.mine == NOTHING, "the other has the whole, and does not know yet"
    pass_(table, 6, one, other)
    assert one.mine.rate == other.mine.rate == RATE / 2


@pytest.mark.parametrize("seed", range(20))
def test_however_they_come_go_and_hang_they_never_take_more_than_the_whole(table: Table, seed: int) -> None:
    chance = random.Random(seed)
    living: list[Sender] = []
    hanging: dict[str, float] = {}
    for step in range(2000):
        table.clock.now += chance.uniform(0, 0.25)
        what = chance.random()
        if what < 0.01 and len(living) < 6:
            living.append(Sender(table, f"sender:a:{step}"))
        elif what < 0.015 and living:
            gone = living.pop(chance.randrange(len(living)))
            if chance.random() < 0.5:
                table.signs.pop(gone.name, None)  # asked to end, it takes its sign away
        elif what < 0.02 and living:
            hanging[chance.choice(living).name] = table.clock.now + chance.uniform(1, 90)
        for sender in chance.sample(living, len(living)):
            if hanging.get(sender.name, 0) < table.clock.now:
                sender.keep()
            assert sum(one.mine.rate for one in living) <= RATE * 1.000001
            assert sum(one.mine.in_flight for one in living) <= IN_FLIGHT
    pass_(table, 80, *living)
    assert sum(one.mine.rate for one in living) == pytest.approx(RATE if living else 0)

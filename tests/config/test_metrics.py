"""/metrics and the operators' page: closed to others, true to the database, of one mind, and about nobody."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from backend.common import clock
from backend.config import api_agent, metrics, operating, schedule
from backend.delivery import actions, actions_tally, queries_health, rules_health
from backend.delivery.gateways.mail import MailGateway
from backend.delivery.gateways.web_push import WebPushGateway
from backend.delivery.models import Heartbeat, IncomingSms, Message, Tally
from backend.delivery.rules_states import FINAL, Channel
from backend.organisations.models import Role
from tests.accounts import make as accounts
from tests.architecture.source import HOUSE
from tests.counting import cost
from tests.delivery import make

pytestmark = pytest.mark.django_db
TOKEN = "a-word-for-tests-only-of-enough-letters"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def operated(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def scraped() -> dict[str, float]:
    """Every sample by its name and labels."""
    lines = metrics.exposition().decode().splitlines()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if not line.startswith("#")}


def said(row: Message, *, ago: timedelta, state: str = "delivered", after: timedelta = MINUTE, **fields: Any) -> None:
    """As if it had been accepted then, and had ended a while after."""
    at = clock.now() - ago
    values = {"state": state, "gateway": "link_mobility", "accepted_at": at, "not_before": at, "next_try_at": at}
    ended = {"ended_at": at + after} if state in FINAL else {}
    Message.objects.filter(pk=row.pk).update(**(values | ended | fields))


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", f"bearer {TOKEN}", f"Bearer {TOKEN}x", "Bearer é", f"Basic {TOKEN}"]
)
def test_nobody_else_is_told(header: str | None) -> None:
    answer = Client().get("/metrics", headers={"Authorization": header} if header is not None else {})
    assert (answer.status_code, answer.content) == (401, b"")


def test_the_operators_word_opens_and_without_a_word_there_is_nothing(settings: Any) -> None:
    asked = {"Authorization": f"Bearer {TOKEN}"}
    answer = Client().get("/metrics", headers=asked)
    assert answer.status_code == 200 and b"msj_messages_due" in answer.content
    assert answer.headers["Content-Type"].startswith("text/plain") and answer.headers["Cache-Control"] == "no-store"
    settings.METRICS_TOKEN = ""
    assert Client().get("/metrics", headers=asked).status_code == 404
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_proxy_passes_it_on_to_nobody() -> None:
    caddy = (HOUSE / "deploy" / "Caddyfile").read_text()
    (elsewhere,) = re.findall(r"@elsewhere path (.+)", caddy)
    (side,) = re.findall(r"@side path (.+)", caddy)
    assert "/metrics" in elsewhere.split() and "/metrics" not in side and "/*" not in side.split()


def test_what_waits_is_counted_by_lane_and_channel_and_nothing_that_is_not_due() -> None:
    now = clock.now()
    for ago, lane in ((1, "bulk"), (7, "bulk"), (9, "now"), (1, "code")):
        make.message(lane=lane, not_before=now - ago * MINUTE)
    make.message(lane="bulk", not_before=now + MINUTE)
    make.message(lane="bulk", not_before=now - MINUTE, state="sending", lease_until=clock.real() + MINUTE)
    seen = {(one.lane, one.channel): one for one in queries_health.waiting()}
    assert len(seen) == 9
    assert {key: (one.due, one.late) for key, one in seen.items() if one.due} == {
        ("bulk", "sms"): (2, 1),
        ("now", "sms"): (1, 1),
        ("code", "sms"): (1, 1),
    }
    oldest = seen["bulk", "sms"].oldest
    assert oldest is not None and timedelta(minutes=7) <= now - oldest < timedelta(minutes=8)
    assert scraped()['msj_messages_oldest_due_seconds{channel="sms",lane="now"}'] >= 540


def test_what_a_full_or_broken_gateway_puts_off_is_late_and_what_waits_for_the_morning_is_not() -> None:
    now = clock.now()
    for again, reason in ((5, "gateway_busy"), (5, ""), (5, "quiet_hours"), (300, "quiet_hours"), (300, "")):
        make.message(not_before=now - 20 * MINUTE, next_try_at=now + again * MINUTE, reason=reason)
    make.message(not_before=now - 20 * MINUTE, next_try_at=now - 6 * MINUTE, reason="quiet_hours")
    make.message(not_before=now - 20 * MINUTE, next_try_at=now - 4 * MINUTE, reason="quiet_hours")
    make.message(not_before=now - 2 * MINUTE, next_try_at=now + MINUTE, attempts=1, reason="gateway_busy")
    (bulk,) = [one for one in queries_health.waiting() if (one.lane, one.channel) == ("bulk", "sms")]
    assert (bulk.due, bulk.late) == (2, 3)


@pytest.mark.parametrize(
    ("wanted", "tried", "attempts", "is_in_time"),
    [(4, 4, 1, True), (6, 6, 1, False), (600, 1, 1, True), (600, 6, 1, False), (600, 1, 2, False), (10, 1, 1, False)],
)
def test_in_time_is_from_the_hour_or_from_the_hour_it_was_put_off_to(
    wanted: int, tried: int, attempts: int, is_in_time: bool
) -> None:
    at = clock.now() - 10 * MINUTE
    said(make.message(), ago=10 * MINUTE, not_before=at - wanted * MINUTE, next_try_at=at - tried * MINUTE,
         attempts=attempts)  # fmt: skip
    actions_tally.count()
    assert [(rate.accepted, rate.in_time) for rate in queries_health.rates()] == [(1, int(is_in_time))]


OF_FOUR_DAYS = [(60, 10, False), (360, 3, True), (360, 5, False), (4, 1, False), (6, 1, True)]


@pytest.mark.parametrize(("lane", "days"), [("bulk", 4), ("bulk", 1), ("now", 4)])
@pytest.mark.parametrize(("waited", "left", "is_late"), OF_FOUR_DAYS)
def test_a_reminder_of_four_days_later_is_late_by_what_it_is_for(
    lane: str, days: int, waited: int, left: int, is_late: bool
) -> None:
    """Waiting and counted once it has left; any other is late after five minutes."""
    now, late = clock.now(), is_late if (lane, days) == ("bulk", 4) else waited > 5
    day, hours = now.date() + timedelta(days=days), timedelta(hours=left)
    row = make.message(lane=lane, not_before=now - waited * MINUTE, expires_at=now + hours, urgent_on=day)
    assert [one.late for one in queries_health.waiting() if one.due] == [int(late)]
    at = rules_health.late_at(lane, since=now - waited * MINUTE, expires_at=now + hours, urgent_on=day, now=now)
    assert (at <= now) is late
    said(row, ago=MINUTE / 60, state="accepted", not_before=now - waited * MINUTE, next_try_at=now - waited * MINUTE)
    actions_tally.count()
    assert [rate.in_time for rate in queries_health.rates()] == [int(not late)]


def test_those_of_later_days_hide_none_of_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_health, "COUNTED", 3)
    past, day = clock.now() - 10 * MINUTE, clock.now().date()
    for days in (1, 4, 4, 4, 4, 9):
        until = clock.now() + timedelta(hours=10 if days == 4 else 1)
        make.message(not_before=past, expires_at=until, urgent_on=day + timedelta(days=days))
    (bulk,) = [one for one in queries_health.waiting() if one.due]
    assert (bulk.due, bulk.late) == (3, 2)


def test_counting_stops_where_the_figure_helps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_health, "COUNTED", 3)
    past = clock.now() - 10 * MINUTE
    actions.queue_many([make.order(not_before=past) for _ in range(5)])
    (bulk,) = [one for one in queries_health.waiting() if one.due]
    assert (bulk.due, bulk.late) == (3, 3)


def test_the_minutes_are_counted_once_however_often() -> None:
    for ago, state, after in ((50, "delivered", 1), (20, "delivered", 9), (20, "failed", 1), (2, "accepted", 0)):
        said(
            make.message(), ago=ago * MINUTE, state=state, after=after * MINUTE, reason="x" if state == "failed" else ""
        )
    said(make.message(), ago=30 * MINUTE, not_before=clock.now() - 40 * MINUTE)
    said(make.message(), ago=30 * MINUTE, state="cancelled", accepted_at=None, gateway="")
    for _ in range(3):
        actions_tally.count()
    (rate, withdrawn) = sorted(queries_health.rates(), key=lambda one: one.gateway, reverse=True)
    assert (rate.accepted, rate.in_time, rate.delivered, rate.failed) == (5, 4, 3, 1)
    assert (rate.answered_of, rate.prompt, dict(rate.reasons)) == (4, 3, {"x": 1})
    assert (withdrawn.gateway, withdrawn.accepted) == ("", 0)


def test_counters_only_grow_when_minutes_are_folded_away() -> None:
    name = 'msj_messages_total{channel="sms",gateway="link_mobility",lane="bulk",outcome="delivered",reason=""}'
    said(make.message(), ago=3 * MINUTE)
    actions_tally.count()
    assert scraped()[name] == 1
    clock.shift(timedelta(hours=3))
    said(make.message(), ago=3 * MINUTE)
    actions_tally.count()
    assert scraped()[name] == 2
    assert Tally.objects.filter(minute=actions_tally.BEFORE, outcome="delivered").get().count == 1
    assert sum(rate.delivered for rate in queries_health.rates()) == 1


def test_a_counter_that_alerts_watch_is_there_before_its_first_step() -> None:
    """A series that begins at 1 has not increased for Prometheus: the first message ever to expire would be silent."""
    name = 'msj_messages_outcome_total{channel="sms",gateway="",lane="bulk",outcome="expired"}'
    ways = [(Channel.SMS, told.name) for told in configured.SMS_GATEWAYS]
    ways += [(Channel.PUSH, WebPushGateway.name), (Channel.EMAIL, MailGateway.name)]
    seen = scraped()
    for channel, gateway in [*ways, *((channel, "") for channel in Channel.values)]:
        way = f'channel="{channel}",gateway="{gateway}",lane="code"'
        counters = [f'outcome_total{{{way},outcome="{one}"}}' for one in ("accepted", "failed", "expired")]
        counters += [f"in_time_total{{{way}}}", f"prompt_total{{{way}}}"]
        assert {seen[f"msj_messages_{counter}"] for counter in counters} == {0}
    for reason in ("expired", "quiet_hours"):
        said(make.message(), ago=3 * MINUTE, state="expired", gateway="", reason=reason)
    actions_tally.count()
    assert (seen[name], scraped()[name]) == (0, 2)


def test_a_share_of_few_receipts_says_nothing() -> None:
    name = 'msj_receipts_prompt_ratio{channel="sms",gateway="link_mobility",lane="bulk"}'
    for _ in range(19):
        said(make.message(), ago=10 * MINUTE, state="accepted")
    actions_tally.count()
    assert name not in scraped()
    said(make.message(), ago=10 * MINUTE)
    actions_tally.count()
    assert scraped()[name] == 0.05


def test_a_receipt_that_comes_late_changes_its_minute() -> None:
    row = make.message()
    said(row, ago=6 * MINUTE, state="accepted")
    actions_tally.count()
    assert [(rate.accepted, rate.prompt) for rate in queries_health.rates()] == [(1, 0)]
    said(row, ago=6 * MINUTE, state="delivered", after=4 * MINUTE)
    actions_tally.count()
    assert [(rate.accepted, rate.prompt, rate.delivered) for rate in queries_health.rates()] == [(1, 1, 1)]


def test_what_is_stuck_is_named() -> None:
    now, past = clock.now(), clock.real() - MINUTE
    make.message(state="sending", lease_until=past)
    make.message(state="sending", lease_until=clock.real() + MINUTE)
    make.message(state="unknown", attempts=1, next_try_at=now - 16 * MINUTE)
    make.message(state="unknown", attempts=1, next_try_at=now + MINUTE)
    make.message(state="pending", attempts=2, next_try_at=now + MINUTE)
    make.message(state="held", release_at=now - 2 * MINUTE)
    make.message(state="held", release_at=now + 2 * MINUTE)
    IncomingSms.objects.create(gateway="x", gateway_ref="1", sender=make.NUMBER, text="1", received_at=now,
                               understood_as="yes")  # fmt: skip
    actions.beat("planner", every=MINUTE, detail={"failing": 3})
    stuck = operating.whole().seen.stuck
    assert stuck == rules_health.Stuck(
        retrying=1, doubtful=1, lapsed=1, held_over=1, unmatched=0, incoming=1, unsettled=3
    )


def test_every_periodic_job_is_answered_for_even_one_that_never_ran() -> None:
    schedule.write()
    signs = {sign.name: sign for sign in queries_health.signs()}
    assert set(signs) == {schedule.sign(job) for job in schedule.JOBS}
    assert not any(sign.overdue for sign in signs.values()) and all(sign.at is None for sign in signs.values())
    Heartbeat.objects.update(at=clock.real() - timedelta(hours=27))
    assert all(sign.overdue for sign in queries_health.signs())
    schedule.run(schedule.JOBS[0].name)
    for _ in range(2):
        beating = {sign.name: sign.at for sign in queries_health.signs() if not sign.overdue}
        assert set(beating) == {schedule.sign(schedule.JOBS[0]), "cluster"} and all(beating.values())
        schedule.write()  # a new release does not excuse what did not run


def test_a_gateway_that_any_sender_set_aside_is_told() -> None:
    actions.beat(
        "sender", every=MINUTE, detail={"gateways": {"one": {"breaker": "closed"}, "two": {"breaker": "open"}}}
    )
    assert scraped()['msj_gateway_open{gateway="two"}'] == 1
    assert scraped()['msj_gateway_open{gateway="one"}'] == 0
    assert rules_health.Alarm("gateway_open", "two", urgent=True) in operating.whole().alarms


def test_what_a_sender_that_ended_thought_counts_no_more_and_it_is_not_missed() -> None:
    for name, breaker in (("sender", "closed"), ("sender:a:1", "closed"), ("sender:b:2", "open")):
        actions.beat(name, every=timedelta(seconds=5), detail={"gateways": {"one": {"breaker": breaker}}})
    assert queries_health.gateways() == {"one": False}
    Heartbeat.objects.filter(name="sender:b:2").update(at=clock.real() - timedelta(minutes=1))
    assert queries_health.gateways() == {"one": True}
    assert [(sign.name, sign.overdue) for sign in queries_health.signs()] == [("sender", False)]


@pytest.mark.parametrize(
    ("breaker", "flows", "codes"), [("closed", True, True), ("trial", False, True), ("open", False, False)]
)
def test_a_gateway_on_trial_is_not_back_yet_and_carries_codes_all_the_same(
    breaker: str, flows: bool, codes: bool
) -> None:
    """Between two trials it is open: the alarm would come and go with each of them."""
    actions.beat("sender", every=MINUTE, detail={"gateways": {"one": {"breaker": breaker}}})
    assert (queries_health.gateways(), queries_health.sms_flows()) == ({"one": flows}, codes)


def test_the_page_tells_the_same_to_those_who_operate() -> None:
    schedule.write()
    make.message(lane="code", not_before=clock.now() - 2 * MINUTE)
    said(make.message(), ago=10 * MINUTE)
    actions_tally.count()
    told = accounts.signed_in_client(accounts.agent(role=Role.LOCAL_ADMIN)).get("/api/agent/health").json()
    assert [(one["name"], one["where"], one["urgent"]) for one in told["alarms"]] == [("codes_late", "sms", True)]
    assert [(one["lane"], one["due"], one["oldest_seconds"] >= 120) for one in told["waiting"]] == [("code", 1, True)]
    assert [(one["delivered"], one["prompt"]) for one in told["rates"]] == [(1, None)]
    assert accounts.signed_in_client(accounts.central_agent()).get("/api/agent/health").status_code == 200
    assert accounts.signed_in_client(accounts.agent()).get("/api/agent/health").json()["code"] == "role_may_not"


def test_a_scrape_asks_as_much_of_many_messages_as_of_few() -> None:
    def some(count: int) -> None:
        for number in range(count):
            said(make.message(), ago=number * MINUTE)
        make.message(not_before=clock.now() - MINUTE)
        actions_tally.count()

    some(2)
    few = cost(metrics.exposition)
    some(40)
    assert cost(metrics.exposition) == few


def test_no_label_is_about_a_person() -> None:
    """What a gateway says instead of a word of ours, a number for instance, becomes `other`."""
    said(make.message(), ago=2 * MINUTE, state="failed", reason="+33 6 39 98 00 01 refused", gateway="Opérateur X")
    actions_tally.count()
    text = metrics.exposition().decode()
    assert "98" not in text.partition("msj_messages_total{")[2].splitlines()[0] and "+33" not in text
    assert 'reason="other"' in text and 'gateway="other"' in text


ALERTS = (HOUSE / "deploy" / "prometheus" / "alerts.yaml").read_text()


def test_every_alert_is_documented_and_every_alarm_of_the_page_is_one() -> None:
    alerts = set(re.findall(r"- alert: (\w+)", ALERTS))
    papers = (HOUSE / "docs" / "operations" / "alerts.md").read_text()
    rules = (HOUSE / "backend" / "delivery" / "rules_health.py").read_text()
    alarms = {
        name for name in re.findall(r'"([a-z]+_?[a-z]*_?[a-z]*)"', rules) if f"agent.health.alarm.{name}" in words()
    }
    assert alarms == alerts - {"unscraped"}  # a page that does not answer can't say so
    assert sorted(name for name in alerts if f"### {name}" not in papers) == []


def words() -> str:
    return (HOUSE / "shared" / "messages" / "fr.json").read_text()


def test_every_process_and_job_has_a_name_on_the_page() -> None:
    names = [schedule.sign(job) for job in schedule.JOBS] + ["sender", "planner", "cluster"]
    assert [name for name in names if f'"agent.health.sign.{api_agent.key(name)}"' not in words()] == []

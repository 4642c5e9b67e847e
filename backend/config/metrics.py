"""/metrics: what Prometheus asks for, with the operator's token. No label and no figure is about a person."""

import re
from collections.abc import Iterator
from itertools import product
from secrets import compare_digest
from time import monotonic

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from backend.common import clock
from backend.config import operating
from backend.config.operating import Whole
from backend.delivery import queries_health, rules_health
from backend.delivery.queries_health import Total
from backend.delivery.rules_health import Snapshot
from backend.delivery.rules_reports import UNRECOGNISED
from backend.delivery.rules_states import Channel, Lane

_WORD = re.compile(r"[a-z0-9_]{0,60}")


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """404 where no token is set: the machine has no operator who asks. 401 for any other word than the token."""
    if not settings.METRICS_TOKEN:
        raise Http404
    said = request.headers.get("Authorization", "").encode()
    if not compare_digest(said, f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)


def exposition() -> bytes:
    """Everything comes from the database: each web process tells the same, whichever is asked."""
    registry = CollectorRegistry()
    registry.register(_Whole())
    return generate_latest(registry)


class _Whole(Collector):
    def collect(self) -> Iterator[Metric]:
        started = monotonic()
        whole = operating.whole()
        yield from _counters(queries_health.totals())
        yield from _waiting(whole.seen)
        yield from _receipts(whole.seen)
        yield from _signs(whole.seen)
        yield from _codes(whole.seen)
        yield _gauge("alarms", "What the page of the back office sounds", ["name"], _sounding(whole))
        took = monotonic() - started
        yield _gauge("scrape_seconds", "How long gathering all this took", [], [((), took)])


Sample = tuple[tuple[str, ...], float]


def _gauge(name: str, words: str, labels: list[str], samples: list[Sample]) -> Metric:
    family = GaugeMetricFamily(f"msj_{name}", words, labels=labels)
    for values, value in samples:
        family.add_metric(list(map(_word, values)), value)
    return family


def _counter(name: str, words: str, labels: list[str], samples: list[Sample]) -> Metric:
    family = CounterMetricFamily(f"msj_{name}", words, labels=labels)
    for values, value in samples:
        family.add_metric(list(map(_word, values)), value)
    return family


def _word(value: str) -> str:
    """A key or a name of ours; whatever a gateway may have said otherwise becomes one word."""
    return value if _WORD.fullmatch(value) or value.startswith("job:") else "other"


_JUDGED = ("accepted", "failed", "expired")


def _ways() -> Iterator[tuple[str, str, str]]:
    """What may be counted of each gateway, and before there was one: whoever watches a counter must see its first step.

    A series that begins at 1 has not increased for Prometheus.
    """
    channels: dict[str, list[str]] = {
        Channel.SMS.value: [one.name for one in settings.SMS_GATEWAYS],
        Channel.PUSH.value: ["web_push"],
        Channel.EMAIL.value: ["mail"],
    }
    for lane, (channel, gateways) in product(Lane.values, channels.items()):
        yield from ((lane, channel, gateway) for gateway in ("", *gateways))


def _counters(totals: list[Total]) -> Iterator[Metric]:
    labels = ["lane", "channel", "gateway"]
    odd: list[Sample] = [((one.gateway, one.reason), one.count) for one in totals if one.outcome == UNRECOGNISED]
    totals = [one for one in totals if one.outcome != UNRECOGNISED]
    every: list[Sample] = [((one.lane, one.channel, one.gateway, one.outcome, one.reason), one.count) for one in totals]
    outcomes: dict[tuple[str, ...], float] = {(*way, outcome): 0 for way in _ways() for outcome in _JUDGED}
    in_time: dict[tuple[str, ...], float] = dict.fromkeys(_ways(), 0)
    prompt = dict(in_time)
    for one in totals:
        way = (one.lane, one.channel, one.gateway)
        outcomes[*way, one.outcome] = outcomes.get((*way, one.outcome), 0) + one.count
        if one.outcome == "accepted":
            in_time[way] = in_time.get(way, 0) + one.in_time
            prompt[way] = prompt.get(way, 0) + one.prompt
    lapsed: list[Sample] = [((), sum(one.count for one in totals if one.outcome == "lapsed"))]
    yield _counter("messages", "Messages that came to this", [*labels, "outcome", "reason"], every)
    yield _counter("messages_outcome", "The same without why, from 0 on", [*labels, "outcome"], list(outcomes.items()))
    yield _counter("messages_in_time", "Accepted within their promise", labels, list(in_time.items()))
    yield _counter("messages_prompt", "Receipt, or shown, within five minutes", labels, list(prompt.items()))
    yield _counter("leases_lapsed", "Senders that fell silent with a message in hand", [], lapsed)
    yield _counter("events_unrecognised", "Reports of providers with a name unknown here", ["gateway", "event"], odd)


def _waiting(seen: Snapshot) -> Iterator[Metric]:
    labels, now = ["lane", "channel"], clock.now()
    due: list[Sample] = [((one.lane, one.channel), one.due) for one in seen.waiting]
    late: list[Sample] = [((one.lane, one.channel), one.late) for one in seen.waiting]
    oldest: list[Sample] = [
        ((one.lane, one.channel), (now - one.oldest).total_seconds() if one.oldest else 0) for one in seen.waiting
    ]
    yield _gauge("messages_due", "Due and not yet taken up; stops counting at 2000", labels, due)
    yield _gauge("messages_late", "Due for longer than promised; stops counting at 2000", labels, late)
    yield _gauge("messages_oldest_due_seconds", "How long the oldest has been due", labels, oldest)
    stuck = seen.stuck
    yield _gauge("messages_retrying", "Tried before, waiting again", [], [((), stuck.retrying)])
    yield _gauge("messages_doubtful", "In doubt for more than fifteen minutes", [], [((), stuck.doubtful)])
    yield _gauge("messages_held_over", "Held longer than they should be", [], [((), stuck.held_over)])
    yield _gauge("leases_lapsed_now", "Lapsed and not yet swept", [], [((), stuck.lapsed)])
    yield _gauge("receipts_unmatched", "Receipts of no message that we know", [], [((), stuck.unmatched)])
    yield _gauge("planner_failing", "What the planner tried twice and more in vain", [], [((), stuck.unsettled)])
    yield _gauge("incoming_unread", "Incoming SMS that the planner has not read", [], [((), stuck.incoming)])


def _receipts(seen: Snapshot) -> Iterator[Metric]:
    shares: list[Sample] = [
        ((one.lane, one.channel, one.gateway), ratio)
        for one in seen.rates
        if (ratio := rules_health.share(one.prompt, one.answered_of)) is not None
    ]
    words = "Share with a receipt (a push: shown) within five minutes, last hour; absent below 20"
    yield _gauge("receipts_prompt_ratio", words, ["lane", "channel", "gateway"], shares)


def _signs(seen: Snapshot) -> Iterator[Metric]:
    now = clock.real()
    ages: list[Sample] = [((one.name,), (now - one.at).total_seconds()) for one in seen.signs if one.at]
    yield _gauge("heartbeat_age_seconds", "Since its last sign; absent where it never gave one", ["name"], ages)
    promised: list[Sample] = [((one.name,), one.every.total_seconds()) for one in seen.signs]
    yield _gauge("heartbeat_promise_seconds", "How often it promises one", ["name"], promised)
    overdue: list[Sample] = [((one.name,), one.overdue) for one in seen.signs]
    yield _gauge("heartbeat_overdue", "1: it should have given one", ["name"], overdue)
    flowing: list[Sample] = [((name,), not flows) for name, flows in seen.gateways.items()]
    yield _gauge("gateway_open", "1: its breaker is not closed", ["gateway"], flowing)


def _codes(seen: Snapshot) -> Iterator[Metric]:
    codes = seen.codes
    spent: list[Sample] = [(("hour",), codes.hour), (("day",), codes.day)]
    budget: list[Sample] = [(("hour",), codes.hour_budget), (("day",), codes.day_budget)]
    yield _gauge(
        "codes_sent", "Codes by SMS to sign in or prove a new number, in the last hour and day", ["window"], spent
    )
    yield _gauge("codes_budget", "At most so many", ["window"], budget)
    if codes.share_used is not None:
        yield _gauge("codes_used_ratio", "Share that was typed in", [], [((), codes.share_used)])


def _sounding(whole: Whole) -> list[Sample]:
    names = sorted({alarm.name for alarm in whole.alarms})
    return [((name,), sum(alarm.name == name for alarm in whole.alarms)) for name in names]

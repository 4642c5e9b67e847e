"""The alerts of Prometheus, against what /metrics really exports; and by Prometheus' own tool where it is installed."""

import re
import shutil
import subprocess
from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from prometheus_client.parser import text_string_to_metric_families

from backend.accounts import queries_codes, rules
from backend.accounts.models import Attempt
from backend.common import clock
from backend.config import metrics, schedule
from backend.delivery import actions, actions_tally
from backend.delivery.models import Message
from tests.architecture.source import HOUSE
from tests.delivery import make

FOLDER = HOUSE / "deploy" / "prometheus"
ALERTS, TESTS = ((FOLDER / name).read_text("utf-8") for name in ("alerts.yaml", "alerts.test.yaml"))
OF_PROMETHEUS = {"instance", "job"}  # what it adds to whatever it asks
METRIC = re.compile(r"\bmsj_[a-z_]+")
MATCHER = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"[^"]*"')


def rules_of(told: str) -> list[dict[str, str]]:
    """The fields of each rule, a folded expression as one line: the part of YAML that this file is written in."""
    found = []
    for block in re.split(r"^ +- alert: ", told, flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        fields = re.findall(r"^ {8}(\w+): (?:>-\n)?((?:.+\n?)(?: {10}.+\n?)*)", rest, re.MULTILINE)
        found.append({"alert": name, **{key: " ".join(value.split()) for key, value in fields}})
    return found


@pytest.fixture
def exported(db: None) -> dict[str, set[str]]:
    """The labels of every sample that /metrics has when there is something to tell of everything."""
    schedule.write()
    actions.beat("sender", every=timedelta(minutes=1), detail={"gateways": {"one": {"breaker": "closed"}}})
    now = clock.now()
    for _ in range(20):
        row = make.message()
        at = now - timedelta(minutes=10)
        Message.objects.filter(pk=row.pk).update(state="accepted", gateway="kannel", accepted_at=at)
        known = rules.keyed(settings.SECRET_KEY, "attempt", "known")
        Attempt.objects.create(act=queries_codes.SENT, key=known, at=at)
    actions_tally.count()
    labels: dict[str, set[str]] = defaultdict(set)
    for family in text_string_to_metric_families(metrics.exposition().decode()):
        for sample in family.samples:
            labels[sample.name] |= set(sample.labels)
    return dict(labels)


def selectors(text: str) -> list[tuple[str, set[str]]]:
    """Each metric that is named, with the labels that are asked of it."""
    return [
        (name, set(re.findall(MATCHER, asked or "")))
        for name, asked in re.findall(rf"({METRIC.pattern})(?:\{{([^}}]*)\}})?", text)
    ]


def test_every_metric_and_label_that_an_alert_asks_for_is_exported(exported: dict[str, set[str]]) -> None:
    assert len(rules_of(ALERTS)) == ALERTS.count("- alert:") > 15
    for rule in rules_of(ALERTS):
        asked = selectors(rule["expr"])
        assert asked, rule
        for name, labels in asked:
            assert name in exported, f"{rule['alert']}: /metrics has no {name}"
            assert labels <= exported[name], f"{rule['alert']}: {name} has no {sorted(labels - exported[name])}"
        grouped = {one for by in re.findall(r"\bby \(([^)]*)\)", rule["expr"]) for one in by.split(", ")}
        assert all(grouped <= exported[name] for name, _ in asked), rule
        spoken = set(re.findall(r"\$labels\.(\w+)", rule["annotations"]))
        assert spoken <= (grouped or set.intersection(*(exported[name] for name, _ in asked))), rule


def test_what_the_alerts_are_tried_with_is_what_is_exported(exported: dict[str, set[str]]) -> None:
    series = re.findall(r"series: '([^']+)'", TESTS)
    assert len(series) > 30
    for name, labels in selectors("\n".join(series)):
        assert labels - OF_PROMETHEUS == exported[name], name


def test_each_alert_is_tried_where_it_sounds_and_where_it_is_silent() -> None:
    words = {rule["alert"]: set[str]() for rule in rules_of(ALERTS)}
    for rule in rules_of(ALERTS):
        assert re.fullmatch(r"\{severity: (page|look)\}", rule["labels"]), rule
        assert re.fullmatch(r'\{summary: ".+"\}', rule["annotations"]), rule
        assert rule["expr"].count("(") == rule["expr"].count(")"), rule
        words[rule["alert"]].add(rule["labels"])
    silent = set(re.findall(r"alertname: (\w+), exp_alerts: \[\]", TESTS))
    sounds: dict[str, set[str]] = defaultdict(set)
    for name, expected in re.findall(r"alertname: (\w+)\n +exp_alerts:\n((?: {10,}.+\n)+)", TESTS):
        sounds[name] |= {f"{{{severity}}}" for severity in re.findall(r"severity: \w+", expected)}
    assert silent == set(words)
    assert sounds == words, "an alert, or one of its severities, never sounds"


@pytest.mark.parametrize(
    "command", [["check", "rules", "--lint=all", "--lint-fatal", "alerts.yaml"], ["test", "rules", "alerts.test.yaml"]]
)
def test_prometheus_own_tool_says_the_same_where_it_is_installed(command: list[str]) -> None:
    """Everything above holds without it. By hand: docs/operations/alerts.md."""
    known = {rule["alert"] for rule in rules_of(ALERTS)}
    assert known >= set(re.findall(r"alertname: (\w+)", TESTS)), "an alert that is tried and is not there"
    promtool = shutil.which("promtool")
    if promtool:
        done: Any = subprocess.run([promtool, *command], cwd=FOLDER, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

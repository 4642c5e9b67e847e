"""Production starts complete and safe, or not at all; what it needs is written down where people look for it."""

import os
import re
import subprocess
import sys
from base64 import urlsafe_b64encode as b64encode
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import get_commands

from backend.config.environment import Environment, read
from backend.config.environment_faults import LEAST_LEASE
from backend.config.environment_keys import DEVELOPMENT_SECRET
from backend.delivery import rules
from backend.delivery.gateways.brevo import BrevoGateway
from backend.delivery.gateways.demonstration import DemonstrationGateway
from backend.delivery.gateways.kannel import KannelGateway
from backend.delivery.gateways.link_mobility import LinkMobilityGateway
from backend.delivery.gateways.mail import MailGateway
from backend.delivery.gateways.web_push import WebPushGateway
from tests.delivery.configured import KEYS

HOUSE = Path(__file__).resolve().parent.parent.parent
DEPLOY = HOUSE / "deploy"
LONG = "k7Qm-not-a-real-secret-but-long-enough-for-the-length-check-0123456789"
P_384 = b64encode(
    ec.generate_private_key(ec.SECP384R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
).decode()
WEAK = ("a" * 70, "ab" * 35, "a-short-one")
PRODUCTION = {
    "MSJ_ENV": "production",
    **KEYS,
    "MSJ_DATABASE_URL": "postgresql://msj_app:word@localhost/msj",
    "MSJ_DATABASE_OWNER_URL": "postgresql://msj_owner:word@localhost/msj",
    "MSJ_PROBATIONER_ORIGIN": "https://rdv.example.org",
    "MSJ_AGENT_ORIGIN": "https://agents.rdv.example.org",
    "MSJ_TRUSTED_PROXIES": "1",
    "MSJ_VAPID_PRIVATE_KEY": "QmFzZTY0VVJMLW9mLTMyLWJ5dGVzLWZvci10ZXN0cy4",
    "MSJ_VAPID_SUBJECT": "mailto:astreinte@example.org",
    "MSJ_EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "MSJ_EMAIL_FROM": "ne-pas-repondre@example.org",
    "MSJ_SMS_GATEWAYS": "link_mobility",
    "MSJ_LINK_MOBILITY_URL": "https://sms.example.org",
    "MSJ_LINK_MOBILITY_USER": "user",
    "MSJ_LINK_MOBILITY_PASSWORD": "word",
    "MSJ_LINK_MOBILITY_RECEIPTS_TOKEN": LONG,
}


def manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MSJ_")}
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:backend", HOUSE / "backend" / "manage.py", *words],
        env={**kept, **environment},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_production_settings_pass_djangos_own_check_without_a_warning() -> None:
    done = manage(PRODUCTION, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def start(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> str:
    """What production says when it refuses to start in this environment; empty when it starts."""
    for name in [name for name in os.environ if name.startswith("MSJ_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    try:
        read()
    except SystemExit as refusal:
        return str(refusal)
    return ""


OPTIONAL = {"MSJ_ENV", "MSJ_DATABASE_OWNER_URL", "MSJ_LINK_MOBILITY_RECEIPTS_TOKEN", "MSJ_TRUSTED_PROXIES"}
NEEDED = sorted(PRODUCTION.keys() - OPTIONAL)


def test_a_whole_environment_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start(monkeypatch, PRODUCTION) == ""


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"MSJ_TRUSTED_PROXIES": "0"}, "MSJ_TRUSTED_PROXIES: how many"),
        *(({name: weak}, f"{name}: each at least 50 random") for name in KEYS for weak in WEAK),
        *(({name: f"{key},{weak}"}, f"{name}: each at least 50 random") for name, key in KEYS.items() for weak in WEAK),
        *(({name: f"{key}, {LONG},{key}"}, f"{name}: the same key twice") for name, key in KEYS.items()),
        *(({name: KEYS[other]}, f"{name} and {other}: two keys") for name, other in permutations(KEYS, 2)),
        *(({name: f"{LONG},{KEYS[other]}"}, f"{other} and {name}: two keys") for name, other in permutations(KEYS, 2)),
    ],
)
def test_what_protects_nobody_is_named(changes: dict[str, str], named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """D14: such a start passed every check."""
    assert named in start(monkeypatch, PRODUCTION | changes)


def test_an_older_key_may_read_for_several_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a release with one key for all wrote is read until it is over."""
    assert start(monkeypatch, PRODUCTION | {name: f"{key},{LONG}" for name, key in KEYS.items()}) == ""


@pytest.mark.parametrize(("old", "now"), [("MSJ_SECRET_KEY", "MSJ_SESSION_KEYS"), ("MSJ_CODE_SECRET", "MSJ_CODE_KEYS")])
def test_a_key_of_before_is_named_at_the_start_with_what_takes_its_place(
    old: str, now: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = start(monkeypatch, PRODUCTION | {old: LONG})
    assert f"{old} is now" in said and now in said and LONG not in said


def test_a_web_server_that_strangers_reach_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    anywhere = {**PRODUCTION, "MSJ_LISTEN": "0.0.0.0:8000"}
    assert "MSJ_LISTEN: loopback or a socket" in start(monkeypatch, anywhere)
    assert start(monkeypatch, {**anywhere, "MSJ_LISTEN_BEHIND_PROXY": "true"}) == ""


@pytest.mark.parametrize("name", NEEDED)
def test_production_names_what_is_missing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert start(monkeypatch, {**PRODUCTION, name: ""}).endswith(f"missing: {name}")


def test_production_names_everything_that_is_missing_at_once_and_shows_no_trace() -> None:
    done = manage({"MSJ_ENV": "production", "MSJ_SMS_GATEWAYS": "link_mobility"}, "check")
    assert done.returncode != 0
    assert sorted(name for name in NEEDED if name not in done.stderr) == ["MSJ_SMS_GATEWAYS"]
    assert "Traceback" not in done.stderr


def test_what_is_not_said_is_production(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "does not start" in start(monkeypatch, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, DEVELOPMENT_SECRET) for name in KEYS),
        ("MSJ_SESSION_KEYS", "a-short-one"),
        ("MSJ_PROBATIONER_ORIGIN", "http://rdv.example.org"),
        ("MSJ_AGENT_ORIGIN", "http://agents.rdv.example.org"),
        ("MSJ_PUSH_ORIGINS", "http://push.example.org"),
    ],
)
def test_production_refuses_what_is_unsafe_and_does_not_repeat_it(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = start(monkeypatch, {**PRODUCTION, name: value})
    assert name in said
    assert value not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MSJ_PUSH_ORIGINS", " , "),
        ("MSJ_PUSH_ORIGINS", "fcm.googleapis.com"),
        ("MSJ_PUSH_ORIGINS", "https://fcm.googleapis.com,push.example.org"),
        ("MSJ_PUSH_ORIGINS", "https://fcm.googleapis.com/fcm/send"),
        ("MSJ_PUSH_ORIGINS", "https://fcm.googleapis.com:port"),
        ("MSJ_PUSH_ORIGINS", "https://*"),
        ("MSJ_VAPID_SUBJECT", "astreinte@example.org"),
        ("MSJ_VAPID_SUBJECT", "mailto:astreinte"),
        ("MSJ_VAPID_SUBJECT", "https://example.org/contact"),
        ("MSJ_VAPID_PRIVATE_KEY", "nonsense"),
        ("MSJ_VAPID_PRIVATE_KEY", "A" * 43),
        pytest.param("MSJ_VAPID_PRIVATE_KEY", P_384, id="another curve"),
        ("MSJ_LEASE_SECONDS", "39"),
        ("MSJ_SMS_PREFIXES", " , "),
        ("MSJ_SMS_PREFIXES", "0639980001"),
        ("MSJ_SMS_PREFIXES", "+33,+999"),
        ("MSJ_CODE_PREFIXES", "+336;+337"),
        ("MSJ_EMAIL_FROM", "RDV"),
        ("MSJ_EMAIL_FROM", "RDV <rdv>"),
        ("MSJ_EMAIL_FROM", "rdv@example.org, autre@example.org"),
        ("MSJ_EMAIL_BOUNCES", "retours"),
        ("MSJ_EMAIL_URL", "mail.example.org"),
        ("MSJ_EMAIL_URL", "smtps://user:word@"),
        ("MSJ_EMAIL_URL", "https://user:word@mail.example.org"),
        ("MSJ_DATABASE_URL", "localhost/msj"),
        ("MSJ_DATABASE_URL", "sqlite:///msj"),
    ],
)
def test_what_would_fail_at_the_first_message_ends_the_start(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = start(monkeypatch, {**PRODUCTION, name: value})
    assert re.search(rf"{name}\b", said), said
    assert value not in said


@pytest.mark.parametrize("name", ["MSJ_EMAIL_URL", "MSJ_DATABASE_URL", "MSJ_DATABASE_OWNER_URL"])
@pytest.mark.parametrize("password", [one + "cdefgh" for one in ("ab/", "ab#", "ab?", "12/", "12#", "12?", "[ab]")])
def test_no_part_of_a_password_that_was_not_encoded_is_shown(
    name: str, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign ends the host, and the half before it is read as a port, which the library's own words would repeat."""
    scheme = "smtps" if "EMAIL" in name else "postgresql"
    said = start(monkeypatch, {**PRODUCTION, name: f"{scheme}://user:{password}@host.example.org/msj"})
    assert name in said
    assert not any(part in said for part in ("cdefgh", "ab", "12"))


def test_the_web_process_too_refuses_a_key_that_no_browser_can_subscribe_with() -> None:
    done = manage({**PRODUCTION, "MSJ_VAPID_PRIVATE_KEY": "nonsense"}, "shell", "-c", "import backend.config.wsgi")
    assert done.returncode != 0 and "MSJ_VAPID_PRIVATE_KEY" in done.stderr and "Traceback" not in done.stderr


def test_the_least_lease_leaves_every_gateway_its_whole_time() -> None:
    ways = (BrevoGateway, DemonstrationGateway, KannelGateway, LinkMobilityGateway, MailGateway, WebPushGateway)
    least = timedelta(seconds=LEAST_LEASE)
    for way in ways:
        assert rules.time_for_a_try(timedelta(), way.time_out, least) == way.time_out
    assert least == 2 * max(way.time_out for way in ways)


def test_production_refuses_the_demonstrations_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MSJ_SMS_GATEWAYS" in start(monkeypatch, {**PRODUCTION, "MSJ_SMS_GATEWAYS": "demonstration"})


def test_the_demonstration_does_not_exist_in_production() -> None:
    code = "from django.conf import settings; print('backend.demonstration' in settings.INSTALLED_APPS, settings.DEBUG)"
    done = manage(PRODUCTION, "shell", "--no-imports", "-c", code)
    assert done.stdout.strip().endswith("False False"), done.stderr


def explained() -> dict[str, str]:
    """Each variable of env.example and the comment that stands above it, or above the group that belongs together."""
    found: dict[str, str] = {}
    comment: list[str] = []
    grouped = False
    for line in (DEPLOY / "env.example").read_text().splitlines():
        variable = re.match(r"#?(MSJ_[A-Z_]+)=", line)
        if variable:
            found[variable[1]] = " ".join(comment)
        elif line.startswith("# ") and not line.startswith("# ---"):
            comment = [] if grouped else comment
            comment.append(line[2:])
        else:
            comment = []
        grouped = bool(variable)
    return found


def test_every_variable_is_explained_and_none_is_invented() -> None:
    fields = {f"MSJ_{name.upper()}" for name in Environment.model_fields}
    assert sorted(fields - explained().keys()) == []
    assert sorted(explained().keys() - fields) == []


def test_every_explanation_says_something() -> None:
    assert [name for name, words in explained().items() if len(words) < 20] == []


def test_the_example_alone_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody runs on the secrets of a file that everybody can read."""
    lines = (DEPLOY / "env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match(r"MSJ_[A-Z_]+=", line))
    assert "MSJ_SESSION_KEYS" in start(monkeypatch, given)


ROADS = ["compose.yaml", "Procfile", "Dockerfile", "rollout.md", "restore.md", *(f"systemd/{name}.service" for name in (
    "msj-web", "msj-planner", "msj-sender@", "msj-ticks"))]  # fmt: skip


def test_every_command_that_the_papers_name_exists() -> None:
    named = {
        command for road in ROADS for command in re.findall(r"manage\.py[\s,]+([a-z_]+)", (DEPLOY / road).read_text())
    }
    named |= set(re.findall(r'_manage\("[a-z-]+", "([a-z_]+)"', (DEPLOY / "launcher" / "demo.py").read_text()))
    assert {"settle", "tend_journal", "plan_messages", "send_messages", "run_ticks"} <= named
    assert sorted(named - get_commands().keys() - {"load_demonstration"}) == []


@pytest.mark.parametrize("process", ["serve_web", "plan_messages", "send_messages", "run_ticks"])
def test_every_road_starts_every_process(process: str) -> None:
    units = "".join(path.read_text() for path in (DEPLOY / "systemd").glob("*.service"))
    image = (DEPLOY / "Dockerfile").read_text()
    for words in (units, (DEPLOY / "Procfile").read_text(), image + (DEPLOY / "compose.yaml").read_text()):
        assert process in words


def test_systemd_lets_the_senders_finish() -> None:
    for unit in (DEPLOY / "systemd").glob("*.service"):
        words = unit.read_text()
        assert "KillMode=mixed" in words, unit.name
        assert int(re.findall(r"TimeoutStopSec=(\d+)", words)[0]) >= 30, unit.name

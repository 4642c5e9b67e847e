"""What a wrong configuration gets: a named error at the start, never a message that vanishes."""

import os
from typing import Any

import pytest

from backend.config.environment import read
from backend.delivery import rules_gateways
from tests.delivery import configured
from tests.delivery.configured import KEYS, TOKEN

WHOLE = {
    "MSJ_ENV": "production",
    **KEYS,
    "MSJ_DATABASE_URL": "postgresql://msj_app:word@localhost/msj",
    "MSJ_PROBATIONER_ORIGIN": "https://rdv.example.org",
    "MSJ_AGENT_ORIGIN": "https://agents.rdv.example.org",
    "MSJ_TRUSTED_PROXIES": "1",
    "MSJ_VAPID_PRIVATE_KEY": "QmFzZTY0VVJMLW9mLTMyLWJ5dGVzLWZvci10ZXN0cy4",
    "MSJ_VAPID_SUBJECT": "mailto:astreinte@example.org",
    "MSJ_EMAIL_URL": "smtp+tls://user:word@mail.example.org:587",
    "MSJ_EMAIL_FROM": "ne-pas-repondre@example.org",
    "MSJ_SMS_GATEWAYS": "link_mobility, kannel, brevo",
    "MSJ_SMS_SENDER": "RDV",
    "MSJ_LINK_MOBILITY_URL": "https://sms.example.org/",
    "MSJ_LINK_MOBILITY_USER": "user",
    "MSJ_LINK_MOBILITY_PASSWORD": "word",
    "MSJ_LINK_MOBILITY_RECEIPTS_TOKEN": TOKEN,
    "MSJ_KANNEL_URL": "http://kannel:13013",
    "MSJ_KANNEL_USER": "user",
    "MSJ_KANNEL_PASSWORD": "word",
    "MSJ_BREVO_API_KEY": "key",
}


def start(monkeypatch: pytest.MonkeyPatch, **changes: str) -> Any:
    """The environment that production reads, or its refusal."""
    for name in [name for name in os.environ if name.startswith("MSJ_")]:
        monkeypatch.delenv(name)
    for name, value in (WHOLE | changes).items():
        monkeypatch.setenv(name, value)
    return read()


def refusal(monkeypatch: pytest.MonkeyPatch, **changes: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        start(monkeypatch, **changes)
    return str(stopped.value)


def test_a_whole_configuration_starts_in_the_order_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = start(monkeypatch, MSJ_KANNEL_SENDER="38000", MSJ_KANNEL_RECEIVES="true", MSJ_KANNEL_RATE="12.5",
                 MSJ_KANNEL_INCOMING_TOKEN=TOKEN, MSJ_BREVO_IN_FLIGHT="7", MSJ_BREVO_RECEIVES="")  # fmt: skip
    found = told.gateways(hands=50)
    assert [(one.name, one.sender, one.receives, one.in_flight, one.rate) for one in found] == [
        ("link_mobility", "RDV", False, 60, 0), ("kannel", "38000", True, 60, 12.5), ("brevo", "RDV", False, 7, 0),
    ]  # fmt: skip
    assert [one.is_agreed for one in found] == [False, False, True], "as many as there are hands is no contract"
    assert found[0].account["url"] == "https://sms.example.org"
    assert "word" not in repr(found)


WRONG: list[tuple[dict[str, str], str]] = [
    ({"SMS_GATEWAYS": ""}, "missing: MSJ_SMS_GATEWAYS"),
    ({"SMS_GATEWAYS": " , "}, "missing: MSJ_SMS_GATEWAYS"),
    ({"SMS_GATEWAYS": "kannel,netsize"}, "MSJ_SMS_GATEWAYS: netsize is no gateway known here (brevo, kannel, link_m"),
    ({"SMS_GATEWAYS": "kannel;brevo"}, "MSJ_SMS_GATEWAYS: kannel;brevo is no gateway known here"),
    ({"SMS_GATEWAYS": "Kannel"}, "MSJ_SMS_GATEWAYS: Kannel is no gateway known here"),
    ({"SMS_GATEWAYS": "kannel,brevo,kannel"}, "MSJ_SMS_GATEWAYS: kannel stands there twice"),
    ({"SMS_GATEWAYS": "demonstration"}, "MSJ_SMS_GATEWAYS: the demonstration's gateway does not exist in production"),
    ({"SMS_GATEWAY": "link_mobility"}, "MSJ_SMS_GATEWAY is now MSJ_SMS_GATEWAYS, one or more names"),
    ({"LINK_MOBILITY_URL": ""}, "missing: MSJ_LINK_MOBILITY_URL"),
    ({"LINK_MOBILITY_USER": ""}, "missing: MSJ_LINK_MOBILITY_USER"),
    ({"LINK_MOBILITY_PASSWORD": "", "KANNEL_USER": ""}, "missing: MSJ_LINK_MOBILITY_PASSWORD, MSJ_KANNEL_USER"),
    ({"KANNEL_URL": ""}, "missing: MSJ_KANNEL_URL"),
    ({"KANNEL_PASSWORD": ""}, "missing: MSJ_KANNEL_PASSWORD"),
    ({"BREVO_API_KEY": ""}, "missing: MSJ_BREVO_API_KEY"),
    ({"BREVO_URL": ""}, "missing: MSJ_BREVO_URL"),
    ({"BREVO_URL": "http://api.brevo.com"}, "MSJ_BREVO_URL: https only in production"),
    ({"KANNEL_URL": "http://sms.example.org"}, "MSJ_KANNEL_URL: https only in production"),
    ({"KANNEL_URL": "kannel:13013"}, "MSJ_KANNEL_URL: not an address that begins with https://"),
    ({"KANNEL_URL": "https://u:p@kannel"}, "MSJ_KANNEL_URL: not an address"),
    ({"KANNEL_URL": "https://kannel/?a=b"}, "MSJ_KANNEL_URL: not an address"),
    ({"KANNEL_URL": "https://kannel:port"}, "MSJ_KANNEL_URL: not an address"),
    ({"LINK_MOBILITY_RECEIPTS_TOKEN": ""}, "missing: MSJ_LINK_MOBILITY_RECEIPTS_TOKEN, which fail-over between"),
    ({"LINK_MOBILITY_RECEIPTS_TOKEN": "short"}, "MSJ_LINK_MOBILITY_RECEIPTS_TOKEN: at least 20 random characters"),
    ({"KANNEL_INCOMING_TOKEN": "short"}, "MSJ_KANNEL_INCOMING_TOKEN: at least 20 random characters"),
    ({"KANNEL_PASSWORD": "a\nb"}, "MSJ_KANNEL_PASSWORD: a line break"),
    ({"SMS_SENDER": ""}, "missing: MSJ_LINK_MOBILITY_SENDER or MSJ_SMS_SENDER"),
    ({"SMS_SENDER": "MINISTERE-RDV"}, "MSJ_SMS_SENDER: a name has at most 11 signs"),
    ({"KANNEL_SENDER": "Rappél"}, "MSJ_KANNEL_SENDER or MSJ_SMS_SENDER: a name has letters and digits without acc"),
    ({"KANNEL_SENDER": "0639980001"}, "MSJ_KANNEL_SENDER or MSJ_SMS_SENDER: a number is written +33"),
    ({"KANNEL_SENDER": "+33 6 39 98"}, "MSJ_KANNEL_SENDER or MSJ_SMS_SENDER: a number is written +33"),
    ({"KANNEL_RECEIVES": "true"}, "MSJ_KANNEL_RECEIVES or MSJ_SMS_SENDER_RECEIVES: a name as sender receives noth"),
    ({"KANNEL_SENDER": "38000", "KANNEL_RECEIVES": "true"}, "missing: MSJ_KANNEL_INCOMING_TOKEN, without which"),
    ({"BREVO_SENDER": "38000", "BREVO_RECEIVES": "true"}, "MSJ_BREVO_RECEIVES or MSJ_SMS_SENDER_RECEIVES: no answer"),
    ({"KANNEL_RECEIVES": "perhaps"}, "MSJ_KANNEL_RECEIVES: Input should be a valid boolean"),
    ({"KANNEL_RATE": "fast"}, "MSJ_KANNEL_RATE: Input should be a valid number"),
    ({"KANNEL_RATE": "-1"}, "MSJ_KANNEL_RATE: messages a second"),
    ({"KANNEL_RATE": "nan"}, "MSJ_KANNEL_RATE: messages a second"),
    ({"BREVO_IN_FLIGHT": "-1"}, "MSJ_BREVO_IN_FLIGHT: from 1 to 1000"),
    ({"BREVO_IN_FLIGHT": "2000"}, "MSJ_BREVO_IN_FLIGHT: from 1 to 1000"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG, ids=lambda value: str(value)[:60])
def test_every_wrong_configuration_is_refused_by_its_name(
    changes: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refusal(monkeypatch, **{f"MSJ_{name}": value for name, value in changes.items()})
    assert told.startswith("Mon Suivi Justice does not start.") and said in told
    secrets = [value for name, value in changes.items() if name.endswith(("PASSWORD", "TOKEN")) and value]
    assert not [value for value in secrets if value in told]


def test_one_gateway_alone_may_go_without_receipts(monkeypatch: pytest.MonkeyPatch) -> None:
    told = start(monkeypatch, MSJ_SMS_GATEWAYS="link_mobility", MSJ_LINK_MOBILITY_RECEIPTS_TOKEN="")
    assert [one.receipts for one in told.gateways(hands=1)] == [False]


def test_several_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = refusal(monkeypatch, MSJ_SMS_GATEWAYS="kannel,kannel,sfr", MSJ_KANNEL_URL="", MSJ_SESSION_KEYS="")
    for said in ("MSJ_SESSION_KEYS", "kannel stands there twice", "sfr is no gateway", "missing: MSJ_KANNEL_URL"):
        assert said in told


@pytest.mark.parametrize(
    ("sender", "kind"),
    [
        ("+33639980001", "number"), ("38000", "short"), ("360001", "short"), ("RDV", "name"), ("RDV 75", "name"),
        ("ABCDEFGHIJK", "name"), ("ABCDEFGHIJKL", ""), ("", ""), ("0639980001", ""), ("+0639980001", ""), ("123", ""),
        ("1234567", ""), ("Réf", ""), ("...", ""),
    ],
)  # fmt: skip
def test_what_a_sender_is(sender: str, kind: str) -> None:
    assert rules_gateways.kind_of_sender(sender) == kind


@pytest.mark.parametrize("host", ["kannel", "127.0.0.1", "10.1.2.3", "[::1]", "192.168.1.9"])
def test_plain_http_is_for_the_own_network(host: str) -> None:
    told = configured.gateway("kannel", account={"url": f"http://{host}:13013"})
    assert rules_gateways.faults([told], production=True) == []
    outside = configured.gateway("kannel", account={"url": "http://8.8.8.8"})
    assert "https only" in rules_gateways.faults([outside], production=True)[0]
    assert rules_gateways.faults([outside], production=False) == []


def test_words_ask_for_an_answer_only_where_every_gateway_brings_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"MSJ_SMS_GATEWAYS": "link_mobility,kannel", "MSJ_SMS_SENDER": "38000", "MSJ_SMS_SENDER_RECEIVES": "true",
            "MSJ_KANNEL_INCOMING_TOKEN": TOKEN}  # fmt: skip
    assert [one.receives for one in start(monkeypatch, **both).gateways(hands=1)] == [True, True]
    mixed = both | {"MSJ_KANNEL_SENDER": "RDV", "MSJ_KANNEL_RECEIVES": "false"}
    assert [one.receives for one in start(monkeypatch, **mixed).gateways(hands=1)] == [True, False]

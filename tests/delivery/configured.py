"""SMS gateways as the settings hold them, with good defaults."""

from typing import Any

from backend.delivery.rules_gateways import KINDS, SmsGateway

# A key for each use, as production wants them: long, of many signs, no two the same.
KEYS = {
    f"MSJ_{use}_KEYS": f"k7Qm-not-a-real-secret-but-long-enough-for-the-length-check-{use.lower()}-0123456789"
    for use in ("SESSION", "CODE", "RECEIPT", "FACTOR")
}
TOKEN = "a-token-of-more-than-twenty-signs"
ACCOUNTS = {
    "demonstration": {"url": "http://127.0.0.1:9/demo"},
    "link_mobility": {"url": "https://sms.example.org", "user": "u", "password": "p", "receipts_token": TOKEN},
    "kannel": {"url": "http://kannel:13013", "user": "u", "password": "p", "incoming_token": TOKEN},
    "brevo": {"url": "https://api.example.org", "api_key": "k"},
}


def gateway(name: str = "link_mobility", *, account: dict[str, str] | None = None, **fields: Any) -> SmsGateway:
    kind = KINDS[name]
    told = dict.fromkeys((*kind.needs, *kind.can), "") | ACCOUNTS[name] | (account or {})
    defaults: dict[str, Any] = {"sender": "RDV", "receives": False, "in_flight": 60, "rate": 0}
    return SmsGateway(name=name, account=told, **(defaults | fields))

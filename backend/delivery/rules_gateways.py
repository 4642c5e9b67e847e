"""What a gateway for SMS must be told before it may carry anything, and every way of telling it wrong. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

MOST_SIGNS_OF_A_NAME = 11
LEAST_SIGNS_OF_A_SECRET = 20
MOST_IN_FLIGHT = 1000
_NAME = re.compile(r"[A-Za-z0-9 .&_'-]+")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A provider that the software speaks to: what its account needs, and what its protocol can do."""

    needs: tuple[str, ...]
    can: tuple[str, ...] = ()  # parts of the account that may stay empty
    receipts: str = ""  # the part without which nobody may report; empty: receipts prove themselves
    incoming: str = ""  # the part without which no answer may come in; empty: answers prove themselves
    can_receive: bool = True
    honours_idempotency: bool = False  # the same key twice arrives once
    real: bool = True  # may stand in production


KINDS: Mapping[str, Kind] = {
    "link_mobility": Kind(
        ("url", "user", "password"), ("receipts_token",), receipts="receipts_token", incoming="receipts_token"
    ),
    "kannel": Kind(("url", "user", "password"), ("incoming_token",), incoming="incoming_token"),
    "brevo": Kind(("url", "api_key"), can_receive=False),
    "demonstration": Kind((), ("url",), honours_idempotency=True, real=False),
}
REAL = tuple(sorted(name for name, kind in KINDS.items() if kind.real))


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """One gateway as it is configured. `rate` is messages a second, 0 for no limit, of all senders together.

    `in_flight` is so too where it `is_agreed`; otherwise it follows from the hands of each sender process.
    """

    name: str
    sender: str
    receives: bool
    in_flight: int
    rate: float
    account: Mapping[str, str] = field(repr=False)
    is_agreed: bool = False

    @property
    def kind(self) -> Kind:
        return KINDS[self.name]

    @property
    def honours_idempotency(self) -> bool:
        return self.kind.honours_idempotency

    @property
    def receipts(self) -> bool:
        """Whether it can tell us what became of a message."""
        return not self.kind.receipts or bool(self.account[self.kind.receipts])


def named(listed: str) -> list[str]:
    """The names of a list with commas, in its order."""
    return [name.strip() for name in listed.split(",") if name.strip()]


def faults_of_list(names: Sequence[str], *, production: bool) -> list[str]:
    """What is wrong with the list itself."""
    if not names:
        return ["missing: MSJ_SMS_GATEWAYS"]
    found = []
    known = REAL if production else sorted(KINDS)
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            found.append(f"MSJ_SMS_GATEWAYS: {name} stands there twice")
        if name not in KINDS:
            found.append(f"MSJ_SMS_GATEWAYS: {name} is no gateway known here ({', '.join(known)})")
        elif production and not KINDS[name].real:
            found.append(f"MSJ_SMS_GATEWAYS: the {name}'s gateway does not exist in production")
    return found


def faults(gateways: Sequence[SmsGateway], *, production: bool) -> list[str]:
    """What is wrong with these, in words, each with the variable's name; never a value of an account."""
    missing = [
        variable(one, part) for one in gateways for part in ("sender", *one.kind.needs) if not _told(one, part)
    ]  # fmt: skip
    found = ["missing: " + ", ".join(missing)] if missing else []
    for one in gateways:
        found += _faults_of_sender(one) + _faults_of_account(one, production=production) + _faults_of_limits(one)
        if len(gateways) > 1 and not one.receipts:
            # A message that may have been taken stays with its gateway; only a receipt ends that doubt.
            found.append(f"missing: {variable(one, one.kind.receipts)}, which fail-over between gateways needs")
    return found


def variable(gateway: SmsGateway, part: str) -> str:
    """The variable that holds this part; MSJ_SMS_SENDER and …_RECEIVES speak for every gateway without its own."""
    common = {"sender": "MSJ_SMS_SENDER", "receives": "MSJ_SMS_SENDER_RECEIVES"}.get(part, "")
    if gateway.name == "demonstration":
        return common or f"MSJ_DEMO_GATEWAY_{part.upper()}"
    own = f"MSJ_{gateway.name.upper()}_{part.upper()}"
    return f"{own} or {common}" if common else own


def kind_of_sender(sender: str) -> str:
    """number (+33…), short (5 or 6 digits, as 38000) or name; empty where no phone could show it."""
    if re.fullmatch(r"\+[1-9]\d{6,14}", sender):
        return "number"
    if re.fullmatch(r"\d{5,6}", sender):
        return "short"
    fits = len(sender) <= MOST_SIGNS_OF_A_NAME and _NAME.fullmatch(sender) and _LETTER.search(sender)
    return "name" if fits else ""


def _told(gateway: SmsGateway, part: str) -> str:
    return gateway.sender if part == "sender" else gateway.account.get(part, "")


def _faults_of_sender(gateway: SmsGateway) -> list[str]:
    if not gateway.sender:
        return []
    kind, name = kind_of_sender(gateway.sender), variable(gateway, "sender")
    if not kind:
        return [f"{name}: {_why_no_sender(gateway.sender)}"]
    if not gateway.receives:
        return []
    receives = variable(gateway, "receives")
    if not gateway.kind.can_receive:
        return [f"{receives}: no answer comes back through {gateway.name}"]
    if kind == "name":
        return [f"{receives}: a name as sender receives nothing, only a number does ({name})"]
    if gateway.kind.incoming and not gateway.account[gateway.kind.incoming]:
        return [f"missing: {variable(gateway, gateway.kind.incoming)}, without which no answer comes in"]
    return []


def _why_no_sender(sender: str) -> str:
    if re.fullmatch(r"\+?[\d .-]+", sender):
        return "a number is written +33…, a short number has 5 or 6 digits"
    if len(sender) > MOST_SIGNS_OF_A_NAME:
        return f"a name has at most {MOST_SIGNS_OF_A_NAME} signs"
    return "a name has letters and digits without accents, a number is written +33…"


def _faults_of_account(gateway: SmsGateway, *, production: bool) -> list[str]:
    found = []
    url = gateway.account.get("url", "")
    if url and (why := _why_no_url(url, production=production)):
        found.append(f"{variable(gateway, 'url')}: {why}")
    for part, value in gateway.account.items():
        if part.endswith("_token") and value and (len(value) < LEAST_SIGNS_OF_A_SECRET or not value.isascii()):
            found.append(f"{variable(gateway, part)}: at least {LEAST_SIGNS_OF_A_SECRET} random characters of ASCII")
        if any(sign < " " for sign in value):
            found.append(f"{variable(gateway, part)}: a line break or another sign that nobody sees stands in it")
    return found


def _why_no_url(url: str, *, production: bool) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment or parts.username:
        return "not an address that begins with https:// and a host, without user, question mark or hash"
    if production and parts.scheme == "http" and not _within_the_house(host):
        return "https only in production, but for a host of your own network"
    return ""


def _within_the_house(host: str) -> bool:
    """Names without a dot (a compose network's), loopback and private addresses."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _faults_of_limits(gateway: SmsGateway) -> list[str]:
    found = []
    if not 1 <= gateway.in_flight <= MOST_IN_FLIGHT:
        found.append(f"{variable(gateway, 'in_flight')}: from 1 to {MOST_IN_FLIGHT}")
    if not 0 <= gateway.rate <= 10_000:
        found.append(f"{variable(gateway, 'rate')}: messages a second, or 0 for no limit")
    return found

"""What is wrong with the ways out other than SMS, and with the servers' addresses, in words. No value is repeated."""

import re
from collections.abc import Iterator
from email.utils import getaddresses
from urllib.parse import SplitResult, urlsplit

import dj_database_url
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from backend.common import phones
from backend.delivery import vapid

MAIL_SCHEMES = ("smtp", "smtps", "smtp+tls")
# Twice the longest time limit of a gateway, which is the mail's: half of a lease is one try's. With less, a server that
# is merely slow would be cut off in the midst of its answer, and what it took would count as in doubt.
LEAST_LEASE = 40
_PUSH_HOST = re.compile(r"(\*\.)?[A-Za-z0-9.-]+")


def of_protection(*, proxies: int) -> Iterator[str]:
    """What is there and protects nobody; of keys: environment_keys.py."""
    if proxies < 1:
        yield "MSJ_TRUSTED_PROXIES: how many proxies of yours stand before it; with 0 all the world is one address"


def of_push(*, key: str, subject: str, origins: list[str]) -> Iterator[str]:
    """An origin that matches nothing would be found when the first push is refused, a key when it is first used."""
    if subject and not vapid.is_subject(subject):
        yield "MSJ_VAPID_SUBJECT: mailto: and an e-mail address, or https:// and a host alone"
    if key and not vapid.is_key(key):
        yield "MSJ_VAPID_PRIVATE_KEY: not a P-256 private key in base64url or DER"
    if not all(map(_is_push_origin, origins)):
        yield "MSJ_PUSH_ORIGINS: each begins with https:// and a host or *.host, and has nothing after it"


def _is_push_origin(origin: str) -> bool:
    parts = _split(origin)
    if parts is None or parts.username is not None or parts.path not in ("", "/") or parts.query or parts.fragment:
        return False
    return parts.scheme in ("http", "https") and bool(_PUSH_HOST.fullmatch(parts.hostname or ""))


def of_numbers(*, sms: str, codes: str) -> Iterator[str]:
    """A beginning that no number has would be found when nobody of that country gets a reminder."""
    if not sms:
        yield "missing: MSJ_SMS_PREFIXES, without which no SMS may go anywhere"
    for name, said in (("MSJ_SMS_PREFIXES", sms), ("MSJ_CODE_PREFIXES", codes)):
        if said and not all(phones.is_prefix(each) for each in said.split(",")):
            yield f"{name}: each begins with + and a country's code, as +33 or +336"


def of_mail(*, url: str, sender: str, bounces: str) -> Iterator[str]:
    if url and not is_mail_server(url):
        yield (
            "MSJ_EMAIL_URL: smtp://, smtps:// or smtp+tls:// and USER:PASSWORD@HOST:PORT, with special characters in "
            "user and password percent-encoded"
        )
    for name, address in (("MSJ_EMAIL_FROM", sender), ("MSJ_EMAIL_BOUNCES", bounces)):
        if address and not _is_one_mailbox(address):
            yield f"{name}: not an e-mail address"


def is_mail_server(url: str) -> bool:
    """A host, and nothing behind it: a slash or a hash there was meant for the password."""
    parts = _split(url)
    if parts is None or parts.path not in ("", "/") or parts.query or parts.fragment:
        return False
    return parts.scheme in MAIL_SCHEMES and bool(parts.hostname)


def _is_one_mailbox(told: str) -> bool:
    """`name@host` or `Name <name@host>`, once."""
    found = getaddresses([told])
    if len(found) != 1 or any(sign < " " for sign in told):
        return False
    try:
        validate_email(found[0][1])
    except ValidationError:
        return False
    return True


def of_database(name: str, url: str) -> Iterator[str]:
    if url and not _is_database(url):
        yield f"{name}: postgresql://USER:PASSWORD@HOST:PORT/NAME, with special characters percent-encoded"


def _is_database(url: str) -> bool:
    """One word behind the host: an at or a slash there shows that the password was cut in two."""
    parts = _split(url)
    try:
        if parts is None or dj_database_url.parse(url)["ENGINE"] != "django.db.backends.postgresql":
            return False
    except ValueError:
        return False
    name = parts.path.removeprefix("/")
    return not parts.fragment and "@" not in name and "/" not in name and bool(name or "service=" in parts.query)


def _split(address: str) -> SplitResult | None:
    """None for what is no address; the library's own words would show a part of the password."""
    try:
        parts = urlsplit(address)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts

"""Second factors that are typed: the codes of an application on the phone, and recovery codes on paper."""

import logging
import secrets
from base64 import b32encode
from io import BytesIO

import segno
from django.conf import settings
from django.db import transaction
from django_otp import verify_token

from backend.accounts import changes, encryption, queries_agents, quotas_agents, rules
from backend.accounts.models import Agent, RecoveryCode, Totp
from backend.common import clock, digits
from backend.common.errors import Refused, Slower, Unproved
from backend.journal import actions as journal

log = logging.getLogger(__name__)

RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read for another


@transaction.atomic
def begin_totp(agent: Agent) -> Totp:
    """A secret to show once, good for nothing until a right code of it was given. An older unproved one goes."""
    Totp.objects.filter(user=agent, confirmed=False).delete()
    device: Totp = Totp.objects.create(user=agent, name="totp", confirmed=False)
    return device


def secret_of(device: Totp) -> str:
    """As one types it where no camera is: base 32 in groups of four."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def qr_of(device: Totp) -> str:
    """The same as a picture: an SVG without a style, that a strict page may hold.

    With its namespace: a browser draws none without it where it stands in an `<img>`. Four modules of margin, and its
    own white, so that a dark page can be scanned too.
    """
    drawn = BytesIO()
    segno.make(device.config_url, error="m").save(
        drawn, kind="svg", xmldecl=False, nl=False, border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()


def confirm_totp(agent: Agent, *, code: str) -> tuple[str, list[str]]:
    """The application works and replaces an earlier one. The factor's label and, the first time, recovery codes."""
    device = Totp.objects.filter(user=agent, confirmed=False).order_by("-id").first()
    if device is None:
        raise Refused("nothing_to_confirm")
    _compare(agent, device, code)
    with transaction.atomic():
        Totp.objects.filter(user=agent, confirmed=True).delete()
        Totp.objects.filter(pk=device.pk).update(confirmed=True)
        journal.write("accounts.add_totp", agent, by=agent)
        changes.of(agent, "totp")
        return f"totp:{device.pk}", first_recovery_codes(agent)


def verify_totp(agent: Agent, *, code: str) -> str:
    """The factor's label, or Unproved; a code is good once."""
    device = queries_agents.confirmed_totp(agent)
    if device is None:
        raise Unproved("code_refused")
    _compare(agent, device, code)
    return f"totp:{device.pk}"


def verify_recovery_code(agent: Agent, *, code: str) -> str:
    """The factor's label, or Unproved; a code is good once, whoever comes at the same instant."""
    counted = quotas_agents.factor_tried(agent)
    kept = RecoveryCode.objects.filter(agent=agent, hashed__in=_hashes(agent, code), used_at__isnull=True)
    with transaction.atomic():
        if not kept.update(used_at=clock.now()):
            raise Unproved("code_refused")
        journal.write("accounts.use_recovery_code", agent, by=agent)
    quotas_agents.give_back(counted)
    return "recovery"


def first_recovery_codes(agent: Agent) -> list[str]:
    """Ten codes with the first factor; with a further one the earlier codes stay and none is shown."""
    return [] if agent.recovery_codes.exists() else _new_codes(agent)


@transaction.atomic
def renew_recovery_codes(agent: Agent) -> list[str]:
    """Ten new ones, shown once; the old ones are worth nothing."""
    if not queries_agents.has_factor(agent):
        raise Refused("second_factor_needed")
    journal.write("accounts.renew_recovery_codes", agent, by=agent)
    changes.of(agent, "codes")
    return _new_codes(agent)


def _new_codes(agent: Agent) -> list[str]:
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(16)) for _ in range(RECOVERY_CODES)]
    agent.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(agent=agent, hashed=_hashes(agent, code)[0]) for code in codes)
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in codes]


def _hashes(agent: Agent, code: str) -> list[str]:
    """As it is written now, with its key's name, as older keys wrote it, and as it was written without a name.

    79 random bits need no slow hash, only a key: then one comparison finds the code among ten.
    """
    bare = "".join(letter for letter in digits.western(code).lower() if letter in _LETTERS)
    made = [(key, rules.keyed(key, f"recovery:{agent.pk}", bare)) for key in settings.FACTOR_KEYS]
    return [f"{encryption.name_of(key)}.{hashed}" for key, hashed in made] + [hashed for _, hashed in made]


def _compare(agent: Agent, device: Totp, code: str) -> None:
    """django-otp's own lock, replay guard and back-off; ours besides, for it forgets nothing."""
    counted = quotas_agents.factor_tried(agent)
    allowed, why = device.verify_is_allowed()
    if not allowed:
        wait = (why["locked_until"] - clock.real()).total_seconds()
        raise Slower("too_many", seconds=max(1, round(wait)))
    bare = digits.bare(code)
    if not (bare.isdecimal() and len(bare) == device.digits) or not _is_right(agent, device, bare):
        raise Unproved("code_refused")
    quotas_agents.give_back(counted)


def _is_right(agent: Agent, device: Totp, code: str) -> bool:
    """Not where its key is no more: then another way is left, or the operator's (docs/operations/keys.md)."""
    try:
        return verify_token(agent, device.persistent_id, code) is not None
    except encryption.Unreadable:
        log.error("factors: %s stands under a key that is no more", device.persistent_id)
        return False

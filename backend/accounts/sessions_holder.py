"""A holder's devices and sessions: opaque tokens in cookies, keyed hashes in tables. Never Django's session."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Least

from backend.accounts import keys, rules
from backend.accounts.models import Device, Holder, HolderSession
from backend.common import clock
from backend.common.compiled import Compiled, any_word
from backend.common.errors import Unproved


@dataclass(frozen=True)
class Caller:
    """Who calls on the probationer's side: `request.auth` behind HolderGuard."""

    holder: Holder
    device: Device
    session: HolderSession


def caller(token: str, *, device: str = "") -> Caller:
    """Whose session the cookie opens, its end moved on; Unproved with the reason for which it does not.

    `device`: that phone's other cookie, so that what an older key wrote of both is written anew.
    """
    session = _session(token, device)
    if session is None:
        raise Unproved("signed_out")
    now = clock.now()
    end = rules.end(
        how=session.end, expires_at=session.expires_at, is_device_revoked=bool(session.device.revoked_at), now=now
    )
    if end:
        raise Unproved(end)
    if rules.slides(last_seen_at=session.last_seen_at, life=session.life, now=now):
        _slide(session, now)
    return Caller(session.device.holder, session.device, session)


def add_device(holder: Holder, *, label: str) -> tuple[Device, str]:
    """A device that is known from now on, and the cookie that proves it."""
    token, now = secrets.token_urlsafe(32), clock.now()
    device = Device.objects.create(
        holder=holder, token=keys.hashed("device", token), label=label[:80], created_at=now, last_seen_at=now
    )
    return device, token


def renew_token(device: Device) -> str:
    """The cookie that proves it from now on; the former one, which never arrived, proves nothing any more."""
    token = secrets.token_urlsafe(32)
    Device.objects.filter(pk=device.pk).update(token=keys.hashed("device", token))
    return token


def device_of(token: str) -> Device | None:
    """The known device behind a cookie, with its holder; a revoked one is nobody's."""
    rows = Device.objects.select_related("holder").filter(revoked_at__isnull=True)
    found = rows.filter(token__in=keys.hashes("device", token)).first()
    if found and found.token != keys.hashed("device", token):
        found.token = keys.hashed("device", token)
        Device.objects.filter(pk=found.pk).update(token=found.token)
    return found


def open_session(device: Device, *, life: timedelta) -> str:
    """Sign the device in, its earlier sessions ended; the cookie's value."""
    token, now = secrets.token_urlsafe(32), clock.now()
    _end(device.sessions.all(), HolderSession.End.SIGNED_OUT)
    HolderSession.objects.create(
        device=device,
        token=keys.hashed("session", token),
        created_at=now,
        last_seen_at=now,
        life=life,
        expires_at=now + life,
    )
    return token


def sign_out(caller: Caller) -> None:
    _end(HolderSession.objects.filter(pk=caller.session.pk), HolderSession.End.SIGNED_OUT)


def revoke(devices: QuerySet[Device]) -> int:
    """Know these devices no more and end their sessions: the phones wipe what they keep. How many there were."""
    now = clock.now()
    _end(HolderSession.objects.filter(device__in=devices), HolderSession.End.REVOKED)
    return devices.filter(revoked_at__isnull=True).update(revoked_at=now)


def shorten(holder: Holder, *, life: timedelta) -> None:
    """The file became sensitive: no open session outlives that length from now."""
    now = clock.now()
    HolderSession.objects.filter(device__holder=holder, ended_at__isnull=True).update(
        life=life, expires_at=Least(F("expires_at"), Value(now + life))
    )


def _session(token: str, device: str) -> HolderSession | None:
    if not token:
        return None
    found = _with_token.first(tokens=keys.hashes("session", token))
    if found and found.token != keys.hashed("session", token):
        found.token = keys.hashed("session", token)
        HolderSession.objects.filter(pk=found.pk).update(token=found.token)
        known = Device.objects.filter(pk=found.device_id, token__in=keys.hashes("device", device))
        known.update(token=keys.hashed("device", device))
    return found


@Compiled
def _with_token(*, tokens: list[str]) -> QuerySet[HolderSession]:
    return HolderSession.objects.select_related("device__holder").filter(any_word("token", tokens))


def _slide(session: HolderSession, now: datetime) -> None:
    session.last_seen_at, session.expires_at = now, now + session.life
    HolderSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(
        last_seen_at=now, expires_at=session.expires_at
    )
    Device.objects.filter(pk=session.device_id).update(last_seen_at=now)


def _end(sessions: QuerySet[HolderSession], how: str) -> None:
    sessions.filter(ended_at__isnull=True).update(ended_at=clock.now(), end=how)

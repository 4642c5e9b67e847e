"""What every code has in common: it is asked for, leaves by the code lane, and is compared five times at most."""

from uuid import UUID

from django.conf import settings
from django.db import transaction

from backend.accounts import actions_challenge, rules
from backend.accounts.models import Agent, Challenge, Holder
from backend.common import clock
from backend.common.errors import Refused, Unproved
from backend.delivery import actions as delivery
from backend.delivery.models import Channel, Lane


def ask(
    kind: str,
    address: str,
    *,
    browser: str,
    language: str,
    holder: Holder | None = None,
    agent: Agent | None = None,
) -> Challenge:
    """A challenge and its message, the same rows whoever the address belongs to: the composer decides if it leaves.

    The message names no holder: whether the number is in a file is not known here, and must not show.
    """
    with transaction.atomic():
        challenge = actions_challenge.open_challenge(
            kind, address, holder=holder, agent=agent, browser=browser, language=language
        )
        delivery.queue(
            subject=str(challenge),
            revision=1,
            kind="code",
            channel=Channel.EMAIL if kind == Challenge.Kind.NEW_EMAIL else Channel.SMS,
            holder=None,
            lane=Lane.CODE,
            not_before=clock.now(),
            expires_at=challenge.expires_at,
        )
    return challenge


def compare(challenge: UUID, *, kind: str, browser: str, code: str) -> tuple[Challenge, bool]:
    """Use up one comparison; the challenge and whether the code was right. Refused('code_expired') where none is left.

    Another browser's challenge, one of another kind, a consumed or expired one and one that never was look the same.
    """
    counted = actions_challenge.count_comparison(challenge, kind=kind, browser=browser)
    if counted is None:
        raise Refused("code_expired")
    return counted, rules.is_code(settings.CODE_SECRET, counted.pk, code)


def refusal(challenge: Challenge) -> Unproved:
    """The one answer to a wrong code, a wrong birth date and a number in no file."""
    return Unproved("code_refused", detail={"left": rules.COMPARISONS - challenge.comparisons})


def use(challenge: Challenge) -> None:
    """Once, or Refused('code_expired'): of simultaneous right answers one goes on."""
    if not actions_challenge.consume(challenge):
        raise Refused("code_expired")

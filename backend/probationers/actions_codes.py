"""What every code has in common: it is asked for, leaves by the code lane, and is compared five times at most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from backend.accounts import actions_challenge, rules, rules_budgets
from backend.accounts.models import Agent, Challenge, Device, Holder
from backend.common import clock
from backend.common.errors import Refused, Unproved
from backend.delivery import actions as delivery
from backend.delivery.models import Channel, Lane


@dataclass(frozen=True)
class Way:
    """How a code goes; by notification or e-mail only to the known device that asked, or to its holder's address."""

    channel: str
    device: Device | None = None


@dataclass(frozen=True)
class Turn:
    """From when on an SMS may leave; not `leaves`: its code is over before."""

    at: datetime
    leaves: bool


def ask(
    kind: str,
    address: str,
    *,
    browser: str,
    language: str,
    holder: Holder | None = None,
    agent: Agent | None = None,
    ways: Sequence[Way] = (),
    turn: Turn | None = None,
) -> Challenge:
    """A challenge and its message, the same rows whoever the address belongs to: the composer decides if it leaves.

    The message names no holder: whether the number is in a file is not known here, and must not show. `ways` are those
    that a known device takes instead of SMS; `turn` says when an SMS may leave, else at once.
    """
    with transaction.atomic():
        challenge = actions_challenge.open_challenge(
            kind, address, holder=holder, agent=agent, browser=browser, language=language,
            elsewhere=bool(ways),
        )  # fmt: skip
        usual = Channel.EMAIL if kind == Challenge.Kind.NEW_EMAIL else Channel.SMS
        if kind == Challenge.Kind.NEW_NUMBER:
            actions_challenge.spend(actions_challenge.spending())
        for way in ways or [Way(usual)]:
            send(challenge, way, turn=turn)
    return challenge


def turn(what: str, address: str, *, costs: bool) -> Turn:
    """When the SMS may leave that somebody there asks for now. `costs`: it leaves, since the number is on file.

    The caller is told nothing of it: what depends on who is on file must not show.
    """
    budgets, now = rules_budgets.of_sms(what, address), clock.now()
    over = now + settings.CHALLENGE_LIFE
    at = actions_challenge.take_turn(budgets, costs=costs, until=over)
    return Turn(at, leaves=at < over)


def send(challenge: Challenge, way: Way, *, turn: Turn | None = None) -> None:
    """Queue the challenge's code by one way: a second time by the same way is the same message."""
    holder, device = (way.device.holder_id, str(way.device.pk)) if way.device else (None, "")
    delivery.queue(
        subject=str(challenge), revision=1, kind="code", channel=way.channel, holder=holder, occasion=device,
        lane=Lane.CODE, not_before=turn.at if turn else clock.now(), expires_at=challenge.expires_at,
    )  # fmt: skip


def send_elsewhere(challenge: UUID, *, browser: str, way: Way) -> Challenge:
    """The code of a sign-in once more, by another way; Refused('code_expired') where there is none to send.

    A browser that we do not know gets the same rows and the same answer, and its composer refuses.
    """
    with transaction.atomic():
        opened = actions_challenge.open_elsewhere(challenge, kind=Challenge.Kind.SIGN_IN, browser=browser)
        if opened is None:
            raise Refused("code_expired")
        send(opened, way)
        return opened


def compare(challenge: UUID, *, kind: str, browser: str, code: str) -> tuple[Challenge, bool]:
    """Use up one comparison; the challenge and whether the code was right. Refused('code_expired') where none is left.

    `consumed_at` is set where its own browser used it a moment ago and asks again, since the answer was lost.

    Another browser's challenge, one of another kind, a consumed or expired one and one that never was look the same.
    """
    counted = actions_challenge.count_comparison(challenge, kind=kind, browser=browser)
    if counted is None:
        raise Refused("code_expired")
    return counted, any(rules.is_code(key, counted.pk, code) for key in settings.CODE_KEYS)


def refusal(challenge: Challenge) -> Unproved:
    """The one answer to a wrong code, a wrong birth date and a number in no file."""
    return Unproved("code_refused", detail={"left": rules.COMPARISONS - challenge.comparisons})


def use(challenge: Challenge, *, by: Device | None = None) -> None:
    """Once, or Refused('code_expired'): of simultaneous right answers one goes on. `by`: what may ask again."""
    if not actions_challenge.consume(challenge, by=by):
        raise Refused("code_expired")

"""Signing in by a code: the same words, status and work whether or not a number stands in a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from backend.accounts import actions_challenge, queries_codes, rules, rules_budgets, rules_codes, sessions_holder
from backend.accounts.models import Challenge, Device
from backend.common import clock, phones
from backend.common.errors import Refused, Slower
from backend.delivery import actions as delivery
from backend.delivery import queries as delivery_queries
from backend.delivery import queries_health
from backend.delivery.models import Channel, Lane
from backend.journal import actions as journal
from backend.probationers import (
    actions_births,
    actions_changes,
    actions_codes,
    actions_proof,
    queries,
    queries_sign_in,
    rules_sign_in,
)
from backend.probationers.actions_codes import Way
from backend.probationers.models import BirthTries, ContactChange, Probationer
from backend.probationers.rules_sign_in import Candidate, Outcome

PUSH_FIRST = timedelta(minutes=10)  # the SMS about a new device waits so long for the push to be shown


@dataclass(frozen=True)
class Asked:
    """What the browser learns of a challenge; nothing in it depends on whether the number stands in a file."""

    challenge: Challenge
    birth_date_needed: bool
    by: str = "sms"  # elsewhere: by notification or e-mail, without saying which there is
    other_ways: bool = False  # whether this browser may have the code by notification or e-mail instead


@dataclass(frozen=True)
class SignedIn:
    """`device_token` is None where the device was known already."""

    session_token: str
    device_token: str | None
    file: Probationer


def ask_code(said: str, *, language: str, browser: str, device: str, address: str) -> Asked:
    """Have a code sent to a number, if it stands in a file. `device` and `browser` are cookies.

    What is refused is counted nowhere.
    """
    number = phones.mobile(said)
    found = sessions_holder.device_of(device)
    known = _known(found, number)
    with transaction.atomic():
        count = rules_budgets.of_sign_in(number, device=str(found or ""), is_own=known is not None, address=address)
        actions_challenge.take(*count.budgets, instead=count.instead)
        is_on_file = queries.with_number(number).exists()
        turn = None if found else actions_codes.turn("code", address, costs=is_on_file)
        ways = _ways(number, known, costs=is_on_file and (turn is None or turn.leaves))
        challenge = actions_codes.ask(
            Challenge.Kind.SIGN_IN, number, browser=browser, language=language, ways=ways, turn=turn
        )
    is_sensitive = known is not None and known.file.sensitive_channel
    needed = bool(ways) or rules_sign_in.asks_birth(is_known_device=known is not None, is_sensitive=is_sensitive)
    other = known is not None and not is_sensitive
    return Asked(challenge, needed, by="elsewhere" if ways else "sms", other_ways=other)


def send_elsewhere(challenge: UUID, *, by: str, browser: str, device: str) -> Asked:
    """The code that was asked for, by notification on this very device or to the proved e-mail of its file.

    Then it proves no number, and the birth date is asked: a phone that was passed on still has its notifications.
    A browser that is not known gets the same answer for the same work, and nothing. Asking again says nothing again:
    the outbox holds a challenge's code once by each way.
    """
    found = sessions_holder.device_of(device)
    sent = actions_codes.send_elsewhere(challenge, browser=browser, way=Way(by, found))
    return Asked(sent, True, by=by, other_ways=True)


@dataclass(frozen=True)
class Known:
    """The file that this very browser signed in to before, where the number is its number."""

    file: Probationer
    device: Device


def _known(found: Device | None, number: str) -> Known | None:
    file = Probationer.objects.filter(holder=found.holder_id if found else None).first()
    return Known(file, found) if file and found and file.phone == number else None


def _ways(number: str, known: Known | None, *, costs: bool) -> Sequence[Way]:
    """By which ways besides SMS the code goes; an SMS is counted here, or Slower where there may be none.
    `costs`: it leaves.

    In the caller's transaction, which gives back what was counted where this refuses.
    """
    lately = actions_challenge.spending()
    may_sms = rules_codes.may_go_to(number, settings.CODE_PREFIXES) and not lately.is_spent
    ways = () if known is None else _other_ways(known, may_sms=may_sms)
    if known is None and not may_sms:
        raise Slower("codes_paused", seconds=600)
    if not ways:
        actions_challenge.spend(lately, is_known=costs)
    return ways


def _other_ways(known: Known, *, may_sms: bool) -> Sequence[Way]:
    """How a known device gets its code while SMS are short or stuck; nothing: by SMS all the same."""
    if known.file.sensitive_channel or (may_sms and queries_health.sms_flows()):
        return ()
    listens = bool(delivery_queries.subscribed_devices([known.device.pk]))
    open_ways = {Channel.PUSH: listens, Channel.EMAIL: known.file.email_proved_at is not None}
    return [Way(channel, known.device) for channel, is_open in open_ways.items() if is_open]


def sign_in(
    challenge: UUID, *, code: str, born: date | None, year: int | None, browser: str, device: str, label: str
) -> SignedIn:
    """Open the one file that code and birth date choose, or say no in the same way whatever was wrong.

    The comparison is counted and committed before anything is looked at; five in all, right or wrong.
    """
    known = sessions_holder.device_of(device)
    _refuse_while_paused(known)
    counted, is_right = actions_codes.compare(challenge, kind=Challenge.Kind.SIGN_IN, browser=browser, code=code)
    # A code that went elsewhere proves no number: the browser counts as any other, and the birth date is asked.
    candidates = queries_sign_in.candidates(
        counted.address, known=None if counted.elsewhere else known, now=clock.now()
    )
    outcome, files, tries = _choose(candidates, is_right, born, year)
    about = [one for one in candidates if one.file in files]
    if outcome is Outcome.SIGNED_IN:
        if len(files) > 1 and known is None:
            _tell_agents(about, Outcome.AMBIGUOUS)
        return _open(counted, files[0], known, label)
    actions_births.tell_agents(tries)
    _tell_agents(about, outcome)
    if outcome is Outcome.AMBIGUOUS:
        actions_codes.use(counted)
        raise Refused("ask_an_agent")
    raise actions_codes.refusal(counted)


def _choose(
    candidates: Sequence[Candidate[Probationer]], is_right: bool, born: date | None, year: int | None
) -> tuple[Outcome, list[Probationer], dict[UUID, int]]:
    """The outcome, the files it is about, and which try at their birth dates this was: counted unless it opens one."""
    with transaction.atomic():
        tries = actions_births.count(
            [one.file.pk for one in candidates] if is_right else [], door=BirthTries.Door.SIGN_IN
        )
        tried = [replace(one, is_stopped=rules_sign_in.is_stopped(tries.get(one.file.pk, 0))) for one in candidates]
        outcome, files = rules_sign_in.choose(tried, is_code_right=is_right, born=born, year=year)
        if outcome is Outcome.SIGNED_IN:
            transaction.set_rollback(True)
        else:
            actions_challenge.note("code_failed", "known" if candidates else "unknown")
    return outcome, files, tries


def _refuse_while_paused(known: Device | None) -> None:
    """Guessing spread over many numbers: new devices wait, known ones and the agents' counters go on."""
    failures = actions_challenge.failures_lately("code_failed", "known")
    if known is None and rules.is_paused(failures):
        raise Slower("paused", seconds=600)


def _tell_agents(about: Sequence[Candidate[Probationer]], outcome: Outcome) -> None:
    for one in about:
        why = rules_sign_in.why_not(one, [other for other in about if other is not one], outcome)
        with transaction.atomic():
            actions_changes.notice(one.file, ContactChange.Field.SIGN_IN, new=why, by=one.file.holder)


def _open(challenge: Challenge, file: Probationer, known: Device | None, label: str) -> SignedIn:
    with transaction.atomic():
        if challenge.consumed_at and challenge.used_by:
            device, token = _known_again(challenge.used_by, file, known)
        else:
            device, token = _known_now(file, known, label)
            actions_codes.use(challenge, by=device)
            if not challenge.elsewhere:
                actions_proof.prove_own_phone(file)
                actions_challenge.note(queries_codes.USED, "known")
        session = sessions_holder.open_session(device, life=life_of(file))
        journal.write("probationers.sign_in", device, by=file.holder, about=file)
    return SignedIn(session, token, file)


def _known_now(file: Probationer, known: Device | None, label: str) -> tuple[Device, str | None]:
    """The one that is known already, or one more."""
    if known is not None and known.holder_id == file.holder_id:
        return known, None
    return _add_device(file, label, replaced=known)


def _known_again(used_by: UUID, file: Probationer, known: Device | None) -> tuple[Device, str | None]:
    """The device that the lost answer spoke of, its cookie made anew: nobody is told of a second one.

    Refused('code_expired') where it has signed out since, or is no longer known.
    """
    devices = Device.objects.select_for_update(of=("self",)).filter(holder=file.holder, revoked_at=None)
    device = devices.filter(pk=used_by, sessions__ended_at=None).first()
    if device is None:
        raise Refused("code_expired")
    return device, None if known and known.pk == device.pk else sessions_holder.renew_token(device)


def _add_device(file: Probationer, label: str, *, replaced: Device | None) -> tuple[Device, str]:
    """Know one more browser, and say so on the others. `replaced`: the other person's that this browser was."""
    if replaced is not None:
        sessions_holder.revoke(Device.objects.filter(pk=replaced.pk))
    has_others = Device.objects.filter(holder=file.holder, revoked_at__isnull=True).exists()
    device, token = sessions_holder.add_device(file.holder, label=label)
    if has_others:
        _tell_devices(file, device)
        actions_changes.notice(file, ContactChange.Field.DEVICE, new=label, by=file.holder)
    return device, token


def _tell_devices(file: Probationer, device: Device) -> None:
    now = clock.now()
    push = delivery.queue(
        subject=str(device), revision=1, kind="new_device", channel=Channel.PUSH, holder=file.holder_id,
        lane=Lane.NOW, not_before=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    if not phones.gets_sms(file.phone):
        return
    delivery.queue(
        subject=str(device), revision=1, kind="new_device", channel=Channel.SMS, holder=file.holder_id,
        lane=Lane.NOW, not_before=now, release_at=now + PUSH_FIRST, expires_at=now + timedelta(days=1), behind=push,
    )  # fmt: skip


def life_of(file: Probationer) -> timedelta:
    """How long a session of that file lasts when nothing is done in it."""
    life: timedelta = settings.HOLDER_SESSION_LIFE_SENSITIVE if file.sensitive_channel else settings.HOLDER_SESSION_LIFE
    return life

"""The person's own details. A number or an e-mail is proved by a code sent there; the old number is told."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from backend.accounts import actions_acts, actions_challenge, rules_budgets
from backend.accounts.models import Challenge
from backend.accounts.rules_acts import Act, act_at_once
from backend.accounts.sessions_holder import Caller
from backend.common import clock, emails, phones, text
from backend.common.errors import Refused, Unproved
from backend.common.idempotency import digest_of
from backend.delivery import actions as delivery
from backend.delivery.models import Channel, Lane
from backend.probationers import (
    actions_births,
    actions_changes,
    actions_codes,
    actions_proof,
    queries,
    rules_contact,
    rules_file,
    rules_sign_in,
)
from backend.probationers.models import BirthTries, ContactChange, Probationer


def update_details(caller: Caller, *, given: dict[str, object], act: Act | None = None) -> Probationer:
    """Address, language, channels; one change for each kind of detail that really changed. Once for each act's key."""
    with transaction.atomic():
        actions_challenge.take(rules_budgets.of_details(str(caller.holder.pk)))
        file = _locked(caller)
        if not file.wants_email:
            rules_file.check_email_copy(wanted=bool(given.get("wants_email")), email=file.email)
        change_details(file, given, by=caller.device, act=act)
        return file


def change_details(
    file: Probationer, given: dict[str, object], *, by: object, organisation: object = "", act: Act | None = None
) -> None:
    """The same for person and agent; the file is locked by whoever calls.

    Without `act` it is said as it arrives. Refused where something newer was said of the same; nothing when repeated.
    """
    act = replace(act or act_at_once(clock.now()), digest=digest_of(given))
    if not actions_acts.take(file.holder, rules_contact.subjects(given), act):
        return
    _change(file, given, by=by, organisation=organisation)
    if given.get("wants_sms") and file.phone:
        delivery.opt_in(file.phone, said_at=act.at)  # who wants reminders again takes back a STOP said earlier


def _change(file: Probationer, given: dict[str, object], *, by: object, organisation: object) -> None:
    before = rules_contact.details(file)
    if "language" in given:
        rules_file.language(str(given["language"]))
    for name, value in given.items():
        setattr(file, name, text.tidy(value) if isinstance(value, str) else value)
    after = rules_contact.details(file)
    file.save(update_fields=list(given))
    for field in rules_contact.changed(before, after):
        actions_changes.record(
            file, field, old=getattr(before, field), new=getattr(after, field), by=by, organisation=organisation
        )
    if before.language != after.language:
        file.holder.language = file.language
        file.holder.save(update_fields=["language"])


def ask_new_phone(caller: Caller, said: str, *, born: date | None, year: int | None, browser: str) -> Challenge:
    """A code to the new number, once the birth date was right again.

    Each comparison counts, also that of one's own number: else a stolen phone could guess the date. What is refused
    for another reason costs nothing.
    """
    file = queries.of_holder(caller.holder)
    number = phones.mobile(said, territory=queries.territory_of(file))
    with transaction.atomic():
        actions_challenge.take(rules_budgets.of_new_address(str(caller.holder.pk)))
        is_birth, tries = _compare_birth(file, born, year)
        is_same = number == file.phone and file.phone_status == Probationer.PhoneStatus.PROVED
        if is_birth and not is_same:
            actions_challenge.take(rules_budgets.to_new_address(number))
            actions_challenge.refuse_while_spent()
            return _ask(Challenge.Kind.NEW_NUMBER, number, caller, file, browser)
    if not is_birth:
        actions_births.tell_agents(tries)
        raise Unproved("code_refused")
    raise Refused("phone_unchanged", fields={"phone": "phone_unchanged"})


def _compare_birth(file: Probationer, born: date | None, year: int | None) -> tuple[bool, dict[UUID, int]]:
    """Counted unless it is right; the dates of a file at which somebody guesses are compared no more."""
    with transaction.atomic():
        tries = actions_births.count([file.pk], door=BirthTries.Door.NEW_NUMBER)
        is_birth = rules_sign_in.is_birth(file.birth_date, file.birth_year, born=born, year=year)
        is_right = is_birth and not rules_sign_in.is_stopped(tries[file.pk])
        transaction.set_rollback(is_right)
    return is_right, tries


def prove_new_phone(caller: Caller, challenge: UUID, *, code: str, browser: str) -> Probationer:
    """The number is changed; the old one is told and can take it back."""
    proved = _proved(caller, challenge, Challenge.Kind.NEW_NUMBER, code, browser)
    with transaction.atomic():
        file = _locked(caller)
        if not _use(proved, caller):
            return file
        old = file.phone
        actions_proof.prove_phone(file, proved.address)
        if old != proved.address:
            change = actions_changes.record(
                file, ContactChange.Field.PHONE, old=old, new=proved.address, by=caller.device
            )
            tell_old_number(change)
    return file


def tell_old_number(change: ContactChange) -> None:
    """It was proved to be the person's: whoever changed it, her phone says so while she can still object."""
    if phones.gets_sms(change.old):
        now = clock.now()
        delivery.queue(
            subject=str(change), revision=1, kind="number_changed", channel=Channel.SMS,
            holder=change.probationer.holder_id, lane=Lane.NOW, not_before=now, expires_at=now + timedelta(days=2),
        )  # fmt: skip


def ask_new_email(caller: Caller, said: str, *, browser: str) -> Challenge:
    address = emails.read(said)
    with transaction.atomic():
        actions_challenge.take(
            rules_budgets.of_new_address(str(caller.holder.pk)), rules_budgets.to_new_address(address)
        )
        return _ask(Challenge.Kind.NEW_EMAIL, address, caller, queries.of_holder(caller.holder), browser)


def prove_new_email(caller: Caller, challenge: UUID, *, code: str, browser: str) -> Probationer:
    proved = _proved(caller, challenge, Challenge.Kind.NEW_EMAIL, code, browser)
    with transaction.atomic():
        file = _locked(caller)
        if not _use(proved, caller):
            return file
        old, file.email, file.email_proved_at = file.email, proved.address, clock.now()
        file.email_refused_at = None
        file.save(update_fields=["email", "email_proved_at", "email_refused_at"])
        if old != file.email:
            actions_changes.record(file, ContactChange.Field.EMAIL, old=old, new=file.email, by=caller.device)
    return file


def _ask(kind: str, address: str, caller: Caller, file: Probationer, browser: str) -> Challenge:
    return actions_codes.ask(kind, address, holder=caller.holder, browser=browser, language=file.language)


def _proved(caller: Caller, challenge: UUID, kind: str, code: str, browser: str) -> Challenge:
    counted, is_right = actions_codes.compare(challenge, kind=kind, browser=browser, code=code)
    if not is_right or counted.holder_id != caller.holder.pk:
        raise actions_codes.refusal(counted)
    return counted


def _use(proved: Challenge, caller: Caller) -> bool:
    """False: it was used, and is asked again because the answer was lost; everything is done already."""
    if proved.consumed_at:
        return False
    actions_codes.use(proved, by=caller.device)
    return True


def _locked(caller: Caller) -> Probationer:
    return Probationer.objects.select_for_update(of=("self",)).select_related("holder").get(holder=caller.holder)

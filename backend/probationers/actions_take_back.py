"""Taking a number back from the phone that had it: within seven days, by a code sent there and the birth date."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Challenge, Device
from backend.common import clock, phones
from backend.delivery import actions as delivery
from backend.probationers import (
    actions_births,
    actions_changes,
    actions_codes,
    actions_proof,
    actions_sessions,
    queries_notices,
    rules_sign_in,
)
from backend.probationers.models import BirthTries, ContactChange, Probationer


def ask_take_back(said: str, *, language: str, browser: str, address: str) -> Challenge:
    """A code to the old number, if it was changed lately; the same rows and words for any other.

    The ceiling of the sign-in's codes does not stop it: so few numbers get such a code that its own budgets bound it.
    """
    number = phones.mobile(said)
    with transaction.atomic():
        count = rules_budgets.of_take_back(number, address=address)
        actions_challenge.take(*count.budgets, instead=count.instead)
        was_on_file = queries_notices.number_changes(number, now=clock.now()).exists()
        turn = actions_codes.turn("take_back", address, costs=was_on_file)
        return actions_codes.ask(Challenge.Kind.TAKE_BACK, number, browser=browser, language=language, turn=turn)


def take_back(challenge: UUID, *, code: str, born: date | None, year: int | None, browser: str) -> None:
    """The old number stands in the file again, the devices that came since are forgotten, an agent sees it."""
    counted, is_right = actions_codes.compare(challenge, kind=Challenge.Kind.TAKE_BACK, browser=browser, code=code)
    changes = list(queries_notices.number_changes(counted.address, now=clock.now()).order_by("at"))
    matching, tries = _match(changes if is_right else [], born, year, is_known=bool(changes))
    if not matching:
        actions_births.tell_agents(tries)
        raise actions_codes.refusal(counted)
    with transaction.atomic():
        actions_codes.use(counted)
        _restore(matching[0])


def _match(
    changes: list[ContactChange], born: date | None, year: int | None, *, is_known: bool
) -> tuple[list[ContactChange], dict[UUID, int]]:
    """The changes of the one file that the birth date chooses, else none; and which try this was, by file."""
    with transaction.atomic():
        files = sorted({change.probationer_id for change in changes})
        tries = actions_births.count(files, door=BirthTries.Door.TAKE_BACK)
        matching = [
            change
            for change in changes
            if not rules_sign_in.is_stopped(tries[change.probationer_id]) and _is_birth(change.probationer, born, year)
        ]
        if len({change.probationer_id for change in matching}) == 1:
            transaction.set_rollback(True)
            return matching, tries
        actions_challenge.note("code_failed", "known" if is_known else "unknown")
    return [], tries


def _restore(change: ContactChange) -> None:
    """Back to before the oldest change from that number: whoever changed it twice does not keep it."""
    file = Probationer.objects.select_for_update(of=("self",)).select_related("holder").get(pk=change.probationer_id)
    now, held = clock.now(), file.phone
    actions_proof.prove_phone(file, change.old)
    undone = ContactChange.objects.filter(probationer=file, field=ContactChange.Field.PHONE, at__gte=change.at)
    for label in undone.values_list("id", flat=True):
        delivery.cancel(f"contact_change:{label}", reason="number_taken_back")
    actions_sessions.forget(_devices_since(file, undone))
    undone.update(taken_back_at=now)
    actions_changes.record(file, ContactChange.Field.PHONE, old=held, new=file.phone, by=file.holder)


def _devices_since(file: Probationer, undone: QuerySet[ContactChange]) -> QuerySet[Device]:
    """Those that were added since, and those on which the changes were made: a stolen phone is an old device."""
    first = min(undone.values_list("at", flat=True))
    made_on = {by.removeprefix("device:") for by in undone.values_list("by", flat=True) if by.startswith("device:")}
    devices = Device.objects.filter(holder=file.holder_id)
    return devices.filter(Q(created_at__gte=first) | Q(pk__in=made_on))


def _is_birth(file: Probationer, born: date | None, year: int | None) -> bool:
    return rules_sign_in.is_birth(file.birth_date, file.birth_year, born=born, year=year)

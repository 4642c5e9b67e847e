"""Agents' writes on files: each within the scope that the caller asked for, each in the journal."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from backend.accounts import sessions_holder
from backend.accounts.models import Agent, Device, Holder
from backend.common import clock, emails, phones, sayable
from backend.common.errors import Malformed, Refused, Unseen
from backend.delivery import actions as delivery
from backend.organisations import queries as organisations
from backend.organisations import rules as roles
from backend.organisations.models import Membership
from backend.probationers import (
    actions_changes,
    actions_contact,
    actions_duplicates,
    actions_sessions,
    actions_trust_answer,
    queries,
    queries_search,
    rules,
    rules_file,
    trace,
)
from backend.probationers.models import Affiliation, Assignment, Probationer, Relation
from backend.probationers.queries_search import Duplicate
from backend.probationers.rules_duplicates import Identity

_DETAILS = ("address", "postcode", "city", "language", "wants_push", "wants_sms", "wants_email")


Chosen = int | Literal["own"] | None
OWN: Final[Literal["own"]] = "own"  # the referent whom the creator's role gives: himself, or nobody


def create(
    by: Agent, *, given: Mapping[str, Any], assign_to: Chosen = OWN, force: bool = False, reason: str = ""
) -> Probationer:
    """A file affiliated to the agent's service and nothing else; Duplicated where there is one of the same person.

    Forced, with a reason, where that one is out of sight: the new file is marked, and an APPI number stays on the
    first. A CPIP who names nobody follows the person himself; `None` says that nobody does yet.

    Simultaneous creations under one name queue up on an advisory lock: the second sees the first.
    """
    membership = organisations.membership_of(by)
    if membership is None:
        raise Unseen
    values = _columns(given, by)
    rules_file.check_email_copy(wanted=values.get("wants_email", False), email=values.get("email", ""))
    who = rules_file.identity(values)
    actions_duplicates.count_look_up(by, who)
    with transaction.atomic():
        _lock(who.search_key)
        found = queries_search.duplicates(by, who)
        if not found or (force and actions_duplicates.may_be_forced(found, reason)):
            hidden = [one for one in found if not one.is_visible]
            values = _without_taken_number(values, hidden)
            file = _open(values, who, by, membership=membership, assign_to=assign_to)
            actions_duplicates.mark_second(file, hidden, by=by, organisation=membership.organisation, reason=reason)
            return file
    actions_duplicates.trace_told(found, by=by)
    raise actions_duplicates.Duplicated(found)


def _open(
    values: dict[str, Any], who: Identity, by: Agent, *, membership: Membership, assign_to: Chosen
) -> Probationer:
    file = _insert(values, who, by)
    Affiliation.objects.create(probationer=file, organisation=membership.organisation, since=file.created_at)
    referent = _own_referent(membership) if assign_to == OWN else assign_to
    if referent is not None:
        _assign(file, referent, by)
    trace.write("create", file, by=by, about=file)
    return file


def _without_taken_number(values: dict[str, Any], hidden: Sequence[Duplicate]) -> dict[str, Any]:
    number = values.get("appi_number", "")
    is_taken = bool(number) and any(one.file.appi_number == number for one in hidden)
    return values | {"appi_number": ""} if is_taken else values


def _own_referent(membership: Membership) -> int | None:
    return membership.agent_id if roles.follows_what_he_opens(membership.role) else None


def look_for_duplicates(by: Agent, *, given: Mapping[str, Any]) -> list[Duplicate]:
    """The same search before the form is sent."""
    return actions_duplicates.look_for_duplicates(by, rules_file.identity(_columns(given, by)))


def update(file: Probationer, *, by: Agent, given: Mapping[str, Any], force: bool = False, reason: str = "") -> None:
    """Identity, contact, needs, flags: what is given and nothing else.

    What makes it the file of somebody who has one already is refused, forced and marked as in `create`.
    """
    # A name from before names were read as they are now stays as it is, and hinders no other change.
    names = ("last_name", "first_name")
    values = _columns({key: said for key, said in given.items() if key not in names or said != getattr(file, key)}, by)
    who = actions_duplicates.identity_after(file, values)
    if who is not None:
        # A refused number says that it stands in some file, be it out of sight.
        actions_duplicates.count_look_up(by, who)
    try:
        with transaction.atomic():
            _update(file, values, by=by, reason=reason if force else "")
    except actions_duplicates.Duplicated as refusal:
        actions_duplicates.trace_told(refusal.found, by=by)
        raise
    except Refused as refusal:
        if refusal.code == "appi_taken":
            actions_duplicates.trace_taken(values["appi_number"], by=by)
        raise


def _update(file: Probationer, values: dict[str, Any], *, by: Agent, reason: str) -> None:
    locked = Probationer.objects.select_for_update(of=("self",)).select_related("holder").get(pk=file.pk)
    if locked.archived_at:
        raise Refused("file_archived")
    # Of the row as it stands now: two agents may change a name and a birth date at one moment.
    who = actions_duplicates.identity_after(locked, values)
    if who is not None:
        _lock(who.search_key)
        actions_duplicates.mark_become(locked, who, by=by, reason=reason)
    _write(locked, values, by)


def _write(locked: Probationer, values: dict[str, Any], by: Agent) -> None:
    _change_contact(locked, values, by)
    for name in values:
        setattr(locked, name, values[name])
    locked.search_key = rules.search_key(locked.last_name, locked.first_name)
    _save(locked, [*values, "search_key"])
    if locked.sensitive_channel:
        actions_trust_answer.end_all(locked, by=by)
        sessions_holder.shorten(locked.holder, life=settings.HOLDER_SESSION_LIFE_SENSITIVE)
    trace.write("update", locked, by=by, about=locked)


def set_state(file: Probationer, *, by: Agent, state: str) -> None:
    """Followed, detained …; what may still be said follows from it when a message is about to leave."""
    with transaction.atomic():
        locked = Probationer.objects.select_for_update().get(pk=file.pk)
        locked.state = rules.after(locked.state, state)
        locked.save(update_fields=["state"])
        if locked.state in (Probationer.State.ENDED, Probationer.State.DECEASED):
            actions_trust_answer.end_all(locked, by=by)
        if locked.state == Probationer.State.DECEASED:
            actions_sessions.forget(Device.objects.filter(holder=locked.holder_id))
        delivery.reach_changed(locked.holder_id)
        trace.write("set_state", locked, by=by, about=locked)


def assign(file: Probationer, *, by: Agent, agent: int | None) -> None:
    """Make somebody the referent in his service; None: the agent's own service has no referent any more."""
    queries.refuse_guests(file, by=by)
    with transaction.atomic():
        Probationer.objects.select_for_update().get(pk=file.pk)
        if agent is None:
            membership = organisations.membership_of(by)
            own = membership.organisation_id if membership else None
            _close(Assignment.objects.filter(probationer=file, organisation=own))
        else:
            _assign(file, agent, by)
        trace.write("assign", file, by=by, about=file, detail={"agent": f"agent:{agent}" if agent else ""})


def add_relation(file: Probationer, *, by: Agent, kind: str, name: str, phone: str = "", email: str = "") -> Relation:
    """A guardian, a curator, a lawyer, a parent: told by agents, not revocable by the person."""
    if kind not in Relation.Kind.values:
        raise Malformed("relation_unknown", fields={"kind": "relation_unknown"})
    sayable.check({"name": name})
    with transaction.atomic():
        made = Relation.objects.create(
            probationer=file,
            kind=kind,
            name=name[:120],
            phone=phones.parse(phone, territory=organisations.territory_of(by)) if phone.strip() else "",
            email=emails.read(email) if email else "",
        )
        trace.write("add_relation", f"relation:{made.pk}", by=by, about=file)
        return made


def remove_relation(file: Probationer, *, by: Agent, relation: int) -> None:
    with transaction.atomic():
        if not Relation.objects.filter(probationer=file, pk=relation).delete()[0]:
            raise Unseen
        trace.write("remove_relation", f"relation:{relation}", by=by, about=file)


def _columns(given: Mapping[str, Any], by: Agent) -> dict[str, Any]:
    values = rules_file.cleaned(given, today=clock.now().date(), territory=organisations.territory_of(by))
    if values.get("email"):
        values["email"] = emails.read(values["email"])
    return values


def _insert(values: dict[str, Any], who: Identity, by: Agent) -> Probationer:
    holder = Holder.objects.create(language=values.get("language", "fr"))
    made = Probationer(
        **values,
        holder=holder,
        search_key=who.search_key,
        phone_status=rules_file.phone_status(values.get("phone", "")),
        created_at=clock.now(),
        created_by=by,
    )
    _save(made, None)
    return made


def _save(file: Probationer, columns: list[str] | None) -> None:
    try:
        with transaction.atomic():
            file.save(force_insert=columns is None, update_fields=columns)
    except IntegrityError as error:
        if "appi_number_once" not in str(error):
            raise
        raise Refused("appi_taken", fields={"appi_number": "appi_taken"}) from error


def _change_contact(file: Probationer, values: dict[str, Any], by: Agent) -> None:
    service = trace.service_of(by)
    if not {"email", "wants_email"}.isdisjoint(values):
        wanted = values.get("wants_email", file.wants_email)
        rules_file.check_email_copy(wanted=wanted, email=values.get("email", file.email))
    actions_contact.change_details(
        file, {name: values.pop(name) for name in _DETAILS if name in values}, by=by, organisation=service
    )
    for name in ("phone", "email"):
        if name in values and values[name] != getattr(file, name):
            old = getattr(file, name)
            change = actions_changes.record(file, name, old=old, new=values[name], by=by, organisation=service)
            if name == "phone" and file.phone_status == Probationer.PhoneStatus.PROVED:
                actions_contact.tell_old_number(change)
            if name == "phone" and old:
                actions_sessions.end_of_number(change, by=by)
            proof: dict[str, dict[str, Any]] = {
                "phone": {"phone_status": rules_file.phone_status(values[name]), "phone_proved_at": None},
                "email": {"email_proved_at": None, "email_refused_at": None},
            }
            values.update(proof[name])


def _assign(file: Probationer, agent: int, by: Agent) -> None:
    """Within the agent's own service and those linked to it, to somebody whose role follows files."""
    membership = organisations.colleagues_of(by).filter(agent=agent).first()
    if membership is None:
        raise Unseen
    if not roles.may_follow(membership.role):
        raise Refused("agent_may_not_follow", fields={"agent": "agent_may_not_follow"})
    present = Assignment.objects.filter(probationer=file, organisation=membership.organisation)
    _close(present)
    Assignment.objects.create(probationer=file, agent_id=agent, organisation=membership.organisation, since=clock.now())


def _close(assignments: QuerySet[Assignment]) -> None:
    assignments.filter(until__isnull=True).update(until=clock.now())


def _lock(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [key])

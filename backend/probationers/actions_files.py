"""Agents' writes on files: each within the scope that the caller asked for, each in the journal."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from backend.accounts import sessions_holder
from backend.accounts.models import Agent, Device, Holder
from backend.common import clock, emails, phones
from backend.common.errors import Malformed, Refused, Unseen
from backend.delivery import actions as delivery
from backend.organisations import queries as organisations
from backend.organisations import rules as roles
from backend.organisations.models import Membership
from backend.probationers import (
    actions_changes,
    actions_contact,
    actions_sessions,
    actions_trust_answer,
    queries_search,
    rules,
    rules_duplicates,
    rules_file,
    trace,
)
from backend.probationers.models import Affiliation, Assignment, Probationer, Relation
from backend.probationers.queries_search import Duplicate
from backend.probationers.rules_duplicates import Identity

_DETAILS = ("address", "postcode", "city", "language", "wants_push", "wants_sms", "wants_email")


class Duplicated(Refused):
    """There is a file already; `found` says which, as far as the agent may know."""

    def __init__(self, found: Sequence[Duplicate]) -> None:
        kinds = {one.kind for one in found}
        super().__init__("duplicate_certain" if "certain" in kinds else "duplicate_possible")
        self.found = found


Chosen = int | Literal["own"] | None
OWN: Final[Literal["own"]] = "own"  # the referent whom the creator's role gives: himself, or nobody


def create(by: Agent, *, given: Mapping[str, Any], assign_to: Chosen = OWN, force: bool = False) -> Probationer:
    """A file affiliated to the agent's service and nothing else; Duplicated where there is one of the same person.

    A CPIP who names nobody follows the person himself; `None` says that nobody does yet.

    Simultaneous creations under one name queue up on an advisory lock: the second sees the first.
    """
    membership = organisations.membership_of(by)
    if membership is None:
        raise Unseen
    values = _columns(given, by)
    who = rules_file.identity(values)
    with transaction.atomic():
        _lock(who.search_key)
        found = queries_search.duplicates(by, who)
        refused = [one for one in found if not (force and _may_be_forced(one, who))]
        if not refused:
            file = _insert(values, who, by)
            Affiliation.objects.create(probationer=file, organisation=membership.organisation, since=file.created_at)
            referent = _own_referent(membership) if assign_to == OWN else assign_to
            if referent is not None:
                _assign(file, referent, by)
            trace.write("create", file, by=by, about=file)
            return file
    _trace_told(found, by)
    raise Duplicated(found)


def _own_referent(membership: Membership) -> int | None:
    return membership.agent_id if roles.follows_what_he_opens(membership.role) else None


def look_for_duplicates(by: Agent, *, given: Mapping[str, Any]) -> list[Duplicate]:
    """The same search before the form is sent; whoever is named to the agent has it in the journal."""
    found = queries_search.duplicates(by, rules_file.identity(_columns(given, by)))
    _trace_told(found, by)
    return found


def update(file: Probationer, *, by: Agent, given: Mapping[str, Any]) -> None:
    """Identity, contact, needs, flags: what is given and nothing else."""
    values = _columns(given, by)
    with transaction.atomic():
        locked = Probationer.objects.select_for_update(of=("self",)).select_related("holder").get(pk=file.pk)
        if locked.archived_at:
            raise Refused("file_archived")
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
    actions_contact.change_details(
        file, {name: values.pop(name) for name in _DETAILS if name in values}, by=by, organisation=service
    )
    for name in ("phone", "email"):
        if name in values and values[name] != getattr(file, name):
            actions_changes.record(file, name, old=getattr(file, name), new=values[name], by=by, organisation=service)
            proof = {
                "phone": ("phone_status", rules_file.phone_status(values[name])),
                "email": ("email_proved_at", None),
            }
            values.update([proof[name]])
            if name == "email":
                values["email_refused_at"] = None


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


def _may_be_forced(one: Duplicate, who: Identity) -> bool:
    is_same_appi = bool(who.appi_number) and one.file.appi_number == who.appi_number
    return rules_duplicates.may_be_forced(one.kind, is_visible=one.is_visible, is_same_appi=is_same_appi)


def _trace_told(found: Sequence[Duplicate], by: Agent) -> None:
    """Each file named to the agent, also by a service's name alone, has it in its own journal."""
    for one in found:
        trace.write("told_of_duplicate", one.file, by=by, about=one.file)


def _lock(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [key])

"""Contacts of trust: named by the person or by an agent, looked at by an agent, asked, active; ended by any of them.

An agent looks before anybody is written to: a person may be forbidden to be in touch with whom he names (field rule 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from backend.accounts import actions_challenge
from backend.accounts.models import Agent
from backend.accounts.rules import Budget
from backend.accounts.sessions_holder import Caller
from backend.common import clock, emails, phones, sayable, text
from backend.common.errors import Malformed, Refused
from backend.organisations import queries as organisations
from backend.probationers import actions_trust_asking as asking
from backend.probationers import queries, queries_trust, rules_file, rules_trust, trace
from backend.probationers.models import Probationer, TrustedContact


@dataclass(frozen=True)
class Named:
    """Whom the person wishes, as columns; one number or one address."""

    name: str
    relation: str
    phone: str
    email: str
    language: str
    says_initial: bool


def read(file: Probationer, *, by: Agent) -> list[TrustedContact]:
    """Those of one file; that they were looked at stands in the journal."""
    with transaction.atomic():
        trace.write("read_contacts", file, by=by, about=file)
        return list(queries_trust.of_file(file).select_related("probationer"))


def propose(caller: Caller, *, given: Mapping[str, Any]) -> TrustedContact:
    """Named by the person: waits for an agent, and nobody is written to."""
    own = queries.of_holder(caller.holder)
    wish = _read(given, territory=queries.territory_of(own))
    actions_challenge.take(Budget("trusted", str(caller.holder.pk), rules_trust.NAMINGS))
    with transaction.atomic():
        file = _locked(own)
        made = _create(file, wish, by=caller.device, consented_on=queries_trust.today_of(file))
        asking.trace_by_person("name_contact", made, caller)
        return made


def name(
    file: Probationer, *, by: Agent, given: Mapping[str, Any], consented_on: date, approves: bool
) -> TrustedContact:
    """Named by an agent for a person who said so that day. Who may approve has thereby, and the contact is asked."""
    wish = _read(given, territory=organisations.territory_of(by))
    if not queries_trust.today_of(file) >= consented_on > date(2000, 1, 1):
        raise Malformed("consent_date_unlikely", fields={"consented_on": "consent_date_unlikely"})
    with transaction.atomic():
        made = _create(_locked(file), wish, by=by, consented_on=consented_on)
        trace.write("name_contact", made, by=by, about=file)
        asking.tell_referent(made, by=by)
        if approves:
            _approve(made, by)
        return made


def approve(contact: TrustedContact, *, by: Agent) -> None:
    """An agent agrees: code and link leave."""
    with transaction.atomic():
        _approve(asking.locked(contact), by)


def _approve(contact: TrustedContact, by: Agent) -> None:
    asking.apply(contact, "approve", who="agent", by=by)
    if queries_trust.is_silent(contact.probationer):
        raise Refused("contact_not_here")
    contact.approved_at, contact.approved_by = clock.now(), by
    contact.save(update_fields=["approved_at", "approved_by"])
    asking.ask(contact, by=by)
    if contact.named_by.startswith("agent:"):
        asking.tell_person(contact)
    trace.write("approve_contact", contact, by=by, about=contact.probationer)


def block(contact: TrustedContact, *, by: Agent, why: str) -> None:
    """An agent says no, before or after the copies began; only agents ever see why."""
    if why not in TrustedContact.Why.values:
        raise Malformed("reason_unknown", fields={"why": "reason_unknown"})
    with transaction.atomic():
        locked = asking.locked(contact)
        locked.blocked_why = why
        asking.apply(locked, "block", who="agent", by=by)
        trace.write("block_contact", locked, by=by, about=locked.probationer)


def revoke_for(contact: TrustedContact, *, by: Agent) -> None:
    """The person said so to an agent."""
    with transaction.atomic():
        locked = asking.locked(contact)
        asking.apply(locked, "revoke", who="agent", by=by)
        trace.write("revoke_contact", locked, by=by, about=locked.probationer)


def revoke(caller: Caller, contact: int) -> None:
    """The person wants no copies there any more."""
    mine = queries_trust.own(queries.of_holder(caller.holder), contact)
    with transaction.atomic():
        locked = asking.locked(mine)
        asking.apply(locked, "revoke", who="person", by=caller.device)
        asking.trace_by_person("revoke_contact", locked, caller)


def _create(file: Probationer, wish: Named, *, by: object, consented_on: date) -> TrustedContact:
    """The file is locked: of two at once the second sees the first."""
    why_not = queries_trust.hindrance(file)
    if why_not:
        raise Refused(why_not)
    field = "phone" if wish.phone else "email"
    address = {"phone": wish.phone, "email": wish.email}
    if getattr(wish, field) == getattr(file, field):
        raise Refused("contact_is_oneself", fields={field: "contact_is_oneself"})
    if queries_trust.living(file).filter(**address).exists():
        raise Refused("contact_known", fields={field: "contact_known"})
    if queries_trust.is_barred(file, **address):
        raise Refused("contact_not_possible")
    return TrustedContact.objects.create(
        probationer=file, named_at=clock.now(), named_by=str(by), consented_on=consented_on, **vars(wish)
    )


def _locked(file: Probationer) -> Probationer:
    return Probationer.objects.select_for_update(of=("self",)).select_related("holder").get(pk=file.pk)


def _read(given: Mapping[str, Any], *, territory: str) -> Named:
    said_phone, said_email = (str(given.get(name) or "").strip() for name in ("phone", "email"))
    if bool(said_phone) == bool(said_email):
        raise Malformed("contact_one_address", fields={"phone": "contact_one_address"})
    relation, called = str(given.get("relation")), text.tidy(str(given.get("name") or ""))
    if relation not in TrustedContact.Relation.values:
        raise Malformed("contact_relation_unknown", fields={"relation": "contact_relation_unknown"})
    if not called:
        raise Malformed("contact_name_missing", fields={"name": "contact_name_missing"})
    sayable.check({"name": called})
    return Named(
        name=called[:80],
        relation=relation,
        phone=phones.mobile(said_phone, territory=territory) if said_phone else "",
        email=emails.read(said_email).lower() if said_email else "",
        language=rules_file.language(str(given.get("language") or "fr")),
        says_initial=bool(given.get("says_initial")),
    )

"""Reads of files. `visible_to` is the one scope of the agents' side: outside it nothing exists."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from backend.accounts import queries_holder
from backend.accounts.models import Agent, Challenge, Device, Holder
from backend.common import phones
from backend.common.among import among, one_by_one
from backend.common.errors import Unseen
from backend.organisations import queries as organisations
from backend.probationers import queries_seen, rules_sign_in
from backend.probationers.models import Affiliation, Assignment, BirthTries, ContactChange, Probationer
from backend.probationers.rules_sign_in import Candidate


def visible_to(agent: Agent) -> QuerySet[Probationer]:
    """Files affiliated to the agent's service or to one linked to it; archived ones too."""
    return Probationer.objects.filter(is_visible_to(agent, "pk"))


def is_visible_to(agent: Agent, file: str) -> Exists:
    """The same as a condition of rows whose column `file` holds its key: no need to read the file itself."""
    return Exists(_present(organisations.reach_of(agent)).filter(probationer=OuterRef(file)))


def keys_visible_to(agent: Agent) -> QuerySet[Affiliation, Any]:
    """The keys of the same files, for whoever begins with them (`among`)."""
    return _present(organisations.reach_of(agent)).values("probationer")


def _present(services: Collection[int | None]) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(until__isnull=True, organisation__in=services)


def keys_looked_after_by(agent: Agent) -> list[UUID]:
    """Of the files of which the agent is the referent, and of those of her own service in which nobody there is any
    more (never was, or left): what happens in them must not wait for a referent. One query."""
    own = _service_of(agent)
    present = _present(organisations.reach_of(agent)).filter(probationer=OuterRef("probationer"))
    hers = Assignment.objects.filter(one_by_one(present), until__isnull=True, agent=agent)
    at_work = organisations.at_work_in(own).values("agent")
    followed = Assignment.objects.filter(until__isnull=True, organisation=own, agent__in=at_work)
    nobodys = _present([own]).exclude(Exists(followed.filter(probationer=OuterRef("probationer"))))
    return list(hers.values_list("probationer_id", flat=True).union(nobodys.values_list("probationer_id", flat=True)))


def followed_by(agent: Agent) -> QuerySet[Probationer]:
    """As above, but a file that anybody follows, in whatever service, is followed by nobody else: who may settle."""
    own, hers = _affiliated(_service_of(agent)), Assignment.objects.filter(until__isnull=True, agent=agent)
    referred = hers.filter(probationer=OuterRef("pk"))
    return visible_to(agent).filter(Exists(referred) | own & ~Exists(_referents_at_work(OuterRef("pk"))))


def keys_of_own_service(agent: Agent) -> list[UUID]:
    """The keys of the files below. One query."""
    return list(_present([_service_of(agent)]).values_list("probationer_id", flat=True))


def of_own_service(agent: Agent) -> QuerySet[Probationer]:
    """Files affiliated to the agent's own service, without those that only a linked one has."""
    return visible_to(agent).filter(_affiliated(_service_of(agent)))


def _service_of(agent: Agent) -> int | None:
    membership = organisations.membership_of(agent)
    return membership.organisation_id if membership else None


def _affiliated(organisation: int | None) -> Exists:
    return Exists(Affiliation.objects.filter(probationer=OuterRef("pk"), until__isnull=True, organisation=organisation))


def _referents_at_work(file: OuterRef) -> QuerySet[Assignment]:
    """Who still works where she follows the file."""
    return Assignment.objects.filter(
        probationer=file,
        until__isnull=True,
        agent__is_active=True,
        agent__memberships__organisation=F("organisation"),
        agent__memberships__until__isnull=True,
    )


def shares_number(prefix: str = "", *, seen_by: Agent | None = None) -> Exists:
    """Whether the number of the file at `prefix` ("probationer__") stands in another file that is followed.

    `seen_by`: in one that this agent sees, for what is shown to her. Outside her scope nothing exists: a number written
    into a file of one's own would be a question about anybody.
    """
    others = (visible_to(seen_by) if seen_by else Probationer.objects).filter(
        phone=OuterRef(f"{prefix}phone"), state=Probationer.State.FOLLOWED, archived_at__isnull=True
    )
    return Exists(others.exclude(phone="").exclude(pk=OuterRef(f"{prefix}pk")))


def sharing(agent: Agent, numbers: Collection[str]) -> QuerySet[Probationer]:
    """Living files with these numbers within the agent's scope, by name."""
    files = visible_to(agent).filter(phone__in=numbers, archived_at__isnull=True)
    return files.exclude(phone="").order_by("search_key")


def ending(files: QuerySet[Probationer]) -> QuerySet[Probationer]:
    """Those announced for the archive or for destruction, the nearest first."""
    return files.filter(retention_at__isnull=False).order_by("retention_at", "pk")


def of_agent(agent: Agent, probationer: UUID) -> Probationer:
    """One file within the agent's scope, or Unseen."""
    found = visible_to(agent).filter(pk=probationer).first()
    if found is None:
        raise Unseen
    return found


def of_holder(holder: Holder | UUID) -> Probationer:
    """The file of whoever is signed in."""
    found = Probationer.objects.filter(holder=holder).first()
    if found is None:
        raise Unseen
    return found


def by_holder_ids(holders: Collection[UUID]) -> dict[UUID, Probationer]:
    """Their files, by holder: one query."""
    return {file.holder_id: file for file in Probationer.objects.filter(holder__in=holders)}


def with_number(number: str) -> QuerySet[Probationer]:
    """Living files in which the number stands; no number stands in none, however many files have none."""
    rows = Probationer.objects.filter(phone=number, archived_at__isnull=True).exclude(phone="")
    return rows.exclude(state=Probationer.State.DECEASED)


def candidates(number: str, *, known: Device | None, now: datetime) -> list[Candidate[Probationer]]:
    """The files that a right code for the number may open: one query, whatever is found."""
    on_the_spot = Challenge.objects.filter(
        kind=Challenge.Kind.COUNTER,
        holder=OuterRef("holder"),
        address=number,
        consumed_at__gt=now - settings.AGENT_PRESENCE,
    )
    files = with_number(number).select_related("holder").annotate(is_with_agent=Exists(on_the_spot))
    return [
        Candidate(
            file=file,
            birth_date=file.birth_date,
            birth_year=file.birth_year,
            is_sensitive=file.sensitive_channel,
            is_known_device=known is not None and known.holder_id == file.holder_id,
            is_with_agent=file.is_with_agent,
            name=file.search_key,
            is_proved=file.phone_status == Probationer.PhoneStatus.PROVED,
            since=file.created_at,
        )
        for file in files
    ]


PRESENT_REFERENTS = Prefetch(
    "assignments",
    queryset=Assignment.objects.filter(until__isnull=True).select_related("agent", "organisation").order_by("since"),
    to_attr="referents",
)


def is_sign_in_stopped(file: Probationer) -> bool:
    """Whether some door of that file compares no birth date any more, until an agent allows it."""
    return BirthTries.objects.filter(probationer=file, count__gte=rules_sign_in.STOP_AFTER).exists()


def with_referents(files: QuerySet[Probationer]) -> QuerySet[Probationer]:
    """Each with its present referents, `file.referents`."""
    return files.prefetch_related(PRESENT_REFERENTS)


def referent_of(probationer: Probationer) -> Assignment | None:
    """Who follows the person: of several services, the last that took the file."""
    return (
        Assignment.objects.filter(probationer=probationer, until__isnull=True)
        .select_related("agent", "organisation")
        .order_by("-since")
        .first()
    )


def organisations_of(probationer: Probationer) -> QuerySet[Affiliation]:
    return (
        Affiliation.objects.filter(probationer=probationer, until__isnull=True)
        .select_related("organisation")
        .order_by("since")
    )


def zone_of(probationer: Probationer) -> str:
    """The hours of the service that follows the person."""
    affiliated = organisations_of(probationer).last()
    return affiliated.organisation.time_zone if affiliated else "Europe/Paris"


def territory_of(probationer: Probationer) -> str:
    """Where the person's local numbers are read: as her service's."""
    return phones.territory_of(time_zone=zone_of(probationer))


def contact_changes_visible_to(agent: Agent, *, unseen: bool = False) -> QuerySet[ContactChange]:
    """Changes in the files that the agent sees, her own acts left out of what is still to be looked at."""
    changes = ContactChange.objects.filter(among("probationer_id", keys_visible_to(agent)))
    return changes_to_look_at(changes, by=agent) if unseen else changes.select_related("probationer")


def changes_to_look_at(changes: QuerySet[ContactChange], *, by: Agent) -> QuerySet[ContactChange]:
    """Those that somebody else than an agent made, and that she has not seen."""
    others = changes.exclude(by__startswith="agent:").select_related("probationer")
    return queries_seen.to_look_at(others, by=by, label="contact_change")


def contact_change_of_agent(agent: Agent, change: UUID) -> ContactChange:
    """One change within the agent's scope, or Unseen."""
    rows = ContactChange.objects.filter(probationer__in=visible_to(agent)).select_related("probationer")
    found = rows.filter(pk=change).first()
    if found is None:
        raise Unseen
    return found


def contact_changes_of(probationer: Probationer) -> QuerySet[ContactChange]:
    """Newest first."""
    return ContactChange.objects.filter(probationer=probationer).select_related("probationer").order_by("-at", "-id")


def number_changes(old: str | OuterRef, *, now: datetime) -> QuerySet[ContactChange]:
    """Changes by the person that the old number may still take back; never past an agent's own change after it."""
    later = ContactChange.objects.filter(
        probationer=OuterRef("probationer"),
        field=ContactChange.Field.PHONE,
        at__gt=OuterRef("at"),
        by__startswith="agent:",
    )
    return (
        ContactChange.objects.filter(
            ~Exists(later),
            field=ContactChange.Field.PHONE,
            old=old,
            by__startswith="device:",
            at__gt=now - settings.NUMBER_TAKE_BACK,
            taken_back_at__isnull=True,
            probationer__archived_at__isnull=True,
        )
        .exclude(old="")
        .select_related("probationer__holder")
    )


def last_number_change(probationer: Probationer, *, now: datetime) -> ContactChange | None:
    """The person's last change of number within the time in which it can be taken back."""
    return (
        ContactChange.objects.filter(
            probationer=probationer,
            field=ContactChange.Field.PHONE,
            by__startswith="device:",
            at__gt=now - settings.NUMBER_TAKE_BACK,
            taken_back_at__isnull=True,
        )
        .exclude(old="")
        .order_by("-at")
        .first()
    )


def arrivals(device: Device, *, now: datetime) -> list[Device]:
    """The devices that were added after this one, for a while or until this one has settled it, the last first."""
    since = now - settings.NUMBER_TAKE_BACK
    return list(queries_holder.arrived_after(device, since=max(since, device.arrivals_settled_at or since)))


def number_changes_to_tell(probationer: Probationer, *, device: Device, now: datetime) -> list[ContactChange]:
    """Changes of the number that can still be taken back, until this device has settled them, the last first."""
    since = now - settings.NUMBER_TAKE_BACK
    rows = ContactChange.objects.filter(
        probationer=probationer,
        field=ContactChange.Field.PHONE,
        at__gt=max(since, device.number_settled_at or since),
        taken_back_at__isnull=True,
    )
    return list(rows.order_by("-at"))

"""Reads of files. `visible_to` is the one scope of the agents' side: outside it nothing exists."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from backend.accounts import queries_holder
from backend.accounts.models import Agent, Holder
from backend.common import phones
from backend.common.among import among, one_by_one
from backend.common.compiled import Compiled, any_number, any_word
from backend.common.errors import Refused, Unseen
from backend.organisations import queries as organisations
from backend.probationers import queries_seen, rules_sign_in
from backend.probationers.models import Affiliation, Assignment, BirthTries, ContactChange, Probationer, SecondFile


def visible_to(agent: Agent) -> QuerySet[Probationer]:
    """Files affiliated to the agent's service or to one linked to it; archived ones too."""
    return Probationer.objects.filter(is_visible_to(agent, "pk"))


def is_visible_to(agent: Agent, file: str) -> Exists:
    """The same as a condition of rows whose column `file` holds its key: no need to read the file itself."""
    return is_within(organisations.reach_of(agent), file)


def is_within(reach: Collection[int], file: str) -> Exists:
    """The same for whoever sees these services."""
    return Exists(_present(reach).filter(probationer=OuterRef(file)))


def is_each_within(reach: Collection[int], file: str) -> Q:
    """The same asked of each row by itself, where something else says which rows come first."""
    return one_by_one(_present(reach).filter(probationer=OuterRef(file)))


def keys_visible_to(agent: Agent) -> QuerySet[Affiliation, Any]:
    """The keys of the same files, for whoever begins with them (`among`)."""
    return _present(organisations.reach_of(agent)).values("probationer")


def _present_in(service: int) -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(organisation=service, until__isnull=True)


def _present(services: Collection[int]) -> QuerySet[Affiliation]:
    return present().filter(any_number("organisation_id", services))


def present() -> QuerySet[Affiliation]:
    """Of the whole country, a row for each file and service; a file of two of them has two."""
    return Affiliation.objects.filter(until__isnull=True)


def keys_looked_after_by(agent: Agent) -> list[UUID]:
    """Of the files of which the agent is the referent, and of those of her own service in which nobody there is any
    more (never was, or left): what happens in them must not wait for a referent. One query."""
    own = service_of(agent)
    if own is None:
        return []
    return _looked_after(agent=agent.pk, own=own, reach=organisations.reach_of(agent))


@Compiled
def _looked_after(*, agent: int, own: int, reach: list[int]) -> QuerySet[Any, UUID]:
    seen = _present(reach).filter(probationer=OuterRef("probationer"))
    hers = Assignment.objects.filter(one_by_one(seen), until__isnull=True, agent=agent)
    at_work = organisations.at_work_in(own).values("agent")
    followed = Assignment.objects.filter(until__isnull=True, organisation=own, agent__in=at_work)
    nobodys = _present_in(own).exclude(Exists(followed.filter(probationer=OuterRef("probationer"))))
    return hers.values_list("probationer_id", flat=True).union(nobodys.values_list("probationer_id", flat=True))


def followed_by(agent: Agent) -> QuerySet[Probationer]:
    """As above, but a file that anybody follows, in whatever service, is followed by nobody else: who may settle."""
    own, hers = _affiliated(service_of(agent)), Assignment.objects.filter(until__isnull=True, agent=agent)
    referred = hers.filter(probationer=OuterRef("pk"))
    return visible_to(agent).filter(Exists(referred) | own & ~Exists(_referents_at_work(OuterRef("pk"))))


def keys_of_own_service(agent: Agent) -> list[UUID]:
    """The keys of the files below. One query."""
    own = service_of(agent)
    return [] if own is None else _of_service(own=own)


@Compiled
def _of_service(*, own: int) -> QuerySet[Affiliation, UUID]:
    return _present_in(own).values_list("probationer_id", flat=True)


def of_own_service(agent: Agent) -> QuerySet[Probationer]:
    """Files affiliated to the agent's own service, without those that only a linked one has."""
    return visible_to(agent).filter(_affiliated(service_of(agent)))


def service_of(agent: Agent) -> int | None:
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


def sharing(agent: Agent, numbers: Collection[str]) -> list[Probationer]:
    """Living files with these numbers within the agent's scope, by name."""
    return _sharing(reach=organisations.reach_of(agent), numbers=list(numbers))


@Compiled
def _sharing(*, reach: list[int], numbers: list[str]) -> QuerySet[Probationer]:
    files = Probationer.objects.filter(is_within(reach, "pk"), any_word("phone", numbers), archived_at__isnull=True)
    return files.exclude(phone="").order_by("search_key")


def others_sharing(agent: Agent, file: Probationer) -> list[Probationer]:
    """Others than this file with its number."""
    return [one for one in sharing(agent, [file.phone]) if one.pk != file.pk] if file.phone else []


def ending(files: QuerySet[Probationer]) -> QuerySet[Probationer]:
    """Those announced for the archive or for destruction, the nearest first."""
    return files.filter(retention_at__isnull=False).order_by("retention_at", "pk")


def of_agent(agent: Agent, probationer: UUID) -> Probationer:
    """One file within the agent's scope, or Unseen."""
    found = _of_reach.first(reach=organisations.reach_of(agent), file=probationer)
    if found is None:
        raise Unseen
    return found


@Compiled
def _of_reach(*, reach: list[int], file: UUID) -> QuerySet[Probationer]:
    return Probationer.objects.filter(is_within(reach, "pk"), pk=file)


def of_holder(holder: Holder | UUID) -> Probationer:
    """The file of whoever is signed in."""
    found = _of_holder.first(holder=holder.pk if isinstance(holder, Holder) else holder)
    if found is None:
        raise Unseen
    return found


@Compiled
def _of_holder(*, holder: UUID) -> QuerySet[Probationer]:
    return Probationer.objects.filter(holder=holder)


def by_holder_ids(holders: Collection[UUID]) -> dict[UUID, Probationer]:
    """Their files, by holder: one query."""
    return {file.holder_id: file for file in Probationer.objects.filter(holder__in=holders)}


def with_number(number: str) -> QuerySet[Probationer]:
    """Living files in which the number stands; no number stands in none, however many files have none."""
    rows = Probationer.objects.filter(phone=number, archived_at__isnull=True).exclude(phone="")
    return rows.exclude(state=Probationer.State.DECEASED)


PRESENT_REFERENTS = Prefetch(
    "assignments",
    queryset=Assignment.objects.filter(until__isnull=True).select_related("agent", "organisation").order_by("since"),
    to_attr="referents",
)


def is_sign_in_stopped(file: Probationer) -> bool:
    """Whether some door of that file compares no birth date any more, until an agent allows it."""
    return bool(_stops(file=file.pk))


@Compiled
def _stops(*, file: UUID) -> QuerySet[BirthTries, int]:
    tries = BirthTries.objects.filter(probationer=file, count__gte=rules_sign_in.STOP_AFTER)
    return tries.values_list("pk", flat=True)[:1]


def devices_of(file: Probationer) -> int:
    """How many of its holder's are known."""
    return len(queries_holder.known(file.holder_id))


def with_referents(files: QuerySet[Probationer]) -> QuerySet[Probationer]:
    """Each with its present referents, `file.referents`."""
    return files.prefetch_related(PRESENT_REFERENTS)


def referent_of(probationer: Probationer) -> Assignment | None:
    """Who follows the person: of several services, the last that took the file."""
    return _referents.first(file=probationer.pk)


@Compiled
def _referents(*, file: UUID) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(probationer=file, until__isnull=True)
    return rows.select_related("agent", "organisation").order_by("-since")[:1]


def affiliations_of(probationer: Probationer) -> list[Affiliation]:
    """Present ones, the first that took the file before the others."""
    return _affiliations(file=probationer.pk)


@Compiled
def _affiliations(*, file: UUID) -> QuerySet[Affiliation]:
    rows = Affiliation.objects.filter(probationer=file, until__isnull=True)
    return rows.select_related("organisation").order_by("since")


def zone_of(probationer: Probationer) -> str:
    """The hours of the service that follows the person."""
    affiliated = affiliations_of(probationer)
    return affiliated[-1].organisation.time_zone if affiliated else "Europe/Paris"


def territory_of(probationer: Probationer) -> str:
    """Where the person's local numbers are read: as her service's."""
    return phones.territory_of(time_zone=zone_of(probationer))


def contact_changes_visible_to(agent: Agent, *, unseen: bool = False) -> QuerySet[ContactChange]:
    """Changes in the files that the agent sees, her own acts left out of what is still to be looked at."""
    changes = ContactChange.objects.filter(among("probationer_id", keys_visible_to(agent)))
    return changes_to_look_at(changes, by=agent) if unseen else changes.select_related("probationer")


def refuse_guests(file: Probationer, *, by: Agent) -> None:
    """Refused for a service that sees the file only because a second one of its own was joined to it: the end of the
    file and its referent are the first service's."""
    service = service_of(by)
    joined = SecondFile.objects.filter(first=file, organisation=service, settlement=SecondFile.Settlement.LINKED)
    if service is not None and joined.exists():
        raise Refused("first_service_decides")


def changes_to_look_at(changes: QuerySet[ContactChange], *, by: Agent | int) -> QuerySet[ContactChange]:
    """Those that no agent made, and the contacts of trust that one named; she has seen none of them."""
    by_agents = Q(by__startswith="agent:") & ~Q(field=ContactChange.Field.TRUSTED)
    others = changes.exclude(by_agents).select_related("probationer")
    return queries_seen.to_look_at(others, by=by, label="contact_change")


def contact_change_of_agent(agent: Agent, change: UUID) -> ContactChange:
    """One change within the agent's scope, or Unseen."""
    rows = ContactChange.objects.filter(probationer__in=visible_to(agent)).select_related("probationer")
    found = rows.filter(pk=change).first()
    if found is None:
        raise Unseen
    return found


def contact_changes_of(probationer: Probationer | UUID) -> QuerySet[ContactChange]:
    """Newest first."""
    return ContactChange.objects.filter(probationer=probationer).select_related("probationer").order_by("-at", "-id")

"""Reads of contacts of trust, within the agent's scope or the person's own."""

from collections.abc import Collection
from datetime import date, datetime

from django.conf import settings
from django.db.models import Func, Q, QuerySet

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Unseen
from backend.organisations.models import Organisation
from backend.probationers import queries, rules, rules_trust
from backend.probationers.models import Probationer, TrustedContact
from backend.probationers.states import ContactState

LIVING = tuple(rules_trust.LIVE)
BY_SMS = "contact:sms"  # who answered STOP from that number, to all of them


def visible_to(agent: Agent) -> QuerySet[TrustedContact]:
    return TrustedContact.objects.filter(probationer__in=queries.visible_to(agent)).select_related("probationer")


def of_agent(agent: Agent, contact: int) -> TrustedContact:
    """One contact of a file within the agent's scope, or Unseen."""
    found = visible_to(agent).filter(pk=contact).first()
    if found is None:
        raise Unseen
    return found


def of_file(file: Probationer) -> QuerySet[TrustedContact]:
    """The latest first; what is over too, until it is erased."""
    return TrustedContact.objects.filter(probationer=file).order_by("-named_at", "-id")


def own(file: Probationer, contact: int) -> TrustedContact:
    """One of the person's own, or Unseen."""
    found = of_file(file).filter(pk=contact).first()
    if found is None:
        raise Unseen
    return found


def to_approve(of: Func | Q) -> QuerySet[TrustedContact]:
    """Named by certain persons, and looked at by nobody yet; the oldest first."""
    proposed = TrustedContact.objects.filter(of, state=ContactState.PROPOSED).select_related("probationer")
    return proposed.order_by("named_at", "id")


def living(file: Probationer) -> QuerySet[TrustedContact]:
    return TrustedContact.objects.filter(probationer=file, state__in=LIVING)


def hindrance(file: Probationer) -> str | None:
    """Why nobody can be named in this file now: two queries."""
    return rules_trust.hindrance(
        sensitive=file.sensitive_channel,
        archived=file.archived_at is not None,
        messaging=rules.messaging_of(file.state),
        living=living(file).count(),
        most=most(file),
    )


def today_of(file: Probationer) -> date:
    """The day on the calendar of that service: after midnight in Paris, all morning in Nouméa not UTC's."""
    return clock.local(clock.now(), queries.zone_of(file)).date()


def is_silent(file: Probationer) -> bool:
    """Whether nothing may be said of that person to anybody now: field rules 2 and 10."""
    return file.sensitive_channel or file.archived_at is not None or rules.messaging_of(file.state) != "all"


def most(file: Probationer) -> int:
    """How many contacts the person may have."""
    services = Organisation.objects.filter(affiliations__probationer=file, affiliations__until__isnull=True)
    return rules_trust.most(services.values_list("features", flat=True))


def is_barred(file: Probationer, *, phone: str, email: str) -> bool:
    """Whether that number or address is not to be asked for this person."""
    same = TrustedContact.objects.filter(phone=phone, email=email)
    return rules_trust.is_barred(
        list(same.filter(probationer=file).values_list("state", flat=True)),
        living_anywhere=same.filter(state__in=LIVING).count(),
        said_stop=same.filter(ended_by=BY_SMS).exists(),
    )


def row_of_link(token: str) -> int | None:
    """The row that a link names, if we made it; nothing is read."""
    found = (rules_trust.row_of(key, token) for key in settings.CODE_KEYS)
    return next((row for row in found if row is not None), None)


def by_link(token: str) -> TrustedContact | None:
    """Whom the link was sent to; nothing where it never was."""
    row = row_of_link(token)
    rows = TrustedContact.objects.select_related("probationer")
    return None if row is None else rows.filter(pk=row).first()


def with_numbers(numbers: Collection[str]) -> QuerySet[TrustedContact]:
    return TrustedContact.objects.filter(phone__in=numbers)


def late(*, now: datetime) -> QuerySet[TrustedContact]:
    """Asked, and silent for too long."""
    return TrustedContact.objects.filter(state=ContactState.ASKED, answer_until__lte=now)


def forgettable(*, now: datetime) -> QuerySet[TrustedContact]:
    """Over for long. A blocked one stays with the file: that number is never asked again for that person."""
    over = Q(ended_at__lte=now - settings.TRUSTED_CONTACT_KEPT) & ~Q(state=ContactState.BLOCKED)
    return TrustedContact.objects.filter(over)

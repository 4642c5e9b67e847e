"""The files that a right code may open."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from backend.accounts.models import Challenge, Device
from backend.probationers import queries
from backend.probationers.models import Affiliation, Probationer
from backend.probationers.rules_sign_in import Candidate


def candidates(number: str, *, known: Device | None, now: datetime) -> list[Candidate[Probationer]]:
    """One query, whatever is found."""
    on_the_spot = Challenge.objects.filter(
        kind=Challenge.Kind.COUNTER,
        holder=OuterRef("holder"),
        address=number,
        consumed_at__gt=now - settings.AGENT_PRESENCE,
    )
    present = Affiliation.objects.filter(probationer=OuterRef("pk"), until__isnull=True)
    files = (
        queries.with_number(number)
        .select_related("holder")
        .annotate(
            is_with_agent=Exists(on_the_spot),
            services=ArraySubquery(present.values("organisation")),
            linked=ArraySubquery(present.exclude(organisation__linked=None).values("organisation__linked")),
        )
    )
    return [_candidate(file, known) for file in files]


def _candidate(file: Any, known: Device | None) -> Candidate[Probationer]:
    """Of a row with what is annotated above."""
    return Candidate(
        file=file,
        birth_date=file.birth_date,
        birth_year=file.birth_year,
        is_sensitive=file.sensitive_channel,
        is_known_device=known is not None and known.holder_id == file.holder_id,
        is_with_agent=file.is_with_agent,
        name=file.search_key,
        is_proved=file.phone_status == Probationer.PhoneStatus.PROVED,
        since=file.created_at,
        is_over=file.state == Probationer.State.ENDED,
        services=frozenset(file.services),
        reach=frozenset([*file.services, *file.linked]),
    )

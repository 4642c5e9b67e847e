"""To which of several files with one number an SMS that came back belongs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from backend.delivery.models import IncomingSms, Message
from backend.delivery.rules_states import Channel, State
from backend.organisations.models import Organisation
from backend.probationers.models import Affiliation, Probationer
from backend.reminders import rules_incoming
from backend.reminders.rules_incoming import Claim

LEFT = (State.ACCEPTED, State.DELIVERED, State.UNCONFIRMED)


def addressed(sms: IncomingSms, files: Sequence[Probationer]) -> list[Probationer]:
    """As `rules_incoming.addressed` says; three queries where there are several, none for one."""
    if len(files) < 2:
        return list(files)
    services = _services([file.pk for file in files])
    links = _links({service for each in services.values() for service in each})
    spoken = _spoken(sms, files)
    return rules_incoming.addressed(
        [
            Claim(
                file,
                is_proved=file.phone_status == Probationer.PhoneStatus.PROVED,
                spoken_at=spoken.get(file.holder_id),
                services=frozenset(services[file.pk]),
                reach=frozenset(services[file.pk]).union(*(links[service] for service in services[file.pk])),
            )
            for file in files
        ]
    )


def _services(files: Collection[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    present = Affiliation.objects.filter(probationer__in=files, until__isnull=True)
    for file, service in present.values_list("probationer_id", "organisation_id"):
        found[file].add(service)
    return found


def _links(services: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    links = Organisation.linked.through.objects.filter(from_organisation_id__in=services)
    for one, other in links.values_list("from_organisation_id", "to_organisation_id"):
        found[one].add(other)
    return found


def _spoken(sms: IncomingSms, files: Sequence[Probationer]) -> dict[UUID, datetime]:
    """When the last SMS about an appointment of each had left for the number, by holder."""
    rows = Message.objects.filter(
        holder__in=[file.holder_id for file in files], subject__startswith="appointment:", channel=Channel.SMS,
        state__in=LEFT, recipient=sms.sender, accepted_at__lte=sms.received_at,
    )  # fmt: skip
    return dict(rows.values_list("holder").annotate(Max("accepted_at")).order_by())

"""As many real appointments as wanted, each of a person of her own, and a reminder of each, due in an hour."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.management import call_command
from django.db import connection

from backend.accounts.models import Holder
from backend.agenda.models import Appointment
from backend.common import clock
from backend.probationers.models import Probationer
from tests.agenda import make
from tests.bench import ground
from tests.reminders.hours import move_to

AT_ONCE = 5000
QUEUE = """
INSERT INTO delivery_message (id, subject, revision, kind, channel, occasion, holder_id, lane, state, not_before,
    expires_at, next_try_at, attempts, doubts, gateway, gateway_ref, recipient, title, text, segments, reason,
    created_at)
SELECT gen_random_uuid(), 'appointment:' || a.id, a.revision, 'reminder', 'sms', 'day-1', p.holder_id, 'bulk',
    'pending', %(at)s, %(at)s + interval '1 day', %(at)s, 0, 0, '', '', '', '', '', 0, '', %(at)s
FROM agenda_appointment AS a JOIN probationers_probationer AS p ON p.id = a.probationer_id
"""


def fill(count: int) -> None:
    call_command("load_national", verbosity=0)
    move_to(10)  # two hours later they are due, and nobody is reminded in the evening
    scene, at, hour = make.Scene(), clock.now(), make.working_day(2)
    for start in range(0, count, AT_ONCE):
        book(scene, [hour] * min(AT_ONCE, count - start), first=start)
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, {"at": at + ground.HOUR})
        cursor.execute("VACUUM ANALYZE")


def number(of: int) -> str:
    """The telephone of the so-many-th person; 10,000 are theirs together."""
    return f"+3363998{of % 10_000:04d}"


def book(scene: make.Scene, hours: Sequence[datetime], *, first: int = 0) -> list[Appointment]:
    """One at each hour, in the order given; `first`: how many persons there were before."""
    at = clock.now()
    holders = Holder.objects.bulk_create([Holder(id=uuid.uuid4()) for _ in hours])
    files = Probationer.objects.bulk_create(
        Probationer(
            holder=holder, last_name="EXEMPLE", first_name="Camille", search_key="exemple camille",
            birth_date=at.date().replace(year=1990, day=1), phone=number(first + one), created_at=at,
        )
        for one, holder in enumerate(holders)
    )  # fmt: skip
    return Appointment.objects.bulk_create(
        Appointment(
            probationer=file, type=scene.free_type, organisation=scene.service, place=scene.place,
            starts_at=hour, time_zone="Europe/Paris", booked_at=at, booked_for=scene.service,
        )
        for file, hour in zip(files, hours, strict=True)
    )  # fmt: skip

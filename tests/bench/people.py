"""As many real appointments as wanted, each of a person of her own, and a reminder of each, due in an hour."""

import uuid

from django.core.management import call_command
from django.db import connection

from backend.accounts.models import Holder
from backend.agenda.models import Appointment
from backend.common import clock
from backend.probationers.models import Probationer
from tests.agenda import make
from tests.bench import ground
from tests.reminders.hours import move_to

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
    scene = make.Scene()
    at = clock.now()
    for start in range(0, count, 5000):
        numbers = range(start, min(start + 5000, count))
        holders = Holder.objects.bulk_create([Holder(id=uuid.uuid4()) for _ in numbers])
        files = Probationer.objects.bulk_create(
            Probationer(
                holder=holder, last_name="EXEMPLE", first_name="Camille", search_key="exemple camille",
                birth_date=at.date().replace(year=1990, day=1), phone=f"+3363998{number % 10_000:04d}", created_at=at,
            )
            for number, holder in zip(numbers, holders, strict=True)
        )  # fmt: skip
        Appointment.objects.bulk_create(
            Appointment(
                probationer=file, type=scene.free_type, organisation=scene.service, place=scene.place,
                starts_at=make.working_day(2), time_zone="Europe/Paris", booked_at=at, booked_for=scene.service,
            )
            for file in files
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, {"at": at + ground.HOUR})
        cursor.execute("VACUUM ANALYZE")

"""Three years of slots and appointments and two months to come, in SQL.

`n` counts the country's appointments by their hour. All that is past stands as it ends; what is to come is planned, so
that nothing waits for the planner.
"""

from django.db import connection

from backend.agenda.models import (
    Answer,
    Appointment,
    AppointmentEvent,
    HeldElsewhere,
    LegalNotification,
    Slot,
    Task,
)
from backend.common import clock
from backend.delivery.models import IncomingSms
from backend.probationers.models import Affiliation, TrustedContact
from backend.reminders import queries
from backend.reminders.models import Planned, PlannedCopy, Reply
from tests.bench.country_rows import Rows, key

# A Monday, 156 weeks ago: the first week of slots.
FIRST_WEEK = "(date_trunc('week', %(now)s) - interval '156 weeks')"
# What everything else asks about an appointment. One in three takes a seat where that is not just now.
APPOINTMENTS = f"""
CREATE TEMPORARY TABLE meeting AS
WITH hour AS (
    SELECT n, n > %(all_past)s AS is_coming, 1 + mod(n * 7919::bigint, %(living)s)::int AS f,
        CASE WHEN n <= %(all_past)s
        THEN date_trunc('day', %(now)s) - interval '1 day' + interval '7 hours' + mod(n, 36) * interval '15 minutes'
             - floor(1095.0 * (%(all_past)s - n) / %(all_past)s) * interval '1 day'
        ELSE date_trunc('day', %(now)s) + interval '9 hours' + mod(n, 28) * interval '15 minutes'
             + floor(60.0 * (n - %(all_past)s - 1) / %(all_coming)s) * interval '1 day' END AS at
    FROM generate_series(1, %(all_past)s + %(all_coming)s) AS n
), seat AS (
    SELECT hour.*, file.s, file.id AS file, file.holder, file.device, file.referent, file.listens, file.has_phone_app,
        1 + mod(n / 3, %(patterns)s) AS p,
        1 + floor(extract(epoch FROM at - {FIRST_WEEK}) / 604800)::int AS w,
        mod(n, 3) = 0 AND abs(extract(epoch FROM at - %(now)s)) > 8 * 86400
            AND at > {FIRST_WEEK} + interval '7 days' AS by_slot
    FROM hour JOIN file USING (f)
)
SELECT n, is_coming, f, s, file, holder, device, referent, listens, has_phone_app, {key("appointment", "n")} AS id,
    CASE WHEN by_slot THEN ((s - 1) * %(patterns)s + p - 1) * %(weeks)s + w END AS slot,
    CASE WHEN by_slot THEN (s - 1) * %(agendas)s + 1 + (p - 1) / 6 END AS agenda,
    CASE WHEN by_slot THEN (s - 1) * 2 + 1 + mod(1 + (p - 1) / 6, 2) ELSE (s - 1) * 2 + 1 + mod(n, 2) END AS place,
    CASE WHEN by_slot THEN pattern.type_id
         WHEN mod(s, 2) = 1 THEN (%(spip_free)s)[1 + mod(n, cardinality(%(spip_free)s))]
         ELSE (%(tj_free)s)[1 + mod(n, cardinality(%(tj_free)s))] END AS type,
    CASE WHEN by_slot THEN ({FIRST_WEEK} AT TIME ZONE 'UTC' + ((w - 1) * 7 + pattern.weekday) * interval '1 day'
         + pattern.time) AT TIME ZONE 'Europe/Paris' ELSE at END AS at,
    CASE WHEN is_coming THEN CASE WHEN mod(n, 20) = 0 THEN 'cancelled' ELSE 'booked' END
         WHEN mod(n, 100) < 65 THEN 'came' WHEN mod(n, 100) < 85 THEN 'missed' WHEN mod(n, 100) < 90 THEN 'excused'
         WHEN mod(n, 100) < 98 THEN 'cancelled' ELSE 'booked' END AS state,
    CASE WHEN mod(n, 10) = 0 THEN 2 ELSE 1 END AS revision,
    LEAST(at - interval '30 days', %(now)s - mod(n, 1000) * interval '1 minute') AS booked_at
FROM seat LEFT JOIN agenda_slotpattern AS pattern ON pattern.id = (s - 1) * %(patterns)s + p
ORDER BY n
"""
ANSWERED = "meeting WHERE mod(n, 5) = 1 AND has_phone_app AND state <> 'cancelled'"
TOLD_BY_SMS = "meeting WHERE mod(n, 100) = 3 AND booked_at > %(now)s - interval '179 days'"  # older ones are erased

STEPS: tuple[Rows | str, ...] = (
    APPOINTMENTS,
    "CREATE INDEX ON meeting (f)",
    "ANALYZE file, meeting",
    Rows(
        Slot,
        "agenda_slotpattern AS p CROSS JOIN generate_series(1, %(weeks)s) AS w LEFT JOIN "
        "(SELECT slot, count(*) FROM meeting WHERE slot IS NOT NULL AND state <> 'cancelled' GROUP BY slot) AS taken "
        "ON taken.slot = (p.id - 1) * %(weeks)s + w",
        {
            "id": "(p.id - 1) * %(weeks)s + w",
            "agenda_id": "p.agenda_id",
            "type_id": "p.type_id",
            "pattern_id": "p.id",
            "starts_at": f"({FIRST_WEEK} AT TIME ZONE 'UTC' + ((w - 1) * 7 + p.weekday) * interval '1 day' + p.time) "
            "AT TIME ZONE 'Europe/Paris'",
            "capacity": "GREATEST(p.capacity, taken.count)",
            "taken": "COALESCE(taken.count, 0)",
        },
    ),
    Rows(
        Appointment,
        "meeting",
        {
            "id": "id",
            "probationer_id": "file",
            "type_id": "type",
            "organisation_id": "s",
            "place_id": "place",
            "agenda_id": "agenda",
            "slot_id": "slot",
            "agent_id": "referent",
            "starts_at": "at",
            "time_zone": "'Europe/Paris'",
            "state": "state",
            "revision": "revision",
            "planned_revision": "revision",
            "outcome_at": "CASE WHEN state IN ('came', 'missed', 'excused') THEN at + interval '1 hour' END",
            "outcome_by_id": "CASE WHEN state IN ('came', 'missed', 'excused') THEN referent END",
            "booked_at": "booked_at",
            "booked_by_id": "referent",
            "booked_for_id": "s",
        },
    ),
    # What a trigger would note; none fires meanwhile.
    Rows(
        HeldElsewhere,
        f"meeting JOIN {Affiliation._meta.db_table} AS kept ON kept.probationer_id = file AND organisation_id <> s",
        {
            "appointment_id": "meeting.id",
            "organisation_id": "organisation_id",
            "held_by_id": "s",
            "type_id": "type",
            "starts_at": "at",
            "state": "state",
        },
    ),
    Rows(
        AppointmentEvent,
        "meeting",
        {
            "appointment_id": "id",
            "at": "booked_at",
            "event": "'book'",
            "by": "'agent:' || COALESCE(referent, (s - 1) * %(agents)s + 1)",
            "revision": "1",
        },
    ),
    Rows(
        AppointmentEvent,
        "meeting WHERE state <> 'booked'",
        {
            "appointment_id": "id",
            "at": "LEAST(at + interval '1 hour', %(now)s)",
            "event": "CASE state WHEN 'came' THEN 'come' WHEN 'missed' THEN 'miss' WHEN 'excused' THEN 'excuse' "
            "ELSE 'cancel' END",
            "by": "'agent:' || COALESCE(referent, (s - 1) * %(agents)s + 1)",
            "revision": "revision",
        },
    ),
    Rows(
        Answer,
        ANSWERED,
        {
            "id": key("answer", "n"),
            "appointment_id": "id",
            "kind": "CASE WHEN mod(n, 25) = 1 THEN 'cannot' ELSE 'coming' END",
            "reason": "CASE WHEN mod(n, 25) = 1 THEN 'work' ELSE '' END",
            "channel": "'app'",
            "revision": "revision",
            "at": "booked_at + interval '1 minute'",
            "idempotency_key": key("answer_key", "n"),
            "seen_at": "CASE WHEN NOT is_coming OR mod(n, 25) <> 1 OR mod(n, 4) > 0 "
            "THEN booked_at + interval '1 day' END",
        },
    ),
    Rows(
        LegalNotification,
        "meeting WHERE mod(n, 10) = 7",
        {"appointment_id": "id", "way": "'handed_over'", "on": "booked_at::date", "at": "booked_at"},
    ),
    Rows(
        Task,
        "meeting WHERE mod(n, 50) = 0",
        {
            "appointment_id": "id",
            "kind": "'tell_by_hand'",
            "revision": "revision",
            "created_at": "booked_at",
            "done_at": "CASE WHEN NOT is_coming OR mod(n, 100) = 0 THEN booked_at + interval '1 day' END",
        },
    ),
    Rows(
        IncomingSms,
        TOLD_BY_SMS,
        {
            "id": "n",
            "gateway": "'primary'",
            "gateway_ref": "'in' || n",
            "sender": "(SELECT phone FROM probationers_probationer AS held WHERE held.id = meeting.file)",
            "text": "'OUI'",
            "received_at": "booked_at",
            "settled_at": "booked_at",
            "understood_as": "'yes'",
        },
    ),
    Rows(
        Reply,
        TOLD_BY_SMS,
        {
            "id": key("reply", "n"),
            "sms_id": "n",
            "probationer_id": "file",
            "appointment_id": "id",
            "to_read": "true",
            "at": "booked_at",
            "seen_at": "CASE WHEN booked_at < %(now)s - interval '3 days' THEN booked_at + interval '1 day' END",
        },
    ),
    Rows(
        Planned,
        "meeting WHERE NOT is_coming",
        {"appointment_id": "id", "revision": "revision", "channels": "'s'", "at": "booked_at"},
    ),
    # Of those to come, and of a month before.
    Rows(
        PlannedCopy,
        f"meeting JOIN {TrustedContact._meta.db_table} AS contact ON contact.probationer_id = file "
        "WHERE at > %(now)s - interval '30 days'",
        {"appointment_id": "meeting.id", "contact_id": "contact.id", "revision": "revision", "at": "booked_at"},
    ),
)


def plan_all() -> None:
    """Those to come stand planned by the channels that each person has now, as the planner itself sees them."""
    coming = Appointment.objects.filter(planned__isnull=True)
    rows = queries.with_channels(coming).values_list(*("pk", "revision", "mark", "booked_at"))
    said, values = rows.query.sql_with_params()
    table = Planned._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (appointment_id, revision, channels, at) {said}", values)
    clock.forget()

"""What was said about three years of appointments, what is still to be said, and the journal of a year, in SQL.

Three messages for each appointment: its confirmation, a reminder four days before (a push where the person's phone
listens), one the day before. Past ones stand as they end; words older than half a year are erased.
"""

from backend.accounts.models import Attempt, Challenge, LastAct
from backend.delivery.models import Message, Receipt
from backend.journal.models import Entry
from tests.bench.country_rows import Rows, key, label

# m: 0 the confirmation, 1 and 2 the reminders. `due` is when it leaves; `gone`, whether it has. Nothing left in the
# last hours: what is counted each minute is put there by national_jobs.py, as much in each country.
MESSAGES = f"""(
    SELECT meeting.*, m, CASE m WHEN 0 THEN booked_at WHEN 1 THEN at - interval '4 days' ELSE at - interval '1 day' END
        AS due, m = 1 AND listens AND has_phone_app AS is_push,
        m = 0 OR at - CASE m WHEN 1 THEN interval '4 days' ELSE interval '1 day' END < %(now)s AS gone,
        LEAST(CASE m WHEN 0 THEN booked_at WHEN 1 THEN at - interval '4 days' ELSE at - interval '1 day' END,
            %(now)s - interval '5 hours') AS left_at, mod(n * 3 + m, 100) AS luck, {key("message", "n", "m")} AS message
    FROM meeting, generate_series(0, 2) AS m
    WHERE NOT (state = 'cancelled' AND is_coming AND m > 0)
    ORDER BY n, m
) AS told"""
HELD = "NOT gone AND m = 2 AND listens AND has_phone_app"  # behind the push of the same appointment
STATE = f"""CASE WHEN NOT gone THEN CASE WHEN {HELD} THEN 'held' ELSE 'pending' END
    WHEN luck < 90 THEN 'delivered' WHEN luck < 97 THEN 'unconfirmed' WHEN luck < 98 THEN 'failed'
    WHEN luck < 99 THEN 'superseded' ELSE 'cancelled' END"""
LEFT = "gone AND luck < 98"
SAID = "gone AND luck < 97 AND booked_at > %(now)s - interval '179 days'"  # whose words still stand

STEPS: tuple[Rows | str, ...] = (
    Rows(
        Message,
        MESSAGES,
        {
            "id": "message",
            "subject": label("appointment", "id"),
            "revision": "revision",
            "kind": "CASE m WHEN 0 THEN 'confirmation' ELSE 'reminder' END",
            "channel": "CASE WHEN is_push THEN 'push' ELSE 'sms' END",
            "occasion": "CASE m WHEN 0 THEN '' WHEN 1 THEN 'day-4' ELSE 'day-1' END",
            "holder_id": "holder",
            "lane": "CASE m WHEN 0 THEN 'now' ELSE 'bulk' END",
            "state": STATE,
            "behind_id": f"CASE WHEN {HELD} THEN {key('message', 'n', '1')} END",
            "release_at": f"CASE WHEN {HELD} THEN due + interval '2 hours' END",
            "not_before": "due",
            "expires_at": "at",
            "next_try_at": "due",
            "urgent_on": "at::date",
            "attempts": f"CASE WHEN {LEFT} THEN 1 ELSE 0 END",
            "gateway": f"CASE WHEN {LEFT} THEN CASE WHEN is_push THEN 'web_push' ELSE 'primary' END ELSE '' END",
            "gateway_ref": f"CASE WHEN {LEFT} AND NOT is_push THEN 'ref' || n || '.' || m ELSE '' END",
            "recipient": f"CASE WHEN {SAID} AND NOT is_push THEN '+3373' || lpad(f::text, 7, '0') ELSE '' END",
            "text": f"CASE WHEN {SAID} THEN repeat('Rappel de votre RDV. ', 6) ELSE '' END",
            "segments": f"CASE WHEN {LEFT} THEN 1 ELSE 0 END",
            "reason": "CASE WHEN gone AND luck = 97 THEN 'unreachable' ELSE '' END",
            "created_at": "booked_at",
            "accepted_at": f"CASE WHEN {LEFT} THEN left_at + interval '2 seconds' END",
            "delivered_at": "CASE WHEN gone AND luck < 90 THEN left_at + interval '8 seconds' END",
            "ended_at": "CASE WHEN gone THEN left_at + interval '8 seconds' END",
        },
    ),
    # One in four has its receipt still; the others are told by the message alone.
    Rows(
        Receipt,
        MESSAGES.replace("ORDER BY n, m", "AND mod(n, 4) = 0 ORDER BY n, m") + f" WHERE {LEFT}",
        {
            "message_id": "message",
            "gateway": "'primary'",
            "event": "md5('event:' || n || ':' || m)",
            "reference": "'ref' || n || '.' || m",
            "outcome": "'delivered'",
            "at": "due + interval '8 seconds'",
        },
    ),
    # Reports of others on a shared account that came before the sweep: four an hour in each country.
    Rows(
        Receipt,
        "generate_series(1, %(services)s) AS n",
        {
            "gateway": "'primary'",
            "event": "md5('unknown:' || n)",
            "reference": "'nobody' || n",
            "outcome": "'delivered'",
            "at": "%(now)s - n * interval '15 minutes'",
        },
    ),
    Rows(
        LastAct,
        "meeting WHERE mod(n, 5) = 1 AND has_phone_app AND state <> 'cancelled'",
        {
            "holder_id": "holder",
            "subject": label("appointment", "id"),
            "device": "device::text",
            "counter": "n",
            "at": "booked_at",
        },
    ),
    # Of the last two days; older ones are swept.
    Rows(
        Attempt,
        "generate_series(1, %(services)s * 60) AS n",
        {
            "act": "(array['ask_code:number', 'ask_code:network', 'agent_password'])[1 + mod(n, 3)]",
            "key": "md5('attempt:' || n)",
            "at": "%(now)s - mod(n, 2800) * interval '1 minute'",
        },
    ),
    Rows(
        Challenge,
        "generate_series(1, %(services)s * 20) AS n",
        {
            "id": key("challenge", "n"),
            "kind": "'sign_in'",
            "address": "'+3373' || lpad(n::text, 7, '0')",
            "browser": "md5('browser:' || n)",
            "created_at": "%(now)s - mod(n, 2800) * interval '1 minute'",
            "expires_at": "%(now)s - mod(n, 2800) * interval '1 minute' + interval '10 minutes'",
        },
    ),
    Rows(
        Entry,
        "(SELECT n, file.id, file.s, file.referent FROM (SELECT n, 1 + mod(n * 7907::bigint, %(all_files)s)::int AS f "
        "FROM generate_series(1, %(all_entries)s) AS n) AS one JOIN file USING (f) ORDER BY n) AS act",
        {
            "id": key("entry", "n"),
            "at": "%(now)s - interval '364 days' * ((%(all_entries)s - n)::float / %(all_entries)s)",
            "actor": "'agent:' || COALESCE(referent, (s - 1) * %(agents)s + 1)",
            "organisation": label("organisation", "s"),
            "verb": "(array['probationers.read_file', 'agenda.book', 'probationers.search', 'agenda.outcome'])"
            "[1 + mod(n, 4)]",
            "subject": label("probationer", "id"),
            "about": label("probationer", "id"),
            "detail": "'{}'",
        },
    ),
)

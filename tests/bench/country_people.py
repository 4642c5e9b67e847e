"""Services, agents and the persons they follow, in SQL.

`s` counts services (odd: SPIP, even: the court linked to the one before), `k` what stands in one service, `f` files of
the whole country: a service's are spread over the table, as they come in over the years.
"""

from backend.accounts.models import Agent, Device, Holder, HolderSession, RecoveryCode
from backend.agenda.models import Agenda, SlotPattern
from backend.delivery.models import OptOut, PushSubscription
from backend.organisations.models import Directions, Membership, Organisation, Place
from backend.probationers.models import (
    Affiliation,
    Assignment,
    ContactChange,
    Probationer,
    Relation,
    SeenMark,
    TrustedContact,
)
from tests.bench.country_rows import Rows, key, label

SERVICES = "generate_series(1, %(services)s) AS s"
# What everything else asks about a file; dropped with the indexes' return.
FILES = f"""
CREATE TEMPORARY TABLE file AS
SELECT f, 1 + mod(f - 1, %(services)s) AS s, (f - 1) / %(services)s AS j, {key("file", "f")} AS id,
    {key("holder", "f")} AS holder, {key("device", "f")} AS device, f <= %(living)s AS lives,
    %(now)s - interval '1150 days' + mod(f, 50) * interval '1 day' AS since,
    mod((f - 1) / %(services)s, 5) < 2 AS listens,
    mod((f - 1) / %(services)s, 5) < 3 AND f <= %(living)s AS has_phone_app,
    CASE WHEN mod(mod(f - 1, %(services)s), 2) = 0
         THEN mod(f - 1, %(services)s) * %(agents)s + 7 + mod((f - 1) / %(services)s, %(agents)s - 6) END AS referent
FROM generate_series(1, %(all_files)s) AS f
"""
SYLLABLES = (
    "(array['ba','be','bo','da','de','do','fa','fi','ga','la','le','li','ma','me','mi','na','no','pa',"
    "'ra','re','ro','sa','se','ta','te','va','vi','zo'])"
)
ROLES = {
    "spip": "(array['dpip','secretary_spip','overseer','local_admin','educator','psychologist'])[k]",
    "tj": "(array['jap','clerk_sap','director_sap','secretary_court','bex','clerk_bex','director_bex','prosecutor',"
    "'local_admin'])[k]",
}


def _name(*steps: int) -> str:
    """Three of 28 syllables, another three for each number."""
    return " || ".join(f"{SYLLABLES}[1 + mod(f / {step} + f, 28)]" for step in steps)


LAST, FIRST = _name(1, 29, 811), _name(7, 113, 3001)
PHONE = "'+3373' || lpad((f - mod((f / 40), 2) * mod(f, 2))::text, 7, '0')"  # some share one, two by two
SEARCHED = {
    "search_key": f"{LAST} || ' ' || {FIRST}",
    "birth_date": "date '1955-01-01' + mod(f * 7919::bigint, 18000)::int",
    "appi_number": "CASE WHEN mod(f, 3) > 0 THEN '2019' || lpad(f::text, 8, '0') ELSE '' END",
    "phone": f"CASE WHEN mod(j, 20) < 19 THEN {PHONE} ELSE '' END",
}
NAMED = {"probationer_id": "id", "since": "since"} | SEARCHED  # what a trigger would copy; none fires meanwhile

STEPS: tuple[Rows | str, ...] = (
    FILES,
    Rows(
        Organisation,
        SERVICES,
        {
            "id": "s",
            "kind": "CASE mod(s, 2) WHEN 1 THEN 'spip' ELSE 'tj' END",
            "name": "'Service EXEMPLE ' || s",
            "phone": "'+33639980000'",
            "features": """'{"trusted_contacts": 9}'""",
        },
    ),
    """
INSERT INTO organisations_organisation_linked (from_organisation_id, to_organisation_id)
SELECT s, CASE mod(s, 2) WHEN 1 THEN s + 1 ELSE s - 1 END FROM generate_series(1, %(services)s) AS s
WHERE s + mod(s, 2) <= %(services)s
""",
    Rows(
        Place,
        f"{SERVICES}, generate_series(1, 2) AS k",
        {
            "id": "(s - 1) * 2 + k",
            "organisation_id": "s",
            "name": "'Antenne EXEMPLE ' || k",
            "neutral_name": "'Maison EXEMPLE'",
            "address": "'1 rue de l''Essai'",
            "postcode": "'92000'",
            "city": "'Nanterre'",
        },
    ),
    Rows(
        Directions,
        f"{SERVICES}, generate_series(1, 2) AS k",
        {"place_id": "(s - 1) * 2 + k", "means": "'bus'", "steps": """'{"fr": ["Bus 1"]}'"""},
    ),
    Rows(
        Agent,
        f"{SERVICES}, generate_series(1, %(agents)s) AS k",
        {
            "id": "(s - 1) * %(agents)s + k",
            "email": "'agent' || s || '.' || k || '@exemple.fr'",
            "password": "%(password)s",
            "first_name": "'Camille'",
            "last_name": "'EXEMPLE ' || k",
            "charter_accepted_at": "%(now)s - interval '2 years'",
            "created_at": "%(now)s - interval '2 years'",
        },
    ),
    Rows(
        Membership,
        f"{SERVICES}, generate_series(1, %(agents)s) AS k",
        {
            "agent_id": "(s - 1) * %(agents)s + k",
            "organisation_id": "s",
            "role": f"CASE mod(s, 2) WHEN 1 THEN COALESCE({ROLES['spip']}, 'cpip') "
            f"ELSE COALESCE({ROLES['tj']}, 'clerk_sap') END",
            "since": "%(now)s - interval '2 years'",
        },
    ),
    Rows(
        RecoveryCode,
        "generate_series(1, %(services)s * %(agents)s) AS a, generate_series(1, 10) AS k",
        {"agent_id": "a", "hashed": "%(password)s"},
    ),
    """
INSERT INTO otp_totp_totpdevice (user_id, name, confirmed, key, step, t0, digits, tolerance, drift, last_t,
    throttling_failure_count, throttling_failure_timestamp)
SELECT a, 'totp', true, md5('totp:' || a), 30, 0, 6, 1, 0, -1, 0, NULL
FROM generate_series(1, %(services)s * %(agents)s) AS a
""",
    # One for each who works today; those that are over are forgotten.
    """
INSERT INTO django_session (session_key, session_data, expire_date)
SELECT md5('session:' || n), repeat(md5('data:' || n), 7), now() + (1 + mod(n, 9)) * interval '1 hour'
FROM generate_series(1, %(services)s * %(sessions)s) AS n
""",
    Rows(
        Agenda,
        f"{SERVICES}, generate_series(1, %(agendas)s) AS k",
        {
            "id": "(s - 1) * %(agendas)s + k",
            "place_id": "(s - 1) * 2 + 1 + mod(k, 2)",
            "name": "'Agenda EXEMPLE ' || k",
        },
    ),
    # Each agenda has six; the days and hours go round, so that no two of one agenda and type meet.
    Rows(
        SlotPattern,
        f"{SERVICES}, generate_series(1, %(patterns)s) AS p",
        {
            "id": "(s - 1) * %(patterns)s + p",
            "agenda_id": "(s - 1) * %(agendas)s + 1 + (p - 1) / 6",
            "type_id": "CASE mod(s, 2) WHEN 1 THEN (%(spip_slots)s)[1 + mod(p, cardinality(%(spip_slots)s))] "
            "ELSE (%(tj_slots)s)[1 + mod(p, cardinality(%(tj_slots)s))] END",
            "weekday": "mod(p, 5)",
            "time": "time '08:00' + mod(p - 1, 6) * interval '90 minutes'",
            "capacity": "3",
            "since": "(%(now)s - interval '3 years')::date",
            "reached": "(%(now)s)::date + 183",
        },
    ),
    Rows(Holder, "file", {"id": "holder", "created_at": "since"}),
    Rows(
        Probationer,
        "file",
        {
            "id": "id",
            "holder_id": "holder",
            "last_name": f"upper({LAST})",
            "first_name": f"initcap({FIRST})",
            **SEARCHED,
            "phone_status": "CASE WHEN mod(j, 20) = 19 THEN 'none' WHEN mod(j, 3) = 0 THEN 'given' ELSE 'proved' END",
            "email": "CASE WHEN mod(j, 4) = 0 THEN 'personne' || f || '@exemple.fr' ELSE '' END",
            "email_proved_at": "CASE WHEN mod(j, 8) = 0 THEN since END",
            "city": "'Nanterre'",
            "postcode": "'92000'",
            "created_at": "since",
            "review_at": "%(now)s + (1 + mod(f, 140)) * interval '1 day'",
            "archived_at": "CASE WHEN NOT lives THEN %(now)s - mod(f, 150) * interval '1 day' END",
        },
    ),
    Rows(Affiliation, "file", NAMED | {"organisation_id": "s"}),
    # A fifth is followed on both sides.
    Rows(
        Affiliation,
        "file WHERE mod(j, 5) = 1 AND s + mod(s, 2) <= %(services)s",
        NAMED | {"organisation_id": "s - 1 + 2 * mod(s, 2)"},
    ),
    Rows(
        Assignment,
        "file WHERE referent IS NOT NULL",
        {"probationer_id": "id", "agent_id": "referent", "organisation_id": "s", "since": "since"},
    ),
    Rows(
        ContactChange,
        "file WHERE mod(j, 8) = 0",
        {
            "id": key("change", "f"),
            "probationer_id": "id",
            "field": "'phone'",
            "old": "'+3374' || lpad(f::text, 7, '0')",
            "new": PHONE,
            "by": label("device", "device"),
            "at": "since + mod(f, 1100) * interval '1 day'",
            "seen_at": "CASE WHEN mod(f, 1100) < 1067 THEN since + (1 + mod(f, 1100)) * interval '1 day' END",
        },
    ),
    Rows(
        SeenMark,
        "file WHERE mod(j, 8) = 0 AND referent IS NOT NULL",
        {
            "agent_id": "referent",
            "probationer_id": "id",
            "subject": label("contact_change", key("change", "f")),
            "at": "since + interval '1100 days'",
        },
    ),
    Rows(
        Relation,
        "file WHERE mod(j, 20) = 5",
        {"probationer_id": "id", "kind": "'lawyer'", "name": "'Maître EXEMPLE'", "phone": "'+33639980001'"},
    ),
    Rows(
        TrustedContact,
        "file WHERE mod(j, 20) = 3 AND lives",
        {
            "id": "f",
            "probationer_id": "id",
            "state": "'active'",
            "name": "'Mme SPECIMEN'",
            "relation": "'family'",
            "phone": "'+3375' || lpad(f::text, 7, '0')",
            "named_at": "since",
            "named_by": label("device", "device"),
            "consented_on": "since::date",
            "approved_at": "since",
            "active_at": "since",
        },
    ),
    Rows(
        Device,
        "file WHERE has_phone_app",
        {
            "id": "device",
            "holder_id": "holder",
            "token": "md5('device:' || f)",
            "label": "'Firefox, Android'",
            "created_at": "since",
            "last_seen_at": "%(now)s - mod(f, 30) * interval '1 day'",
        },
    ),
    Rows(
        HolderSession,
        "file, generate_series(1, 2) AS k WHERE has_phone_app",
        {
            "id": key("holder_session", "f", "k"),
            "device_id": "device",
            "token": "md5('holder_session:' || f || k)",
            "created_at": "since",
            "last_seen_at": "%(now)s - mod(f, 30) * interval '1 day'",
            "life": "interval '180 days'",
            "expires_at": "%(now)s + interval '150 days'",
            "ended_at": "CASE k WHEN 1 THEN %(now)s - interval '60 days' END",
            "end": "CASE k WHEN 1 THEN 'signed_out' ELSE '' END",
        },
    ),
    Rows(
        PushSubscription,
        "file WHERE has_phone_app AND listens",
        {
            "holder_id": "holder",
            "device_id": "device",
            "endpoint": "'https://updates.push.services.mozilla.com/wpush/v2/' || md5('endpoint:' || f)",
            "p256dh": "'x'",
            "auth": "'x'",
            "created_at": "since",
        },
    ),
    Rows(OptOut, "file WHERE mod(j, 100) = 7 AND mod(f / 40, 2) = 0", {"number": PHONE, "at": "since"}),
)

"""The printed summons: one A4 page in plain words, French and the person's own language, with a QR code to the app.

The redesigned page is itself a reminder: a clearer form alone lowered non-appearance by 13 % in New York (Fishbane,
Ouss and Shah 2020): date, place and consequence stand on top.
"""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import segno
import typst
from django.conf import settings
from django.db import transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda import queries_probationer, shows_probationer
from backend.agenda.models import Appointment
from backend.agenda.schemas_probationer import MyAppointment
from backend.agenda.shows import said
from backend.common import clock, phones
from backend.common.errors import Unseen
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.reminders import wording

PAGE = Path(__file__).parent / "print" / "summons.typ"
WORDS = Path(__file__).parent / "print" / "words.json"
STEPS, ITEMS = 5, 6  # what fits on the page in two languages
SIZES = (100, 92, 84, 76, 68, 60)  # per cent: the largest letters with which all fits
_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"  # an address stays as it is written, between Arabic lines too
_PAGE = re.compile(rb"/Type\s*/Page\b")


@transaction.atomic
def printed(appointment_id: UUID, *, by: Agent) -> bytes:
    """The page as PDF, or Unseen out of scope, or Slower; the printing stands in the journal."""
    seen = agenda.visible_to(by).filter(pk=appointment_id).values_list("pk", flat=True)
    row = queries_probationer.in_full(list(seen)).get(appointment_id)
    if row is None:
        raise Unseen
    actions_challenge.take(rules_budgets.of_files(str(by)))
    membership = organisations.membership_of(by)
    service = membership.organisation if membership else ""
    journal.write("reminders.print_summons", row, by=by, organisation=service, about=row.probationer)
    return compile_page(row)


def compile_page(row: Appointment) -> bytes:
    """One A4 page; French first, then the person's own language where it is another."""
    language = row.probationer.language
    languages = ["fr"] if language == "fr" else ["fr", language]
    mark = mark_of(row, now=clock.now())
    # A page that is void asks nothing of anybody any more.
    void: dict[str, object] = {"items": [], "steps": []} if mark else {}
    parts = [_part(row, each) | void | {"mark": _words(each)[f"mark_{mark}"] if mark else ""} for each in languages]
    told = {"parts": parts, "app": settings.ENVIRONMENT.probationer_origin}
    square = segno.make(settings.ENVIRONMENT.probationer_origin, error="m").svg_inline(scale=4, border=0)
    inputs = {"told": json.dumps(told, ensure_ascii=False), "qr": square}
    for size in SIZES:
        page = bytes(typst.compile(str(PAGE), sys_inputs=inputs | {"size": str(size)}, root=str(PAGE.parent)))
        if len(_PAGE.findall(page)) == 1:
            return page
    return page


def mark_of(row: Appointment, *, now: datetime) -> str:
    """What stands across a page that convenes nobody any more; nothing where it does."""
    if row.state in (Appointment.State.CANCELLED, Appointment.State.EXCUSED):
        return str(row.state)
    return "past" if row.state != Appointment.State.BOOKED or row.starts_at <= now else ""


@cache
def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(WORDS.read_text("utf-8"))[language]
    return words


def _part(row: Appointment, language: str) -> dict[str, object]:
    words = _words(language)
    shown = shows_probationer.appointment(row, language, now=clock.now())
    local = clock.local(row.starts_at, row.time_zone)
    facts: dict[str, object] = {
        "language": language,
        "person": f"{row.probationer.last_name} {row.probationer.first_name}",
        "service": row.organisation.name,
        "day": wording.long_date(local, language),
        "hour": wording.hour(local, language),
        "type": said(row.type.names, language),  # the field's own: the paper is the summons
        "where": _where(shown, words),
        "steps": list(shown.place.directions[0].steps[:STEPS]) if shown.place and shown.place.directions else [],
        "items": [" ".join(filter(None, (item.title, item.hint and f"({item.hint})"))) for item in shown.items[:ITEMS]],
        "consequence": shown.consequence,
        "call": _call(shown, words, language, row.time_zone),
    }
    return words | facts


def _call(shown: MyAppointment, words: dict[str, str], language: str, zone: str) -> str:
    number = shown.whom_to_call.phone
    return f"{words['call']} {wording.in_line(phones.spoken(number, zone=zone), language)}" if number else ""


def _where(shown: MyAppointment, words: dict[str, str]) -> list[str]:
    place = shown.place
    if place is None:
        return [words[f"where_{shown.where}"]]
    address = [place.name, place.address, f"{place.postcode} {place.city}"]
    return [f"{_LEFT_TO_RIGHT}{line}{_END}" for line in address if line] + [place.inside or ""]

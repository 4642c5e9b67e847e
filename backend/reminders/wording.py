"""From an appointment and a text's words to what a phone shows. Pure; nothing here knows why the person comes."""

import functools
import math
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from backend.common import phones
from backend.common.errors import Malformed
from backend.common.streets import bare_address, town
from backend.delivery.rules import gsm, segments
from backend.organisations import rules_places

VARIABLES = frozenset(
    {"day", "date", "hour", "when", "soon", "was", "place", "address", "where", "whole", "phone", "cannot", "stop"}
)
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ar": ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "ar": (
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
}  # fmt: skip
TODAY = {"fr": "aujourd'hui", "en": "today", "ar": "اليوم"}
AT = {"fr": "à", "en": "at", "ar": "الساعة"}
TOMORROW = {"fr": "demain", "en": "tomorrow", "ar": "غدا"}


_NOTHING = dict.fromkeys(VARIABLES, "")
_SPACES, _LEFT_OVER = re.compile(r"[^\S\n]+"), re.compile(r" ?, ?(?=[.,])| (?=[.,])")


@dataclass(frozen=True)
class Facts:
    """What the words are filled with. `place` is the neutral name; empty for a telephone or home appointment."""

    starts_at: datetime
    time_zone: str
    place: str
    address: str
    city: str
    phone: str  # E.164; empty: nobody to call
    was: datetime | None = None  # of one that moved: the hour that the person was told last


def nowhere(now: datetime, phone: str, zone: str) -> Facts:
    """For words about no appointment: they may name the number to call, written as in `zone`, and nothing else."""
    return Facts(now, zone, place="", address="", city="", phone=phone)


@dataclass(frozen=True)
class Words:
    """A text as it stands in its row, with the two it may call for. `whom`: what an SMS begins with, as it is."""

    title: str
    body: str
    cannot: str = ""
    stop: str = ""
    whom: str = ""


@dataclass(frozen=True)
class Said:
    title: str
    body: str


def check(body: str) -> None:
    """Refuses a variable that nothing would fill, or braces that do not match."""
    try:
        named = {name for _, name, _, _ in string.Formatter().parse(body) if name is not None}
    except ValueError as error:
        raise Malformed("text_unreadable", fields={"body": "text_unreadable"}) from error
    if not named <= VARIABLES:
        raise Malformed("variable_unknown", fields={"body": "variable_unknown"})


def render(words: Words, facts: Facts, *, language: str, channel: str, now: datetime) -> Said:
    """An SMS takes the longest way to say where, and what moved, that costs no segment more than the shortest."""
    spoken = _variables(facts, language=language, now=now)
    spoken["cannot"] = _fill(words.cannot, spoken) if facts.phone else ""
    if channel != "sms":
        whole = spoken | {"where": next(_wheres(facts)), "was": next(_wases(facts, language), ""), "stop": ""}
        return Said(_fill(words.title, whole), _fill(words.body, whole))
    forms = (
        gsm(f"{words.whom} {_fill(words.body, spoken | {'where': where, 'was': was, 'stop': stop})}".strip())
        for where in _wheres(facts)
        for was in [*_wases(facts, language)] or [""]
        for stop in dict.fromkeys((words.stop, ""))
    )
    return Said("", _cheapest(forms))


def _cheapest(forms: Iterable[str]) -> str:
    """The first of those that cost least; none costs less than one segment, so that the rest need not be made."""
    best, least = "", math.inf
    for form in forms:
        cost = segments(form).segments
        if cost < least:
            best, least = form, cost
        if least == 1:
            break
    return best


def _variables(facts: Facts, *, language: str, now: datetime) -> dict[str, str]:
    language = language if language in WEEKDAYS else "fr"
    zone = ZoneInfo(facts.time_zone)
    local, today = facts.starts_at.astimezone(zone), now.astimezone(zone).date()
    day, date = _day_and_date(local, language)
    near = {0: TODAY, 1: TOMORROW}.get((local.date() - today).days, {}).get(language, "")
    return {
        "day": day,
        "date": date,
        "hour": _hour(local, language),
        "when": f"{near} {day} {date}".strip(),
        "soon": near or f"{day} {date}",
        "place": neutral(facts),
        "address": bare_address(facts.address, facts.city),
        "whole": next(_wheres(facts)),
        "phone": in_line(_number(facts.phone, facts.time_zone), language),
    }


def _day_and_date(local: datetime, language: str) -> tuple[str, str]:
    is_first = language == "fr" and local.day == 1
    return WEEKDAYS[language][
        local.weekday()
    ], f"{'1er' if is_first else local.day} {MONTHS[language][local.month - 1]}"


def _hour(local: datetime, language: str) -> str:
    return f"{local:%Hh%M}" if language == "fr" else f"{local:%H:%M}"


def _wases(facts: Facts, language: str) -> Iterator[str]:
    """The day and hour that do not hold any more; the day alone where it is another day than the new one."""
    if facts.was is None:
        return
    language, zone = language if language in WEEKDAYS else "fr", ZoneInfo(facts.time_zone)
    local = facts.was.astimezone(zone)
    day = " ".join(_day_and_date(local, language))
    yield f"{day} {AT[language]} {_hour(local, language)}"
    if local.date() != facts.starts_at.astimezone(zone).date():
        yield day


def in_line(number: str, language: str) -> str:
    """Between Arabic words, groups of digits would be read from the last to the first: there a number has no spaces,
    and a mark before its plus, which would else stand behind it."""
    return number.replace(" ", "").replace("+", "\u200e+") if language == "ar" else number


def long_date(local: datetime, language: str) -> str:
    """On paper: week-day, day, month and year."""
    language = language if language in WEEKDAYS else "fr"
    day = "1er" if language == "fr" and local.day == 1 else str(local.day)
    return f"{WEEKDAYS[language][local.weekday()]} {day} {MONTHS[language][local.month - 1]} {local.year}"


def hour(local: datetime, language: str) -> str:
    """On paper, where no character is counted: 14 h 30."""
    return f"{local.hour} h {local:%M}" if language == "fr" else f"{local:%H:%M}"


@functools.lru_cache(1000)
def _number(phone: str, zone: str) -> str:
    """As people write it there; what was stored before numbers were read as now stands as it is."""
    try:
        return phones.spoken(phones.to_call(phone), zone=zone) if phone else ""
    except Malformed:
        return phone


def neutral(facts: Facts) -> str:
    """The neutral name, unless somebody wrote into it what must not leave."""
    return rules_places.spoken_name(facts.place, facts.city)


def _wheres(facts: Facts) -> Iterator[str]:
    """From the most to the least complete."""
    name, address, city = neutral(facts), bare_address(facts.address, facts.city), town(facts.city)
    full = [name, address, city] if name != city else [address, city]
    yield ", ".join(part for part in full if part)
    yield ", ".join(part for part in (name, address) if part)
    yield ", ".join(part for part in dict.fromkeys((name, city)) if part)
    yield name


def _fill(template: str, spoken: Mapping[str, str]) -> str:
    """One space between words, and no space or comma left over where a variable was empty."""
    tidy = _SPACES.sub(" ", template.format_map({**_NOTHING, **spoken}))
    return _LEFT_OVER.sub("", tidy).strip()

"""The day on which the demonstration opens: a working day whatever the date, and every agenda full of work.

Some have been there, one of them is still to be recorded, most are to come. Among them is whoever answered, whoever
can't be reached, who was moved here, and one whose appointment was cancelled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.accounts.models import Attempt
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.demonstration import calendar
from backend.demonstration.diary import FOLLOW_UP, Diary
from backend.demonstration.people import FAR, Person
from backend.probationers.models import Probationer

FROM, UNTIL = time(10, 10), time(14, 30)
KNOWN = 12  # those whom var/demo.json names come another day: who signs in as one of them finds the days before it
LEFT = time(17, 0)  # the last one of the day before, who was not recorded
State, Kind, Phone = Appointment.State, Answer.Kind, Probationer.PhoneStatus
UNREACHED = (Phone.NONE, Phone.WRONG)


@dataclass(frozen=True)
class Part:
    """One hour of an agenda, and what is special about who comes then."""

    at: time
    state: str = State.BOOKED
    answer: str = ""
    is_moved: bool = False
    is_far: bool = False
    is_unreached: bool = False


PLAN = (
    Part(time(9, 0), State.MISSED),
    Part(time(9, 45), answer=Kind.COMING),
    Part(time(10, 30), answer=Kind.COMING),
    Part(time(11, 15), is_moved=True),
    Part(time(14, 0), is_far=True),
    Part(time(14, 45), answer=Kind.CANNOT),
    Part(time(15, 30), answer=Kind.LATE),
    Part(time(16, 15), is_unreached=True),
    Part(time(15, 30), State.CANCELLED),  # that hour went to somebody else
    Part(time(8, 15), State.CAME),
    Part(time(8, 30), State.EXCUSED),
)


def opening(now: datetime) -> datetime:
    """`now` in the middle of a working day, otherwise ten past ten of the next one.

    Never earlier than `now`: what was done before the demonstration was last stopped stays in the past.
    """
    local = now.astimezone(calendar.ZONE)
    if calendar.is_working(local.date()) and FROM <= local.time() < UNTIL:
        return now
    is_before = local.time() < FROM
    day = calendar.next_working(local.date() + timedelta(days=0 if is_before else 1))
    return calendar.instant(day, FROM)


def open_clock(now: datetime) -> datetime:
    """Every process reads this hour from now on; the hour.

    Where that is back in time, what was asked for later counts against no budget: on a weekend every reset opens on
    the same Monday morning, and its codes would be used up after a few.
    """
    opened = opening(now)
    clock.shift(opened - clock.now())
    Attempt.objects.filter(at__gt=opened).delete()
    return opened


def fill(diary: Diary, people: Sequence[Person], day: date) -> None:
    """The whole plan of that day for every agenda, as far as it has people who have nothing else that day."""
    for key in diary.agendas:
        pool = [person for person in people if diary.key_of(person) == key]
        cast = _cast(pool)
        for part, person in cast:
            _add(diary, part, person, day)
        for _, person in cast[:1]:
            diary.put(person, calendar.instant(_before(day), LEFT), State.BOOKED, FOLLOW_UP[person.service])


def _before(day: date) -> date:
    """The last working day before it."""
    return next(one for n in range(1, 9) if calendar.is_working(one := day - timedelta(days=n)))


def _cast(pool: list[Person]) -> list[tuple[Part, Person]]:
    """Who comes at which hour: those of whom something is told first, then whoever is left."""
    # The first without a phone has a contact of trust, who is told in her place.
    unreached = next((each for each in pool[::-1] if each.file.phone_status in UNREACHED), pool[-1] if pool else None)
    far = next((each for each in pool if each.file.postcode in FAR and each is not unreached), None)
    others = iter([each for each in pool if each is not unreached and each is not far])
    found: list[tuple[Part, Person]] = []
    for part in PLAN:
        person = unreached if part.is_unreached else far if part.is_far and far else next(others, None)
        if person:
            found.append((part, person))
    return found


def _add(diary: Diary, part: Part, person: Person, day: date) -> None:
    is_far = person.file.postcode in FAR and "telephone" in diary.types and person.service == "spip92"
    row = diary.put(
        person, calendar.instant(day, part.at), part.state, "telephone" if is_far else FOLLOW_UP[person.service]
    )
    if part.is_moved:
        diary.move(row, former=calendar.instant(calendar.next_working(day + timedelta(days=1)), part.at))
    if part.is_unreached and person.file.phone_status not in UNREACHED:
        person.file.phone_status = Phone.WRONG
        person.file.save(update_fields=["phone_status"])
    if part.answer:
        diary.say(row, part.answer)

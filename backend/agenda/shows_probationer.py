"""From rows to what the person is shown, in her own language. Read by queries_probationer: no query follows."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from backend.agenda import calendar_file, rules, rules_news
from backend.agenda import schemas_probationer as schemas
from backend.agenda.models import Answer, Appointment, AppointmentEvent, AppointmentType
from backend.agenda.shows import checked, last_answer, said
from backend.common import phones
from backend.organisations import photos, rules_places, rules_words
from backend.organisations.models import Directions, Organisation, Place

BEFORE = timedelta(minutes=10)  # at the door ten minutes early: a check at the entrance, a queue
_MEANS = ("train", "bus", "car", "foot", "step_free")


def appointment(row: Appointment, language: str, *, now: datetime) -> schemas.MyAppointment:
    """All of one appointment."""
    state = rules_news.state_shown(row.state, outcome_at=row.outcome_at, now=now)
    return schemas.MyAppointment(
        id=row.pk,
        revision=row.revision,
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        time_zone=row.time_zone,
        minutes=row.minutes,
        type=plain_name(row.type, language),
        neutral_name=said(row.type.neutral_names, language),
        calendar_place=calendar_file.where(row),
        excuse_word=said(row.type.excuse_words, language),
        where=checked(row.type.where),
        decider=checked(row.type.decider),
        state=checked(state),
        place=place(row.place, language) if row.place else None,
        items=items(row, language),
        answer=_answer(row),
        answers=[_shown(given) for given in row.answers.all()],
        whom_to_call=whom_to_call(row, language),
        consequence=said(row.type.consequences, language),
        legal=_legal(row),
        leave_at=_leave_at(row, language),
        called_phone=_called_phone(row),
        change=_change(row, now=now),
    )


def plain_name(type: AppointmentType, language: str) -> str:
    """As the person reads it; the field's own name where nobody wrote a plain one."""
    return said(type.plain_names, language) or said(type.names, language)


def past(row: Appointment, language: str, *, now: datetime) -> schemas.MyPastAppointment:
    return schemas.MyPastAppointment(
        id=row.pk,
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        type=plain_name(row.type, language),
        where=checked(row.type.where),
        place_name=spoken_name(row.place) if row.place else row.organisation.name,
        state=checked(rules_news.state_shown(row.state, outcome_at=row.outcome_at, now=now)),
    )


def spoken_name(row: Place) -> str:
    return rules_places.spoken_name(row.neutral_name, row.city)


def place(row: Place, language: str) -> schemas.MyPlace:
    """With the ways that have steps in the person's language, or else in French; what is older than the address, or
    than its French, is not shown."""
    photo = getattr(row, "photo", None)
    if photo and rules_places.is_older(photo.added_at, row.relocated_at):
        photo = None
    inside = rules_words.shown(row.inside, language, stale=row.stale.get("inside", ()))
    step_free = rules_words.shown(row.step_free_words, language, stale=row.stale.get("step_free_words", ()))
    in_french = [name for name, one in (("inside", inside), ("step_free_words", step_free)) if one.in_french]
    return schemas.MyPlace(
        name=spoken_name(row),
        address=row.address,
        postcode=row.postcode,
        city=row.city,
        inside=inside.words or "",
        step_free=checked(row.step_free),
        step_free_words=step_free.words,
        in_french=checked(in_french),
        phone=row.phone or row.organisation.phone,
        latitude=float(row.latitude) if row.latitude is not None else None,
        longitude=float(row.longitude) if row.longitude is not None else None,
        photo=schemas.Picture(**photos.addresses_of(photo.pk), alternative=said(photo.alternative, language))
        if photo
        else None,
        directions=[_way(way, language) for way in _ways(row, language)],
    )


def _ways(row: Place, language: str) -> list[Directions]:
    """Those that lead to where the place is now."""
    known = [way for way in row.directions.all() if rules_words.shown(way.steps, language, stale=way.stale).words]
    return sorted(known, key=lambda way: _MEANS.index(way.means))


def _way(way: Directions, language: str) -> schemas.Direction:
    steps = rules_words.shown(way.steps, language, stale=way.stale)
    return schemas.Direction(
        means=checked(way.means), steps=list(steps.words or []), minutes=way.minutes, in_french=steps.in_french
    )


def items(row: Appointment, language: str) -> list[schemas.MyItem]:
    """The place's own list for this type where it has one, otherwise the national one."""
    known = list(row.type.items.all())
    own = [item for item in known if item.place_id is not None and item.place_id == row.place_id]
    shown = own or [item for item in known if item.place_id is None]
    words = [(item.pk, item.words.get(language) or item.words.get("fr") or {}) for item in shown]
    return [schemas.MyItem(id=pk, title=each.get("title", ""), hint=each.get("hint", "")) for pk, each in words]


def whom_to_call(row: Appointment, language: str) -> schemas.WhomToCall:
    """The switchboard; an agent's own line only where she chose to share it (field rule 12)."""
    agent = row.agent
    if agent and agent.shares_name and agent.shared_phone:
        return schemas.WhomToCall(label=f"{agent.first_name} {agent.last_name}", phone=agent.shared_phone, hours=None)
    if row.place:
        stale = row.place.stale.get("phone_hours", ())
        hours = rules_words.shown(row.place.phone_hours, language, stale=stale).words
        organisation: Organisation = row.place.organisation
        return schemas.WhomToCall(label=organisation.name, phone=row.place.phone or organisation.phone, hours=hours)
    return schemas.WhomToCall(label=row.organisation.name, phone=row.organisation.phone, hours=None)


def _called_phone(row: Appointment) -> str:
    is_called = row.type.where == AppointmentType.Where.PHONE and row.probationer.phone
    return phones.masked(row.probationer.phone) if is_called else ""


def _change(row: Appointment, *, now: datetime) -> schemas.MyChange | None:
    """Compared with the hour and place that the person knew: of several moves since, the first one's."""
    changes = [each for each in row.events.all() if each.revision > (row.seen_revision or 0)]
    moves = [each.detail for each in changes if each.event == rules.Event.MOVE]
    was_at = datetime.fromisoformat(moves[0]["from"]) if moves else None
    places = [each["from_place"] for each in moves if each.get("from_place")]
    same = (spoken_name(row.place), rules_places.written(row.place)) if row.place else ()
    was_place = places[0] if places and row.place and places[0] not in same else None
    was_where = [each.detail["from_where"] for each in changes if each.event == rules.Event.RELOCATE]
    kind = rules_news.news(
        row,
        is_moved=was_place is not None or was_at not in (None, row.starts_at),
        is_relocated=bool(was_where),
        answered=_answered(row, changes),
        now=now,
    )
    if kind is None:
        return None
    knew = was_where[0] if was_where and row.place and was_where[0] != rules_places.written(row.place) else None
    was = {"moved": was_place, "relocated": knew}
    return schemas.MyChange(kind=kind, was_starts_at=was_at if kind == "moved" else None, was_place=was.get(kind))


def _answered(row: Appointment, changes: Sequence[AppointmentEvent]) -> int | None:
    """By what she answered since: an answer to the same hour stands also where its place changed after it."""
    given = last_answer(row)
    return given.revision if given and all(each.at <= given.at for each in changes) else None


def _answer(row: Appointment) -> schemas.MyAnswer | None:
    given = last_answer(row)
    return _shown(given) if given else None


def answer_taken(given: Answer) -> schemas.AnswerOut:
    shown = _shown(given)
    return schemas.AnswerOut(id=given.pk, revision=given.revision, **shown.dict())


def _shown(given: Answer) -> schemas.MyAnswer:
    return schemas.MyAnswer(
        kind=checked(given.kind), at=given.at, reason=checked(given.reason or None), words=given.words or None,
        late_minutes=given.late_minutes, seen_at=given.seen_at,
    )  # fmt: skip


def _legal(row: Appointment) -> schemas.MyLegal | None:
    known = [each for each in row.legal_notifications.all() if each.void_at is None]
    return schemas.MyLegal(way=checked(known[-1].way), on=known[-1].on) if known else None


def _leave_at(row: Appointment, language: str) -> schemas.LeaveAt | None:
    """When to be at the last stop or the car park of the first way that says how far it is."""
    if row.place is None or row.type.where != AppointmentType.Where.PLACE or row.state != rules.State.BOOKED:
        return None
    timed = [way for way in _ways(row.place, language) if way.minutes is not None]
    if not timed:
        return None
    walk = timedelta(minutes=timed[0].minutes or 0)
    return schemas.LeaveAt(means=timed[0].means, at=row.starts_at - walk - BEFORE)

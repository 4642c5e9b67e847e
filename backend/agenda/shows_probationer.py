"""From rows to what the person is shown, in her own language. Read with `with_all_of_mine`: no query follows."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Prefetch, QuerySet

from backend.agenda import calendar_file, rules
from backend.agenda import schemas_probationer as schemas
from backend.agenda.models import Answer, Appointment, ItemToBring, LegalNotification
from backend.agenda.shows import checked, last_answer, said
from backend.organisations import photos
from backend.organisations.models import Directions, Organisation, Place

BEFORE = timedelta(minutes=10)  # at the door ten minutes early: a check at the entrance, a queue
_MEANS = ("train", "bus", "car", "foot", "step_free")


def with_all_of_mine(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Everything the app shows of an appointment, in a constant number of queries."""
    return rows.select_related(
        "type", "place", "place__organisation", "place__photo", "organisation", "agent"
    ).prefetch_related(
        Prefetch("answers", Answer.objects.order_by("at")),
        Prefetch("legal_notifications", LegalNotification.objects.order_by("at", "pk")),
        Prefetch("place__directions", Directions.objects.all()),
        Prefetch("type__items", ItemToBring.objects.order_by("position", "pk")),
    )


def appointment(row: Appointment, language: str) -> schemas.MyAppointment:
    """All of one appointment."""
    return schemas.MyAppointment(
        id=row.pk,
        revision=row.revision,
        starts_at=row.starts_at,
        ends_at=row.starts_at + timedelta(minutes=row.minutes),
        time_zone=row.time_zone,
        minutes=row.minutes,
        type=said(row.type.names, language),
        neutral_name=said(row.type.neutral_names, language),
        calendar_place=calendar_file.where(row),
        excuse_word=said(row.type.excuse_words, language),
        where=checked(row.type.where),
        state=checked(row.state),
        place=place(row.place, language) if row.place else None,
        items=items(row, language),
        answer=_answer(row),
        whom_to_call=whom_to_call(row, language),
        consequence=said(row.type.consequences, language),
        legal=_legal(row),
        leave_at=_leave_at(row),
    )


def past(row: Appointment, language: str) -> schemas.MyPastAppointment:
    return schemas.MyPastAppointment(
        id=row.pk,
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        type=said(row.type.names, language),
        place_name=row.place.name if row.place else row.organisation.name,
        state=checked(row.state),
    )


def place(row: Place, language: str) -> schemas.MyPlace:
    """With the ways that have steps in the person's language, or else in French."""
    photo = getattr(row, "photo", None)
    return schemas.MyPlace(
        name=row.name,
        address=row.address,
        postcode=row.postcode,
        city=row.city,
        inside=said(row.inside, language),
        step_free=checked(row.step_free),
        step_free_words=said(row.step_free_words, language) or None,
        phone=row.phone or row.organisation.phone,
        latitude=float(row.latitude) if row.latitude is not None else None,
        longitude=float(row.longitude) if row.longitude is not None else None,
        photo=schemas.Picture(**photos.addresses_of(photo.pk), alternative=said(photo.alternative, language))
        if photo
        else None,
        directions=[_way(way, language) for way in _ways(row)],
    )


def _ways(row: Place) -> list[Directions]:
    return sorted(row.directions.all(), key=lambda way: _MEANS.index(way.means))


def _way(way: Directions, language: str) -> schemas.Direction:
    steps: dict[str, Sequence[str]] = way.steps
    return schemas.Direction(
        means=checked(way.means), steps=list(steps.get(language) or steps.get("fr") or []), minutes=way.minutes
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
        hours = said(row.place.phone_hours, language) or None
        organisation: Organisation = row.place.organisation
        return schemas.WhomToCall(label=organisation.name, phone=row.place.phone or organisation.phone, hours=hours)
    return schemas.WhomToCall(label=row.organisation.name, phone=row.organisation.phone, hours=None)


def _answer(row: Appointment) -> schemas.MyAnswer | None:
    given = last_answer(row)
    return _shown(given) if given else None


def answer_taken(given: Answer) -> schemas.AnswerOut:
    shown = _shown(given)
    return schemas.AnswerOut(id=given.pk, revision=given.revision, **shown.dict())


def _shown(given: Answer) -> schemas.MyAnswer:
    return schemas.MyAnswer(
        kind=checked(given.kind), at=given.at, words=given.words or None,
        late_minutes=given.late_minutes, seen_at=given.seen_at,
    )  # fmt: skip


def _legal(row: Appointment) -> schemas.MyLegal | None:
    known = [each for each in row.legal_notifications.all() if each.void_at is None]
    return schemas.MyLegal(way=checked(known[-1].way), on=known[-1].on) if known else None


def _leave_at(row: Appointment) -> schemas.LeaveAt | None:
    """When to be at the last stop or the car park of the first way that says how far it is."""
    if row.place is None or row.state != rules.State.BOOKED:
        return None
    timed = [way for way in _ways(row.place) if way.minutes is not None]
    if not timed:
        return None
    walk = timedelta(minutes=timed[0].minutes or 0)
    return schemas.LeaveAt(means=timed[0].means, at=row.starts_at - walk - BEFORE)

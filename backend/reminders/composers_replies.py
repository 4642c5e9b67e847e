"""The words of what we say in return to an SMS: once, with the number to call."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from backend.common import clock, phones
from backend.delivery import composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import IncomingSms
from backend.delivery.rules_states import Event
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Affiliation, Probationer
from backend.reminders import queries, rules_incoming, wording
from backend.reminders.models import Reply
from backend.reminders.queries import Key, Texts

CALL = "reply_call"
NOWHERE = 0  # no type and no service: the national words


def register() -> None:
    for kind in rules_incoming.KINDS:
        composers.register(kind, compose)


class Switchboard(NamedTuple):
    """A service's number, and where it stands: there it is written without its prefix."""

    phone: str
    zone: str


@dataclass(frozen=True)
class Known:
    """What the batch needs, read at once."""

    sms: Mapping[int, IncomingSms]
    replies: Mapping[int, list[Reply]]
    switchboards: Mapping[UUID, set[Switchboard]]  # of the services that follow each person
    texts: Texts


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Four queries, whatever the batch: SMS, files with their appointments, their services, texts."""
    known = _read([int(due.subject_id) for due in batch])
    return [_refusal(due, known) or _words(due, known) for due in batch]


def _read(ids: Sequence[int]) -> Known:
    replies: dict[int, list[Reply]] = defaultdict(list)
    joined = ("probationer", "appointment__type", "appointment__place", "appointment__organisation")
    for row in Reply.objects.select_related(*joined).filter(sms__in=ids).order_by("pk"):
        replies[row.sms_id].append(row)
    everybody = [row for rows in replies.values() for row in rows]
    switchboards: dict[UUID, set[Switchboard]] = defaultdict(set)
    present = Affiliation.objects.filter(
        probationer__in=[row.probationer_id for row in everybody], until=None, organisation__phone__gt=""
    )
    for person, *service in present.values_list("probationer_id", "organisation__phone", "organisation__time_zone"):
        switchboards[person].add(Switchboard(*service))
    about = {(row.appointment.type_id, row.appointment.organisation_id) for row in everybody if row.appointment}
    texts = queries.texts(about, {row.probationer.language for row in everybody})
    return Known(IncomingSms.objects.in_bulk(ids), replies, switchboards, texts)


def _refusal(due: Due, known: Known) -> Refusal | None:
    """The number must still stand in every one of the files: an answer to somebody else would tell of them."""
    sms, replies = known.sms.get(int(due.subject_id)), known.replies.get(int(due.subject_id), [])
    people = [row.probationer for row in replies]
    if sms is None or not people or any(person.phone != sms.sender for person in people):
        return Refusal("number_in_no_file")
    if not phones.gets_sms(sms.sender):
        return Refusal("number_not_mobile", Event.REFUSE)
    if any(not probationer_rules.messaging(person.state, due.kind) for person in people):
        return Refusal("state_not_messaged")
    if due.kind in rules_incoming.ABOUT_AN_APPOINTMENT and (len(replies) > 1 or replies[0].appointment is None):
        return Refusal("appointment_gone")
    return None


def _words(due: Due, known: Known) -> Text | Refusal:
    """In the language of all of them, or French; discreet if one of them needs it."""
    sms, replies = known.sms[int(due.subject_id)], known.replies[int(due.subject_id)]
    people = [row.probationer for row in replies]
    languages = {person.language for person in people}
    language = languages.pop() if len(languages) == 1 else "fr"
    row = replies[0].appointment if len(replies) == 1 else None
    place = (row.type_id, row.organisation_id) if row else (NOWHERE, NOWHERE)
    kinds = [due.kind + "_discreet"] if any(person.sensitive_channel for person in people) else []
    found = [known.texts.choose(Key(kind, "sms", language, *place)) for kind in (*kinds, due.kind)]
    chosen = next((text for text in found if text), None)
    if chosen is None:
        return Refusal("no_text", Event.REFUSE)
    call = known.texts.choose(Key(CALL, "sms", language, *place))
    now = clock.now()
    facts = queries.facts_of(row) if row else wording.nowhere(now, *_switchboard(people, known))
    words = wording.Words(title="", body=chosen.body, cannot=call.body if call else "")
    said = wording.render(words, facts, language=chosen.language, channel="sms", now=now)
    return Text(to=sms.sender, body=said.body, language=chosen.language)


def _switchboard(people: Sequence[Probationer], known: Known) -> Switchboard:
    """The one number of all their services; none where there are several to choose from."""
    numbers = {each for person in people for each in known.switchboards.get(person.pk, ())}
    return numbers.pop() if len(numbers) == 1 else Switchboard("", "Europe/Paris")

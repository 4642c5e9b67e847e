"""Which words a message takes, for composers and previews alike: what is previewed is what is sent."""

from collections.abc import Sequence
from datetime import datetime

from backend.agenda.models import Appointment
from backend.common import names, sms
from backend.common.words import say
from backend.delivery import receiving
from backend.reminders import queries, wording
from backend.reminders.models import Text
from backend.reminders.queries import Key, Texts
from backend.reminders.rules_occasions import base
from backend.reminders.rules_reach import BY_HAND

AGAIN = "confirmation_again"
CALL, ANSWER, STOP = "cannot_by_call", "cannot_by_answer", "stop"


def words(
    row: Appointment,
    kind: str,
    channel: str,
    occasion: str,
    texts: Texts,
    *,
    now: datetime,
    others: Sequence[Appointment] = (),
    shares_number: bool = False,
    was: datetime | None = None,
    again: bool = False,
) -> wording.Said | None:
    """None: nobody wrote a text for it. A confirmation that counts as the reminder says what a reminder says.

    Words that ask for an answer stand only where the sender can receive one (field rule 3), and where one appointment
    is named: nobody would know which of two "1" speaks of. `others` come after the first; `shares_number`: see `_whom`.
    `was`: the hour that the person knew of what moved; unknown, what is said is what holds now.
    `again`: she was told last that she need not come.
    """
    kind = "confirmation" if kind == "moved" and was is None else kind
    chosen = _chosen(row, kind, channel, occasion, texts, again=again)
    if chosen is None:
        return None
    is_sms, language = channel == "sms", chosen.language
    said = _to_say(row, chosen, texts, answers=is_sms and not others, is_shared=is_sms and shares_number)
    first = wording.render(said, queries.facts_of(row, was=was), language=language, channel=channel, now=now)
    bodies = [first.body, *(_also(other, kind, channel, texts, now=now) for other in others)]
    return wording.Said(first.title, sms.signed(" ".join(bodies)) if is_sms else "\n".join(bodies))


def _chosen(row: Appointment, kind: str, channel: str, occasion: str, texts: Texts, *, again: bool) -> Text | None:
    """Where nobody wrote that she is expected after all, that she is expected."""
    sensitive = row.probationer.sensitive_channel
    plain = _choose(row, _kind(kind, occasion, sensitive=sensitive), channel, texts)
    if not (again and kind == "confirmation"):
        return plain
    return _choose(row, _kind(AGAIN, "", sensitive=sensitive), channel, texts) or plain


def _to_say(row: Appointment, chosen: Text, texts: Texts, *, answers: bool, is_shared: bool) -> wording.Words:
    receives = receiving.asks_for_answers()
    return wording.Words(
        title=chosen.title,
        body=chosen.body,
        cannot=_part(row, ANSWER if receives and answers else CALL, texts),
        stop=_part(row, STOP, texts) if receives else "",
        whom=_whom(row, chosen.language) if is_shared else "",
    )


def _whom(row: Appointment, language: str) -> str:
    """What an SMS to a number of several persons begins with: one word of the first name, nothing of why she comes.
    Of a sensitive channel not even that."""
    person = row.probationer
    name = "" if person.sensitive_channel else names.one_word(person.first_name)
    return say("sms.for_whom", language, name=name) if name else ""


def _also(row: Appointment, kind: str, channel: str, texts: Texts, *, now: datetime) -> str:
    """One more appointment, in one more sentence; where nobody wrote one, in all its own words."""
    sensitive = row.probationer.sensitive_channel
    chosen = _choose(row, _kind(f"{kind}_also", "", sensitive=sensitive), channel, texts)
    if chosen is None:
        whole = words(row, kind, channel, "", texts, now=now)
        return " ".join(filter(None, (whole.title, whole.body))) if whole else ""
    said = wording.Words(title="", body=chosen.body)
    facts = queries.facts_of(row)
    return wording.render(said, facts, language=chosen.language, channel=channel, now=now).body


def _kind(kind: str, occasion: str, *, sensitive: bool) -> str:
    counts_as_reminder = kind == "confirmation" and base(occasion) and not occasion.startswith(BY_HAND)
    return (f"{kind}_soon" if counts_as_reminder else kind) + ("_discreet" if sensitive else "")


def _choose(row: Appointment, kind: str, channel: str, texts: Texts) -> Text | None:
    return texts.choose(Key(kind, channel, row.probationer.language, row.type_id, row.organisation_id))


def _part(row: Appointment, kind: str, texts: Texts) -> str:
    chosen = _choose(row, kind, "sms", texts)
    return chosen.body if chosen else ""

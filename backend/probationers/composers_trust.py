"""The question to a contact of trust: who proposes it, what she would get, that she may refuse, how to answer."""

from collections.abc import Sequence

from django.conf import settings

from backend.accounts import rules as accounts
from backend.common import clock, phones
from backend.common.words import say
from backend.delivery import queries as delivery
from backend.delivery import rules as outbox
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event
from backend.probationers import queries_trust, rules_trust
from backend.probationers.actions_trust_asking import KIND as KIND
from backend.probationers.models import TrustedContact
from backend.probationers.states import ContactState


def compose(messages: Sequence[Due]) -> list[Text | Refusal]:
    """Two queries, whatever the batch; neither words nor number are kept: they hold the code."""
    contacts = TrustedContact.objects.select_related("probationer").in_bulk([int(one.subject_id) for one in messages])
    stopped = delivery.opted_out([one.phone for one in contacts.values() if one.phone])
    return [_question(one, contacts.get(int(one.subject_id)), stopped) for one in messages]


def _question(due: Due, contact: TrustedContact | None, stopped: set[str]) -> Text | Refusal:
    if contact is None or contact.state != ContactState.ASKED or contact.challenge_id is None:
        return Refusal("contact_over")
    if due.revision != contact.asks:
        return Refusal("older_revision", Event.SUPERSEDE)
    if (contact.answer_until or clock.now()) <= clock.now():
        return Refusal("code_expired")
    if queries_trust.is_silent(contact.probationer):
        return Refusal("state_not_messaged")
    if contact.phone and not phones.gets_sms(contact.phone):
        return Refusal("number_not_mobile", Event.REFUSE)
    if contact.phone in stopped:
        return Refusal("opted_out")
    values = {
        "name": rules_trust.shown_name(contact.probationer.first_name, says_initial=contact.says_initial),
        "link": link(contact),
        "code": accounts.code(settings.CODE_KEYS[0], contact.challenge_id),
    }
    if contact.phone:
        body = outbox.gsm(say("sms.trust_ask", contact.language, **values))
        return Text(to=contact.phone, body=body, language=contact.language, keep=False)
    title, body = (say(f"email.trust_ask.{part}", contact.language, **values) for part in ("title", "body"))
    return Text(to=contact.email, title=title, body=body, language=contact.language, keep=False)


def link(contact: TrustedContact) -> str:
    """Behind the `#`: what follows it reaches no server and no log."""
    return f"{settings.PROBATIONER_ORIGIN}/c#{rules_trust.token(settings.CODE_KEYS[0], contact.pk)}"

"""The question to a contact of trust: who proposes it, what she would get, that she may refuse, how to answer."""

from collections.abc import Sequence

from django.conf import settings

from backend.accounts import rules as accounts
from backend.common import clock, phones
from backend.common.words import say
from backend.delivery import queries as delivery
from backend.delivery import rules as outbox
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Channel
from backend.delivery.rules_states import Event
from backend.probationers import composers_calls, queries_trust, rules, rules_trust
from backend.probationers.actions_trust_asking import KIND as KIND
from backend.probationers.actions_trust_asking import NAMED as NAMED
from backend.probationers.models import Probationer, TrustedContact
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


def compose_named(messages: Sequence[Due]) -> list[Text | Refusal]:
    """To the person in whose name an agent named somebody: nobody is named, for others may read that phone."""
    contacts = TrustedContact.objects.select_related("probationer").in_bulk([int(one.subject_id) for one in messages])
    calls = composers_calls.numbers({contact.probationer_id for contact in contacts.values()})
    found = [(one, contacts.get(int(one.subject_id))) for one in messages]
    return [_named(one, contact, calls.get(contact.probationer_id) if contact else None) for one, contact in found]


def _named(due: Due, contact: TrustedContact | None, phone: str | None) -> Text | Refusal:
    if contact is None or contact.state not in rules_trust.LIVE:
        return Refusal("contact_over")
    file = contact.probationer
    is_wrong = file.phone_status == Probationer.PhoneStatus.WRONG
    if not rules.messaging(file.state, NAMED):
        return Refusal("state_not_messaged")
    if due.channel == Channel.SMS and (is_wrong or not phones.gets_sms(file.phone)):
        return Refusal("number_missing")
    body = say(f"{due.channel}.trust_named", file.language)
    if due.channel == Channel.SMS:
        body = composers_calls.words("sms.trust_named", file.language, phone)
        return Text(to=file.phone, body=outbox.gsm(body), language=file.language)
    title, screen = say("push.trust_named.title", file.language), "/moi/personne-de-confiance"
    return Text(to="", body=body, title=title, url=screen, tag=due.subject, language=file.language)


def link(contact: TrustedContact) -> str:
    """Behind the `#`: what follows it reaches no server and no log."""
    return f"{settings.PROBATIONER_ORIGIN}/c#{rules_trust.token(settings.CODE_KEYS[0], contact.pk)}"

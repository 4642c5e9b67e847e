"""What the contact of trust says: by the code that she tells, by the link she opens, by STOP; and what time says."""

from datetime import datetime

from django.db import transaction

from backend.accounts import actions_challenge
from backend.accounts.models import Agent, Challenge
from backend.accounts.rules import Budget
from backend.accounts.sessions_holder import Caller
from backend.common import clock
from backend.common.errors import Refused
from backend.delivery import actions as delivery
from backend.journal import actions as journal
from backend.probationers import actions_codes, queries, queries_trust, rules_trust, trace
from backend.probationers import actions_trust_asking as asking
from backend.probationers.models import Probationer, TrustedContact
from backend.probationers.rules_trust import LIVE
from backend.probationers.states import ContactState

BY_LINK, HOUSE = "contact:link", "system:trusted_contacts"


def agree_by_code(contact: TrustedContact, *, code: str, by: Agent | Caller) -> None:
    """The contact told the code to the person or to the agent: five comparisons, right or wrong."""
    if contact.challenge_id is None or contact.state != ContactState.ASKED:
        raise Refused("code_expired")
    counted, is_right = actions_codes.compare(
        contact.challenge_id, kind=Challenge.Kind.TRUSTED, browser=str(contact), code=code
    )
    if not is_right:
        raise actions_codes.refusal(counted)
    with transaction.atomic():
        actions_codes.use(counted)
        row = asking.locked(contact)
        if isinstance(by, Caller):
            asking.apply(row, "agree", who="person", by=by.device)
            asking.trace_by_person("agree_contact", row, by)
        else:
            asking.apply(row, "agree", who="agent", by=by)
            trace.write("agree_contact", row, by=by, about=row.probationer)


def look(token: str, *, address: str) -> TrustedContact | None:
    """Whom the link belongs to, while there is something to say: one that is over is as one that never was.

    Links that we made count each for itself, so that made-up ones keep nobody behind the same address from hers.
    """
    row = queries_trust.row_of_link(token)
    if row is None:
        actions_challenge.take(Budget("trusted_link", address, rules_trust.LINKS))
    else:
        actions_challenge.take(Budget("trusted_link_of", str(row), rules_trust.LINKS))
    found = queries_trust.by_link(token)
    if found is None or not _may_answer(found):
        return None
    return found


def answer(token: str, *, yes: bool, address: str) -> TrustedContact | None:
    """Yes to a question; no to a question or to the copies. Said twice it is said once."""
    found = look(token, address=address)
    if found is None:
        return None
    with transaction.atomic():
        row = asking.locked(found)
        event = _event(row.state, yes=yes)
        if event:
            asking.apply(row, event, who="contact", by=BY_LINK)
            journal.write(f"probationers.{event}_contact", row, by=BY_LINK, about=row.probationer)
    return row


def _event(state: str, *, yes: bool) -> str:
    if yes:
        return "agree" if state == ContactState.ASKED else ""
    return {ContactState.ASKED: "refuse", ContactState.ACTIVE: "stop"}.get(ContactState(state), "")


def _may_answer(contact: TrustedContact) -> bool:
    is_late = contact.state == ContactState.ASKED and (contact.answer_until or clock.now()) <= clock.now()
    return not is_late and rules_trust.to_contact(contact.state) != "over"


def heed_stop(number: str, *, said_at: datetime) -> int:
    """STOP came from that number: it is no contact of anybody any more, and is asked for nobody again.

    Its opposition to reminders stays wherever a living file has that number, proved or not: whoever holds a phone may
    silence it (field rule 1), and the agent of such a file is told that it must be reached otherwise.
    """
    with transaction.atomic():
        known = queries_trust.with_numbers([number])
        rows = known.filter(state__in=(ContactState.ASKED, ContactState.ACTIVE), named_at__lte=said_at)
        ended = list(rows.select_for_update(of=("self",)).select_related("probationer"))
        for row in ended:
            _stop(row)
        # A question that had lapsed, or copies that were over: she is not asked again for anybody either.
        over = known.filter(asks__gt=0, named_at__lte=said_at).exclude(state__in=(*LIVE, ContactState.BLOCKED))
        over.update(ended_by=queries_trust.BY_SMS)
        # Who was only named was never written to, and can't mean the copies. Of a contact alone nothing is kept but
        # the relation that ended: a file that gets this number one day begins anew.
        if known.filter(asks__gt=0).exists() and not queries.with_number(number).exists():
            delivery.opt_in(number)
        return len(ended)


def _stop(contact: TrustedContact) -> None:
    event = _event(contact.state, yes=False)
    asking.apply(contact, event, who="contact", by=queries_trust.BY_SMS)
    journal.write(f"probationers.{event}_contact", contact, by=queries_trust.BY_SMS, about=contact.probationer)


def end_all(file: Probationer, *, by: object) -> None:
    """The file is over, or its channel became sensitive; in the caller's transaction, which says why in the journal."""
    for row in queries_trust.living(file).select_for_update(of=("self",)):
        asking.apply(row, "end", who="house", by=by)


def sweep() -> int:
    """Nightly: who did not answer in time is asked no more; who is over for long is forgotten. How many."""
    lapsed = 0
    for found in queries_trust.late(now=clock.now()):
        with transaction.atomic():
            row = asking.locked(found)
            if row.state == ContactState.ASKED and not _may_answer(row):
                asking.apply(row, "lapse", who="house", by=HOUSE)
                journal.write("probationers.lapse_contact", row, by=HOUSE, about=row.probationer)
                lapsed += 1
    forgotten, _ = queries_trust.forgettable(now=clock.now()).delete()
    return lapsed + forgotten

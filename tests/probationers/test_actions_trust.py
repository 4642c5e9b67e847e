"""A contact of trust from the naming to the end, whoever ends it; nobody is written to before an agent looked."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.conf import settings

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Malformed, Refused, Slower, Unproved
from backend.delivery.composers import Refusal, Text
from backend.delivery.models import Message, OptOut
from backend.journal.models import Entry
from backend.organisations.models import Organisation
from backend.probationers import (
    actions_files,
    actions_retention,
    actions_trust,
    actions_trust_answer,
    actions_trust_asking,
    composers_trust,
)
from backend.probationers.models import Probationer, TrustedContact
from tests import moment
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make, trusted
from tests.probationers.test_composers import due

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Organisation:
    return organisations.organisation()


@pytest.fixture
def agent(service: Organisation) -> Agent:
    return accounts.agent(service)


@pytest.fixture
def file(service: Organisation, agent: Agent) -> Probationer:
    return make.file(first_name="Amine", organisation=service, agent=agent)


def question(contact: TrustedContact) -> Text | Refusal:
    message = Message.objects.filter(subject=str(contact)).order_by("-revision").first()
    assert message is not None
    (said,) = composers_trust.compose([due(message)])
    return said


def verbs(contact: TrustedContact) -> list[str]:
    entries = Entry.objects.filter(subject=str(contact)).order_by("at", "verb")
    return [verb.removeprefix("probationers.") for verb in entries.values_list("verb", flat=True)]


def test_the_question_says_who_what_that_one_may_refuse_and_how(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    said = question(contact)
    assert isinstance(said, Text)
    assert (said.to, said.keep, said.language) == (contact.phone, False, "fr")
    assert "Amine" in said.body and "EXEMPLE" not in said.body and "Vous pouvez refuser" in said.body
    assert trusted.code(contact) in said.body
    assert f"{settings.PROBATIONER_ORIGIN}/c#{trusted.token(contact)}" in said.body


def test_the_person_may_be_named_by_one_letter(file: Probationer, agent: Agent) -> None:
    said = question(trusted.asked(file, agent, says_initial=True))
    assert isinstance(said, Text) and "A. souhaite" in said.body and "Amine" not in said.body


def test_an_e_mail_is_asked_by_e_mail(file: Probationer, agent: Agent) -> None:
    said = question(trusted.asked(file, agent, email="Accueil@Exemple.fr", language="en"))
    assert isinstance(said, Text)
    assert (said.to, said.language, bool(said.title)) == ("accueil@exemple.fr", "en", True)


def test_the_code_makes_it_active_once(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    right = trusted.code(contact)
    actions_trust_answer.agree_by_code(contact, code=right, by=agent)
    contact.refresh_from_db()
    assert (contact.state, contact.approved_by_id) == ("active", agent.pk)
    with pytest.raises(Refused, match="code_expired"):
        actions_trust_answer.agree_by_code(contact, code=right, by=agent)
    assert set(verbs(contact)) == {"name_contact", "approve_contact", "agree_contact"}


def test_five_comparisons_then_even_the_right_code_is_refused(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    right = trusted.code(contact)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with pytest.raises(Unproved, match="code_refused"):
            actions_trust_answer.agree_by_code(contact, code=wrong, by=agent)
    with pytest.raises(Refused, match="code_expired"):
        actions_trust_answer.agree_by_code(contact, code=right, by=agent)
    contact.refresh_from_db()
    assert contact.state == "asked"


def test_a_code_asked_for_again_replaces_the_first_three_times_at_most(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    first = trusted.code(contact)
    for _ in range(2):
        clock.shift(timedelta(hours=2))
        contact.refresh_from_db()
        actions_trust_asking.ask_again(contact, by=agent)
    assert trusted.code(contact) != first
    with pytest.raises(Unproved):
        actions_trust_answer.agree_by_code(contact, code=first, by=agent)
    messages = [due(one) for one in Message.objects.filter(subject=str(contact), kind="trust_ask").order_by("revision")]
    assert [isinstance(one, Text) for one in composers_trust.compose(messages)] == [False, False, True]
    clock.shift(timedelta(hours=2))
    with pytest.raises(Refused, match="contact_asked_enough"):
        actions_trust_asking.ask_again(contact, by=agent)


def test_one_number_is_not_rung_up_twice_a_minute_whoever_asks(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    other = make.file(organisation=organisations.organisation())
    actions_trust_asking.ask_again(contact, by=agent)
    with pytest.raises(Slower):
        actions_trust.name(
            other, by=agent, given=trusted.wish(phone=contact.phone), consented_on=clock.now().date(), approves=True
        )


def test_the_link_says_yes_no_and_stop(file: Probationer, agent: Agent) -> None:
    yes, no = trusted.asked(file, agent), trusted.asked(file, agent)

    def answer(contact: TrustedContact, *, agrees: bool) -> str | None:
        found = actions_trust_answer.answer(trusted.token(contact), yes=agrees, address="192.0.2.9")
        return found.state if found else None

    assert answer(no, agrees=False) == "refused"
    for _ in range(2):
        assert answer(yes, agrees=True) == "active"
    assert answer(yes, agrees=False) == "stopped"
    assert answer(yes, agrees=True) is None
    assert (verbs(no)[-1], verbs(yes)[-1]) == ("refuse_contact", "stop_contact")


def test_a_link_that_never_was_and_one_that_is_over_are_alike(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    clock.shift(timedelta(days=8))
    assert actions_trust_answer.answer(trusted.token(contact), yes=True, address="192.0.2.9") is None
    assert actions_trust_answer.look("AAAAAAAAAAAAAAAA", address="192.0.2.9") is None
    contact.refresh_from_db()
    assert contact.state == "asked", "late, and not yet swept"


def test_links_are_not_tried_out_by_the_hundred() -> None:
    for _ in range(60):
        assert actions_trust_answer.look("AAAAAAAAAAAAAAAA", address="192.0.2.9") is None
    with pytest.raises(Slower):
        actions_trust_answer.look("AAAAAAAAAAAAAAAA", address="192.0.2.9")


def test_blocked_for_a_reason_and_never_asked_again_for_that_person(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    with pytest.raises(Malformed, match="reason_unknown"):
        actions_trust.block(contact, by=agent, why="")
    actions_trust.block(contact, by=agent, why="safety")
    assert question(contact) == Refusal("contact_over")
    clock.shift(timedelta(days=400))
    actions_trust_answer.sweep()
    with pytest.raises(Refused, match="contact_not_possible"):
        trusted.asked(file, agent, phone=contact.phone)
    other = make.file(organisation=organisations.organisation())
    assert trusted.asked(other, agent, phone=contact.phone).state == "asked"


def test_two_at_most_and_each_once(file: Probationer, agent: Agent) -> None:
    first = trusted.asked(file, agent)
    with pytest.raises(Refused, match="contact_known"):
        trusted.asked(file, agent, phone=first.phone)
    trusted.asked(file, agent)
    with pytest.raises(Refused, match="contact_too_many"):
        trusted.asked(file, agent)
    actions_trust.revoke_for(first, by=agent)
    assert trusted.asked(file, agent).state == "asked"


def test_a_service_may_switch_it_off(file: Probationer, agent: Agent, service: Organisation) -> None:
    Organisation.objects.filter(pk=service.pk).update(features={"trusted_contacts": 0})
    with pytest.raises(Refused, match="contact_not_here"):
        trusted.asked(file, agent)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": "a@exemple.fr", "phone": "0639980990"}, "contact_one_address"),
        ({"phone": ""}, "contact_one_address"),
        ({"phone": "0147000000"}, "phone_landline"),
        ({"email": "nobody"}, "email_unreadable"),
        ({"relation": "lawyer"}, "contact_relation_unknown"),
        ({"name": "  "}, "contact_name_missing"),
        ({"language": "xx"}, "language_unknown"),
    ],
)
def test_what_can_not_be_read_is_said_beside_its_field(
    file: Probationer, agent: Agent, changes: dict[str, str], code: str
) -> None:
    with pytest.raises(Malformed, match=code):
        trusted.asked(file, agent, **changes)


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Paris", 23), ("Pacific/Noumea", 14), ("America/Martinique", 23)])
def test_the_consent_has_a_date_that_has_come_where_the_service_is(
    file: Probationer, agent: Agent, service: Organisation, zone: str, hour: int
) -> None:
    """Half an hour after 23 in UTC it is tomorrow in Paris, after 14 in Nouméa; in Martinique it is not yet."""
    Organisation.objects.filter(pk=service.pk).update(time_zone=zone)
    late = datetime.combine(clock.now().date() + timedelta(days=1), time(hour, 30), UTC)
    clock.shift(late - clock.now())
    today = clock.local(late, zone).date()
    with pytest.raises(Malformed, match="consent_date_unlikely"):
        actions_trust.name(file, by=agent, given=trusted.wish(), consented_on=today + timedelta(days=1), approves=True)
    made = actions_trust.name(file, by=agent, given=trusted.wish(), consented_on=today, approves=True)
    assert made.consented_on == today


def test_nobody_is_his_own_contact(file: Probationer, agent: Agent) -> None:
    with pytest.raises(Refused, match="contact_is_oneself"):
        trusted.asked(file, agent, phone=file.phone)


@pytest.mark.parametrize("state", ["ended", "deceased"])
def test_with_the_file_its_contacts_end(file: Probationer, agent: Agent, state: str) -> None:
    contact = trusted.active(file, agent)
    actions_files.set_state(file, by=agent, state=state)
    contact.refresh_from_db()
    assert (contact.state, contact.ended_by) == ("ended", str(agent))


def test_a_sensitive_channel_has_no_contacts(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    actions_files.update(file, by=agent, given={"sensitive_channel": True})
    contact.refresh_from_db()
    assert (contact.state, question(contact)) == ("ended", Refusal("contact_over"))
    with pytest.raises(Refused, match="contact_not_here"):
        trusted.asked(Probationer.objects.get(pk=file.pk), agent)


def test_archived_ends_destroyed_erases(file: Probationer, agent: Agent) -> None:
    contact = trusted.active(file, agent)
    Probationer.objects.update(created_at=clock.now() - timedelta(days=400))
    for _ in range(2):  # announced, then done
        actions_retention.archive_stale(last_appointments=lambda files: {})
        clock.shift(timedelta(days=100))
    contact.refresh_from_db()
    assert contact.state == "ended"
    for _ in range(3):
        clock.shift(timedelta(days=100))
        actions_retention.destroy_archived(clear=lambda pk: None)
    assert not TrustedContact.objects.exists()
    assert not Message.objects.filter(subject=str(contact)).exists()


def test_silence_lapses_and_is_forgotten_half_a_year_later(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    assert actions_trust_answer.sweep() == 0
    clock.shift(timedelta(days=8))
    assert actions_trust_answer.sweep() == 1
    contact.refresh_from_db()
    assert (contact.state, verbs(contact)[-1]) == ("lapsed", "lapse_contact")
    assert actions_trust_answer.sweep() == 0
    clock.shift(timedelta(days=181))
    assert actions_trust_answer.sweep() == 1
    assert not TrustedContact.objects.exists()


class TestStop:
    """STOP from a contact's number: for all persons at once, and for every file that has the number."""

    def test_it_ends_each_relation_of_the_number(self, file: Probationer, agent: Agent, service: Organisation) -> None:
        first = trusted.active(file, agent)
        other = trusted.asked(make.file(organisation=service), agent, phone=first.phone)
        stranger = trusted.active(file, agent)
        assert actions_trust_answer.heed_stop(first.phone, said_at=clock.now()) == 2
        for row, state in ((first, "stopped"), (other, "refused"), (stranger, "active")):
            row.refresh_from_db()
            assert row.state == state
        with pytest.raises(Refused, match="contact_not_possible"):
            trusted.asked(make.file(organisation=service), agent, phone=first.phone)

    @pytest.mark.parametrize("status", ["proved", "given", "wrong"])
    def test_a_file_with_the_same_number_is_silenced_whoever_proved_it(
        self, file: Probationer, agent: Agent, status: str
    ) -> None:
        contact = trusted.active(file, agent)
        make.file(phone=contact.phone, phone_status=status)
        OptOut.objects.create(number=contact.phone, at=clock.now())
        actions_trust_answer.heed_stop(contact.phone, said_at=clock.now())
        assert OptOut.objects.filter(number=contact.phone).exists()

    def test_of_a_contact_alone_no_opposition_is_kept(self, file: Probationer, agent: Agent) -> None:
        contact = trusted.active(file, agent)
        OptOut.objects.create(number=contact.phone, at=clock.now())
        actions_trust_answer.heed_stop(contact.phone, said_at=clock.now())
        assert not OptOut.objects.exists()

    def test_said_after_the_question_lapsed_it_means_never_again(
        self, file: Probationer, agent: Agent, service: Organisation
    ) -> None:
        contact = trusted.asked(file, agent)
        clock.shift(timedelta(days=8))
        actions_trust_answer.sweep()
        actions_trust_answer.heed_stop(contact.phone, said_at=clock.now())
        for person in (file, make.file(organisation=service)):
            with pytest.raises(Refused, match="contact_not_possible"):
                trusted.asked(person, agent, phone=contact.phone)

    def test_a_number_that_is_nobody_s_contact_is_left_alone(self) -> None:
        OptOut.objects.create(number="+33639980777", at=clock.now())
        assert actions_trust_answer.heed_stop("+33639980777", said_at=clock.now()) == 0
        assert OptOut.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "detained"}, "state_not_messaged"),
        ({"sensitive_channel": True}, "state_not_messaged"),
        ({"archived_at": moment.now()}, "state_not_messaged"),
    ],
)
def test_the_question_does_not_leave_for_a_file_that_is_silent(
    file: Probationer, agent: Agent, change: dict[str, object], reason: str
) -> None:
    contact = trusted.asked(file, agent)
    Probationer.objects.filter(pk=file.pk).update(**change)
    assert question(contact) == Refusal(reason)


def test_no_question_to_a_number_that_said_stop(file: Probationer, agent: Agent) -> None:
    contact = trusted.asked(file, agent)
    OptOut.objects.create(number=contact.phone, at=clock.now())
    assert question(contact) == Refusal("opted_out")

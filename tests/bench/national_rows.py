"""Every operation of the contract, as it is asked of a loaded country: by whom, with what, and what it may cost more.

What the test of permissions knows to ask with the caller's own rows (`tests/architecture/permissions.py`) is asked so;
whoever first may. All else stands here. An operation in none of the tables fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from tests import moment
from tests.architecture import test_permissions as permitted
from tests.architecture.permissions import Of, Row, agent, body
from tests.architecture.roles import CALLERS, Caller, may
from tests.bench import national_doors as doors
from tests.bench.national_ways import Scene, Way

CPIP, DPIP, CLERK, JUDGE = (
    Caller("spip", "cpip"), Caller("spip", "dpip"), Caller("tj", "clerk_sap"), Caller("tj", "jap"),
)  # fmt: skip
DONE = (200, 201, 202, 204)

# As the test of permissions asks them, every way that it knows.
AS_PERMITTED = """
accept_charter list_second_factors begin_totp begin_enrolment renew_recovery_codes
get_organisation list_colleagues list_readings list_places create_place get_place update_place set_directions
remove_photo archive_place

find_duplicates create_probationer update_probationer assign_probationer ask_counter_code prove_counter_code
add_relation remove_relation see_contact_change settle_second_file list_file_journal revoke_sessions allow_sign_in
list_trusted_contacts name_trusted_contact approve_trusted_contact block_trusted_contact revoke_trusted_contact
ask_trusted_contact prove_trusted_contact

list_appointment_types list_agendas create_agenda list_free_seats book_appointment move_appointment cancel_appointment
restore_appointment set_probationer_state record_outcome undo_outcome add_legal_notification see_answer finish_task
list_slots create_slots update_slot list_slot_patterns create_slot_pattern end_slot_pattern list_items_to_bring
set_items_to_bring preview_appointment print_summons resend_appointment tell_otherwise see_reply get_appointment
get_health

list_my_trusted_contacts name_my_trusted_contact ask_my_trusted_contact prove_my_trusted_contact
revoke_my_trusted_contact list_my_devices revoke_my_device settle_my_notice disown_phone get_my_details
update_my_details prove_my_new_phone ask_my_new_email prove_my_new_email remove_my_subscription sign_out send_my_test
list_my_appointments get_my_appointment download_my_appointment see_my_appointment answer_my_appointment
get_my_home list_my_messages
"""


@dataclass(frozen=True)
class Ask:
    """One more way: `told` distinguishes it in the table."""

    told: str
    who: Caller | None  # None: whoever first may, or by `how` alone
    row: Row
    how: Callable[[Scene], Any] | None = None
    answers: tuple[int, ...] = DONE


def by(told: str, who: Caller, **more: Any) -> Ask:
    return Ask(told, who, agent(**more))


def alone(how: Callable[[Scene], Any], *answers: int, told: str = "") -> Ask:
    return Ask(told, None, agent(), how, answers or DONE)


def _day(days: int) -> str:
    return (moment.now() + timedelta(days=days)).date().isoformat()


TYPED = ("", "b", "ba", "bad", "badefi", "badefi mar", "zozozozo", "0639980001", "+337300", "2019000", "1990")
WEEK = {"from": _day(-7), "to": _day(0)}
LISTS = (
    by("by a judge", JUDGE),
    by("latest first", DPIP, query={"sort": "-starts_at"}),
    by("missed", DPIP, query={"state": "missed"}),
    by("missed, latest first", CLERK, query={"state": "missed", "sort": "-starts_at"}),
    by("without outcome", DPIP, query={"without_outcome": "true"}),
    by("a week", DPIP, query=WEEK),
    by("of a type, latest first", CLERK, query={"type": Of("type"), "sort": "-starts_at"}),
    by("of a prosecutor", Caller("tj", "prosecutor")),
)
OPERATIONS: dict[str, tuple[Ask, ...]] = {
    "get_session": (alone(doors.agents_session),),
    "sign_in_agent": (alone(doors.password),),
    "sign_out_agent": (by("", CPIP),),
    "stay_signed_in": (by("", CPIP),),
    "update_my_agent": (by("", CPIP, **body(shares_name=True)),),
    # The row of the test of permissions is a colleague's: here it is her own.
    "remove_security_key": (by("", CPIP, path={"key": Of("key")}),),
    "verify_totp": (alone(doors.one_time_code),),
    # Refused after all ten were compared: what a right one costs at most.
    "verify_recovery_code": (alone(doors.recovery_code, 401),),
    "begin_security_key": (alone(doors.key_options, 200, 409),),
    "verify_security_key": (alone(doors.key_answer, 401, 422),),
    "confirm_password": (Ask("refused", CPIP, agent(**body(password="nothing")), answers=(422,)),),
    "confirm_totp": (Ask("refused", CPIP, agent(**body(code="000000")), answers=(401, 409, 422)),),
    "add_security_key": (Ask("refused", CPIP, agent(**body(name="Clé", credential={})), answers=(401, 409, 422)),),
    "set_photo": (by("", Caller("spip", "local_admin"), path={"place": Of("place")}, as_form=True),),
    "search_probationers": (
        *(by(f"'{said}' by a {who.role}", who, **body(q=said)) for who in (CPIP, CLERK) for said in TYPED),
        *(alone(partial(doors.search, letters), told=f"an own person's {letters} letters") for letters in (1, 2, 3, 6)),
    ),
    "list_contact_changes": (
        by("", DPIP),
        by("unseen", DPIP, query={"unseen": "true"}),
        by("unseen, a court's", CLERK),
    ),
    "list_appointments": LISTS,
    "export_appointments": (by("a week", DPIP, query=WEEK), by("a week, a court's", CLERK, query=WEEK)),
    "list_free_seats": (by("without a place", DPIP, query={"type": Of("type")}),),
    "get_morning": tuple(by(f"of a {who.role}", who) for who in (CPIP, DPIP, CLERK, JUDGE)),
    "count_waiting": (by("of a cpip", CPIP), by("of a dpip", DPIP)),
    "list_persons_to_call": (by("of a cpip", CPIP), by("of a director", DPIP), by("of a clerk", CLERK)),
    "get_file": (
        by("", CPIP, path={"probationer": Of("probationer")}),
        by("whole", CPIP, path={"probationer": Of("probationer")}, query={"whole": "true"}),
    ),
    "get_my_session": (alone(doors.persons_session),),
    "ask_my_code": (alone(doors.code),),
    "send_my_code_elsewhere": (alone(doors.code_elsewhere, 200, 202, 409),),
    "sign_in": (alone(doors.sign_in),),
    "ask_take_back": (alone(doors.former_number),),
    "take_back": (alone(doors.take_back, 200, 201, 401, 409),),
    "ask_my_new_phone": (alone(doors.new_number),),
    "save_my_subscription": (alone(doors.subscribe),),
    "open_trust_link": (alone(doors.trust_link),),
    "answer_trust_link": (alone(doors.trust_answer),),
    "report_receipt": (alone(doors.receipt),),
    "report_receipt_by_address": (alone(doors.receipt_by_address),),
    "report_incoming": (alone(doors.incoming),),
    "report_shown": (alone(doors.shown),),
}
# What a list shows is read only where there is something to show: a few queries more or fewer say nothing.
VARYING = ("get_morning", "count_waiting", "list_persons_to_call")
# Case and reason, where one may cost more in a larger country: of an operation, or of one way to ask it.
MORE = "new: more names of the larger country begin as hers does: a whole page, and one more query counts them"
OVER = {
    "list_persons_to_call of a cpip": "new: asks more where somebody is to be called than where nobody is",
    "list_contact_changes": "new: the keys of all the files in reach are read in their index, and few have a change",
    "search_probationers an own person's 3 letters": MORE,
    "list_colleagues": "new: so few agents as a tenth has are read whole, in fewer pages than one by one",
}


def without_row() -> list[str]:
    """Operations that nobody measures, and rows whose operation is gone."""
    return sorted(permitted.OPERATIONS.keys() ^ ({*AS_PERMITTED.split()} | OPERATIONS.keys()))


def ways() -> list[Way]:
    """In the order of the tables."""
    found = [
        _way(name, f"{number or ''}", Ask("", None, row, answers=row.answers))
        for name in AS_PERMITTED.split()
        for number, row in enumerate(permitted.rows_of(name))
    ]
    return found + [_way(name, ask.told, ask) for name, asks in OPERATIONS.items() for ask in asks]


def _way(name: str, told: str, ask: Ask) -> Way:
    title = f"{name} {told}".strip()

    def do(scene: Scene) -> None:
        answer = ask.how(scene) if ask.how else _call(scene, name, ask)
        assert answer.status_code in ask.answers, f"{answer.status_code}: {answer.content[:300]!r}"

    return Way(title, do, over=OVER.get(title, OVER.get(name, "")), varies=name in VARYING)


def _call(scene: Scene, name: str, ask: Ask) -> Any:
    world, row = scene.world, ask.row
    if row.guard == "HolderGuard":
        return permitted.call(world.near.phone(), name, world.near, row=row)
    who = ask.who or next(caller for caller in CALLERS if may(caller, row.permission))
    return permitted.call(world.browser(who), name, world.side(who), row=row)

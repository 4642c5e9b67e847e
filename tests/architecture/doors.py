"""Every operation's door, written by hand: what it takes, what may be kept of its answer, which budgets it counts
against. Who may call stands in permissions.py and roles.py. A new operation needs a row here before anything passes.

`takes`: json or form (a photo), in the bounds of `BOUNDS`; batch: a provider's; `-`: nothing that is read.
`keeps`: no (nobody keeps the answer), mark (neither, but it carries a mark and may be answered by 304).
The rest are budgets: acts of `accounts.Attempt` (`*`: every one that begins so); `shown:`, a kind of `journal.Reading`;
or `own`: a limit that the operation has of its own, said in `OWN`.
"""

from dataclasses import dataclass

BOUNDS = {"json": 256_000, "-": 256_000, "form": 12_000_000, "batch": 2_621_440}
NEVER_KEPT = {"no-store"}
KEEPS = {"no": NEVER_KEPT, "mark": NEVER_KEPT}

OWN = {
    "send_my_test": "five notifications in ten minutes (delivery/actions_push.py)",
    "sign_in": "a pause for new devices while many codes are wrong everywhere; five comparisons a challenge",
}

ROWS = """
-- the agents' door
get_session               -     no
sign_in_agent             json  no   agent_password:*
sign_out_agent            -     no
stay_signed_in            -     no
confirm_password          json  no   agent_factor
verify_totp               json  no   agent_factor
verify_recovery_code      json  no   agent_factor
begin_security_key        -     no
verify_security_key       json  no   agent_factor
accept_charter            -     no
list_second_factors       -     no
begin_totp                -     no
confirm_totp              json  no   agent_factor
begin_enrolment           -     no
add_security_key          json  no
remove_security_key       -     no
renew_recovery_codes      -     no
update_my_agent           json  no   agent_factor
-- services and places
get_organisation          -     no
list_colleagues           -     no
list_readings             -     no
list_places               -     no
create_place              json  no
get_place                 -     no
update_place              json  no
set_directions            json  no
set_photo                 form  no
remove_photo              -     no
archive_place             -     no
-- files
search_probationers       json  no   shown:listed
find_duplicates           json  no   look_elsewhere
create_probationer        json  no   look_elsewhere
settle_second_file        json  no
update_probationer        json  no   look_elsewhere
assign_probationer        json  no
ask_counter_code          json  no   counter counter_to
prove_counter_code        json  no
add_relation              json  no
remove_relation           -     no
allow_sign_in             -     no
list_contact_changes      -     no   shown:listed
see_contact_change        -     no
list_file_journal         -     no
revoke_sessions           -     no
list_trusted_contacts     -     no
name_trusted_contact      json  no   trusted_ask trusted_to
approve_trusted_contact   -     no   trusted_ask trusted_to
block_trusted_contact     json  no
revoke_trusted_contact    -     no
ask_trusted_contact       -     no   trusted_ask trusted_to
prove_trusted_contact     json  no
-- appointments
list_appointment_types    -     no
list_agendas              -     no
create_agenda             json  no
list_free_seats           -     no
list_slots                -     no
create_slots              json  no
update_slot               json  no   told
list_slot_patterns        -     no
create_slot_pattern       json  no
end_slot_pattern          -     no
list_items_to_bring       -     no
set_items_to_bring        json  no
preview_appointment       json  no   shown:opened
book_appointment          json  no   told
list_appointments         -     no   shown:listed
export_appointments       -     no   files shown:exported
get_appointment           -     no   shown:opened
move_appointment          json  no   told
cancel_appointment        json  no
restore_appointment       -     no
record_outcome            json  no
undo_outcome              -     no
add_legal_notification    json  no
print_summons             -     no   files
resend_appointment        -     no
tell_otherwise            json  no
set_probationer_state     json  no
see_answer                -     no
see_reply                 -     no
finish_task               -     no
-- an agent's desk
get_morning               -     no   shown:listed
count_waiting             -     no
list_persons_to_call      -     no
get_file                  -     no   shown:opened
get_health                -     no
-- a person's door
get_my_session            -     no
ask_my_code               json  no   code_* code_of_device
send_my_code_elsewhere    json  no
sign_in                   json  no   own
sign_out                  -     no
list_my_devices           -     mark
revoke_my_device          -     no
disown_phone              -     no
settle_my_notice          json  no
ask_take_back             json  no   take_back_*
take_back                 json  no
-- her details
get_my_details            -     mark
update_my_details         json  no   details
ask_my_new_phone          json  no   new_address new_address_to
prove_my_new_phone        json  no
ask_my_new_email          json  no   new_address new_address_to
prove_my_new_email        json  no
list_my_trusted_contacts  -     mark
name_my_trusted_contact   json  no   trusted
ask_my_trusted_contact    -     no   trusted_ask trusted_to
prove_my_trusted_contact  json  no
revoke_my_trusted_contact -     no
open_trust_link           json  no   trusted_link trusted_link_of
answer_trust_link         json  no   trusted_link trusted_link_of
-- her appointments
get_my_home               -     mark
list_my_messages          -     mark
list_my_appointments      -     mark
get_my_appointment        -     mark
download_my_appointment   -     no
see_my_appointment        json  no
answer_my_appointment     json  no   answers
-- her notifications
save_my_subscription      json  no
remove_my_subscription    json  no
send_my_test              -     no   own
report_shown              json  no
-- the providers'
report_receipt            batch no
report_receipt_by_address -     no
report_incoming           batch no
"""


@dataclass(frozen=True)
class Door:
    takes: str
    keeps: str
    budgets: frozenset[str]


def _read() -> dict[str, Door]:
    rows = [line.split() for line in ROWS.splitlines() if line and not line.startswith("--")]
    return {name: Door(takes, keeps, frozenset(budgets)) for name, takes, keeps, *budgets in rows}


DOORS = _read()

"""Every operation of the API: who may knock, which role is asked for, which identifiers it takes.

`Of("place")` stands for the identifier of a place: the tests put there one of the caller's own service, one of an
unlinked service, and one that never was. A new operation needs a row here before anything passes.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from backend.organisations.rules import Permission


@dataclass(frozen=True)
class Of:
    """The identifier of a row of that kind."""

    kind: str


@dataclass(frozen=True)
class Row:
    guard: str
    permission: Permission | None = None
    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: Callable[[], Any] = lambda: None
    headers: dict[str, str] = field(default_factory=dict)
    answers: tuple[int, ...] = (200, 201, 202, 204)  # with the caller's own rows
    as_form: bool = False
    narrows: bool = (
        False  # the identifiers are a list's filters: out of scope they find nothing, like any that never was
    )


def agent(permission: Permission | None = None, /, **more: Any) -> Row:
    return Row("AgentGuard", permission, **more)


def person(**more: Any) -> Row:
    return Row("HolderGuard", **more)


def body(**values: Any) -> dict[str, Any]:
    return {"body": lambda: values}


PLACE = {"path": {"place": Of("place")}}
FILE = {"path": {"probationer": Of("probationer")}}
APPOINTMENT = {"path": {"appointment": Of("appointment")}}
KEYED = {"headers": {"Idempotency-Key": str(uuid.uuid4())}}
NEW_PLACE = {"name": "A", "neutral_name": "A", "address": "1 rue de l'Essai", "postcode": "92000", "city": "Nanterre"}
NEW_FILE = {"last_name": "SPECIMEN", "first_name": "Alix", "birth_date": "1991-02-03", "phone": "0639980999"}

ACCOUNTS = {
    "get_session": Row("Anybody"),
    "sign_in_agent": Row("Anybody"),
    "sign_out_agent": Row("Anybody"),
    "stay_signed_in": Row("PasswordGuard"),
    "confirm_password": Row("FactorGuard"),
    "verify_totp": Row("PasswordGuard"),
    "verify_recovery_code": Row("PasswordGuard"),
    "begin_security_key": Row("PasswordGuard"),
    "verify_security_key": Row("PasswordGuard"),
    "accept_charter": Row("FactorGuard"),
    "list_second_factors": Row("FactorGuard"),
    "begin_totp": Row("FactorGuard"),
    "confirm_totp": Row("FactorGuard"),
    "begin_enrolment": Row("FactorGuard"),
    "add_security_key": Row("FactorGuard"),
    # The near key is a colleague's: even within a service one's keys are one's own.
    "remove_security_key": Row("FactorGuard", path={"key": Of("key")}, answers=(404,)),
    "renew_recovery_codes": Row("FactorGuard"),
    "update_my_agent": agent(),
}
ORGANISATIONS = {
    "get_organisation": agent(),
    "list_colleagues": agent(),
    "list_readings": agent("manage_agents", query={"agent": Of("agent")}),
    "list_places": agent(),
    "create_place": agent("manage_places", **body(**NEW_PLACE)),
    "get_place": agent(**PLACE),
    "update_place": agent("manage_places", **PLACE, **body(city="Gennevilliers", tell="everybody")),
    "set_directions": agent(
        "manage_places", path={"place": Of("place"), "means": "bus"}, **body(steps={"fr": ["Bus 2"]})
    ),
    "set_photo": agent("manage_places", **PLACE, as_form=True),
    "remove_photo": agent("manage_places", **PLACE),
    "archive_place": agent("manage_places", **PLACE),
}
PROBATIONERS = {
    "search_probationers": agent("view_files", **body(q="exemple")),
    "find_duplicates": agent("create_file", **body(last_name="EXEMPLE", first_name="Camille", birth_year=1990)),
    "create_probationer": agent("create_file", **body(**NEW_FILE, assign_to=Of("agent"))),
    "update_probationer": agent("edit_file", **FILE, **body(city="Nanterre")),
    "assign_probationer": agent("assign_file", **FILE, **body(agent=Of("agent"))),
    "ask_counter_code": agent("edit_file", **FILE, **body(phone="0639980998")),
    "prove_counter_code": agent(
        "edit_file", **FILE, **body(challenge=Of("challenge"), code="000000"), answers=(401, 409)
    ),
    "add_relation": agent("edit_file", **FILE, **body(kind="lawyer", name="Maître ESSAI")),
    "remove_relation": agent("edit_file", path={"probationer": Of("probationer"), "relation": Of("relation")}),
    "list_contact_changes": agent("see_replies"),
    "see_contact_change": agent("see_replies", path={"change": Of("change")}),
    "settle_second_file": agent("edit_file", path={"second": Of("second_file")}, **body(settlement="different")),
    "list_file_journal": agent("read_journal", **FILE),
    "revoke_sessions": agent("edit_file", **FILE),
    "allow_sign_in": agent("edit_file", **FILE),
}
TRUSTED = {"name": "Mme SPECIMEN", "relation": "social_worker", "phone": "0639980995"}
TRUST = {
    "list_trusted_contacts": agent("view_files", **FILE),
    "name_trusted_contact": agent("edit_file", **FILE, **body(**TRUSTED, consented_on="2026-01-02")),
    "approve_trusted_contact": agent("approve_contact", path={"contact": Of("proposed_contact")}),
    "block_trusted_contact": agent("approve_contact", path={"contact": Of("contact")}, **body(why="doubt")),
    "revoke_trusted_contact": agent("edit_file", path={"contact": Of("contact")}),
    "ask_trusted_contact": agent("edit_file", path={"contact": Of("contact")}),
    "prove_trusted_contact": agent(
        "edit_file", path={"contact": Of("contact")}, **body(code="000000"), answers=(401, 409)
    ),
    "list_my_trusted_contacts": person(),
    "name_my_trusted_contact": person(**body(**TRUSTED)),
    "ask_my_trusted_contact": person(path={"contact": Of("contact")}),
    "prove_my_trusted_contact": person(path={"contact": Of("contact")}, **body(code="000000"), answers=(401, 409)),
    "revoke_my_trusted_contact": person(path={"contact": Of("contact")}),
    "open_trust_link": Row("Anybody"),
    "answer_trust_link": Row("Anybody"),
}
HOLDERS = {
    "get_my_session": Row("Anybody"),
    "ask_my_code": Row("Anybody"),
    "send_my_code_elsewhere": Row("Anybody", path={"challenge": Of("challenge")}, **body(by="push")),
    "sign_in": Row("Anybody"),
    "ask_take_back": Row("Anybody"),
    "take_back": Row("Anybody"),
    "sign_out": person(),
    "list_my_devices": person(),
    "revoke_my_device": person(path={"device": Of("device")}),
    "settle_my_notice": person(**body(kind="new_device", until="2026-11-29T09:00:00Z")),
    "disown_phone": person(),
    "get_my_details": person(),
    "update_my_details": person(**body(city="Nanterre")),
    "ask_my_new_phone": person(),
    "prove_my_new_phone": person(**body(challenge=Of("challenge"), code="000000"), answers=(401, 409)),
    "ask_my_new_email": person(**body(email="camille2@exemple.fr")),
    "prove_my_new_email": person(**body(challenge=Of("challenge"), code="000000"), answers=(401, 409)),
    "save_my_subscription": person(),
    "remove_my_subscription": person(**body(endpoint="https://updates.push.services.mozilla.com/wpush/v2/x")),
    "send_my_test": person(answers=(202, 409)),
}
PROVIDERS = {
    "report_receipt": Row("GatewayGuard"),
    "report_receipt_by_address": Row("GatewayGuard"),
    "report_incoming": Row("GatewayGuard"),
    "report_shown": Row("GatewayGuard"),
}
TABLE: dict[str, Row] = ACCOUNTS | ORGANISATIONS | PROBATIONERS | TRUST | HOLDERS | PROVIDERS

"""Which role may do what. One table; scope (whose files, whose places) is the queries' matter, not the role's.

Roles and rights follow the field (the ministry's own tool), less its holes: the counter of a court sees the files of
its own and linked services, not the country's; nobody changes his own role; whoever may not follow a file may not
read its journal. `tests/architecture/roles.py` says the same from the field's side, and must be changed first.
"""

from typing import Literal, get_args

from backend.organisations.models import Role

Permission = Literal[
    "view_files",
    "create_file",
    "edit_file",
    "set_state",
    "assign_file",
    "approve_contact",
    "read_journal",
    "see_replies",
    "view_appointments",
    "book",
    "move",
    "cancel",
    "record_outcome",
    "notify_formally",
    "resend",
    "print_summons",
    "counter",
    "manage_places",
    "manage_slots",
    "manage_agents",
    "manage_organisations",
    "operate",
]
PERMISSIONS: tuple[Permission, ...] = get_args(Permission)
CENTRAL = "central"  # not a membership's role: `Agent.is_central` without a service

_COUNTER = frozenset({Role.BEX, Role.CLERK_BEX, Role.DIRECTOR_BEX})
_SAP = frozenset({Role.JAP, Role.CLERK_SAP, Role.DIRECTOR_SAP, Role.SECRETARY_COURT})
_FOLLOWING = frozenset({Role.CPIP, Role.DPIP, Role.SECRETARY_SPIP})
_EVERYBODY = frozenset(Role)
_WORKING = _EVERYBODY - {Role.PROSECUTOR}  # a prosecutor reads, and changes nothing
_KEEPING = _WORKING - {Role.OVERSEER, Role.EDUCATOR, Role.PSYCHOLOGIST}
_PLACES = frozenset({Role.LOCAL_ADMIN, Role.JAP, Role.DIRECTOR_BEX, Role.DIRECTOR_SAP, Role.DPIP, Role.CLERK_SAP})

_ROLES: dict[Permission, frozenset[Role]] = {
    "view_files": _WORKING,
    "create_file": _KEEPING,
    "edit_file": _KEEPING,
    "set_state": _FOLLOWING | _SAP | {Role.LOCAL_ADMIN},
    "assign_file": _FOLLOWING | {Role.LOCAL_ADMIN},
    # A contact of trust reads when and where somebody will be: those who know the file decide, no secretary.
    "approve_contact": frozenset({Role.CPIP, Role.DPIP, Role.JAP, Role.DIRECTOR_SAP, Role.LOCAL_ADMIN}),
    "read_journal": (_PLACES | {Role.CPIP}) - {Role.CLERK_SAP},
    "see_replies": _WORKING,  # what persons say and change, and marking it as seen: no prosecutor (field rule 21)
    "view_appointments": _EVERYBODY,  # without view_files: the bookings of the end of a hearing alone (field rule 21)
    "book": _WORKING,
    "move": _WORKING,
    "cancel": _WORKING,
    "record_outcome": _WORKING - _COUNTER,  # those who receive the person say whether she came
    "notify_formally": _WORKING,
    "resend": _WORKING,
    "print_summons": _WORKING,
    "counter": _COUNTER | _SAP | {Role.LOCAL_ADMIN},
    "manage_places": _PLACES,
    "manage_slots": _PLACES | {Role.OVERSEER, Role.SECRETARY_COURT, Role.SECRETARY_SPIP},
    "manage_agents": frozenset({Role.LOCAL_ADMIN, Role.DIRECTOR_BEX, Role.DIRECTOR_SAP}),
    "manage_organisations": frozenset(),
    "operate": frozenset({Role.LOCAL_ADMIN}),  # how the whole is doing: nothing in it is about a person
}
# A local administrator is of either kind of service, and does what that kind does: a SPIP has no counter at the end of
# hearings, a court names no referent.
_ADMIN_LACKS: dict[str, frozenset[Permission]] = {"spip": frozenset({"counter"}), "tj": frozenset({"assign_file"})}
# The whole country's administrator keeps services, places and agents; files are none of her business.
_CENTRAL: frozenset[Permission] = frozenset(
    {"manage_places", "manage_slots", "manage_agents", "manage_organisations", "operate"}
)
_KINDS = {
    "spip": _FOLLOWING | {Role.EDUCATOR, Role.PSYCHOLOGIST, Role.OVERSEER, Role.LOCAL_ADMIN},
    "tj": _SAP | _COUNTER | {Role.PROSECUTOR, Role.LOCAL_ADMIN},
}


def may(role: str, permission: Permission, *, kind: str) -> bool:
    """Whether the role has the permission in a service of that kind; an unknown role has none.

    A central administrator has no service: her kind is not looked at.
    """
    if role == CENTRAL:
        return permission in _CENTRAL
    if role == Role.LOCAL_ADMIN and permission in _ADMIN_LACKS[kind]:
        return False
    return role in _ROLES[permission]


def permissions(role: str, *, kind: str) -> tuple[Permission, ...]:
    """All that the role may do in a service of that kind, in the table's order."""
    return tuple(permission for permission in PERMISSIONS if may(role, permission, kind=kind))


def role_fits(role: str, kind: str) -> bool:
    """Whether a service of that kind has the role at all: no CPIP at a court."""
    return role in _KINDS[kind]


def may_follow(role: str) -> bool:
    """Whether such an agent can be somebody's referent."""
    return role in {Role.CPIP, Role.DPIP}


def has_own_day(role: str) -> bool:
    """Whether such an agent looks first for the persons that she receives herself; the others, for their service's."""
    return role in {Role.CPIP, Role.EDUCATOR, Role.PSYCHOLOGIST}


def follows_what_he_opens(role: str) -> bool:
    """Whether the agent who creates a file is its referent unless another is named."""
    return role == Role.CPIP


def may_give_role(actor: str, *, given: str, kind: str, to_himself: bool) -> bool:
    """In a service of that kind. Nobody changes his own role; only an administrator makes another."""
    if to_himself or not may(actor, "manage_agents", kind=kind) or not role_fits(given, kind):
        return False
    return given != Role.LOCAL_ADMIN or actor in {Role.LOCAL_ADMIN, CENTRAL}

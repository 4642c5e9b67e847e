"""Who may do what in which kind of service, written by hand from what the field needs: all that the tests expect.

Nothing here is read from the code. Where it and `backend/organisations/rules.py` differ, one of the two is wrong, and
somebody decides which; `docs/decisions/2026-11-28-role-table.md` says line by line why each row is right.
"""

from typing import NamedTuple


class Caller(NamedTuple):
    """A role in a kind of service; `none` is no service at all: the central administrator's."""

    kind: str
    role: str


# Peer: the ministry's own tool, its policies; rule: field rule.
COLUMNS = {
    # -- files
    "see": "view_files",  # whoever works with the person (peer: every role); no prosecutor, no central (rule 21)
    "new": "create_file",  # who follows, judges, keeps the office or sees the person leave a hearing (rule 13)
    "det": "edit_file",  # the same; those who only receive somebody whom others follow do not (least right)
    "sta": "set_state",  # SPIP and SAP, who learn of a detention, a death, an end (rule 10): not the hearing's counter
    "ref": "assign_file",  # a SPIP's, with its secretary; a court names no referent (peer: SPIP roles)
    "tru": "approve_contact",  # who knows the file and answers for it: no secretary, no counter (rule 2)
    "jou": "read_journal",  # who answers for what was read: directors, judge, administrators, the officer (rule 7)
    "rep": "see_replies",  # what persons say and change, and marking it as seen: all who work with them (rule 21)
    # -- appointments
    "bks": "view_appointments",  # every role; without `see`, the bookings of the end of a hearing alone (rule 21)
    "boo": "book",  # everybody but the prosecutor, each his own types (peer 1.5; rule 21)
    "mov": "move",  # as book; who decides on a type is the type's matter (rule 5)
    "can": "cancel",  # as move
    "out": "record_outcome",  # those who receive the person; never BEX (peer: fulfilment right)
    "leg": "notify_formally",  # whoever convenes may hand over or send the convocation, and notes it (rule 1)
    "res": "resend",  # whoever convenes may call, or send the reminder again (rule 6)
    "pri": "print_summons",  # whoever convenes hands over the paper (rule 13)
    "cou": "counter",  # of a court: BEX, and SAP, which books the same types (peer: end-of-hearing pages; rule 13)
    # -- the service
    "pla": "manage_places",  # peer, exactly: local admin, JAP, both directors, DPIP, clerk of the SAP; central
    "slo": "manage_slots",  # peer: the same, and overseer and both secretaries, who take and close seats; no CPIP
    "age": "manage_agents",  # peer, exactly: local admin and both directors of a court's clerks; central
    "org": "manage_organisations",  # peer: central creates; a local admin will edit his own once services have a screen
    "ope": "operate",  # who answers for the installation: how the whole is doing, nothing about a person
}

# x: may. The prosecutor reads the bookings of the end of a hearing and nothing else: no file, no replies, no calls
# (rule 21).
GRID = """
kind role              see new det sta ref tru jou rep  bks boo mov can out leg res pri cou  pla slo age org ope

spip cpip               x   x   x   x   x   x   x   x    x   x   x   x   x   x   x   x   .    .   .   .   .   .
spip dpip               x   x   x   x   x   x   x   x    x   x   x   x   x   x   x   x   .    x   x   .   .   .
spip secretary_spip     x   x   x   x   x   .   .   x    x   x   x   x   x   x   x   x   .    .   x   .   .   .
spip educator           x   .   .   .   .   .   .   x    x   x   x   x   x   x   x   x   .    .   .   .   .   .
spip psychologist       x   .   .   .   .   .   .   x    x   x   x   x   x   x   x   x   .    .   .   .   .   .
spip overseer           x   .   .   .   .   .   .   x    x   x   x   x   x   x   x   x   .    .   x   .   .   .
spip local_admin        x   x   x   x   x   x   x   x    x   x   x   x   x   x   x   x   .    x   x   x   .   x

tj   jap                x   x   x   x   .   x   x   x    x   x   x   x   x   x   x   x   x    x   x   .   .   .
tj   clerk_sap          x   x   x   x   .   .   .   x    x   x   x   x   x   x   x   x   x    x   x   .   .   .
tj   director_sap       x   x   x   x   .   x   x   x    x   x   x   x   x   x   x   x   x    x   x   x   .   .
tj   secretary_court    x   x   x   x   .   .   .   x    x   x   x   x   x   x   x   x   x    .   x   .   .   .
tj   bex                x   x   x   .   .   .   .   x    x   x   x   x   .   x   x   x   x    .   .   .   .   .
tj   clerk_bex          x   x   x   .   .   .   .   x    x   x   x   x   .   x   x   x   x    .   .   .   .   .
tj   director_bex       x   x   x   .   .   .   x   x    x   x   x   x   .   x   x   x   x    x   x   x   .   .
tj   prosecutor         .   .   .   .   .   .   .   .    x   .   .   .   .   .   .   .   .    .   .   .   .   .
tj   local_admin        x   x   x   x   .   x   x   x    x   x   x   x   x   x   x   x   x    x   x   x   .   x

none central            .   .   .   .   .   .   .   .    .   .   .   .   .   .   .   .   .    x   x   x   x   x
"""

# Roles that a kind of service has not (peer: refused): a judge is no officer's colleague. Central is no membership's.
NEVER = """
spip jap
spip clerk_sap
spip director_sap
spip secretary_court
spip bex
spip clerk_bex
spip director_bex
spip prosecutor
spip central

tj   cpip
tj   dpip
tj   secretary_spip
tj   educator
tj   psychologist
tj   overseer
tj   central
"""

REFERENTS = frozenset({"cpip", "dpip"})  # who can follow somebody
FOLLOWS_WHAT_HE_OPENS = frozenset({"cpip"})  # a head of service who opens a file opens it for others
MAKE_ADMINISTRATORS = frozenset({"local_admin", "central"})  # peer: a director of clerks gives neither of the two


def _read(grid: str) -> dict[tuple[Caller, str], bool]:
    heads, *rows = (line.split() for line in grid.splitlines() if line)
    assert heads[2:] == list(COLUMNS), "the heads are the columns, in their order"
    table = {
        (Caller(kind, role), COLUMNS[head]): {"x": True, ".": False}[mark]
        for kind, role, *marks in rows
        for head, mark in zip(heads[2:], marks, strict=True)
    }
    assert len(table) == len(rows) * len(COLUMNS), "a line stands twice"
    return table


TABLE = _read(GRID)
PERMISSIONS = tuple(COLUMNS.values())
CALLERS = tuple(dict.fromkeys(caller for caller, _ in TABLE))
IMPOSSIBLE = frozenset(Caller(*line.split()) for line in NEVER.splitlines() if line)


def may(caller: Caller, permission: str | None) -> bool:
    """What the field says; what asks for no permission is open to every role."""
    return permission is None or TABLE[caller, permission]


def allowed(caller: Caller) -> list[str]:
    """All that the caller may do, in the order of the columns."""
    return [permission for permission in PERMISSIONS if TABLE[caller, permission]]

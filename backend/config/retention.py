"""The end of files: `probationers` decides, the agenda above it tells when somebody was last expected."""

from backend.agenda import queries as agenda
from backend.probationers import actions_retention


def archive() -> int:
    """Announce and archive the files without an appointment for long."""
    return actions_retention.archive_stale(last_appointments=agenda.last_of)


def destroy() -> int:
    """Announce and destroy the files long in the archive; appointments and messages go with their file (cascade)."""
    return actions_retention.destroy_archived(clear=lambda file: None)

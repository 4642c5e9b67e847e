"""Whether the person was told of an appointment, as agents are shown it."""

from collections.abc import Sequence

from backend.agenda.models import Appointment
from backend.delivery import queries as delivery
from backend.delivery.rules import Standing, copy_of

THROUGH_CONTACT = "through_contact"


def standings(rows: Sequence[Appointment]) -> dict[str, Standing]:
    """One query, a key for every row. A copy to a contact of trust counts only for a person without a phone."""
    copies = {str(row): copy_of(str(row)) for row in rows if not row.probationer.phone}
    found = delivery.reach_of_subjects([str(row) for row in rows] + list(copies.values()))
    for label, copy in copies.items():
        if found[label].state == "none" and found[copy].state != "none":
            found[label] = found[copy]._replace(reason=THROUGH_CONTACT)
    return found

"""Appointments that a service's lists show though another service holds them."""

from django.db import models

from backend.organisations.models import Organisation


class HeldElsewhere(models.Model):
    """A file of `organisation` has an appointment that another service holds: one row for each such service of it.

    Kept by the database itself (migration 0020), whoever writes: a list finds these by service and hour too. What says
    who sees an appointment is the file's services; this only leads there.
    """

    appointment = models.ForeignKey("agenda.Appointment", on_delete=models.CASCADE, db_index=False, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, db_index=False, related_name="+")
    # As in the appointment, whose own foreign keys are checked.
    held_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    type = models.ForeignKey(
        "agenda.AppointmentType", on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "organisation"], name="held_elsewhere_once")]
        indexes = [
            models.Index(fields=["organisation", "starts_at", "appointment"], name="held_elsewhere"),
            models.Index(fields=["organisation", "state", "starts_at", "appointment"], name="held_elsewhere_state"),
            models.Index(fields=["organisation", "type", "starts_at", "appointment"], name="held_elsewhere_type"),
        ]

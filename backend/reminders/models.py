"""What to say about the agenda, to whom, when, by which channel. Plans and texts are data."""

from django.db import models

from backend.agenda.models import Appointment, AppointmentType
from backend.organisations.models import Organisation


class Plan(models.Model):
    """When and how a type is reminded; the most precise one wins: type and service, type, service, national."""

    type = models.ForeignKey(AppointmentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField()  # [{"days_before": 4, "channels": ["push","sms"], "hold_minutes": 120}, …]
    opens = models.TimeField(default="09:00")  # quiet hours end, at the place
    closes = models.TimeField(default="19:00")
    spread_minutes = models.PositiveSmallIntegerField(db_default=120)  # over how long a morning's reminders leave

    class Meta:
        constraints = [models.UniqueConstraint(fields=["type", "organisation"], name="plan_once", nulls_distinct=False)]


class Text(models.Model):
    """The words of one kind of message; the most precise one wins, as for plans."""

    kind = models.CharField(max_length=40)  # confirmation, reminder, moved, cancelled, missed, code, …
    channel = models.CharField(max_length=8)
    language = models.CharField(max_length=5)
    type = models.ForeignKey(AppointmentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120, blank=True)  # push, e-mail
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "channel", "language", "type", "organisation"],
                name="text_once",
                nulls_distinct=False,
            )
        ]


class Planned(models.Model):
    """Up to which revision an appointment's messages stand in the outbox; compared on NOTIFY and every 5 s."""

    appointment = models.OneToOneField(Appointment, primary_key=True, on_delete=models.CASCADE, related_name="planned")
    revision = models.PositiveIntegerField(default=0)
    channels = models.CharField(max_length=12, blank=True)  # what was open to the person then: rules.Channels.mark
    at = models.DateTimeField()

"""What to say about the agenda, to whom, when, by which channel. Plans and texts are data."""

import uuid

from django.conf import settings
from django.db import models

from backend.agenda.models import Appointment, AppointmentType
from backend.delivery.models import IncomingSms
from backend.organisations.models import Organisation
from backend.probationers.models import Probationer, TrustedContact


class Plan(models.Model):
    """When and how a type is reminded; the most precise one wins: type and service, type, service, national."""

    type = models.ForeignKey(AppointmentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField()  # [{"days_before": 4, "channels": ["push","sms"], "hold_minutes": 120}, …]
    opens = models.TimeField(default="09:00")  # quiet hours end, at the place
    closes = models.TimeField(default="19:00")
    most_a_day = models.PositiveSmallIntegerField(db_default=3)  # SMS and notifications that nobody asked for, a person
    spread_minutes = models.PositiveSmallIntegerField(db_default=120)  # over how long a morning's reminders leave
    loaded = models.CharField(max_length=64, blank=True, db_default="")  # as of a text

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["type", "organisation"], name="plan_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="plan_opens_then_closes"),
            models.CheckConstraint(condition=models.Q(most_a_day__gte=1), name="plan_lets_something_leave"),
        ]


class Text(models.Model):
    """The words of one kind of message; the most precise one wins, as for plans."""

    kind = models.CharField(max_length=40)  # confirmation, reminder, moved, cancelled, missed, code, …
    channel = models.CharField(max_length=8)
    language = models.CharField(max_length=5)
    type = models.ForeignKey(AppointmentType, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120, blank=True)  # push, e-mail
    body = models.TextField()
    loaded = models.CharField(max_length=64, blank=True, db_default="")  # rules_national.digest, where it came with us

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "channel", "language", "type", "organisation"],
                name="text_once",
                nulls_distinct=False,
            )
        ]


class Planned(models.Model):
    """Up to which revision an appointment's messages stand in the outbox, and by which channels; what planners lock.

    `Appointment.planned_revision` says the same to the index of what is to be planned.
    """

    appointment = models.OneToOneField(Appointment, primary_key=True, on_delete=models.CASCADE, related_name="planned")
    revision = models.PositiveIntegerField(default=0)
    channels = models.CharField(max_length=12, blank=True)  # what was open to the person then: rules.Channels.mark
    at = models.DateTimeField()


class Reply(models.Model):
    """An SMS that came back, in the file of whoever has that number; one in each file where it stands in several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sms = models.ForeignKey(IncomingSms, on_delete=models.CASCADE, related_name="replies")
    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="replies")
    # What the last message to the number spoke of, where that is certain.
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    is_shared = models.BooleanField(default=False)  # the number stands in other files too
    to_read = models.BooleanField(default=False)  # an agent has to look
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sms", "probationer"], name="reply_once")]
        indexes = [
            models.Index(fields=["probationer", "-at"], name="reply_of_file"),
            models.Index(fields=["at"], name="reply_to_read", condition=models.Q(to_read=True, seen_at__isnull=True)),
            models.Index(
                fields=["probationer"], name="reply_open", condition=models.Q(to_read=True, seen_at__isnull=True)
            ),
            models.Index(
                fields=["appointment"], name="reply_about", condition=models.Q(to_read=True, seen_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"reply:{self.pk}"


class PlannedCopy(models.Model):
    """Up to which revision an appointment's copies for one contact of trust stand in the outbox."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(TrustedContact, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "contact"], name="planned_copy_once")]

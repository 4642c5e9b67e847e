"""Appointments and the seats they take. An appointment carries a `revision`: whoever plans messages compares it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from backend.agenda.models_elsewhere import HeldElsewhere as HeldElsewhere
from backend.organisations.models import Organisation, Place
from backend.probationers.models import Probationer


class AppointmentType(models.Model):
    """A kind of appointment: national data, changed in the back office, never by a deploy."""

    class Decider(models.TextChoices):
        REFERENT = "referent"
        SERVICE = "service"
        JUDGE = "judge"

    class Where(models.TextChoices):
        PLACE = "place"
        PHONE = "phone"
        VIDEO = "video"
        HOME = "home"

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField(default=dict)  # by language, the field's own, for agents: "Convocation 741-1"
    # By language, what the person reads: "Rendez-vous avant la décision du juge"; empty: the name above.
    plain_names = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    neutral_names = models.JSONField(default=dict)  # by language, for SMS and calendar: "RDV"
    organisation_kind = models.CharField(max_length=4, blank=True)  # where it may be held; blank: anywhere
    roles = models.JSONField(default=list)  # which roles may book it
    where = models.CharField(max_length=6, choices=Where, default=Where.PLACE)
    by_slot = models.BooleanField(default=False)  # seats in slots made beforehand; otherwise a free time
    days_off_allowed = models.BooleanField(default=False)  # week-ends and holidays
    minutes = models.PositiveSmallIntegerField(default=30)
    decider = models.CharField(max_length=8, choices=Decider, default=Decider.REFERENT)
    movable_by_person = models.BooleanField(default=False)
    excuse_words = models.JSONField(default=dict)  # by language: "demande de renvoi" at court
    sms_always = models.BooleanField(default=False)  # never holds an SMS behind a push
    missed_text = models.BooleanField(default=True)  # a neutral "call us" after a miss
    maximum_delay_days = models.PositiveSmallIntegerField(null=True, blank=True)  # warns at booking
    prosecutor_number = models.BooleanField(default=False)  # end-of-hearing types
    consequences = models.JSONField(default=dict)  # by language: what happens if one does not come, plainly
    archived_at = models.DateTimeField(null=True, blank=True)


class ItemToBring(models.Model):
    """One line of the checklist: for a type, everywhere or at one place."""

    type = models.ForeignKey(AppointmentType, on_delete=models.CASCADE, related_name="items")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.JSONField(default=dict)  # {"fr": {"title": …, "hint": …}}


class Agenda(models.Model):
    """A column of seats at a place; an agent's own where `agent` is set."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="agendas")
    name = models.CharField(max_length=120)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="agendas"
    )
    archived_at = models.DateTimeField(null=True, blank=True)


class SlotPattern(models.Model):
    """A weekly template from which a nightly tick makes slots six months ahead."""

    agenda = models.ForeignKey(Agenda, on_delete=models.CASCADE, related_name="patterns")
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField()  # 0 = Monday
    time = models.TimeField()  # wall clock of the place
    minutes = models.PositiveSmallIntegerField(default=30)
    capacity = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reached = models.DateField(null=True, blank=True, editable=False)  # up to this day its slots have been made

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agenda", "type", "weekday", "time", "since"], name="pattern_once")
        ]
        indexes = [models.Index(F("reached").asc(nulls_first=True), name="pattern_reached")]


class Slot(models.Model):
    """Seats at one hour. `taken` counts the appointments that hold one; the check refuses one too many."""

    agenda = models.ForeignKey(Agenda, on_delete=models.CASCADE, related_name="slots")
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    capacity = models.PositiveSmallIntegerField(default=1)
    taken = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    pattern = models.ForeignKey(SlotPattern, null=True, blank=True, on_delete=models.SET_NULL, related_name="slots")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="slot_no_seat_twice"),
            models.UniqueConstraint(fields=["agenda", "type", "starts_at"], name="slot_once"),
        ]
        indexes = [
            models.Index(
                fields=["agenda", "starts_at"],
                name="slot_free",
                condition=Q(closed_at__isnull=True, taken__lt=F("capacity")),
            )
        ]


_BEHIND = Q(planned_revision__lt=F("revision"))


class Appointment(models.Model):
    """A person is expected somewhere at an instant. Every change that its messages speak of raises `revision`."""

    class State(models.TextChoices):
        BOOKED = "booked"
        CANCELLED = "cancelled"
        CAME = "came"
        MISSED = "missed"
        EXCUSED = "excused"

    class Reason(models.TextChoices):
        """What the person told, never shown as a fault (field rule 14)."""

        FORGOT = "forgot"
        MISUNDERSTOOD = "misunderstood"
        LETTER_NOT_RECEIVED = "letter_not_received"
        WORK = "work"
        TRANSPORT = "transport"
        ILLNESS = "illness"
        UNWILLING = "unwilling"
        UNABLE = "unable"  # these three are said in the app (field rule 21): no word of health there
        FAMILY = "family"
        TALK = "talk"  # would rather speak of it
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    probationer = models.ForeignKey(Probationer, on_delete=models.CASCADE, related_name="appointments")
    type = models.ForeignKey(AppointmentType, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # who holds it
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agenda = models.ForeignKey(Agenda, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="appointments",
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    time_zone = models.CharField(max_length=40)  # of the place when booked
    state = models.CharField(max_length=10, choices=State, default=State.BOOKED)
    revision = models.PositiveIntegerField(default=1)
    tell_person = models.BooleanField(default=True)  # False: booked without a message now; reminders still leave
    reason_told = models.CharField(max_length=20, choices=Reason, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    prosecutor_number = models.CharField(max_length=20, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    booked_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # the booker's service
    booking_key = models.UUIDField(null=True, blank=True, unique=True)  # the booker's Idempotency-Key
    booking_digest = models.CharField(max_length=32, null=True, blank=True)  # of the request that came with it
    cost_letters = models.PositiveSmallIntegerField(default=0)  # what reconvening cost (field rule 14)
    cost_police = models.PositiveSmallIntegerField(default=0)
    # The last change that the person put away in the app. For her own screens alone: no agent is shown it (rule 6).
    seen_revision = models.PositiveIntegerField(null=True, blank=True)
    # Up to which revision its messages were planned: whoever plans raises it, so that what is to be planned is an index
    # of its own, however many appointments there ever were. Never above `revision`.
    planned_revision = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["starts_at"], name="appointment_to_plan", condition=_BEHIND),
            models.Index(fields=["probationer"], name="appointment_behind", condition=_BEHIND),
            models.Index(fields=["starts_at", "id"], name="appointment_coming", condition=models.Q(state="booked")),
            models.Index(fields=["probationer", "starts_at"], name="appointment_person"),
            models.Index(fields=["agent", "starts_at"], name="appointment_agent"),
            models.Index(fields=["organisation", "starts_at"], name="appointment_organisation"),
            models.Index(fields=["organisation", "type", "starts_at"], name="appointment_of_type"),
            models.Index(fields=["place", "starts_at"], name="appointment_place"),
            # Who is expected at a place that changes.
            models.Index(fields=["place", "starts_at"], name="appointment_expected", condition=Q(state="booked")),
            # Of a service or an agent what is to come, was missed, has no outcome; with the key: what waits is compared
            # with all that they ever held, and no row of it read.
            models.Index(fields=["organisation", "state", "starts_at"], include=["id"], name="appointment_held"),
            models.Index(fields=["agent", "state", "starts_at"], include=["id"], name="appointment_hers"),
            models.Index(fields=["probationer", "starts_at"], name="appointment_booked", condition=Q(state="booked")),
        ]

    def __str__(self) -> str:
        return f"appointment:{self.pk}"


class AppointmentEvent(models.Model):
    """The appointment's own history, the same for the person and the agent; never edited."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    event = models.CharField(max_length=20)  # book, move, relocate, cancel, come, miss, excuse, undo, answer_yes…
    by = models.CharField(max_length=80)  # label
    revision = models.PositiveIntegerField()
    detail = models.JSONField(
        default=dict
    )  # move: {"from": iso, "to": iso, "from_place": name}; relocate: "from_where"


class Answer(models.Model):
    """ "I'll be there", "I can't come", "I'll be late". Proves neither notification nor breach (field rule 6)."""

    class Kind(models.TextChoices):
        COMING = "coming"
        CANNOT = "cannot"
        LATE = "late"  # on the day only; excuses nobody (field rule 5)
        EXPLAIN = "explain"  # after a miss: what happened (field rule 23)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=20, choices=Appointment.Reason, blank=True)
    words = models.CharField(max_length=500, blank=True)
    late_minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # 30: thirty or more
    channel = models.CharField(max_length=8)  # app, sms
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    idempotency_key = models.UUIDField(unique=True)
    digest = models.CharField(max_length=32, null=True, blank=True)  # of the request that came with the key
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="late", late_minutes__isnull=False)
                | (~models.Q(kind="late") & models.Q(late_minutes__isnull=True)),
                name="late_says_how_long",
            )
        ]
        indexes = [
            models.Index(
                fields=["appointment"],
                name="answer_to_look_at",
                condition=Q(seen_at__isnull=True, kind__in=["cannot", "late", "explain"]),
            )
        ]

    def __str__(self) -> str:
        return f"answer:{self.pk}"


class LegalNotification(models.Model):
    """How the convocation itself was notified in law; a reminder never is one (field rule 1)."""

    class Way(models.TextChoices):
        HANDED_OVER = "handed_over"
        SIMPLE_LETTER = "simple_letter"
        REGISTERED_LETTER = "registered_letter"
        POLICE_OFFICER = "police_officer"
        ELECTRONIC = "electronic"  # under recorded consent
        NONE = "none"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="legal_notifications")
    way = models.CharField(max_length=18, choices=Way)
    on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)  # the appointment was moved since
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()


class Task(models.Model):
    """Something an agent has to do by hand: notify formally, call somebody who opted out."""

    class Kind(models.TextChoices):
        NOTIFY_FORMALLY = "notify_formally"
        TELL_BY_HAND = "tell_by_hand"  # cancelled or moved for somebody who opted out or has no phone
        NOT_REMINDED = "not_reminded"  # kept though the state of the file lets no reminder leave any more

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=16, choices=Kind)
    revision = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "kind", "revision"], name="task_once")]
        indexes = [models.Index(fields=["appointment"], name="task_open", condition=Q(done_at__isnull=True))]

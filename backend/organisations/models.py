"""Services (SPIP, court), links between them, places and how to reach them, memberships and roles."""

import uuid

from django.conf import settings
from django.db import models

from backend.organisations import rules_holidays


class Organisation(models.Model):
    """A SPIP or a TJ; BEX and SAP are sets of roles inside a TJ."""

    class Kind(models.TextChoices):
        SPIP = "spip"
        TJ = "tj"

    kind = models.CharField(max_length=4, choices=Kind)
    name = models.CharField(max_length=120, unique=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    # A code of INSEE or ISO (67, 2A, 978, YT), read by rules_holidays; blank: mainland.
    holiday_region = models.CharField(max_length=6, blank=True, validators=[rules_holidays.require_region])
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)  # switchboard
    features = models.JSONField(default=dict)  # what is switched off here (field rule 8)
    # Field rule 7, in days: to the archive without an appointment, out of it, and how long both are announced before.
    archive_after = models.PositiveSmallIntegerField(default=365)
    destroy_after = models.PositiveSmallIntegerField(default=183)
    retention_notice = models.PositiveSmallIntegerField(default=28)
    linked = models.ManyToManyField("self", symmetrical=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holiday_region__in=sorted(rules_holidays.REGIONS)), name="holiday_region_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"organisation:{self.pk}"


class Role(models.TextChoices):
    """Values follow the field's own roles; `rules.py` says what each may do."""

    CPIP = "cpip"
    DPIP = "dpip"
    SECRETARY_SPIP = "secretary_spip"
    EDUCATOR = "educator"
    PSYCHOLOGIST = "psychologist"
    OVERSEER = "overseer"
    JAP = "jap"
    CLERK_SAP = "clerk_sap"
    DIRECTOR_SAP = "director_sap"
    SECRETARY_COURT = "secretary_court"
    BEX = "bex"
    CLERK_BEX = "clerk_bex"
    DIRECTOR_BEX = "director_bex"
    PROSECUTOR = "prosecutor"
    LOCAL_ADMIN = "local_admin"


class Membership(models.Model):
    """An agent's role in a service; one at a time."""

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=models.Q(until__isnull=True), name="membership_one_at_a_time"
            )
        ]


class Place(models.Model):
    """Where people come. `neutral_name` is what an SMS and a lock screen say: it must reveal nothing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=120)
    neutral_name = models.CharField(max_length=60)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=80)
    inside = models.JSONField(default=dict)  # by language: floor, office, whom to present oneself to
    step_free = models.CharField(max_length=8, default="unknown")  # yes, no, partly, unknown
    step_free_words = models.JSONField(default=dict)  # by language
    phone = models.CharField(max_length=20, blank=True)  # whom to call; blank: the service's switchboard
    phone_hours = models.JSONField(default=dict)  # by language
    # Of these words the languages that are older than the French: {"inside": ["en"]}.
    stale = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    relocated_at = models.DateTimeField(null=True, blank=True)  # when it was last somewhere else
    email = models.EmailField(blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    time_zone = models.CharField(max_length=40, blank=True)  # blank: the service's
    archived_at = models.DateTimeField(null=True, blank=True)


class Directions(models.Model):
    """How to get there by one means of transport, in steps, as data."""

    class Means(models.TextChoices):
        TRAIN = "train"
        BUS = "bus"
        CAR = "car"
        FOOT = "foot"
        STEP_FREE = "step_free"

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="directions")
    means = models.CharField(max_length=10, choices=Means)
    steps = models.JSONField(default=dict)  # {"fr": ["RER A, arrêt …", "…"], "en": […]}
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # from the last stop to the door
    # The languages that are older than the French or, the French too, than the address: nobody is shown them.
    stale = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "means"], name="directions_once_by_means")]


class Photo(models.Model):
    """The entrance, three sizes, WebP, no metadata; the names of the files are random."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="photo")
    alternative = models.JSONField(default=dict)  # by language: what the picture shows
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()

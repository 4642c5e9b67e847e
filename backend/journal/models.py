"""Who saw and did what. Append-only: triggers refuse update and delete, the runtime role may insert and select only.

Monthly partitions by `at`, made and dropped by the owner's role (`manage.py tend_journal`). Nothing refers to a row and
a row refers to others by label ("probationer:<uuid>") alone. No old and new values: those can be erased, this can't.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One act of one caller on one subject."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)  # "agent:12", "holder:<uuid>", "system:planner"
    organisation = models.CharField(max_length=80, blank=True)  # "organisation:3": in whose name
    verb = models.CharField(max_length=80)  # "probationers.read_file"
    subject = models.CharField(max_length=80)  # "probationer:<uuid>"
    about = models.CharField(max_length=80, blank=True)  # the file it belongs to: "probationer:<uuid>"
    detail = models.JSONField(default=dict)  # labels and counts, never values

    class Meta:
        managed = False  # partitioned: migrations/0001 makes it by SQL
        db_table = "journal_entry"


class Reading(models.Model):
    """What one agent was shown in a day, counted: one row an agent, kind and day, written by `readings.count` alone."""

    class Kind(models.TextChoices):
        OPENED = "opened"  # files
        LISTED = "listed"  # lines of searches and lists
        EXPORTED = "exported"  # lines that left as a file

    actor = models.CharField(max_length=80)  # as of an entry
    organisation = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    hour = models.DateTimeField()  # in which `in_hour` was counted
    in_hour = models.PositiveIntegerField()
    in_day = models.PositiveIntegerField()
    seen = ArrayField(models.IntegerField())  # hashes of files and pages: the same one again is not counted
    is_new = models.BooleanField()  # whether the last one was
    reached_at = models.DateTimeField(null=True)  # when a limit was met first; the service's administrator is shown it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "kind", "day"], name="reading_once")]
        indexes = [
            models.Index(fields=["day"], name="reading_over"),  # what is swept
            models.Index(
                fields=["organisation", "reached_at"],
                name="reading_reached",
                condition=models.Q(reached_at__isnull=False),
            ),
        ]

"""Who saw and did what. Append-only: triggers refuse update and delete, the runtime role may insert and select only.

Monthly partitions by `at`, made and dropped by the owner's role (`manage.py tend_journal`). Nothing refers to a row and
a row refers to others by label ("probationer:<uuid>") alone. No old and new values: those can be erased, this can't.
"""

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

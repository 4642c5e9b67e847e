"""What each agent has looked at."""

from django.conf import settings
from django.db import models


class SeenMark(models.Model):
    """One agent has looked at one thing that a person sent: it leaves her own list, and nobody else's.

    `subject` is its label (`reply:…`, `answer:…`, `contact_change:…`). Settling it for all is the thing's own
    `seen_at`, and only for those who follow the file.
    """

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    probationer = models.ForeignKey("probationers.Probationer", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "subject"], name="seen_once_by_each")]

    def __str__(self) -> str:
        return f"seen_mark:{self.pk}"

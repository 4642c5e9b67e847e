"""A second file of a person whose first one stands out of its maker's sight."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.organisations.models import Organisation


class SecondFile(models.Model):
    """`file` was opened though `first` is certainly of the same person, in a service that the agent can't see.

    It is marked "possibly the same" until the first file's service settles it: linked, or told apart.
    """

    class Reason(models.TextChoices):
        """Why it could not wait; a list, for a free text would name the service or the offence (field rule 21)."""

        PRESENT = "present"  # the person stands there
        HEARING = "hearing"  # a hearing has just ended: the date is given now
        DECISION = "decision"  # a decision that is to be carried out at once

    class Settlement(models.TextChoices):
        LINKED = "linked"  # the maker's service sees the first file too; merging the two comes later
        DIFFERENT = "different"  # two persons

    file = models.ForeignKey("probationers.Probationer", on_delete=models.CASCADE, related_name="first_files")
    first = models.ForeignKey("probationers.Probationer", on_delete=models.CASCADE, related_name="second_files")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # the maker's
    reason = models.CharField(max_length=8, choices=Reason)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settlement = models.CharField(max_length=9, choices=Settlement, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "first"], name="second_file_once"),
            models.CheckConstraint(
                condition=Q(settlement="", settled_at__isnull=True) | (~Q(settlement="") & Q(settled_at__isnull=False)),
                name="second_file_settled_with_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"second_file:{self.pk}"

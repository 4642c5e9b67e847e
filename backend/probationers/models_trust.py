"""Contacts of trust: somebody the person names, who receives a copy of the reminders (docs/decisions)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.accounts.models import Challenge
from backend.probationers.states import ContactState

LIVE = (ContactState.PROPOSED, ContactState.ASKED, ContactState.ACTIVE)


class TrustedContact(models.Model):
    """Active by three wills: the person's, an agent's, the contact's own; each can end it.

    Never a guardian, a curator or a lawyer (`Relation`). One number may stand beside several persons.
    """

    State = ContactState

    class Relation(models.TextChoices):
        SOCIAL_WORKER = "social_worker"
        FAMILY = "family"
        ASSOCIATION = "association"
        OTHER = "other"

    class Why(models.TextChoices):
        """Why an agent blocked it: a choice, so that nobody writes down who is a victim of whom."""

        SAFETY = "safety"
        ROLE = "role"
        DOUBT = "doubt"
        OTHER = "other"

    probationer = models.ForeignKey(
        "probationers.Probationer", on_delete=models.CASCADE, related_name="trusted_contacts"
    )
    state = models.CharField(max_length=10, choices=ContactState, default=ContactState.PROPOSED)
    name = models.CharField(max_length=80)  # for the person and the agents; never in a message
    relation = models.CharField(max_length=14, choices=Relation)
    phone = models.CharField(max_length=20, blank=True)  # one of the two, never both: one copy, by one channel
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="fr")
    says_initial = models.BooleanField(default=False)  # the person is named by the first letter alone
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=80)  # label: the person's device, or an agent
    consented_on = models.DateField()  # when the person said so
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    challenge = models.ForeignKey(Challenge, null=True, on_delete=models.SET_NULL, related_name="+")
    asks = models.PositiveSmallIntegerField(default=0)  # how many times the contact was asked
    answer_until = models.DateTimeField(null=True, blank=True)
    active_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)  # label
    blocked_why = models.CharField(max_length=8, choices=Why, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phone="", email__gt="") | Q(phone__gt="", email=""), name="trusted_one_address"
            ),
            models.CheckConstraint(
                condition=~Q(state=ContactState.ACTIVE) | Q(approved_at__isnull=False, active_at__isnull=False),
                name="trusted_active_by_all",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at__isnull=True) | (~Q(state__in=LIVE) & Q(ended_at__isnull=False)),
                name="trusted_ended_or_live",
            ),
            models.CheckConstraint(
                condition=Q(state=ContactState.BLOCKED, blocked_why__gt="")
                | (~Q(state=ContactState.BLOCKED) & Q(blocked_why="")),
                name="trusted_blocked_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["probationer", "phone", "email"], condition=Q(state__in=LIVE), name="trusted_named_once"
            ),
        ]
        indexes = [
            models.Index(fields=["probationer", "named_at"], name="trusted_of_file"),
            models.Index(fields=["phone"], name="trusted_phone", condition=~Q(phone="")),
            models.Index(fields=["email"], name="trusted_email", condition=~Q(email="")),
            models.Index(fields=["probationer"], name="trusted_active", condition=Q(state=ContactState.ACTIVE)),
            models.Index(fields=["probationer"], name="trusted_proposed", condition=Q(state=ContactState.PROPOSED)),
            models.Index(fields=["answer_until"], name="trusted_asked", condition=Q(state=ContactState.ASKED)),
            models.Index(fields=["ended_at"], name="trusted_over", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"trusted_contact:{self.pk}"

"""How words reach a device. The message table is the queue; it knows holders, never probationers nor appointments."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F

from backend.accounts.models import Device, Holder
from backend.delivery.rules_states import Channel as Channel
from backend.delivery.rules_states import Lane as Lane
from backend.delivery.rules_states import State as State


class Message(models.Model):
    """One thing to say to one holder by one channel; unique by subject, revision, kind, channel and occasion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # also the gateway's idempotency key
    subject = models.CharField(max_length=80)  # label: "appointment:<uuid>", "challenge:<uuid>"
    revision = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=40)  # "reminder", "confirmation", "moved", "cancelled", "code", …
    channel = models.CharField(max_length=8, choices=Channel)
    occasion = models.CharField(max_length=40, blank=True)  # "day-1", "device:<uuid>"
    holder = models.ForeignKey(
        Holder, null=True, blank=True, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    lane = models.CharField(max_length=8, choices=Lane, default=Lane.BULK)
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    behind = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="fallbacks", db_index=False
    )
    # Whose words say this one's too (carrying.py). Kept once that has left: "told by".
    carrier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried", db_index=False
    )
    not_before = models.DateTimeField()
    release_at = models.DateTimeField(null=True, blank=True)  # held: leaves then unless the push was shown
    expires_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    # The day of what it speaks of: the earliest goes first. What an older release queues goes before all.
    urgent_on = models.DateField(db_default=date(1970, 1, 1))
    attempts = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)  # tries after which it may have been at the phone already
    claim = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)  # real time
    gateway = models.CharField(max_length=40, blank=True)
    gateway_ref = models.CharField(max_length=120, blank=True)
    recipient = models.CharField(max_length=254, blank=True)  # once sent; erased with the text
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)  # exact words once sent (a code's never)
    segments = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=60, blank=True)  # why it failed or was cancelled: a message key
    created_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "revision", "kind", "channel", "occasion"], name="message_said_once"
            )
        ]
        indexes = [
            # The order of the claim: a channel's own pump; codes, confirmations, reminders; then day by day.
            models.Index(
                fields=["channel", "lane", "urgent_on", "next_try_at"],
                name="message_turn",
                condition=models.Q(state__in=["pending", "unknown"]),
            ),
            models.Index(
                fields=["expires_at"],
                name="message_expiring",
                condition=models.Q(state__in=["held", "pending", "unknown"]),
            ),
            models.Index(fields=["accepted_at"], name="message_without_receipt", condition=models.Q(state="accepted")),
            # What the health page asks: what happened in the last minutes, and what was tried and still waits.
            models.Index(
                fields=["accepted_at"], name="message_accepted", condition=models.Q(accepted_at__isnull=False)
            ),
            models.Index(fields=["ended_at"], name="message_ended", condition=models.Q(ended_at__isnull=False)),
            models.Index(
                fields=["next_try_at"],
                name="message_retried",
                condition=models.Q(state="pending", attempts__gt=0),
            ),
            models.Index(fields=["next_try_at"], name="message_doubtful", condition=models.Q(state="unknown")),
            # In every state: the check of the foreign key asks for each row that goes.
            models.Index(fields=["behind"], name="message_behind", condition=models.Q(behind__isnull=False)),
            models.Index(fields=["release_at"], name="message_held", condition=models.Q(state="held")),
            models.Index(fields=["carrier"], name="message_carrier", condition=models.Q(carrier__isnull=False)),
            models.Index(
                fields=["next_try_at"],
                name="message_carried",
                condition=models.Q(state="held", carrier__isnull=False),
            ),
            models.Index(fields=["lease_until"], name="message_leased", condition=models.Q(state="sending")),
            models.Index(
                fields=["gateway", "gateway_ref"],
                name="message_gateway_ref",
                condition=~models.Q(gateway_ref=""),
            ),
            models.Index(fields=["holder", "-created_at"], name="message_holder"),
            models.Index(
                fields=["ended_at"],
                name="message_address_refused",
                condition=models.Q(state="failed", reason="address_refused"),
            ),
            models.Index(
                fields=["created_at"],
                name="message_to_erase",
                condition=~models.Q(recipient="") | ~models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"message:{self.pk}"


class PushSubscription(models.Model):
    """Where a browser listens. The endpoint is a secret."""

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="subscriptions")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="subscriptions")
    endpoint = models.TextField(unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    last_accepted_at = models.DateTimeField(null=True, blank=True)


class Receipt(models.Model):
    """What a gateway or a service worker said of a message, as it came; repeated ones are one row."""

    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="receipts")
    gateway = models.CharField(max_length=40)
    event = models.CharField(max_length=64)  # hash of the raw event
    reference = models.CharField(max_length=120, blank=True)  # the gateway's own: finds the message later
    outcome = models.CharField(max_length=16)  # delivered, failed, unreachable, shown, replied, unrecognised
    detail = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "event"], name="receipt_once")]
        indexes = [
            models.Index(fields=["id"], name="receipt_unmatched", condition=models.Q(message=None)),
            # Those of a message whose reference may still be written down, the latest apart from what others left.
            models.Index(
                fields=["at"], name="receipt_to_match", condition=models.Q(message=None) & ~models.Q(reference="")
            ),
        ]


class IncomingSms(models.Model):
    """What came back from a phone; read by `reminders` and `desk`."""

    gateway = models.CharField(max_length=40)
    gateway_ref = models.CharField(max_length=120)
    sender = models.CharField(max_length=20)
    text = models.TextField()
    received_at = models.DateTimeField()
    understood_as = models.CharField(max_length=20, blank=True)  # rules_incoming.Meaning
    settled_at = models.DateTimeField(null=True, blank=True)  # `reminders` has read it; from nobody: words erased
    answered_with = models.CharField(max_length=40, blank=True)  # the kind of the automatic answer; blank: none

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "gateway_ref"], name="incoming_once")]
        indexes = [
            models.Index(fields=["id"], name="incoming_unsettled", condition=models.Q(settled_at=None)),
            models.Index(fields=["received_at"], name="incoming_to_erase"),
            models.Index(fields=["sender", "received_at"], name="incoming_of_number", condition=~models.Q(sender="")),
        ]

    def __str__(self) -> str:
        return f"incoming:{self.pk}"


class OptOut(models.Model):
    """A number that answered STOP: no reminders; codes asked for and the convocation go on (field rule 1)."""

    number = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    # Whether the number stood in a file still: those never asked first, then those asked longest ago.
    looked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        indexes = [models.Index(F("looked_at").asc(nulls_first=True), "id", name="opt_out_to_look_at")]


class Heartbeat(models.Model):
    """When each process or periodic job last ran: the watchdog's table."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()  # real time
    every = models.DurationField()  # how often it promises to beat
    detail = models.JSONField(default=dict)


class Tally(models.Model):
    """How often something happened to messages within one minute: what rates are read from, never the messages.

    `minute` is 1970 for all that is older than two hours. `in_time` and `prompt` are parts of the accepted: left within
    their promise; answered by a receipt (a push: shown) within five minutes.
    """

    minute = models.DateTimeField()
    lane = models.CharField(max_length=8)
    channel = models.CharField(max_length=8)
    gateway = models.CharField(max_length=40)
    outcome = models.CharField(max_length=12)  # accepted, a final state, lapsed, unrecognised
    reason = models.CharField(max_length=60)
    count = models.PositiveBigIntegerField(default=0)
    in_time = models.PositiveBigIntegerField(default=0)
    prompt = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minute", "lane", "channel", "gateway", "outcome", "reason"], name="tally_once"
            )
        ]

"""What the demonstration's phones and mailboxes received. Exists only where MSJ_ENV=demo."""

from django.db import models


class ReceivedSms(models.Model):
    """One SMS at a phone. A key seen before is answered as before and shown once, as a good gateway does."""

    key = models.CharField(max_length=64, unique=True)
    to = models.CharField(max_length=20)
    sender = models.CharField(max_length=20)
    text = models.TextField()
    message = models.CharField(max_length=64)  # the sender's own reference, told back in receipts
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["to", "id"], name="received_by_phone")]


class ReceivedMail(models.Model):
    """One e-mail in a mailbox."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    attachments = models.JSONField(default=list)  # file names
    received_at = models.DateTimeField()

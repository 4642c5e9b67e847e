"""Django's e-mail back end of the demonstration: puts mail into boxes that /demo/phone shows."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from backend.common import clock
from backend.demonstration.models import ReceivedMail


class Mailboxes(BaseEmailBackend):
    """Accepts everything, as a local relay would."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            names = ["HTML" for _ in getattr(mail, "alternatives", [])]
            names += [getattr(part, "get_filename", lambda: None)() or part[0] for part in mail.attachments]
            for to in mail.recipients():
                ReceivedMail.objects.create(
                    to=to,
                    subject=mail.subject[:200],
                    text=str(mail.body),
                    attachments=[str(name) for name in names],
                    received_at=clock.now(),
                )
        return len(email_messages)

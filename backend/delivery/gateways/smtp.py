"""Django's SMTP backend that knows whether the words may have left, and can be told to give up."""

import smtplib
import socket
from contextlib import suppress
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Staged(smtplib.SMTP):
    """`handed_over`: the first byte of the message is on its way, so a lost line leaves us in doubt."""

    handed_over = False
    _in_data = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self._in_data = True
        return super().data(msg)

    def send(self, s: Any) -> None:
        # Commands are text, the message is bytes.
        self.handed_over = self.handed_over or (self._in_data and isinstance(s, bytes))
        super().send(s)


class _StagedSsl(_Staged, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class Backend(EmailBackend):
    """`EMAIL_BACKEND` everywhere but in the demonstration."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _StagedSsl if self.use_ssl else _Staged

    @property
    def handed_over(self) -> bool:
        return bool(getattr(self.connection, "handed_over", False))

    def cut(self) -> None:
        """From another thread: whoever waits for the server waits no longer."""
        line = getattr(self.connection, "sock", None)
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

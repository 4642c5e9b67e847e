"""An agent's application of codes: django-otp's own row, its secret encrypted."""

from typing import Any

from django.conf import settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from backend.accounts import encryption


class Totp(TOTPDevice):  # type: ignore[misc]  # django-otp has no types
    """Read and written by this class alone: django-otp's own would take the encrypted text for the secret."""

    key: str  # the column, which django-otp does not type

    class Meta:
        proxy = True

    @property
    def bin_key(self) -> bytes:
        """The secret itself, or encryption.Unreadable."""
        return encryption.decrypt(self.key, settings.FACTOR_KEYS, agent=self.user_id)

    def save(self, *args: Any, **more: Any) -> None:
        """Under the first key: a new secret, one of before, and at its next use one that an older key wrote."""
        if not encryption.is_current(self.key, settings.FACTOR_KEYS):
            self.key = encryption.encrypt(self.bin_key, settings.FACTOR_KEYS, agent=self.user_id)
        super().save(*args, **more)

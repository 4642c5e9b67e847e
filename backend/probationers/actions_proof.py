"""A number becomes proved: a code that was sent there came back. Every way of proving one ends here."""

from backend.common import clock
from backend.probationers.models import Probationer


def prove_phone(file: Probationer, number: str) -> None:
    """Write the number, as proved from now on, into a file that the caller has locked."""
    file.phone, file.phone_status, file.phone_proved_at = number, Probationer.PhoneStatus.PROVED, clock.now()
    file.save(update_fields=["phone", "phone_status", "phone_proved_at"])


def prove_own_phone(file: Probationer) -> None:
    """The file's own number, which is proved since the first of the codes that came back from it."""
    if file.phone_status != Probationer.PhoneStatus.PROVED:
        Probationer.objects.filter(pk=file.pk).update(
            phone_status=Probationer.PhoneStatus.PROVED, phone_proved_at=clock.now()
        )

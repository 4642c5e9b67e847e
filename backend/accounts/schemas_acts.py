"""What an act of the person's app says of itself, so that what she did last counts."""

from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import AwareDatetime

from backend.accounts.models import Device
from backend.accounts.rules_acts import Act


class ActIn(Schema):
    """Nothing of it is believed but the order: an instant that has not come yet counts as the arrival."""

    at: AwareDatetime  # when the person did it, by the server's clock
    counter: Annotated[int, Field(ge=0, lt=2**53)]  # of this device; it only grows


def act_of(sent: ActIn | None, *, device: Device, key: UUID | None) -> Act | None:
    """None of an app that says nothing of its acts."""
    return Act(str(device.pk), sent.counter, sent.at, key) if sent else None

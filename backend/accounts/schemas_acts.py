"""What an act of the person's app says of itself, so that what she did last counts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.accounts.rules_acts import Act, act_at_once
from backend.accounts.sessions_holder import Caller
from backend.common import clock
from backend.common.dates import Moment
from backend.common.errors import Unseen
from backend.common.schema import Schema


class ActIn(Schema):
    """Nothing of it is believed but the order: an instant that has not come yet counts as the arrival."""

    at: Moment  # when the person did it, by the server's clock
    counter: Annotated[int, Field(ge=0, lt=2**53)]  # of this device; it only grows
    holder: UUID | None = None  # whose it is: another may have signed in on the same phone since


def act_of(sent: ActIn | None, *, caller: Caller, key: UUID | None) -> Act:
    """Of an app that says nothing of its acts: done as it arrives. Unseen where it is another's than the caller's."""
    if sent is None:
        return act_at_once(clock.now(), key)
    if sent.holder not in (None, caller.holder.pk):
        raise Unseen
    return Act(str(caller.device.pk), sent.counter, sent.at, key)

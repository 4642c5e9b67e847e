"""Who carries what: the streams of the sender, each with a pump and hands of its own."""

from dataclasses import dataclass

from backend.delivery.rules_states import Channel, Lane

HANDS_FOR_CODES = 10
HANDS_FOR_MAIL = 4


@dataclass(frozen=True, slots=True)
class Stream:
    """What a pump carries: these lanes of a channel, most urgent first, with so many hands."""

    name: str
    channel: str
    lanes: tuple[str, ...]
    hands: int

    @property
    def urgent(self) -> bool:
        """Codes: what the gateways keep free is for them."""
        return Lane.CODE.value in self.lanes


def streams(hands: int) -> list[Stream]:
    """A push service or a mail server that is slow delays no SMS and no other channel's code; none delays a code."""
    usual = (Lane.NOW.value, Lane.BULK.value)
    codes = [
        Stream(f"codes-{channel.value}", channel.value, (Lane.CODE.value,), HANDS_FOR_CODES)
        for channel in (Channel.SMS, Channel.EMAIL, Channel.PUSH)
    ]
    return [
        *codes,
        Stream("sms", Channel.SMS.value, usual, hands),
        Stream("push", Channel.PUSH.value, usual, hands),
        Stream("mail", Channel.EMAIL.value, usual, HANDS_FOR_MAIL),
    ]

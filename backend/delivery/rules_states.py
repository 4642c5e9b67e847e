"""The life of a message: every state, every event, one table. `manage.py document_states` draws it in docs/."""

from django.db import models

from backend.common.errors import Refused


class Channel(models.TextChoices):
    SMS = "sms"
    PUSH = "push"
    EMAIL = "email"


class Lane(models.TextChoices):
    CODE = "code"  # sign-in codes: nothing delays them
    NOW = "now"  # confirmations, moves, cancellations
    BULK = "bulk"  # reminders


class State(models.TextChoices):
    HELD = "held"  # waits behind a push, or for the message that carries its words
    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"  # sent perhaps: the answer was lost; tried again with the same key
    ACCEPTED = "accepted"  # the gateway took it
    DELIVERED = "delivered"  # a receipt says so, or the service worker has shown it
    UNCONFIRMED = "unconfirmed"  # it may have arrived; nothing more will be known
    FAILED = "failed"
    EXPIRED = "expired"  # was of no more use before it could leave
    CANCELLED = "cancelled"  # refused by its composer, or no longer to be sent
    SUPERSEDED = "superseded"  # of an older revision, or its push was shown


class Event(models.TextChoices):
    RELEASE = "release"  # its push was not shown in time, or failed
    FOLLOW = "follow"  # another message of that day will say its words too
    CARRIED = "carried"  # that one has left
    SHOWN_AHEAD = "shown_ahead"  # the push it waits behind was shown
    CLAIM = "claim"  # a sender took it, with a lease
    GIVE_BACK = "give_back"  # claimed, not begun: the sender stops
    POSTPONE = "postpone"  # claimed, and its composer says: not at this hour, but then
    TAKE = "take"  # the gateway answered yes
    NOT_TAKE = "not_take"  # surely not taken; another try is in time
    DOUBT = "doubt"  # time-out, lease expired: taken perhaps
    REFUSE = "refuse"  # refused for good, or no more time to try
    GIVE_UP = "give_up"  # taken perhaps, and not to be tried again
    WITHDRAW = "withdraw"  # cancelled, or its composer refuses
    SUPERSEDE = "supersede"  # its subject has a newer revision
    EXPIRE = "expire"
    ARRIVE = "arrive"  # receipt: at the phone; or shown
    MISS = "miss"  # receipt: it will not arrive
    FALL_SILENT = "fall_silent"  # no receipt in the time we wait for one


S, E = State, Event
TRANSITIONS: dict[tuple[State, Event], State] = {
    (S.HELD, E.RELEASE): S.PENDING,
    (S.HELD, E.FOLLOW): S.HELD,
    (S.HELD, E.CARRIED): S.SUPERSEDED,
    (S.HELD, E.SHOWN_AHEAD): S.SUPERSEDED,
    (S.HELD, E.WITHDRAW): S.CANCELLED,
    (S.HELD, E.SUPERSEDE): S.SUPERSEDED,
    (S.HELD, E.EXPIRE): S.EXPIRED,
    (S.PENDING, E.CLAIM): S.SENDING,
    (S.PENDING, E.FOLLOW): S.HELD,
    (S.PENDING, E.SHOWN_AHEAD): S.SUPERSEDED,
    (S.PENDING, E.WITHDRAW): S.CANCELLED,
    (S.PENDING, E.SUPERSEDE): S.SUPERSEDED,
    (S.PENDING, E.EXPIRE): S.EXPIRED,
    (S.PENDING, E.ARRIVE): S.DELIVERED,  # tried, said to be not taken, and at the phone all the same
    (S.SENDING, E.GIVE_BACK): S.PENDING,
    (S.SENDING, E.POSTPONE): S.PENDING,
    (S.SENDING, E.TAKE): S.ACCEPTED,
    (S.SENDING, E.NOT_TAKE): S.PENDING,
    (S.SENDING, E.DOUBT): S.UNKNOWN,
    (S.SENDING, E.REFUSE): S.FAILED,
    (S.SENDING, E.GIVE_UP): S.UNCONFIRMED,
    (S.SENDING, E.WITHDRAW): S.CANCELLED,
    (S.SENDING, E.SUPERSEDE): S.SUPERSEDED,
    (S.SENDING, E.EXPIRE): S.EXPIRED,
    # A receipt may come before the gateway's answer has been written down.
    (S.SENDING, E.ARRIVE): S.DELIVERED,
    (S.SENDING, E.MISS): S.FAILED,
    (S.UNKNOWN, E.CLAIM): S.SENDING,
    (S.UNKNOWN, E.TAKE): S.ACCEPTED,  # the answer came after the lease had been swept
    # So did the word of its own sender that it had never begun, was surely not taken, or was refused.
    (S.UNKNOWN, E.GIVE_BACK): S.PENDING,
    (S.UNKNOWN, E.POSTPONE): S.PENDING,
    (S.UNKNOWN, E.NOT_TAKE): S.PENDING,
    (S.UNKNOWN, E.REFUSE): S.FAILED,
    (S.UNKNOWN, E.GIVE_UP): S.UNCONFIRMED,
    (S.UNKNOWN, E.EXPIRE): S.UNCONFIRMED,
    (S.UNKNOWN, E.ARRIVE): S.DELIVERED,
    (S.UNKNOWN, E.MISS): S.FAILED,
    (S.ACCEPTED, E.ARRIVE): S.DELIVERED,
    (S.ACCEPTED, E.MISS): S.FAILED,
    (S.ACCEPTED, E.FALL_SILENT): S.UNCONFIRMED,
    (S.UNCONFIRMED, E.ARRIVE): S.DELIVERED,
    (S.UNCONFIRMED, E.MISS): S.FAILED,
    # What the phone has, it has: receipts give the same end in any order.
    (S.FAILED, E.ARRIVE): S.DELIVERED,
}
OPEN = frozenset({S.HELD, S.PENDING, S.SENDING, S.UNKNOWN})
FINAL = frozenset(State) - OPEN - {S.ACCEPTED}
MAY_HAVE_LEFT = frozenset({S.SENDING, S.UNKNOWN, S.ACCEPTED, S.DELIVERED, S.UNCONFIRMED})


def after(state: str, event: str) -> State:
    """The state that follows, or Refused('message_state')."""
    try:
        return TRANSITIONS[State(state), Event(event)]
    except KeyError:
        raise Refused("message_state") from None


def moves(state: str, event: str) -> bool:
    """Whether the event means anything in that state."""
    return (State(state), Event(event)) in TRANSITIONS


def sources(event: Event) -> list[str]:
    """The states from which the event leads somewhere: what a compare-and-set compares with."""
    return [str(state.value) for (state, name) in TRANSITIONS if name == event]

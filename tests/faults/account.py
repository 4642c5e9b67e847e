"""What became of all that was due, told by the table and by the phone together."""

from collections import Counter
from dataclasses import asdict, dataclass

from django.db.models import Q

from backend.delivery import actions
from backend.delivery.models import Message
from tests.delivery import make
from tests.faults.stage import Stage, until

ARRIVED = ("accepted", "delivered")
# Ended otherwise: shown to agents with a reason. `unconfirmed` is the doubtful one: sent perhaps, not to be repeated.
VISIBLE = ("failed", "expired", "unconfirmed", "cancelled", "superseded")


OPEN = Q(state__in=("held", "pending", "sending", "unknown"))


@dataclass(frozen=True)
class Account:
    due: int
    accepted: int  # rows that say so
    shown: int  # different messages at the phone
    duplicated: int  # SMS at the phone beyond the first of each
    lost: int  # neither at the phone nor visibly failed
    failed_visibly: int

    def told(self, fault: str) -> "Account":
        figures = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in asdict(self).items())
        print(f"\n{fault}: {figures}")  # noqa: T201
        return self


def draw_up(stage: Stage) -> Account:
    """The account as it stands; what is still open counts as lost unless the phone has it."""
    rows = Message.objects.values_list("subject", "state")
    phone = Counter(sms["text"].removeprefix("Rendez-vous ") for sms in stage.messages())
    states = {subject.partition(":")[2]: state for subject, state in rows}
    assert phone.keys() <= states.keys(), "the phone shows what nobody queued"
    return Account(
        due=len(states),
        accepted=sum(state in ARRIVED for state in states.values()),
        shown=len(phone),
        duplicated=sum(phone.values()) - len(phone),
        lost=sum(1 for name, state in states.items() if name not in phone and state not in VISIBLE),
        failed_visibly=sum(state in VISIBLE for state in states.values()),
    )


def queue(count: int, **fields: object) -> list[Message]:
    return actions.queue_many([make.order(**fields) for _ in range(count)])


def unfinished() -> bool:
    return Message.objects.filter(OPEN).exists()


def wait_for_the_end(within: float = 60) -> None:
    until(lambda: not unfinished(), within=within, what="an end for every message")

"""Codes by SMS cost money that somebody may want us to spend: where they go, how many in all. Pure decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from backend.accounts.rules import is_pumped

DEAR = (4, 5)  # of the ceiling: an operator is told


@dataclass(frozen=True)
class Ceiling:
    """At most so many codes by SMS in any hour and any day."""

    hour: int
    day: int


def network(address: str) -> str:
    """The /24 or /48 that an address lies in; what is no address stands for itself."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    mapped = getattr(read, "ipv4_mapped", None) or read
    return str(ip_network((mapped, 24 if mapped.version == 4 else 48), strict=False))


def may_go_to(number: str, prefixes: Sequence[str]) -> bool:
    """Whether an SMS with a code may be sent to that number."""
    return number.startswith(tuple(prefixes))


def is_spent(hour: int, day: int, earlier: Sequence[int], ceiling: Ceiling) -> bool:
    """Whether none leaves by SMS any more to a browser that we do not know: a ceiling, or a rush no hour ever had."""
    return hour >= ceiling.hour or day >= ceiling.day or is_pumped(hour, earlier)


def crossed(before: int, budget: int) -> str:
    """What to say in the log when one more code is sent than `before`: each threshold once."""
    after = before + 1
    if after == budget:
        return "spent"
    return "dear" if after == -(-budget * DEAR[0] // DEAR[1]) and after < budget else ""

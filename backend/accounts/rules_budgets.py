"""Who may ask for how many codes. Each budget is counted alone; what they add up to: docs/decisions (code budgets).

Not one depends on whether a number is on file: a refusal tells nobody who is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from backend.accounts.rules import Budget, Quota
from backend.accounts.rules_codes import network

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Quotas = Sequence[Quota]

# One text costs money and rings at somebody's.
TO_NUMBER: Quotas = (Quota(1, _MINUTE), Quota(3, _HOUR), Quota(6, _DAY))
OF_DEVICE: Quotas = TO_NUMBER
# Past that, for who asks from where few asked: whoever asks for a number keeps its holder from no code elsewhere.
SPARE_HERE: Quotas = (Quota(2, _DAY),)
SPARES: Quotas = (Quota(1, _MINUTE), Quota(20, _DAY))
PACE: Quotas = TO_NUMBER[:1]
# Asks, for whatever number: what they take is work alone, so that they slow and never stop. A hostel, a court or a
# carrier's phones stand behind one address; one address never uses up its network.
FROM_ADDRESS: Quotas = (Quota(20, _MINUTE),)
FROM_NETWORK: Quotas = (Quota(60, _MINUTE),)
# SMS that leave for such asks: what costs. Numbers in no file use none up.
SMS_FROM_ADDRESS: Quotas = (Quota(60, _HOUR), Quota(300, _DAY))
SMS_FROM_NETWORK: Quotas = (Quota(120, _HOUR), Quota(600, _DAY))
# Inside a session: changing a number or an e-mail. Wrong birth dates count too, so this bounds those guesses.
OF_HOLDER: Quotas = (Quota(5, _HOUR), Quota(10, _DAY))
# Address, language, channels: a hand on a screen makes a few; each is a line that an agent reads.
OF_DETAILS: Quotas = (Quota(20, _MINUTE), Quota(60, _HOUR))
# "I'll be there", "I can't": each is a line in the appointment's history and one that an agent reads.
OF_ANSWERS: Quotas = (Quota(20, _MINUTE), Quota(60, _HOUR))
# A file made for one agent: a page to print takes a core for a moment, a list up to ten thousand rows.
OF_FILES: Quotas = (Quota(30, _MINUTE), Quota(300, _HOUR))
# Bookings and moves of which one person is told at once: a series is booked in one sitting. More is a script that makes
# a telephone ring; each can be cancelled once.
OF_TOLD: Quotas = (Quota(15, _HOUR), Quota(30, _DAY))
OF_AGENT: Quotas = (Quota(60, _HOUR), Quota(200, _DAY))

_NUMBER, _NETWORK = "codes_to_number", "codes_on_network"  # keys under `errors.`


@dataclass(frozen=True)
class Ask:
    """What one ask for a code counts against. `instead`: all that it counts against where `budgets` refuse it."""

    budgets: Sequence[Budget]
    instead: Sequence[Budget] = ()


def of_sign_in(number: str, *, device: str, is_own: bool, address: str) -> Ask:
    """What an ask for a sign-in code counts against. `device`: known by its cookie, else empty; `is_own`: the number
    is that of the file which the device opened. Then nobody else's asks for the number stand in its way."""
    if not device:
        return _of_number("code", number, address, before=_from("code_from", address))
    of_device = Budget("code_of_device", device, OF_DEVICE, _NUMBER)
    return Ask([of_device]) if is_own else _of_number("code", number, address, before=[of_device])


def of_take_back(number: str, *, address: str) -> Ask:
    """Beside the sign-in's: who asks codes for somebody's number does not keep a stolen one from being taken back."""
    return _of_number("take_back", number, address, before=_from("take_back_from", address))


def _of_number(what: str, number: str, address: str, *, before: Sequence[Budget]) -> Ask:
    """A number's own budget; where that is spent, a spare one that each network has a share of."""
    here = f"{number} {network(address)}"
    always = [
        *before,
        Budget(f"{what}_pace", number, PACE, _NUMBER),
        Budget(f"{what}_here", here, TO_NUMBER, _NUMBER),
    ]
    spare = [
        Budget(f"{what}_spare_here", here, SPARE_HERE, _NUMBER),
        Budget(f"{what}_spares", number, SPARES, _NUMBER),
    ]
    return Ask([*always, Budget(f"{what}_to", number, TO_NUMBER, _NUMBER)], instead=[*always, *spare])


def of_sms(what: str, address: str) -> list[Budget]:
    """The SMS that leave because somebody there asked. `what`: code or take_back."""
    return [
        Budget(f"{what}_sms", address, SMS_FROM_ADDRESS),
        Budget(f"{what}_sms_network", network(address), SMS_FROM_NETWORK),
    ]


def of_counter(number: str, *, agent: str) -> list[Budget]:
    """Agents' asks alone: the counter never waits for strangers."""
    return [Budget("counter", agent, OF_AGENT), Budget("counter_to", number, TO_NUMBER, _NUMBER)]


def of_details(holder: str) -> Budget:
    """Whoever is signed in and changes how to be reached."""
    return Budget("details", holder, OF_DETAILS)


def of_answers(holder: str) -> Budget:
    """What somebody signed in says of appointments."""
    return Budget("answers", holder, OF_ANSWERS)


def of_files(agent: str) -> Budget:
    """Summonses to print, and lists to open in a spreadsheet."""
    return Budget("files", agent, OF_FILES)


def of_told(file: str) -> Budget:
    """Whatever is written to a person the moment an agent does something."""
    return Budget("told", file, OF_TOLD, "too_many_told")


def of_new_address(holder: str) -> Budget:
    """Whoever is signed in and changes a number or an e-mail: each ask compares a birth date."""
    return Budget("new_address", holder, OF_HOLDER)


def to_new_address(address: str) -> Budget:
    """The number or e-mail that somebody signed in is proving."""
    return Budget("new_address_to", address, TO_NUMBER, _NUMBER)


def of_trusted(address: str, *, by: str) -> list[Budget]:
    """To ask a contact of trust."""
    return [Budget("trusted_ask", by, OF_AGENT), Budget("trusted_to", address, TO_NUMBER, _NUMBER)]


def _from(act: str, address: str) -> list[Budget]:
    return [
        Budget(act, address, FROM_ADDRESS, _NETWORK),
        Budget(f"{act}_network", network(address), FROM_NETWORK, _NETWORK),
    ]

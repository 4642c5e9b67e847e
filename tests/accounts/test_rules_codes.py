"""Where codes by SMS may go, how many, from where: the whole tables."""

import pytest

from backend.accounts import rules, rules_codes
from backend.accounts.rules_codes import Ceiling
from backend.common import phones
from backend.config.environment import Environment

DEFAULT = tuple(Environment.model_fields["sms_prefixes"].default.split(","))
CEILING = Ceiling(hour=500, day=3000)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("192.0.2.255", "192.0.2.0/24"),
        ("2001:db8:1:2::7", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::1", "2001:db8:1::/48"),
        ("2001:db8:2::1", "2001:db8:2::/48"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("not an address", "not an address"),
        ("", ""),
    ],
)
def test_the_network_of_an_address(address: str, network: str) -> None:
    assert rules_codes.network(address) == network


@pytest.mark.parametrize(
    "said",
    ["06 12 34 56 78", "07 56 78 90 12", "0692 12 34 56", "0690 12 34 56", "0694 20 12 34", "0696 20 12 34",
     "0639 69 12 34", "+508 55 12 34", "+687 75 12 34", "+689 87 12 34 56", "+681 82 12 34"],
)  # fmt: skip
def test_every_french_mobile_is_allowed_by_default(said: str) -> None:
    assert rules_codes.may_go_to(phones.mobile(said), DEFAULT)


@pytest.mark.parametrize("number", ["+33140000000", "+33800000000", "+33900000000", "+12025550143", "+447700900123"])
def test_nothing_else_is(number: str) -> None:
    assert not rules_codes.may_go_to(number, DEFAULT)


def test_without_a_prefix_nothing_is() -> None:
    assert not rules_codes.may_go_to("+33612345678", ())


@pytest.mark.parametrize(
    ("hour", "day", "earlier", "is_spent"),
    [
        (0, 0, [], False),
        (299, 2999, [], False),
        (300, 300, [], True),  # a rush that no hour of the day ever had
        (499, 2999, [100] * 23, False),
        (500, 500, [1000] * 23, True),
        (0, 3000, [100] * 23, True),
        (499, 2999, [99] * 23, True),
    ],
)
def test_when_codes_are_kept_for_those_without_another_way(
    hour: int, day: int, earlier: list[int], is_spent: bool
) -> None:
    assert rules_codes.is_spent(hour, day, earlier, CEILING) is is_spent
    assert rules.CODES_AN_HOUR == 300


@pytest.mark.parametrize("budget", [1, 2, 5, 10, 499, 500])
def test_each_threshold_is_said_once(budget: int) -> None:
    said = [rules_codes.crossed(before, budget) for before in range(budget + 20)]
    assert said.count("spent") == 1 and said.index("spent") == budget - 1
    assert said.count("dear") == (1 if budget > 4 else 0)

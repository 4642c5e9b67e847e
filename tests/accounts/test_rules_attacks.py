"""The sums of the decision page "code budgets" are those of the budgets."""

import re
from pathlib import Path

import pytest

from backend.accounts import rules_attacks, rules_budgets
from backend.accounts.rules_attacks import Sms, break_ins_a_year, share_opened, sms
from backend.config.environment import Environment
from backend.probationers.rules_sign_in import STOP_AFTER

PAGE = (Path(__file__).parents[2] / "docs/decisions/2026-11-28-code-budgets.md").read_text()
FIELDS = Environment.model_fields
CEILING = Sms(FIELDS["codes_an_hour"].default, FIELDS["codes_a_day"].default)
SUMS = {
    "asks for one number on file, from anywhere": sms(rules_budgets.TO_NUMBER, ceiling=CEILING),
    "asks for 100 numbers on file, from anywhere": sms(rules_budgets.TO_NUMBER, keys=100, ceiling=CEILING),
    "asks for every number on file, from anywhere": sms(rules_budgets.TO_NUMBER, keys=200_000, ceiling=CEILING),
    "asks from one address": sms(rules_budgets.FROM_ADDRESS, ceiling=CEILING),
    "asks from one network": sms(rules_budgets.FROM_NETWORK, ceiling=CEILING),
    "has one known device": sms(rules_budgets.OF_DEVICE),
    "asks to take one number back, from everywhere": sms(rules_budgets.TAKE_BACK_TO_NUMBER),
    "has an agent's account": sms(rules_budgets.OF_AGENT),
}


@pytest.mark.parametrize("who", SUMS)
def test_sms_that_somebody_can_cause(who: str) -> None:
    found = SUMS[who]
    euros = f"{found.euros_a_day:.2f}".replace(".", ",")
    assert f"| {who} | {found.hour} | {found.day} | {euros} |" in PAGE


def test_every_sum_of_the_page_is_one_of_these() -> None:
    rows = re.findall(r"^\| ((?:asks|has) [^|]+) \| \d+ \| \d+ \|", PAGE, re.MULTILINE)
    assert set(rows) == set(SUMS)


@pytest.mark.parametrize(
    ("line", "codes_a_day", "digits"),
    [
        ("one file, every day of a year", SUMS["has one known device"].day, (3, 7)),
        ("every file, at the ceiling of the day, for a year", CEILING.day, (1, 5)),
    ],
)
def test_break_ins_by_guessing(line: str, codes_a_day: int, digits: tuple[int, int]) -> None:
    known, unknown = (break_ins_a_year(codes_a_day, knows_birth=knows) for knows in (True, False))
    assert f"| {line} | {known:.{digits[0]}f} | {unknown:.{digits[1]}f} |" in PAGE


def test_what_ten_tries_at_a_birth_date_open() -> None:
    year, any_date = share_opened(STOP_AFTER, 365), share_opened(STOP_AFTER, rules_attacks.BIRTH_DATES)
    assert f"ten tries open {year:.1%}".replace("%", " %") in PAGE
    assert f"{any_date:.3%} else".replace("%", " %") in PAGE
    assert STOP_AFTER == 10 and share_opened(400, 365) == 1


@pytest.mark.parametrize(
    ("quotas", "hour", "day"),
    [
        (rules_budgets.TO_NUMBER, 3, 6),
        (rules_budgets.FROM_ADDRESS, 30, 120),
        (rules_budgets.FROM_NETWORK, 60, 300),
        (rules_budgets.TO_NUMBER[:1], 60, 1440),
        (rules_budgets.TO_NUMBER[:2], 3, 72),
    ],
)
def test_the_narrowest_quota_bounds_a_window(quotas: rules_budgets.Quotas, hour: int, day: int) -> None:
    assert sms(quotas) == Sms(hour, day)

"""The sums of the decision page "code budgets" are those of the budgets."""

import re
from pathlib import Path

import pytest

from backend.accounts import quotas_agents, rules_attacks, rules_budgets
from backend.accounts.rules_attacks import Sms, break_ins_a_year, most, share_opened, sms
from backend.config.environment import Environment
from backend.probationers.rules_sign_in import STOP_AFTER

PAGE = (Path(__file__).parents[2] / "docs/decisions/2026-11-28-code-budgets.md").read_text()
FIELDS = Environment.model_fields
CEILING = Sms(FIELDS["codes_an_hour"].default, FIELDS["codes_a_day"].default)
OF_NUMBER = (rules_budgets.TO_NUMBER, rules_budgets.SPARES)
TRIES = {
    "one e-mail, from one address": quotas_agents.HERE,
    "one e-mail, from one network": quotas_agents.NETWORK,
    "any e-mails, from one address": quotas_agents.ADDRESS,
}
SUMS = {
    "asks for one number on file, from one network": sms(rules_budgets.TO_NUMBER, ceiling=CEILING),
    "asks for one number on file, from everywhere": sms(*OF_NUMBER, ceiling=CEILING),
    "asks for 100 numbers on file, from everywhere": sms(*OF_NUMBER, keys=100, ceiling=CEILING),
    "asks for every number on file, from everywhere": sms(*OF_NUMBER, keys=200_000, ceiling=CEILING),
    "asks from one address": sms(rules_budgets.SMS_FROM_ADDRESS, ceiling=CEILING),
    "asks from one network": sms(rules_budgets.SMS_FROM_NETWORK, ceiling=CEILING),
    "has one known device": sms(rules_budgets.OF_DEVICE),
    "asks to take one number back, from everywhere": sms(*OF_NUMBER),
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
        ("one file, from one network, every day of a year", SUMS["has one known device"].day, (3, 7)),
        ("one file, from everywhere, every day of a year", most(*OF_NUMBER, hours=24), (3, 7)),
        ("every file, at the ceiling of the day, for a year", CEILING.day, (1, 5)),
    ],
)
def test_break_ins_by_guessing(line: str, codes_a_day: int, digits: tuple[int, int]) -> None:
    known, unknown = (break_ins_a_year(codes_a_day, knows_birth=knows) for knows in (True, False))
    assert f"| {line} | {known:.{digits[0]}f} | {unknown:.{digits[1]}f} |" in PAGE


@pytest.mark.parametrize("who", TRIES)
def test_passwords_that_somebody_can_try_a_day(who: str) -> None:
    assert f"| {who} | {most(TRIES[who], hours=24)} |" in PAGE


def test_passwords_that_everybody_together_can_try_a_day_at_one_e_mail() -> None:
    found = most(quotas_agents.STRANGERS, quotas_agents.SPARES, hours=24)
    assert f"| one e-mail, from everywhere | {found} |" in PAGE


def test_what_ten_tries_at_a_birth_date_open() -> None:
    year, any_date = share_opened(STOP_AFTER, 365), share_opened(STOP_AFTER, rules_attacks.BIRTH_DATES)
    assert f"ten tries open {year:.1%}".replace("%", " %") in PAGE
    assert f"{any_date:.3%} else".replace("%", " %") in PAGE
    assert STOP_AFTER == 10 and share_opened(400, 365) == 1


@pytest.mark.parametrize(
    ("quotas", "hour", "day"),
    [
        (rules_budgets.TO_NUMBER, 3, 6),
        (rules_budgets.SMS_FROM_ADDRESS, 60, 300),
        (rules_budgets.SMS_FROM_NETWORK, 120, 600),
        (rules_budgets.SPARES, 20, 20),
        (rules_budgets.TO_NUMBER[:1], 60, 1440),
        (rules_budgets.TO_NUMBER[:2], 3, 72),
    ],
)
def test_the_narrowest_quota_bounds_a_window(quotas: rules_budgets.Quotas, hour: int, day: int) -> None:
    assert sms(quotas) == Sms(hour, day)

"""What the budgets of codes add up to for somebody who guesses, or who makes us pay. Pure arithmetic, for the decision
page "code budgets": a test holds its figures against these."""

from dataclasses import dataclass

from backend.accounts.rules import COMPARISONS, Quota
from backend.accounts.rules_budgets import Quotas

CODES, DAYS_A_YEAR = 1_000_000, 365
SMS_CENTS = 5  # what an SMS costs us at most
BIRTH_DATES = 50 * DAYS_A_YEAR  # of grown-ups, all alike: worse for us than nature


@dataclass(frozen=True)
class Sms:
    """SMS that somebody can cause, and what they cost."""

    hour: int
    day: int

    @property
    def euros_a_day(self) -> float:
        return self.day * SMS_CENTS / 100


def sms(*each: Quotas, keys: int = 1, ceiling: "Sms | None" = None) -> Sms:
    """Of budgets one after the other, over so many numbers, devices, addresses or agents that have them, under a
    ceiling for all where there is."""
    hour, day = (keys * most(*each, hours=hours) for hours in (1, 24))
    return Sms(min(hour, ceiling.hour), min(day, ceiling.day)) if ceiling else Sms(hour, day)


def most(*each: Quotas, hours: int) -> int:
    """The most that budgets, one after the other, let through in a window: of each the narrowest quota that fits it."""
    return sum(int(min(_within(quota, hours * 3600) for quota in quotas)) for quotas in each)


def _within(quota: Quota, seconds: int) -> float:
    return quota.count * max(1, seconds / quota.within.total_seconds())


def break_ins_a_year(codes_a_day: float, *, knows_birth: bool, dates: int = BIRTH_DATES) -> float:
    """Files opened by guessing code and birth date together, five comparisons of each code that is asked for."""
    guesses = codes_a_day * COMPARISONS * DAYS_A_YEAR
    return guesses / CODES / (1 if knows_birth else dates)


def share_opened(tries: int, dates: int) -> float:
    """Of files whose number somebody else holds: the share that so many tries at the birth date open."""
    return min(1.0, tries / dates)

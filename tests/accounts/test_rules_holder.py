"""Codes, quotas, sessions: the rules over their whole tables."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts import rules
from backend.accounts.rules import Quota

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@given(secret=st.text(min_size=1), challenge=st.uuids())
def test_a_code_is_six_digits_and_always_the_same(secret: str, challenge: uuid.UUID) -> None:
    code = rules.code(secret, challenge)
    assert len(code) == 6
    assert code.isdecimal()
    assert code == rules.code(secret, str(challenge))
    assert rules.is_code(secret, challenge, f" {code[:3]} {code[3:]} ")


@pytest.mark.parametrize("said", ["", "12345", "1234567", "abcdef", "１２３４５６", "é"])
def test_what_is_no_code_is_wrong(said: str) -> None:
    assert not rules.is_code("secret", "challenge", said)


def test_codes_differ_by_challenge_and_by_secret() -> None:
    challenges = [uuid.UUID(int=number) for number in range(2000)]
    codes = {rules.code("secret", one) for one in challenges}
    assert len(codes) > 1990  # of a million: some two collide, no more
    assert rules.code("secret", challenges[0]) != rules.code("another", challenges[0])


def test_what_is_stored_differs_by_purpose() -> None:
    stored = {rules.keyed("secret", purpose, "value") for purpose in ("browser", "session", "device", "attempt")}
    assert len(stored) == 4
    assert all(len(one) == 64 and "value" not in one for one in stored)


QUOTAS = (Quota(1, MINUTE), Quota(3, 60 * MINUTE))


@pytest.mark.parametrize(
    ("ago", "wait"),
    [
        ([], None),
        ([30], 30),
        ([60], None),
        ([61, 62], None),
        ([61, 62, 63], 3600 - 63),
        ([10, 62, 63], 3600 - 63),
        ([61, 62, 3600], None),
        ([61, 62, 3599], 1),
    ],
)
def test_how_long_to_wait(ago: list[int], wait: int | None) -> None:
    times = [NOW - timedelta(seconds=seconds) for seconds in ago]
    expected = None if wait is None else timedelta(seconds=wait)
    assert rules.wait(QUOTAS, times, NOW) == expected


@given(st.lists(st.integers(0, 7200), max_size=400))
def test_a_quota_is_never_passed(pauses: list[int]) -> None:
    """Whatever the rhythm of asking, no window of an hour holds four, none of a minute two."""
    now = NOW
    taken: list[datetime] = []
    for pause in pauses:
        now += timedelta(seconds=pause)
        if rules.wait(QUOTAS, taken, now) is None:
            taken.insert(0, now)
    for quota in QUOTAS:
        for later, earlier in zip(taken, taken[quota.count :], strict=False):
            assert later - earlier >= quota.within


@pytest.mark.parametrize(
    ("last_hour", "earlier", "is_pumped"),
    [
        (299, [], False),
        (300, [], True),
        (300, [100] * 11, True),  # half of the day nothing left: the median is none
        (499, [100] * 23, False),
        (500, [100] * 23, True),
        (300, [10] * 23, True),
    ],
)
def test_when_codes_are_pumped(last_hour: int, earlier: list[int], is_pumped: bool) -> None:
    assert rules.is_pumped(last_hour, earlier) is is_pumped


def test_when_new_devices_wait() -> None:
    assert not rules.is_paused(999)
    assert rules.is_paused(1000)


LATER, BEFORE = NOW + MINUTE, NOW - MINUTE


@pytest.mark.parametrize(
    ("how", "expires_at", "is_revoked", "end"),
    [
        ("", LATER, False, ""),
        ("", NOW, False, "session_expired"),
        ("", BEFORE, False, "session_expired"),
        ("", LATER, True, "session_revoked"),
        ("", BEFORE, True, "session_revoked"),
        ("signed_out", LATER, False, "signed_out"),
        ("signed_out", BEFORE, False, "signed_out"),
        ("signed_out", LATER, True, "session_revoked"),
        ("revoked", LATER, False, "session_revoked"),
        ("revoked", BEFORE, True, "session_revoked"),
        ("expired", BEFORE, False, "session_expired"),
        ("expired", BEFORE, True, "session_revoked"),
    ],
)
def test_why_a_session_is_over(how: str, expires_at: datetime, is_revoked: bool, end: str) -> None:
    assert rules.end(how=how, expires_at=expires_at, is_device_revoked=is_revoked, now=NOW) == end


@pytest.mark.parametrize(("seconds", "slides"), [(0, False), (17, False), (18, True), (500, True)])
def test_a_session_of_an_hour_slides_every_eighteen_seconds(seconds: int, slides: bool) -> None:
    seen = NOW - timedelta(seconds=seconds)
    assert rules.slides(last_seen_at=seen, life=timedelta(hours=1), now=NOW) is slides

"""What a request is counted by: one spelling of its address, whatever a proxy wrote around it (D5)."""

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from backend.common import address


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("192.0.2.7:50123", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[::ffff:192.0.2.7]:50123", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::"),
        ('"[2001:db8:1:2::9]:443"', "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("unknown", "unknown"),
        ("proxy:8080", "proxy"),
        ("", ""),
    ],
)
def test_an_address_is_counted_by_its_one_spelling(written: str, counted: str) -> None:
    assert address.counted(written) == counted
    assert address.counted(counted) == counted


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "198.51.100.1:80", "192.0.2.1"),
        (1, "198.51.100.1:80", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1:80", "198.51.100.1"),
        (2, "203.0.113.9, [2001:db8::5]:1, 198.51.100.1", "2001:db8::"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(proxies: int, forwarded: str, counted: str, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded}).get("/")
    assert address.of(request) == counted

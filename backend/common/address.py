"""From which network address a request comes: what budgets count by."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

_LINE = 64  # bits that one IPv6 subscriber is given at least: whoever has one address has all of its /64
_BRACKETED, _WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d+)?"), re.compile(r"([^:]*):\d+")


def of(request: HttpRequest) -> str:
    """The caller's address as `counted`. Of X-Forwarded-For only what our own proxies wrote counts; the rest anybody
    can write."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    if not proxies:
        return counted(direct)
    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return counted(written[-proxies] if len(written) >= proxies else direct)


def counted(written: str) -> str:
    """An address in its one spelling, without port, brackets, quotes or zone; of IPv6 the first of its /64.

    An IPv4 address in IPv6 dress is the IPv4 address. What is no address stands for itself.
    """
    bare = _bare(written.strip().strip('"'))
    try:
        read = ip_address(bare)
    except ValueError:
        return bare
    plain = _as_ipv4(read)
    if isinstance(plain, IPv4Address):
        return str(plain)
    return str(IPv6Network((plain, _LINE), strict=False).network_address)


def _bare(written: str) -> str:
    found = _BRACKETED.fullmatch(written) or _WITH_PORT.fullmatch(written)
    return (found[1] if found else written).partition("%")[0]


def _as_ipv4(read: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read

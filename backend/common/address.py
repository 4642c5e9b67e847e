"""From which network address a request comes: what quotas count by."""

from django.conf import settings
from django.http import HttpRequest


def of(request: HttpRequest) -> str:
    """The caller's address. Of X-Forwarded-For only what our own proxies wrote counts; the rest anybody can write."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    if not proxies:
        return direct
    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return written[-proxies] if len(written) >= proxies else direct

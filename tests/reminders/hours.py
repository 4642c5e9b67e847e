"""Reminders respect the night, so the tests say which hour it is."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from backend.common import clock

PARIS = ZoneInfo("Europe/Paris")


def move_to(hour: int, minute: int = 0, *, zone: ZoneInfo = PARIS) -> None:
    """The next time it is that hour there."""
    local = clock.now().astimezone(zone)
    wanted = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if wanted <= local:
        wanted = (wanted + timedelta(days=1)).replace(hour=hour, minute=minute)
    clock.shift(wanted - clock.now() + timedelta(seconds=1))

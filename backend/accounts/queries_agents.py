"""What is known of an agent's factors."""

from backend.accounts.models import Agent, RecoveryCode, SecurityKey, Totp


def confirmed_totp(agent: Agent) -> Totp | None:
    """The one-time-code application that was proved once; an agent has at most one."""
    found: Totp | None = Totp.objects.filter(user=agent, confirmed=True).order_by("-id").first()
    return found


def security_keys(agent: Agent) -> list[SecurityKey]:
    return list(SecurityKey.objects.filter(agent=agent).order_by("id"))


def recovery_left(agent: Agent) -> int:
    return RecoveryCode.objects.filter(agent=agent, used_at__isnull=True).count()


def has_spent_codes(agent: Agent) -> bool:
    """Of those that were made none is left; whoever never made any has none to miss."""
    used = RecoveryCode.objects.filter(agent=agent).values_list("used_at", flat=True)
    return bool(used) and None not in used


def has_factor(agent: Agent) -> bool:
    """Recovery codes alone are none: they stand in for a factor that was lost."""
    return bool(ways(agent))


def ways(agent: Agent) -> list[str]:
    """How the agent may pass the second step, best first."""
    found = []
    if SecurityKey.objects.filter(agent=agent).exists():
        found.append("security_key")
    if confirmed_totp(agent):
        found.append("totp")
    if found and recovery_left(agent):
        found.append("recovery")
    return found

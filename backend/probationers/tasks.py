"""What the periodic jobs call."""

from backend.probationers import actions_trust_answer


def sweep_contacts() -> int:
    return actions_trust_answer.sweep()

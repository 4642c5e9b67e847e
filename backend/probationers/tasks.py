"""What the periodic jobs call."""

from backend.probationers import actions_retention, actions_trust_answer


def sweep_contacts() -> int:
    return actions_trust_answer.sweep()


def forget_stops() -> int:
    return actions_retention.forget_stops()

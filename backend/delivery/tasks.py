"""What the periodic jobs call."""

from backend.delivery import actions_tally, actions_upkeep


def sweep() -> int:
    return actions_upkeep.match() + actions_upkeep.expire() + actions_upkeep.fall_silent()


def retain() -> int:
    return actions_upkeep.erase()


def count() -> int:
    return actions_tally.count()

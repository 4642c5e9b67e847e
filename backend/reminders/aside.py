"""What the planner could not settle: left alone for a while that doubles, so that it keeps nobody else waiting.

Each look takes only so many, the earliest first: without this a few hundred that always fail would be all that it ever
takes. In memory on purpose: a new start, with a mended program or mended data, tries everything again.
"""

import threading
import time
from collections.abc import Callable, Hashable

FIRST = 5.0  # seconds: the planner's next look
LONGEST = 600.0
MOST = 5000  # kept; of more, everything fails and nothing helps but an operator


class Aside:
    """Of one process; its threads share it. `clock` in seconds of real time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[Hashable, tuple[int, float]] = {}  # how often it failed, from when it may be tried again

    def __len__(self) -> int:
        """How many more than usual a look must ask for, lest those set aside be all it gets."""
        return len(self._kept)

    def waits(self, thing: Hashable) -> bool:
        kept = self._kept.get(thing)
        return kept is not None and kept[1] > self._clock()

    def failed(self, thing: Hashable) -> None:
        with self._lock:
            tries = self._tries(thing) + 1
            self._keep(thing, tries, min(FIRST * 2 ** (tries - 1), LONGEST))

    def disturbed(self, thing: Hashable) -> None:
        """By what is no fault of the thing, as far as anybody knows: it waits as after a first failure, each time."""
        with self._lock:
            self._keep(thing, self._tries(thing), FIRST)

    def _tries(self, thing: Hashable) -> int:
        return self._kept.get(thing, (0, 0.0))[0]

    def _keep(self, thing: Hashable, tries: int, wait: float) -> None:
        self._kept.pop(thing, None)
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[thing] = tries, self._clock() + wait

    def settled(self, thing: Hashable) -> None:
        with self._lock:
            self._kept.pop(thing, None)

    def sweep(self) -> None:
        """Forget what nobody tried for long after it might: it was settled elsewhere, or is no more."""
        over = self._clock() - LONGEST
        with self._lock:
            self._kept = {thing: kept for thing, kept in self._kept.items() if kept[1] > over}

    def stubborn(self) -> int:
        """How many failed twice or more: one failure may be a deadlock that a second try does not meet."""
        with self._lock:
            return sum(tries > 1 for tries, _ in self._kept.values())

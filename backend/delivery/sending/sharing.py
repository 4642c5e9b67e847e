"""What a contract allows is shared by the senders that live: each knows the others by their signs of life.

Together they never ask for more than the whole. Who comes waits until each of the others has looked around after its
own sign was there to be seen; who could not look for two beats takes nothing until it has, and comes as if anew.
Instants are the database's clock between senders, and the process's own for how long a share lasts; both are real time.
"""

import math
import time
from collections.abc import Callable, Mapping

from backend.delivery import rules_routing
from backend.delivery.sending import clockwork, outbox
from backend.delivery.sending.outbox import Connection
from backend.delivery.sending.routing import Router


class Sharing:
    """Of one sender, named `process`; its gateways carry nothing that a contract limits before it has its share."""

    def __init__(self, process: str, routes: Mapping[str, Router], now: Callable[[], float] = time.monotonic) -> None:
        self._process, self._routes, self._now = process, routes, now
        self._since: float | None = None  # when our sign was there for all to see
        self._begun = False
        self._beaten_at = -math.inf

    async def keep(self, connection: Connection) -> None:
        """Once a beat a sign of life and a look; while we wait to be noticed, a look each time."""
        if self._now() - self._beaten_at >= clockwork.BEAT.total_seconds():
            await self._beat(connection)
        elif not self._begun:
            await self._look(connection)

    async def _beat(self, connection: Connection) -> None:
        """The sign first, then the look, in one transaction: what the others rely upon."""
        at = self._now()
        if at - self._beaten_at > rules_routing.SHARE_LASTS:
            self._since, self._begun = None, False  # others may have counted without us
        await clockwork.beat(connection, self._process, self._routes)
        # The first look is another transaction's: before our sign is committed nobody can notice it.
        if self._since is not None:
            await self._look(connection)
        self._beaten_at = at

    async def _look(self, connection: Connection) -> None:
        began = self._now()
        now, others = await outbox.signs(
            connection, prefix=f"{clockwork.COMMON}:", younger=clockwork.FORGOTTEN_AFTER
        )  # fmt: skip
        if now - others.pop(self._process, -math.inf) > rules_routing.SHARE_LASTS:
            self._since, self._begun = None, False  # our sign was not written
            return
        if self._since is None:
            self._since = now
        self._begun = self._begun or rules_routing.noticed(self._since, now, others.values())
        if self._begun:
            for router in self._routes.values():
                router.share(1 + len(others), until=began + rules_routing.SHARE_LASTS)

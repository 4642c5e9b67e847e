"""The sender's own connections: psycopg, asynchronous, reopened when the database comes back. No ORM."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import psycopg
from django.conf import settings

log = logging.getLogger(__name__)
T = TypeVar("T")
DJANGOS_OWN = frozenset({"pool", "server_side_binding", "isolation_level", "assume_role"})
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0  # seconds between two tries to reach the database


def address() -> dict[str, Any]:
    """Where Django's default database is, and all that is said of the line there, in psycopg's words."""
    told: dict[str, Any] = dict(settings.DATABASES["default"])
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    found = {ours: told[theirs] for theirs, ours in names.items() if told.get(theirs)}
    options = {name: value for name, value in told.get("OPTIONS", {}).items() if name not in DJANGOS_OWN}
    return options | found


class Line:
    """One connection, used by one coroutine at a time."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()

    async def connection(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None or self._connection.closed:
            told = address() | {"application_name": f"msj {self._name}"}
            self._connection = await psycopg.AsyncConnection.connect(**told, autocommit=True)
        return self._connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        async with self._turn:
            connection = await self.connection()
            async with connection.transaction():
                yield connection

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """Each statement is a transaction of its own: what one has locked is free while the next one waits."""
        async with self._turn:
            yield await self.connection()

    async def lasting(self, work: "Callable[[psycopg.AsyncConnection[Any]], Awaitable[T]]", *, whole: bool = True) -> T:
        """Do it in one transaction (`whole`), again and again until the database does it, whatever it says meanwhile.

        Only values that it can't hold are the caller's. A server that became read-only, or a table that this release
        does not know, may be well again in a minute; what was to be written would be lost for ever. `work` must bear
        being repeated; where it is not whole, from any of its statements on.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                async with self.transaction() if whole else self.statements() as connection:
                    return await work(connection)
            except psycopg.DataError:
                raise
            except psycopg.Error as error:
                # An error where it answers and will not: nobody would look for that among lost connections.
                level = logging.WARNING if isinstance(error, psycopg.OperationalError) else logging.ERROR
                log.log(level, "%s: the database does not do it (%s)", self._name, type(error).__name__)
                await self.close()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()
        self._connection = None

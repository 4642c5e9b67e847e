"""Agents' sessions as Django keeps them, under a digest of their key: what the database holds opens nothing."""

import hashlib
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from backend.common import clock
from backend.common.compiled import Compiled

AT_ONCE = 2000


def digest(key: str) -> str:
    """A key has 165 random bits: a plain digest cannot be guessed back. As long as the column is."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Whatever asks or writes the table goes through these four; the cookie alone holds the key itself."""

    def load(self) -> dict[str, Any]:
        found = _living.first(key=digest(self.session_key or ""), now=clock.real())
        if found is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(found.session_data)
        return data

    def exists(self, session_key: str) -> bool:
        return super().exists(digest(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = digest(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            super().delete(digest(key))


@Compiled
def _living(*, key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def sweep() -> int:
    """Forget the sessions that are over, in batches; how many."""
    total = 0
    over = Session.objects.filter(expire_date__lt=clock.real()).order_by("expire_date")
    while keys := list(over.values_list("pk", flat=True)[:AT_ONCE]):
        total += Session.objects.filter(pk__in=keys).delete()[0]
    return total

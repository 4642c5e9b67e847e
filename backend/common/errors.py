"""The ways of saying no. `config/api.py` turns them into answers; codes are message keys under `errors.`."""

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """Something the caller is told: a code for the catalogue and, where it helps, a code per field."""

    status = 400

    def __init__(
        self, code: str, *, fields: Mapping[str, str] | None = None, detail: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.fields = dict(fields or {})
        self.detail = dict(detail or {})


class Malformed(Problem):
    """422: what came in can't be read."""

    status = 422


class Refused(Problem):
    """409: readable, and a rule says no."""

    status = 409


class Forbidden(Problem):
    """403: this agent's role never may, whatever it is asked for; said before anything is looked up."""

    status = 403


class Unseen(Problem):
    """404: it does not exist, or not for you; the two must not be told apart."""

    status = 404

    def __init__(self) -> None:
        super().__init__("unseen")


class Unproved(Problem):
    """401: nobody, or not yet somebody enough."""

    status = 401


class Slower(Problem):
    """429: too many of these; `seconds` says when again."""

    status = 429

    def __init__(self, code: str, *, seconds: int) -> None:
        super().__init__(code)
        self.seconds = seconds

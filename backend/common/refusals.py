"""Which refusals an operation documents, beside what its guard, its method and what it takes already say."""

from typing import Any

WORDS = {
    304: "As it was: the mark that was sent still holds",
    401: "Nobody, not yet somebody enough, or a proof that does not hold",
    403: "This role never may, or the page that asks is not this side's own",
    404: "It does not exist, or not for the caller",
    409: "Readable, and a rule says no",
    413: "More than the operation takes",
    422: "What came in can't be read",
    429: "Too many of these; Retry-After says when again",
}


def name_of(status: int) -> str:
    """Of the shared answer in the contract's components."""
    return f"Refused{status}" if status >= 400 else "Unchanged"


def answer(status: int) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name_of(status)}"}


def refuses(*statuses: int) -> dict[str, Any]:
    """What `openapi_extra` takes. Named here is what only the operation knows: what its rules refuse (409), a row that
    a body names (404), a budget (429), a proof that is wrong (401), a role for a reading (403). The rest is derived
    (`config/contract.py`). A test that meets another status fails (`tests/documented.py`)."""
    return {"responses": {status: answer(status) for status in statuses}}

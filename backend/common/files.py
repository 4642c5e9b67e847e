"""Answers that are files, said in the contract."""

from typing import Any

from backend.common.refusals import refuses


def file_of(media: str, *refusals: int) -> dict[str, Any]:
    """What `openapi_extra` takes for an operation that answers with a file of that kind, or refuses so."""
    content = {media: {"schema": {"type": "string", "format": "binary"}}}
    extra = refuses(*refusals)
    extra["responses"][200] = {"description": "OK", "content": content}
    return extra

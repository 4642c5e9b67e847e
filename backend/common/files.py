"""Answers that are files, said in the contract."""

from typing import Any


def file_of(media: str) -> dict[str, Any]:
    """What `openapi_extra` takes for an operation that answers with a file of that kind."""
    content = {media: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "OK", "content": content}}}

"""The exported contract: what django-ninja says of the operations, completed and in a stable order."""

import json
from typing import Any

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["code", "fields"],
    "properties": {
        "code": {"type": "string", "description": "A key under `errors.` of shared/messages."},
        "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        "detail": {"type": "object", "additionalProperties": True},
    },
}


def complete(schema: Any) -> Any:
    """Every operation may answer a Problem: said once, here, instead of in each."""
    schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    said = {
        "description": "Said no",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in schema["paths"].values():
        for operation in operations.values():
            numbered = {str(status): answer for status, answer in operation["responses"].items()}
            operation["responses"] = {**numbered, "default": said}
    return schema


def text(schema: Any) -> str:
    """As committed in shared/openapi.json: sorted, so that a change of the contract is a readable diff."""
    return json.dumps(json.loads(json.dumps(schema, default=str)), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

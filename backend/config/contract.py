"""The exported contract: what django-ninja says of the operations, completed and in a stable order."""

import json
import re
from collections.abc import Iterator
from typing import Any

from backend.common.refusals import WORDS, answer, name_of

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
# Guards that ask who is calling, and those that ask it of a cookie or of nobody at all.
_PROVING = frozenset({"PasswordGuard", "FactorGuard", "AgentGuard", "HolderGuard"})
_WITHOUT_COOKIE = frozenset({"GatewayGuard"})


def complete(schema: Any) -> Any:
    """Every operation with the refusals that follow from its guard, its method and what it takes."""
    schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    schema["components"]["responses"] = {name_of(status): _said(status, words) for status, words in WORDS.items()}
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            said = operation["responses"] | {status: answer(status) for status in _derived(method, operation)}
            operation["responses"] = {str(status): said[status] for status in sorted(said)}
    return schema


def _said(status: int, words: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": words} | ({"content": content} if status >= 400 else {})


def _derived(method: str, operation: Any) -> Iterator[int]:
    guards = {name for proof in operation.get("security", []) for name in proof}
    taken = {parameter["in"] for parameter in operation.get("parameters", [])}
    is_reading = method == "get"
    if guards & _PROVING:
        yield 401
    if not is_reading and not guards & _WITHOUT_COOKIE:
        yield 403
    if "path" in taken:
        yield 404
    if not is_reading:
        yield 413
    if not is_reading or taken & {"query", "header"}:
        yield 422
    # What a signed-in person reads carries a mark (config/copies.py).
    if is_reading and "HolderGuard" in guards and "application/json" in operation["responses"][200]["content"]:
        yield 304


def one_side(schema: Any, side: str) -> Any:
    """The operations of one audience, with what they name and nothing else."""
    paths = {path: each for path, each in schema["paths"].items() if path.startswith(f"/api/{side}/")}
    parts = schema["components"]
    wanted = _named([paths, parts["responses"]], parts["schemas"])
    guards = {name for each in paths.values() for one in each.values() for proof in one["security"] for name in proof}
    return schema | {
        "paths": paths,
        "components": {
            "schemas": {name: parts["schemas"][name] for name in sorted(wanted)},
            "responses": parts["responses"],
            "securitySchemes": {name: each for name, each in parts["securitySchemes"].items() if name in guards},
        },
    }


def _named(part: Any, schemas: Any) -> set[str]:
    """The schemas that a part of the document names, directly or not."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        new = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(waiting.pop(), default=str))) - found
        found |= new
        waiting += [schemas[name] for name in new]
    return found


def text(schema: Any) -> str:
    """As committed in shared/openapi.json: sorted, so that a change of the contract is a readable diff."""
    return json.dumps(json.loads(json.dumps(schema, default=str)), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

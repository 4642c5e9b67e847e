"""The contract of one side, on that side's own addresses: as JSON, and as one page without a script, so that the
Content-Security-Policy holds here too. Nobody reads on one host what the other one answers."""

from functools import cache
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from backend.config import contract
from backend.config.api import api


@cache
def _of(side: str) -> Any:
    return contract.one_side(api.get_openapi_schema(path_prefix="/api/"), side)


@require_safe
def document(request: HttpRequest, side: str) -> HttpResponse:
    return JsonResponse(_of(side))


@require_safe
def page(request: HttpRequest, side: str) -> HttpResponse:
    schema = _of(side)
    rows = "".join(
        _operation(method, path, operation)
        for path, operations in sorted(schema["paths"].items())
        for method, operation in operations.items()
    )
    return HttpResponse(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mon Suivi Justice: API</title></head><body>'
        f'<h1>Mon Suivi Justice: API</h1><p><a href="/api/{side}/openapi.json">openapi.json</a></p>'
        f"<dl>{rows}</dl></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    asked = [f"{each['name']} ({each['in']})" for each in operation.get("parameters", [])]
    asked += [_shape(media["schema"]) for media in operation.get("requestBody", {}).get("content", {}).values()]
    answers = ", ".join(
        f"{status}: {_shape(media['schema'])}" if "schema" in media else str(status)
        for status, answer in operation["responses"].items()
        for media in answer.get("content", {"": {}}).values()
    )
    lines = [operation.get("description", ""), "Takes: " + ", ".join(asked) if asked else "", "Answers: " + answers]
    told = "".join(f"<dd>{escape(line)}</dd>" for line in lines if line)
    return f"<dt><code>{method.upper()} {escape(path)}</code> {escape(operation['operationId'])}</dt>{told}"


def _shape(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", schema.get("title", schema.get("type", "…")))).rsplit("/", 1)[-1]

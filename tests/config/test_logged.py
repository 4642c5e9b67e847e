"""D14: what is logged of a request names no person's file, whichever part of Django logs it."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.utils.log import log_response
from django.utils.module_loading import import_string

from backend.config import logged
from tests.accounts import make

LOGGING: dict[str, Any] = configured.LOGGING
pytestmark = pytest.mark.django_db
FILE = "0b0c6d3e-0000-4000-8000-00000000beef"
PATH = f"/api/agent/files/{FILE}"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What stands on the console: the settings' filter on a handler of the root."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(import_string(LOGGING["filters"]["routes"]["()"])())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_every_handler_has_the_filter() -> None:
    assert LOGGING["handlers"]
    assert all(handler["filters"] == ["routes"] for handler in LOGGING["handlers"].values())


def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(f"no such row: {FILE}")


@pytest.mark.parametrize("level", ["django.request", "django.security.csrf", "django.security.SuspiciousOperation"])
def test_a_request_is_logged_by_the_pattern_of_its_address(level: str, lines: io.StringIO) -> None:
    request = RequestFactory().get(f"{PATH}?name=EXEMPLE")
    request.resolver_match = resolve(PATH)
    for address in (request.path, request.get_full_path()):
        logging.getLogger(level).error("Failed: %s", address, extra={"request": request, "status_code": 500})
    assert lines.getvalue().count("Failed: /api/agent/files/<probationer>") == 2
    assert FILE not in lines.getvalue() and "EXEMPLE" not in lines.getvalue()


def test_a_view_that_fails_says_where_and_not_with_what(lines: io.StringIO) -> None:
    request = RequestFactory().get(PATH)
    try:
        failing(request)
    except RuntimeError as error:
        log_response("%s: %s", "Failed", request.path, response=HttpResponse(status=500), request=request,
                     exception=error)  # fmt: skip
    assert "RuntimeError" in lines.getvalue() and "in failing" in lines.getvalue()
    assert logged.NOWHERE in lines.getvalue()
    assert FILE not in lines.getvalue().replace('f"no such row: {FILE}"', "")


def test_a_refused_form_names_no_file_either(lines: io.StringIO) -> None:
    """Django's own check of the token writes the address it refuses."""
    client = make.signed_in_client(make.agent(), csrf=True)
    refused = client.post(f"/api/agent/probationers/{FILE}/sign-in/allow", content_type="application/json")
    assert refused.status_code == 403
    assert "/api/agent/probationers/<probationer>/sign-in/allow" in lines.getvalue()
    assert FILE not in lines.getvalue()

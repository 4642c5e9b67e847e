"""What somebody reads who opened an address of the API herself and was refused."""

from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from backend.common.words import say
from backend.config.refusal_page import show_refusals

HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
FILE = "/api/agent/appointments.csv"


def opened(
    code: str,
    status: int = 429,
    *,
    path: str = FILE,
    accept: str = HTML,
    language: str = "fr",
    method: str = "get",
    wait: str = "60",
) -> HttpResponse:
    request = getattr(RequestFactory(), method)(path, headers={"accept": accept, "accept-language": language})
    refused = JsonResponse({"code": code, "fields": {}}, status=status, headers={"Retry-After": wait})
    return show_refusals(lambda _: refused)(request)


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [("1", "1 min"), ("60", "1 min"), ("61", "2 min"), ("7140", "119 min"), ("7141", "2 h"), ("7201", "3 h")],
)
def test_it_says_when_to_try_again(seconds: str, wait: str) -> None:
    page = opened("too_many", wait=seconds)
    assert (page.status_code, page["Retry-After"]) == (429, seconds)
    assert say("errors.too_many", "fr", wait=wait.replace(" ", "\u00a0")) in page.content.decode()


@pytest.mark.parametrize(
    ("code", "status", "key"),
    [("signed_out", 401, "signed_out"), ("unseen", 404, "unseen"), ("no_such_code", 500, "unexpected")],
)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_it_says_every_refusal_in_the_browsers_language(code: str, status: int, key: str, language: str) -> None:
    page = opened(code, status, language=language)
    words = page.content.decode()
    assert page.status_code == status and f'<html lang="{language}"' in words
    assert say("refusal_page.title", language) in words and say(f"errors.{key}", language) in words


@pytest.mark.parametrize(
    "case",
    [{"accept": "application/json"}, {"accept": "*/*"}, {"path": "/healthz"}, {"method": "post"}, {"status": 200}],
    ids=str,
)
def test_whoever_asks_for_json_gets_it(case: dict[str, Any]) -> None:
    assert opened(**{"code": "too_many", **case})["Content-Type"] == "application/json"


def test_its_style_is_in_the_policy_and_no_copy_is_kept() -> None:
    page = Client().get(FILE, headers={"accept": HTML})
    assert page.status_code == 401 and page["Cache-Control"] == "no-store"
    assert "'sha256-" in page["Content-Security-Policy"] and "<style>" in page.content.decode()

"""The two pages: every route of theirs, fresh, packed as the browser takes it, behind a strict policy."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import documented

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "agent").mkdir()
    (tmp_path / "probationer").mkdir()
    for name, page in (("probationer/index.html", b"<p>phone"), ("agent/index.html", b"<p>office")):
        (tmp_path / name).write_bytes(page)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(page))
    settings.FRONT_ROOT = tmp_path


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", b"phone"),
        ("/rendez-vous/1", b"phone"),
        ("/agent/", b"office"),
        ("/agent", b"office"),
        ("/agent/x/y", b"office"),
    ],
)
def test_every_route_is_its_side_s_page_asked_for_anew(path: str, page: bytes) -> None:
    answer = Client().get(path)
    assert answer.content == b"<p>" + page
    assert answer["Cache-Control"] == "no-cache"


def test_the_page_comes_packed_to_who_takes_it() -> None:
    answer = Client().get("/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == b"<p>phone"
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize("path", ["/missing.js", "/agent/missing.css", "/api/nothing", "/media/x", "/static/x.js"])
def test_what_is_no_screen_is_not_answered_by_one(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/agent/", "/api/agent/docs", "/api/agent/openapi.json", "/api/nothing"])
def test_no_inline_script_and_no_frame_anywhere(path: str) -> None:
    answer = Client().get(path)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in answer["Permissions-Policy"] and "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("side", "own", "other"),
    [("agent", "sign_in_agent", "get_my_home"), ("probationer", "get_my_home", "sign_in_agent")],
)
def test_each_side_documents_its_own_operations_alone_and_without_a_script(side: str, own: str, other: str) -> None:
    page = Client().get(f"/api/{side}/docs").content.decode()
    assert own in page and other not in page
    assert "<script" not in page
    document = Client().get(f"/api/{side}/openapi.json").json()
    assert {path.split("/")[2] for path in document["paths"]} == {side}
    named = set(re.findall(r"#/components/(\w+)/([^\"]+)", json.dumps(document)))
    assert named
    assert [each for each in named if each[1] not in document["components"][each[0]]] == []


@pytest.mark.parametrize("path", ["/api/openapi.json", "/api/docs"])
def test_no_address_documents_both_sides(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "unseen")


def test_the_process_lives_though_its_parts_are_not_ready() -> None:
    assert Client().get("/healthz").status_code == 200
    told = Client().get("/readyz")
    assert told.status_code == 503
    assert told.json()["parts"]["database"] is True
    assert told.json()["parts"]["sender"] is False


def test_an_unexpected_failure_says_nothing_of_itself(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    from backend.accounts import sessions_agents

    secret = "camille" + "@exemple.fr"  # the trace shows the line, not what the name held

    def fail(request: Any) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(sessions_agents, "agent_of", fail)
    with documented.fault():
        answer = Client().get("/api/agent/session")
    assert (answer.status_code, answer.json()) == (500, {"code": "unexpected", "fields": {}})
    assert "RuntimeError" in caplog.text
    assert secret not in caplog.text

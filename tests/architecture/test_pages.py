"""D7: no page but one of this very host writes anything, be it of the other side's, which may set cookies for both."""

from typing import Any

import pytest
from django.test import Client

from tests.architecture.test_permissions import (
    KNOWN,
    OPERATIONS,
    TABLE,
    browser_for,
    built,
    fill,
    photo,
    request_of,
    world,
)
from tests.architecture.world import World
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
__all__ = ["built", "world"]
# A gateway's call and a service worker's receipt prove themselves by what they send: no cookie of anybody's is read.
WRITING = [name for name in KNOWN if OPERATIONS[name].method != "get" and TABLE[name].guard != "GatewayGuard"]
TOKEN = "a" * 32  # tossed: whoever may set the cookie knows it
OWN, OTHER = "http://testserver", "http://agents.testserver"
FORM, PLAIN = "application/x-www-form-urlencoded", "text/plain"


def ask(world: World, name: str, raw: bytes, kind: str, **headers: str) -> Any:
    """In the browser of somebody who may, where the other host set the cookie of the token."""
    is_proved = TABLE[name].guard in ("AgentGuard", "HolderGuard")
    client, own = browser_for(world, name) if is_proved else (Client(), world.near)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = client.cookies
    forged.cookies["msj_csrf"] = TOKEN
    sent = fill(request_of(TABLE[name]), own.ids, (), None)
    path, method = OPERATIONS[name].path.format(**sent["path"]), OPERATIONS[name].method.upper()
    return forged.generic(method, path, raw, kind, query_params=sent["query"], headers=TABLE[name].headers | headers)


def is_refused(answer: ClientResponse) -> bool:
    return bool(answer.status_code == 403 and answer.json()["code"] == "csrf_refused")


@pytest.mark.parametrize("name", WRITING)
def test_no_other_page_writes_even_with_a_cookie_of_its_own(name: str, world: World) -> None:
    json, token = "application/json", {"X-CSRFToken": TOKEN}
    assert not is_refused(ask(world, name, b"{}", json, Origin=OWN, **token)), "else the rest would prove nothing"
    assert not is_refused(ask(world, name, b"{}", json, Origin=OWN, **{"Sec-Fetch-Site": "same-origin"}, **token))
    for origin in (OTHER, "https://testserver", "http://testserver:8080", "http://testserver.example.org", "null"):
        assert is_refused(ask(world, name, b"{}", json, Origin=origin, **token)), origin
    for site in ("same-site", "cross-site"):
        assert is_refused(ask(world, name, b"{}", json, **{"Sec-Fetch-Site": site}, **token)), site


@pytest.mark.parametrize("name", [name for name in WRITING if OPERATIONS[name].method == "post"])
def test_no_form_writes_wherever_it_stands(name: str, world: World) -> None:
    """What a page may send unasked; an old browser sends neither of the headers that tell where it comes from."""
    form = f"csrfmiddlewaretoken={TOKEN}".encode()
    for origin in ({}, {"Origin": OWN}, {"Origin": OTHER}):
        assert is_refused(ask(world, name, form, FORM, **origin)), origin
        assert is_refused(ask(world, name, b'{"a": 1}', PLAIN, **{"X-CSRFToken": TOKEN}, **origin)), origin
        parts, kind = photo(), "multipart/form-data; boundary=BoUnDaRyStRiNg"
        assert is_refused(ask(world, name, parts, kind, **{"X-CSRFToken": TOKEN}, **origin)), origin

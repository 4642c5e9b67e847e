"""D7, D14: each side stands on its own host and nowhere else."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from backend.config import sides

PERSONS, AGENTS = "rdv.example.org", "agents.rdv.example.org"
OF_AGENTS = ["/api/agent/session", "/api/agent/openapi.json", "/api/agent/docs", "/agent", "/agent/", "/agent/files/1"]
OF_PERSONS = [
    "/api/probationer/session", "/api/probationer/openapi.json", "/api/probationer/docs", "/api/switchboards",
    "/api/gateway/demonstration/receipts", "/api/unsubscribe/x",
]  # fmt: skip
OF_BOTH = ["/healthz", "/readyz", "/metrics", "/media/places/x/small.webp", "/agenda", "/api/agents", "/assets/x.js"]


@pytest.fixture(autouse=True)
def two_hosts(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [PERSONS, AGENTS]
    settings.PROBATIONER_ORIGIN, settings.AGENT_ORIGIN = f"https://{PERSONS}", f"https://{AGENTS}"


def is_there(host: str, path: str) -> bool:
    answer = sides.keep_apart(lambda request: HttpResponse("in"))(RequestFactory(headers={"Host": host}).get(path))
    return answer.status_code == 200


@pytest.mark.parametrize("path", OF_AGENTS)
@pytest.mark.parametrize("host", [PERSONS, PERSONS.upper(), f"{PERSONS}:443"])
def test_nothing_of_the_agents_is_on_the_persons_host(path: str, host: str) -> None:
    assert (is_there(host, path), is_there(AGENTS, path)) == (False, True)


@pytest.mark.parametrize("path", OF_PERSONS)
def test_nothing_of_the_persons_is_on_the_agents_host(path: str) -> None:
    assert (is_there(AGENTS, path), is_there(PERSONS, path)) == (False, True)


@pytest.mark.parametrize("path", OF_BOTH)
@pytest.mark.parametrize("host", [PERSONS, AGENTS, "127.0.0.1:8000"])
def test_what_is_of_neither_is_on_both(host: str, path: str) -> None:
    assert is_there(host, path)


@pytest.mark.parametrize("path", OF_AGENTS + OF_PERSONS)
def test_one_host_has_both_where_it_is_meant_to(path: str, settings: Any) -> None:
    settings.AGENT_ORIGIN = settings.PROBATIONER_ORIGIN
    assert is_there(PERSONS, path)


@pytest.mark.django_db
def test_the_agents_contract_is_not_read_on_the_persons_host() -> None:
    path = "/api/agent/openapi.json"
    answers = {host: Client(headers={"Host": host}).get(path) for host in (PERSONS, AGENTS)}
    assert (answers[PERSONS].status_code, answers[PERSONS].json()["code"]) == (404, "unseen")
    assert answers[AGENTS].status_code == 200 and answers[AGENTS].json()["paths"]

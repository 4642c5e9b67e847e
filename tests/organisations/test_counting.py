"""Lists of services' own things cost the same however long they are."""

from functools import partial
from itertools import count
from typing import Any

import pytest
from django.test import Client

from tests.accounts import make as accounts
from tests.counting import assert_flat
from tests.organisations import make

pytestmark = pytest.mark.django_db


def items(client: Client, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/agent/{path}").json()["items"]
    return found


def test_places_and_colleagues_cost_the_same_however_many() -> None:
    service, number = make.organisation(), count()
    client = accounts.signed_in_client(accounts.agent(service, "dpip"))
    for path, add in (
        ("places", lambda: make.place(service, name=f"Antenne {next(number)}")),
        ("colleagues", lambda: accounts.agent(service)),
    ):
        assert_flat(partial(items, client, path), add=add, rows=len)

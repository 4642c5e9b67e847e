"""Lists of services' own things cost the same however long they are."""

from itertools import count

import pytest

from tests.accounts import make as accounts
from tests.counting import assert_flat
from tests.organisations import make

pytestmark = pytest.mark.django_db


def test_places_and_colleagues_cost_the_same_however_many() -> None:
    service, number = make.organisation(), count()
    client = accounts.signed_in_client(accounts.agent(service, "dpip"))
    for path, add in (
        ("places", lambda: make.place(service, name=f"Antenne {next(number)}")),
        ("colleagues", lambda: accounts.agent(service)),
    ):
        assert_flat(
            lambda path=path: client.get(f"/api/agent/{path}").json()["items"], add=add, rows=lambda items: len(items)
        )

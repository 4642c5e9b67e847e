"""What every test has: a real PostgreSQL (the launcher gives its address) and a clock that starts at one instant."""

from collections.abc import Iterator

import pytest

from backend.common import clock
from tests import moment

_WITH_DATABASE = {"db", "transactional_db"}


@pytest.fixture(autouse=True)
def start_of_the_run(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test inherits another's clock, and none sees the real date."""
    clock.forget()
    if request.node.get_closest_marker("django_db") or _WITH_DATABASE & set(request.fixturenames):
        request.getfixturevalue("db")
        moment.set_clock()
    yield
    clock.forget()

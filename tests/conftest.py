"""What every test has: a real PostgreSQL (the launcher gives its address) and a clock that starts at one instant."""

from collections.abc import Iterator

import pytest

from backend.common import clock
from tests import documented, journal_words, loops, moment

_WITH_DATABASE = {"db", "transactional_db"}


def _uses_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not _WITH_DATABASE.isdisjoint(names)


def pytest_configure() -> None:
    journal_words.watch()
    loops.watch()
    documented.watch()


@pytest.fixture(autouse=True)
def start_of_the_run(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test inherits another's clock, and none sees the real date."""
    clock.forget()
    if _uses_database(request.node):
        request.getfixturevalue("db")
        moment.set_clock()
    yield
    clock.forget()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys before the quick tests without a database, so that no worker is left alone with a long one at the end.

    Not before those with one: Playwright leaves an event loop in its thread, in which Django refuses to be called.
    """
    items.sort(key=lambda item: 0 if _uses_database(item) else 1 if item.nodeid.startswith("tests/journeys/") else 2)

"""What every test has: a real PostgreSQL (the launcher gives its address) and a clock that starts at one instant."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection

from backend.common import clock
from tests import documented, journal_words, loops, migrated, moment, thrift

JOURNEYS, PILOT = "tests/journeys/", "tests/demonstration/test_pilot.py"
_WITH_DATABASE = {"db", "transactional_db"}


def _uses_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not _WITH_DATABASE.isdisjoint(names)


def _turn(item: pytest.Item) -> int:
    if item.nodeid.startswith(JOURNEYS):
        return 0
    if item.nodeid.startswith(PILOT):
        return 1
    return 2 if _uses_database(item) else 3


def pytest_configure() -> None:
    journal_words.watch()
    loops.watch()
    documented.watch()
    thrift.save()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The worker's database is there, with its tables, when pytest-django looks for it: it may stay (`--reuse-db`)."""
    its = connection.settings_dict
    migrated.copy_once(its["TEST"]["NAME"] or f"test_{its['NAME']}")


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
    """The two lanes of journeys before all: they take longest, and the others fill what they leave of the machine.

    The quick tests without a database last, so that no worker is left alone with a long one at the end.
    """
    items.sort(key=_turn)
    # The tests themselves never go: not looked through at each collection of garbage.
    gc.collect()
    gc.freeze()

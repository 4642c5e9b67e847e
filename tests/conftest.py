"""What every test has: a real PostgreSQL (the launcher gives its address) and a clock that starts at one instant."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection

from backend.common import clock
from tests import documented, journal_words, loops, migrated, moment, thrift

LONG = ("tests/journeys/", "tests/demonstration/test_pilot.py")
_WITH_DATABASE = {"db", "transactional_db"}


def _uses_database(item: pytest.Item) -> bool:
    names = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not _WITH_DATABASE.isdisjoint(names)


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
    """Long ones before the quick tests without a database, so that no worker is left alone with one at the end.

    Not before those with one: Playwright leaves an event loop in its thread, in which Django refuses to be called.
    """
    items.sort(key=lambda item: 0 if _uses_database(item) else 1 if item.nodeid.startswith(LONG) else 2)
    # The tests themselves never go: not looked through at each collection of garbage.
    gc.collect()
    gc.freeze()

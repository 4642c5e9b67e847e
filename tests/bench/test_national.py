"""The small twin of `./msj prove national`: two services beside twenty, a tenth of a service's size, in seconds.

A cost that follows the country shows there too: it is ten times as high, where half as much again is allowed.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.ground import HOUSE

# `found` is made once.
pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db, pytest.mark.xdist_group("national")]
SMALL = {"MSJ_NATIONAL_SERVICES": "20", "MSJ_NATIONAL_TENTH": "2", "MSJ_NATIONAL_SIZE": "0.1", "PYTHONPATH": str(HOUSE)}
EXPIRY = "messages: nothing expires"
SEATS = "job: seats of the next six months"
LOOK = "planner: what changed unheard"
MORNINGS = ("get_morning of a cpip", "get_morning of a dpip", "get_morning of a clerk_sap", "get_morning of a jap")
TO_CALL = ("list_persons_to_call of a cpip", "list_persons_to_call of a director", "list_persons_to_call of a clerk")
CHANGES = ("list_contact_changes", "list_contact_changes unseen", "list_contact_changes unseen, a court's")
WEEK, WITHOUT_OUTCOME = "list_appointments a week", "list_appointments without outcome"
SEATS_ANYWHERE = "list_free_seats without a place"
# Two services are the whole of so small a tenth: its indexes hold their pages alone, and each is read once. In ten
# times as many their keys lie apart. What follows the country grows by more.
SHARED = 2.3
LISTS = (
    WEEK,
    WITHOUT_OUTCOME,
    "list_appointments latest first",
    "list_appointments missed",
    "export_appointments a week",
)
ALL = (EXPIRY, SEATS, LOOK, *MORNINGS, *TO_CALL, *CHANGES, *LISTS, SEATS_ANYWHERE)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """In a process of its own, which leads Django's connection to databases of its own."""
    report = tmp_path_factory.mktemp("national") / "report.json"
    command = [sys.executable, "-m", "tests.bench.national", "--json", str(report), *ALL]
    done = subprocess.run(
        command, cwd=HOUSE, env=os.environ | SMALL, capture_output=True, text=True, timeout=280, check=False
    )
    print(done.stdout[-8000:], done.stderr[-4000:])  # noqa: T201
    assert report.exists(), "it did not come to its end"
    return dict(json.loads(Path(report).read_text("utf-8")))


def test_every_operation_and_every_periodic_job_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.national", "--rows"], cwd=HOUSE, env=os.environ | SMALL,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_planners_look_costs_as_much_in_a_country_ten_times_as_large(found: dict[str, str]) -> None:
    assert found[LOOK] == ""


def test_what_expires_costs_as_much_in_a_country_ten_times_as_large(found: dict[str, str]) -> None:
    assert found[EXPIRY] == ""


def test_seats_cost_as_much_in_a_country_ten_times_as_large(found: dict[str, str]) -> None:
    assert found[SEATS] == ""


def growth(said: str) -> float:
    """How many times the pages, where that is over."""
    times = re.search(r"([\d.]+) times the pages", said)
    return float(times[1]) if times else 1.0


@pytest.mark.parametrize("name", MORNINGS)
def test_a_morning_costs_as_much_in_a_country_ten_times_as_large(found: dict[str, str], name: str) -> None:
    assert growth(found[name]) < SHARED


@pytest.mark.parametrize("name", TO_CALL)
def test_whom_to_call_costs_as_much_in_a_country_ten_times_as_large(found: dict[str, str], name: str) -> None:
    assert growth(found[name]) < SHARED


@pytest.mark.parametrize("name", CHANGES)
def test_changes_of_details_cost_as_much_in_a_country_ten_times_as_large(found: dict[str, str], name: str) -> None:
    assert growth(found[name]) == 1


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_as_much_in_a_country_ten_times_as_large(found: dict[str, str], name: str) -> None:
    assert growth(found[name]) < SHARED and "rows read for one" not in found[name]


def test_free_seats_cost_as_much_in_a_country_ten_times_as_large(found: dict[str, str]) -> None:
    assert found[SEATS_ANYWHERE] == ""

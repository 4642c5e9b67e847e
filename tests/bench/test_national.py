"""The small twin of `./msj prove national`: two services beside twenty, a tenth of a service's size, in seconds.

A cost that follows the country shows there too: it is ten times as high, where half as much again is allowed.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.ground import HOUSE

pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db]
SMALL = {"MSJ_NATIONAL_SERVICES": "20", "MSJ_NATIONAL_TENTH": "2", "MSJ_NATIONAL_SIZE": "0.1", "PYTHONPATH": str(HOUSE)}
EXPIRY = "messages: nothing expires"
SEATS = "job: seats of the next six months"
LOOK = "planner: what changed unheard"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """In a process of its own, which leads Django's connection to databases of its own."""
    report = tmp_path_factory.mktemp("national") / "report.json"
    command = [sys.executable, "-m", "tests.bench.national", "--json", str(report), EXPIRY, SEATS, LOOK]
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

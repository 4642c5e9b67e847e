"""What is made into a file for one agent costs more than an answer, and is counted."""

from datetime import timedelta

import pytest

from backend.common import clock
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db
LIST = "/api/agent/appointments.csv"


def test_no_script_has_files_made_by_the_hundred() -> None:
    """D161: pages to print and lists count together; a colleague does not wait for it, and neither does the next
    minute."""
    scene = make.Scene()
    row = make.appointment(scene.person)
    hers = accounts.signed_in_client(scene.agent)
    said = [hers.get(LIST).status_code for _ in range(31)]
    assert said == [200] * 30 + [429]
    page = hers.get(f"/api/agent/appointments/{row.pk}/summons.pdf")
    assert page.status_code == 429 and int(page["Retry-After"]) <= 60
    assert accounts.signed_in_client(accounts.agent(scene.service)).get(LIST).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert hers.get(LIST).status_code == 200

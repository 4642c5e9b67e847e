"""`./msj prove`: which proofs there are, on which days the tests are run, and what is written down of a result."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import holidays
import pytest

from deploy.launcher import checks, proofs
from deploy.launcher.proofs import DATES, Failed, Proof
from deploy.launcher.screen import Stop

PAGE = f"""# Measurements

## Proofs

{proofs.TABLE}
| --- | --- | --- | --- | --- | --- |
| dates | 13 dates | 900 | 2026-11-28 | 65c0bcc | 0.1, 2.0 |

## Something else

| dates | of another table |
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "measurements.md"
    path.write_text(PAGE, "utf-8")
    monkeypatch.setattr(proofs, "MEASUREMENTS", path)
    monkeypatch.setattr(checks, "setup", lambda: None)
    return path


def _proof(result: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "PROOFS", {"one": Proof("something", result)})


def test_a_result_is_one_more_row_of_the_table(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _proof(lambda: "20 kills | none lost", monkeypatch)
    assert proofs.prove(["one"]) == 0
    before, after = page.read_text("utf-8").split("\n\n## Something else")
    assert after == PAGE.split("\n\n## Something else")[1]
    *rest, row = before.splitlines()
    assert "\n".join(rest) == PAGE.split("\n\n## Something else")[0]
    name, result, seconds, _day, commit, loads = row.strip("| ").split(" | ")
    assert (name, result, seconds) == ("one", "20 kills / none lost", "0")
    assert len(commit.rstrip("+")) >= 7 and len(loads.split(", ")) == 2


def test_a_proof_that_does_not_hold_is_written_down_and_counted(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise Failed("2 lost")

    _proof(fails, monkeypatch)
    assert proofs.prove([]) == 1
    assert "| one | FAILED: 2 lost |" in page.read_text("utf-8")


def test_an_unknown_proof_is_refused_before_anything_runs(page: Path) -> None:
    with pytest.raises(Stop, match="no proof `dtaes`"):
        proofs.prove(["dtaes"])
    assert page.read_text("utf-8") == PAGE


def test_the_table_is_there_to_be_written_to() -> None:
    assert f"{proofs.TABLE}\n" in proofs.MEASUREMENTS.read_text("utf-8")


def test_the_dates_hold_every_day_that_has_made_a_test_fail_elsewhere() -> None:
    days = [datetime.fromisoformat(one) for one in DATES]
    dates = {(one.month, one.day) for one in days}
    assert len(set(days)) >= 12
    assert {one.weekday() for one in days} == set(range(7))
    assert {(2, 28), (2, 29), (3, 31), (10, 31), (4, 30), (5, 9), (12, 23), (1, 2)} <= dates
    easter = {
        name: day for day, name in holidays.country_holidays("FR", subdiv="57", years=2027, language="fr").items()
    }
    assert {easter["Vendredi saint"], easter["Lundi de Pâques"]} <= {one.date() for one in days}
    assert any((one.hour, one.minute) == (23, 59) for one in days)

"""Every button that the source can draw, beside those that some state of some screen showed."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.journeys.stack import HOUSE

CATALOGUE = HOUSE / "shared/messages/fr.json"
UNSEEN = Path(__file__).parent / "unseen_buttons.txt"


@dataclass(frozen=True)
class SourceButton:
    """Where it is written, and the keys of what it may say; `*` in a key is known only as it is drawn."""

    file: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file} {' '.join(self.keys)}"


def list_source_buttons() -> list[SourceButton]:
    """Those that say something of their own; a component that is told what to say is listed where that is done."""
    done = subprocess.run(
        ["node", "building/buttons.mjs"], cwd=HOUSE / "pwa", check=True, capture_output=True, text=True
    )
    read = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted({SourceButton(one["file"], tuple(one["keys"])) for one in read if one["keys"]}, key=str)


@cache
def _patterns(key: str) -> list[re.Pattern[str]]:
    catalogue: dict[str, str] = json.loads(CATALOGUE.read_text())
    wanted = re.compile(re.escape(key).replace(r"\*", ".*") + r"(\.(zero|one|two|few|many|other))?")
    return [
        re.compile(r"\s*".join(re.escape(part) for part in re.sub(r"\{\w+\}", "\0", text).split()).replace("\0", ".+"))
        for name, text in catalogue.items()
        if wanted.fullmatch(name)
    ]


def find_unseen(buttons: Iterable[SourceButton], said: Iterable[str]) -> list[SourceButton]:
    """Those none of whose words was read on any control; `said` in French, a control a text."""
    shown = list(said)
    return [
        one
        for one in buttons
        if not any(pattern.search(text) for key in one.keys for pattern in _patterns(key) for text in shown)
    ]


def list_unseen() -> dict[str, str]:
    """The list: each button as `SourceButton` writes it, and by which way one gets to it."""
    lines = [line for line in UNSEEN.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split(" : ", 1) for line in lines)

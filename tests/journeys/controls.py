"""Every control of a screen, pressed by mouse, key or finger: nothing moves, and the release meets what the press met.

`walk` takes any page of either side as it stands. The click itself is swallowed, so that a screen is walked to its end.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from tests.journeys.settling import settle, watch

ALL = os.environ.get("MSJ_CONTROLS") == "all"
STATES = ("filled", "empty", "failing") if ALL else ("filled",)
MOST = 1000 if ALL else 2
SCRIPT = (Path(__file__).parent / "controls.js").read_text("utf-8")
ANSWERS = (Path(__file__).parent / "answers.js").read_text("utf-8")
NEXT = """async ([last, pressed, index, least, by]) => ({
  faults: last ? await __controls.end(pressed, by) : [],
  press: index === null ? null : await __controls.begin(index, least, by),
})"""
By = Literal["mouse", "keyboard", "touch"]


@dataclass
class Walk:
    """How many controls were pressed, and what was wrong with them, in words."""

    count: int
    faults: list[str] = field(default_factory=list)


def open_screen(page: Page, url: str, state: str) -> None:
    """As it stands once everything has come, or has failed to; the page must have been made with `ANSWERS`."""
    watch(page)
    page.goto(url)
    page.evaluate("(state) => localStorage.setItem('walk-state', state)", state)
    page.reload()
    settle(page)


def walk(page: Page, *, least: int, most_of_a_kind: int = 1000, by: By = "mouse") -> Walk:
    """`least`: the smallest side of a control in px; of controls that look alike, the first `most_of_a_kind`."""
    page.mouse.move(0, 0)
    page.evaluate(SCRIPT)
    walked = Walk(page.evaluate("(most) => __controls.find(most)", most_of_a_kind))
    pressed = False
    for index in [*range(walked.count), None]:
        told = page.evaluate(NEXT, [index != 0, pressed, index, least, by])
        walked.faults += told["faults"]
        pressed = bool(told["press"])
        if pressed:
            _press(page, told["press"], by)
    return walked


def _press(page: Page, press: Any, by: By) -> None:
    if by == "keyboard":
        page.keyboard.press(press)
    elif by == "touch":
        page.touchscreen.tap(*press)
    else:
        page.mouse.move(*press)
        page.mouse.down()
        page.mouse.up()

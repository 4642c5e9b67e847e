"""Every control of a screen, pressed with a real mouse: nothing moves, and the release meets what the press met.

`walk` takes any page of either side as it stands. The click itself is swallowed, so that a screen is walked to its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "controls.js").read_text("utf-8")
NEXT = """async ([last, pressed, index, least]) => ({
  faults: last ? await __controls.end(pressed) : [],
  point: index === null ? null : await __controls.begin(index, least),
})"""


@dataclass
class Walk:
    """How many controls were pressed, and what was wrong with them, in words."""

    count: int
    faults: list[str] = field(default_factory=list)


def walk(page: Page, *, least: int, most_of_a_kind: int = 1000) -> Walk:
    """`least`: the smallest side of a control in px; of controls that look alike, the first `most_of_a_kind`."""
    page.mouse.move(0, 0)
    page.evaluate(SCRIPT)
    walked = Walk(page.evaluate("(most) => __controls.find(most)", most_of_a_kind))
    pressed = False
    for index in [*range(walked.count), None]:
        told = page.evaluate(NEXT, [index != 0, pressed, index, least])
        walked.faults += told["faults"]
        pressed = bool(told["point"])
        if pressed:
            page.mouse.move(*told["point"])
            page.mouse.down()
            page.mouse.up()
    return walked

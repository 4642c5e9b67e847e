"""What axe-core sees on a page; every rule is on, none is ever turned off here.

On a screen that was looked at and has changed its colours alone, the rules on colours are asked again.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

SOURCE = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"

# Those of the tag `cat.color` that are on; by the tag the stricter ones of AAA would be asked too.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

RUN = """async (runOnly) => {
  const seen = await axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) });
  return seen.violations.map(({ id, help, nodes }) => ({
    id, help, where: nodes.map(({ target, failureSummary }) => target.join(' ') + ' :: ' + failureSummary),
  }));
}"""


@cache
def _source() -> str:
    assert SOURCE.is_file(), "axe-core is missing: npm ci in pwa/"
    return SOURCE.read_text()


def violations(page: Page, *, colours_alone: bool = False) -> list[dict[str, Any]]:
    """What is wrong on the drawn screen: an app that still asks who is signed in has drawn nothing yet."""
    expect(page.locator("h1").first).to_be_visible()
    # Given to the page through the remote control, so that the page's own policy stays as strict as it is.
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, COLOURS if colours_alone else None)
    return found


def told(found: list[dict[str, Any]]) -> str:
    """The violations as one readable text, for a failing test."""
    return "\n".join(
        f"{one['id']}: {one['help']}\n    " + "\n    ".join(line.replace("\n", " ") for line in one["where"])
        for one in found
    )

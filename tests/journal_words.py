"""An act on a file that the journal would call "something else" fails the test that does it."""

import functools
import json
from typing import Any

from backend.journal import actions
from tests.architecture.source import HOUSE

CATALOGUES = {path.stem: json.loads(path.read_text("utf-8")) for path in (HOUSE / "shared" / "messages").glob("*.json")}


def missing(verb: str) -> list[str]:
    """The languages that have no words for it."""
    return sorted(language for language, words in CATALOGUES.items() if f"agent.verb.{verb}" not in words)


def watch() -> None:
    """Once for the process."""
    write = actions.write

    @functools.wraps(write)
    def watched(verb: str, subject: object, **more: Any) -> None:
        if str(more.get("about") or "").startswith("probationer:"):
            assert not missing(verb), f"agent.verb.{verb} is missing in {', '.join(missing(verb))}"
        write(verb, subject, **more)

    vars(actions)["write"] = watched

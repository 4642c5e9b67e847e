"""An act on a file that the journal would call "something else" fails the test that does it."""

import functools
import json
from collections.abc import Iterable
from typing import Any

from backend.journal import actions
from tests.architecture.source import HOUSE

CATALOGUES = {path.stem: json.loads(path.read_text("utf-8")) for path in (HOUSE / "shared" / "messages").glob("*.json")}


def missing(verb: str) -> list[str]:
    """The languages that have no words for it."""
    return sorted(language for language, words in CATALOGUES.items() if f"agent.verb.{verb}" not in words)


def watch() -> None:
    """Once for the process."""
    write_many = actions.write_many

    @functools.wraps(write_many)
    def watched(verb: str, traced: Iterable[actions.Traced], **more: Any) -> None:
        every = list(traced)
        if any(str(one.about or "").startswith("probationer:") for one in every):
            assert not missing(verb), f"agent.verb.{verb} is missing in {', '.join(missing(verb))}"
        write_many(verb, every, **more)

    vars(actions)["write_many"] = watched

"""Every picture that a paper shows can be made anew, by one command."""

import re

from tests.architecture.source import HOUSE, tracked
from tests.journeys import pictures


def test_every_picture_of_the_papers_is_made_by_the_command() -> None:
    papers = [path for path in tracked() if path.suffix == ".md"]
    shown = {name for path in papers for name in re.findall(r"docs/screens/([\w-]+)\.png", path.read_text("utf-8"))}
    assert shown, "README shows some"
    assert shown | {path.stem for path in pictures.KEPT.iterdir()} == set(pictures.SHOWN)
    assert set(pictures.SHOWN.values()) <= pictures.made()


def test_the_commands_name_stands_where_one_looks_for_it() -> None:
    for paper in ("CONTRIBUTING.md", "deploy/launcher/commands.py"):
        assert "./msj screens" in (HOUSE / paper).read_text("utf-8")

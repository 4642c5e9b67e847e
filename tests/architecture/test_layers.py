"""Apps only look down: by import, and by the relations between tables, which an import checker does not see."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

from tests.architecture.source import HOUSE

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())


def height() -> dict[str, int]:
    """How high each app stands, from the import checker's own contract; the highest first there, so negated here."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        name.strip().removeprefix("backend."): -place for place, layer in enumerate(layers) for name in layer.split("|")
    }


def relations() -> list[tuple[type[Model], str, str]]:
    """(model, field, app of the model it points at), for our own models."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("backend."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and field.related_model is not None:
                found.append((model, field.name, field.related_model._meta.app_label))
    return found


def test_the_imports_keep_the_layers() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_app_stands_in_a_layer() -> None:
    folders = {path.parent.name for path in (HOUSE / "backend").glob("*/apps.py")} - {"demonstration"}
    assert folders <= height().keys()


def test_the_relations_between_tables_keep_the_layers() -> None:
    heights = height()
    ours = relations()
    assert len(ours) > 30
    upward = [
        f"{model._meta.label}.{name} → {app}"
        for model, name, app in ours
        if app != model._meta.app_label
        and app in heights
        and model._meta.app_label in heights
        and heights[app] >= heights[model._meta.app_label]
    ]
    assert not upward


@pytest.mark.parametrize("folder", ["backend"])
def test_nothing_imports_the_demonstration(folder: str) -> None:
    told = subprocess.run(
        ["git", "grep", "-nE", r"^\s*(from|import) +backend\.demonstration", "--", f"{folder}/*.py"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    outside = [line for line in told.splitlines() if not line.startswith("backend/demonstration/")]
    assert not [line for line in outside if not line.startswith("backend/config/urls.py")]

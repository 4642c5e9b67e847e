"""A query in a loop fails the test that meets it.

zeal watches each request, and each call of a test into the product, from the outermost function on: what a test does
by itself, to set the scene or to look at the outcome, may ask row by row.
"""

import functools
import importlib
import inspect
import re
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from types import ModuleType
from typing import ParamSpec, TypeVar

import zeal
from django.conf import settings
from django.core.handlers.base import BaseHandler
from zeal.apps import ZealConfig
from zeal.signals import nplusone_detected

from tests.architecture.source import HOUSE, python

P = ParamSpec("P")
R = TypeVar("R")
# Modules that ask nothing, or are wrapped by being called in a request; the demonstration's has tables of its own.
UNWATCHED = re.compile(
    r"backend/(?:manage\.py|(?:common|config|demonstration)/.*|.+/migrations/.*|.+/management/.*"
    r"|.+/(?:models|rules|schemas|api|apps)(?:_\w+)?\.py)"
)
# What asks row by row on purpose: whose call it is, which model and field, and what bounds it.
SESSION = [{"model": "sessions.Session", "field": "get()"}]  # one; Django reads it again to delete it when it is over
# Each is locked and planned in a transaction of its own; one look of the planner takes at most AT_ONCE.
PLANNED = [{"model": f"reminders.{model}", "field": "get()"} for model in ("Planned", "PlannedCopy")]
# Each report of a gateway is kept in a transaction of its own; as many as its request holds, 2.5 MB at most.
RECEIPTS = [{"model": "delivery.Receipt", "field": "get()"}]
ALLOWED = {
    "django.core.handlers.base.BaseHandler.get_response": SESSION,
    "backend.delivery.actions_reports.take_receipts": RECEIPTS,
    "backend.reminders.actions.plan_all": PLANNED,
    "backend.reminders.planner.each": PLANNED,
    "backend.reminders.planner.look": PLANNED,
}
_found: ContextVar[dict[str, None] | None] = ContextVar("loops", default=None)


def watch() -> None:
    """Once for the process, when Django is ready and no test module is read yet."""
    ZealConfig("zeal", zeal).ready()
    settings.ZEAL_RAISE = False  # a composer's failure is caught and tried alone: the end of the call tells instead
    nplusone_detected.connect(_note, weak=False)
    _watch(BaseHandler, "get_response")
    for path in python("backend/**/*.py"):
        name = path.relative_to(HOUSE).as_posix()
        if not UNWATCHED.match(name) and path.name != "__init__.py":
            _watch_module(importlib.import_module(name.removesuffix(".py").replace("/", ".")))


def _watch_module(module: ModuleType) -> None:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        own = function.__module__ == module.__name__ and not name.startswith("_")
        if own and not inspect.iscoroutinefunction(function) and not inspect.isgeneratorfunction(function):
            _watch(module, name)


def _watch(owner: object, name: str) -> None:
    setattr(owner, name, watched(getattr(owner, name)))


def _note(exception: Exception, **_: object) -> None:
    found = _found.get()
    if found is not None:
        found[f"{exception} at {_place()}"] = None


def _place() -> str:
    """The innermost line of the product; zeal's message has none before it is a warning."""
    for frame, line in traceback.walk_stack(None):
        name = frame.f_code.co_filename.removeprefix(f"{HOUSE}/")
        if name.startswith("backend/"):
            return f"{name}:{line} in {frame.f_code.co_name}"
    return "a place outside the product"


def watched(function: Callable[P, R]) -> Callable[P, R]:
    """The same, but where it is the outermost such call it raises NPlusOneError at its end for every loop met in it."""
    allowed = ALLOWED.get(f"{function.__module__}.{function.__qualname__}", [])

    @functools.wraps(function)
    def call(*args: P.args, **options: P.kwargs) -> R:
        if _found.get() is not None:
            return function(*args, **options)
        token = _found.set({})
        try:
            with zeal.zeal_ignore(allowed), zeal.zeal_context():
                done = function(*args, **options)
            loops = _found.get()
        finally:
            _found.reset(token)
        if loops:
            raise zeal.NPlusOneError("\n".join(loops))
        return done

    return call

"""One thing that is asked of a country, and what is known of its cost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.architecture.world import World


@dataclass
class Scene:
    """Of one loaded country: two services of it and who works there, as the test of permissions has them."""

    world: World


@dataclass(frozen=True)
class Way:
    name: str
    ask: Callable[[Scene], Any]
    prepare: Callable[[Scene], Any] = lambda scene: None  # before it, not measured, undone with it
    varies: bool = False  # with how many rows there are to show or to work on, its queries too
    over: str = ""  # the case that lets it cost more (N1 to N10, "new"), and why

"""What the person at the terminal sees: one line per step, and one line when something stops us."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_turn = threading.Lock()


class Stop(Exception):
    """Ends the command with one line that says what happened and what to do."""


def colour(code: str, text: str) -> str:
    plain = "NO_COLOR" in os.environ or not sys.stdout.isatty()
    return text if plain else f"\x1b[{code}m{text}\x1b[0m"


def say(text: str = "") -> None:
    with _turn:
        print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announces a step, then says how long it took; two steps may run side by side."""
    began = time.monotonic()
    say(colour("2", f"  …  {title}"))
    try:
        yield
    except BaseException:
        say(f"  {colour('31', '✗')}  {title}")
        raise
    say(f"  {colour('32', '✓')}  {title} {colour('2', f'{time.monotonic() - began:.1f} s')}")

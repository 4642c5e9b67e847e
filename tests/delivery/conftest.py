import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from tests.faults.stage import Stage
from tests.journeys.background import Background
from tests.journeys.push_service import PushService


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.stop()


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address that answers no call, not even with a no: its queue is full, so the system swallows every SYN."""
    with ExitStack() as all_of_them:
        host = all_of_them.enter_context(socket.socket())
        host.bind(("127.0.0.1", 0))
        host.listen(0)
        for _ in range(4):
            caller = all_of_them.enter_context(socket.socket())
            caller.setblocking(False)
            with suppress(BlockingIOError):
                caller.connect(host.getsockname())
        yield f"http://127.0.0.1:{host.getsockname()[1]}"


@pytest.fixture
def push_service(background: Background) -> PushService:
    return PushService(background)


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    """A gateway that answers at once and keeps keys; the sender is the test's to start."""
    stage = Stage(delay=0.01)
    yield stage
    stage.close()

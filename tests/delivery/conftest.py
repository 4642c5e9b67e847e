from collections.abc import Iterator

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
def push_service(background: Background) -> PushService:
    return PushService(background)


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    """A gateway that answers at once and keeps keys; the sender is the test's to start."""
    stage = Stage(delay=0.01)
    yield stage
    stage.close()

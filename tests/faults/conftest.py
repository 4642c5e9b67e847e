from collections.abc import Iterator

import pytest

from tests.faults.stage import Stage


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    """A gateway of 200 ms that keeps keys; senders are the test's to start."""
    stage = Stage()
    yield stage
    stage.close()

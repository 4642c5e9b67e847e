"""What every test has: a real PostgreSQL (the launcher or CI gives its address) and a clock that is read anew."""

from collections.abc import Iterator

import pytest

from backend.common import clock


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    """No test inherits another's clock."""
    clock.forget()
    yield
    clock.forget()

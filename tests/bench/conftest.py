"""The measurements stand on the same ground as the journeys."""

from tests.journeys.conftest import background, playwright, product_push, stack

__all__ = ["background", "playwright", "product_push", "stack"]

"""The product's own composers, behind doors that a test holds."""

from backend.config import composers as product
from backend.delivery import composers
from backend.reminders import composers as reminders
from backend.reminders import rules
from tests.delivery import doors


def register() -> None:
    product.register()
    for kind in rules.TRUE_WHILE:
        composers.register(kind, doors.behind_doors(reminders.compose))

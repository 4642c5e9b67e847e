"""What the journal tells of a file. Reading it is no act of its own: the journal would otherwise grow by being read."""

from backend.common.paging import page
from backend.journal.models import Entry


def of_file(about: object, *, cursor: str | None = None) -> tuple[list[Entry], str | None]:
    """Who saw and did what with that file (a label, or the row that gives it), newest first, 25 a page."""
    return page(Entry.objects.filter(about=str(about)), cursor=cursor, by=("-at", "-id"))

"""manage.py read_bounces (--maildir FOLDER | --mbox FILE | --stdin): what came back of our e-mails.

A mailbox is emptied: what came back holds addresses. `--keep` leaves it, for looking into something.
"""

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from backend.delivery import actions_reports, bounces


class Command(BaseCommand):
    help = "Read undelivered e-mails from a Maildir, an mbox or the standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--maildir", type=Path)
        source.add_argument("--mbox", type=Path)
        source.add_argument("--stdin", action="store_true", help="one e-mail, as a mail server's pipe gives it")
        parser.add_argument("--keep", action="store_true")

    def handle(self, *args: Any, **told: Any) -> None:
        read = understood = 0
        for raw in [sys.stdin.buffer.read()] if told["stdin"] else _emptied(told):
            report = bounces.read(raw)
            if report is not None:
                actions_reports.take_receipts("mail", [report])
            read, understood = read + 1, understood + (report is not None)
        self.stdout.write(f"{read} read, {understood} told of an e-mail of ours")


def _emptied(told: dict[str, Any]) -> Iterator[bytes]:
    """Each e-mail is removed once it was taken in: a run that is cut off reads the rest next time."""
    place = told["maildir"] or told["mbox"]
    if not place.exists():
        raise CommandError(f"there is no {place}")
    box: mailbox.Mailbox[Any] = mailbox.Maildir(place, create=False) if told["maildir"] else mailbox.mbox(place)
    box.lock()
    try:
        for key in list(box.keys()):
            yield box.get_bytes(key)
            if not told["keep"]:
                box.remove(key)
    finally:
        box.close()

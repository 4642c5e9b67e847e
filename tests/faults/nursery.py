"""Senders born grown up: one process imports everything once, and each line it reads (NAME) forks a sender from it.

That spares each the processor time of its imports (1.3 s), so that two hundred can be killed within minutes. What is
killed is the real `send_messages` with connections of its own; the parent has none.
"""

import json
import os
import signal
import sys
from dataclasses import replace

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from backend.delivery.management.commands import send_messages  # noqa: E402, F401  (imported before the fork)
from tests.delivery import wording  # noqa: E402, F401


def live(name: str) -> None:
    settings.SMS_GATEWAYS = tuple(
        replace(one, account={**one.account, "url": f"{one.account['url']}/{name}"}) for one in settings.SMS_GATEWAYS
    )
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.stdin.close()
    call_command("send_messages", composers="tests.delivery.wording.register")


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are not kept
    for line in sys.stdin:
        assert not any(one.connection for one in connections.all(initialized_only=True))
        child = os.fork()
        if child == 0:
            live(line.strip())
            os._exit(0)
        print(json.dumps({"pid": child}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()

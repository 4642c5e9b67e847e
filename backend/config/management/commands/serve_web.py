"""`manage.py serve_web`: the web server, until SIGTERM; it takes the place of this process."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from backend.config import listening
from backend.config.settings import ENVIRONMENT


class Command(BaseCommand):
    help = "Serves both sides where MSJ_LISTEN says, with MSJ_WEB_WORKERS workers of MSJ_WEB_THREADS threads."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        program = str(Path(sys.executable).with_name("granian"))
        words = listening.words(ENVIRONMENT.listen, workers=ENVIRONMENT.web_workers, threads=ENVIRONMENT.web_threads)
        os.execv(program, [program, *words])  # noqa: S606  our own command line

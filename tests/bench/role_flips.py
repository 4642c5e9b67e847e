"""How many changes of the code's tables of roles the tests notice: `python -m tests.bench.role_flips`.

Each entry is changed alone, and the very test functions that pytest runs are called: a change under which all of them
still pass is named, and ends it with 1. No database.
"""

import os
import sys
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
os.environ.setdefault("MSJ_ENV", "test")
django.setup()

from tests.architecture import flips, test_roles  # noqa: E402


def main() -> int:
    tried = list(flips.tried(test_roles.CHECKS))
    missed = [flip for flip, is_noticed in tried if not is_noticed]
    for table, count in Counter(flip.name for flip, _ in tried).items():
        print(f"{table}: {count} flips")  # noqa: T201
    for flip in missed:
        print(f"not noticed: {flip.name}, {flip.entry}")  # noqa: T201
    print(f"{len(tried)} flips, {len(tried) - len(missed)} noticed")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

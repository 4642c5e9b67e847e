"""Sort every catalogue of shared/messages by key: `python shared/sort_messages.py` (`--check` only tells)."""

import json
import sys
from pathlib import Path

CATALOGUES = Path(__file__).parent / "messages"


def ordered(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main() -> int:
    is_check = "--check" in sys.argv
    unsorted = [
        path
        for path in sorted(CATALOGUES.glob("*.json"))
        if path.read_text("utf-8") != ordered(path.read_text("utf-8"))
    ]
    for path in unsorted:
        if not is_check:
            path.write_text(ordered(path.read_text("utf-8")), "utf-8")
    if is_check and unsorted:
        sys.stderr.write("not sorted: " + ", ".join(path.name for path in unsorted) + "\n")
    return int(is_check and bool(unsorted))


if __name__ == "__main__":
    sys.exit(main())

"""D10: what a picture may cost a web worker, measured in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

HOUSE = Path(__file__).parents[2]
MOST = 320  # MB beside what the process had before
CHILD = """
import os, re, sys
sys.path.insert(0, sys.argv[2])
os.environ |= {"DJANGO_SETTINGS_MODULE": "backend.config.settings", "MSJ_ENV": "test"}
import django
django.setup()
from backend.common.errors import Malformed
from backend.organisations import actions_photo
def peak():
    # Not getrusage: its peak is that of the process that started this one, too.
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) // 1024
before = peak()
try:
    with open(sys.argv[1], "rb") as file:
        read = actions_photo._read(file, os.path.getsize(sys.argv[1])).size
except Malformed as error:
    read = error.code
print(peak() - before, read)
"""


@pytest.mark.parametrize(
    ("kind", "mode", "size", "read"),
    [
        ("PNG", "RGBA", (7000, 7100), "photo_too_big"), ("WEBP", "RGB", (7000, 7100), "photo_too_big"),
        ("JPEG", "RGB", (7000, 7100), (1262, 1280)), ("PNG", "RGBA", (4000, 4000), (1280, 1280)),
        ("PNG", "P", (4000, 4000), (1280, 1280)), ("WEBP", "RGBA", (4000, 4000), (1280, 1280)),
    ],
)  # fmt: skip
def test_a_picture_costs_a_bounded_memory(
    kind: str, mode: str, size: tuple[int, int], read: object, tmp_path: Path
) -> None:
    picture = tmp_path / "picture"
    Image.new(mode, size, 1 if mode == "P" else "red").save(
        picture, kind, **({"progressive": True} if kind == "JPEG" else {})
    )
    assert picture.stat().st_size < 12_000_000
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(picture), str(HOUSE)], capture_output=True, text=True, check=True, timeout=120
    )
    megabytes, said = done.stdout.strip().split(" ", 1)
    assert said == str(read)
    assert int(megabytes) < MOST

"""The photo of an entrance: unpacked with care, stripped of all that it tells besides, kept in three sizes."""

import uuid
import warnings
from collections.abc import Mapping
from threading import Lock
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from backend.accounts.models import Agent
from backend.common import clock, sayable
from backend.common.errors import Malformed
from backend.journal import actions as journal
from backend.organisations import actions
from backend.organisations.models import Photo, Place
from backend.organisations.photos import SIZES, path_of

_FORMATS = ("JPEG", "PNG", "WEBP")  # the fewer decoders, the fewer holes
_ONE_AT_A_TIME = Lock()  # of a web worker's threads: a picture being unpacked is the most that one of them ever holds


def set_photo(agent: Agent, *, place: int, file: BinaryIO, size: int, alternative: Mapping[str, str]) -> Place:
    """Replace the photo. The picture is read before the row is locked; the old files go once the new ones stand."""
    with transaction.atomic():
        actions.editable(agent, place)
    sayable.check({f"alternative.{language}": word for language, word in alternative.items()})
    picture = _read(file, size)
    name = uuid.uuid4()
    try:
        _write_sizes(picture, name)
        with transaction.atomic():
            found = actions.editable(agent, place)
            _forget(found)
            Photo.objects.create(
                id=name,
                place=found,
                alternative={language: word for language, word in alternative.items() if word},
                width=picture.width,
                height=picture.height,
                added_at=clock.now(),
            )
            journal.write("organisations.set_photo", f"place:{found.pk}", by=agent)
    except BaseException:
        _erase(name)
        raise
    return found


@transaction.atomic
def remove_photo(agent: Agent, *, place: int) -> Place:
    found = actions.editable(agent, place)
    if _forget(found):
        journal.write("organisations.remove_photo", f"place:{found.pk}", by=agent)
    return found


def _forget(place: Place) -> bool:
    old = Photo.objects.filter(place=place).first()
    if old is None:
        return False
    name = old.pk
    old.delete()
    transaction.on_commit(lambda: _erase(name))
    return True


def _read(file: BinaryIO, size: int) -> Image.Image:
    """Upright, without metadata; Malformed where it is no picture or would be too much to unpack."""
    if size > settings.PHOTO_MOST_BYTES:
        raise Malformed("photo_too_big", fields={"photo": "photo_too_big"})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured just below, more strictly
            with Image.open(file, formats=_FORMATS) as opened:
                if opened.width * opened.height > settings.PHOTO_MOST_PIXELS[opened.format or ""]:
                    raise Malformed("photo_too_big", fields={"photo": "photo_too_big"})
                opened.verify()
            file.seek(0)
            with _ONE_AT_A_TIME, Image.open(file, formats=_FORMATS) as opened:
                opened.draft("RGB", (max(SIZES.values()),) * 2)
                return _flat(opened)
    except Image.DecompressionBombError as error:
        raise Malformed("photo_too_big", fields={"photo": "photo_too_big"}) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Malformed("photo_unreadable", fields={"photo": "photo_unreadable"}) from error


def _flat(picture: Image.Image) -> Image.Image:
    """Only pixels, on white where it was transparent: a new picture, so that nothing else comes along.

    Made small first: each step at full size would hold the whole once more.
    """
    seen = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") else "RGB")
    picture.close()
    seen.thumbnail((max(SIZES.values()),) * 2, Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(seen)
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    return bare


def _write_sizes(picture: Image.Image, name: uuid.UUID) -> None:
    for size, side in SIZES.items():
        smaller = picture.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        path = path_of(name, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        smaller.save(path, "WEBP", quality=78, method=4)


def _erase(name: uuid.UUID) -> None:
    for size in SIZES:
        path_of(name, size).unlink(missing_ok=True)

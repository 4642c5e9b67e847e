"""The photo of an entrance: unpacked with care, stripped of all that it tells besides, kept in three sizes."""

import uuid
import warnings
from collections.abc import Mapping
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Malformed
from backend.journal import actions as journal
from backend.organisations import actions
from backend.organisations.models import Photo, Place
from backend.organisations.photos import SIZES, path_of

_FORMATS = ("JPEG", "PNG", "WEBP")  # the fewer decoders, the fewer holes


def set_photo(agent: Agent, *, place: int, file: BinaryIO, size: int, alternative: Mapping[str, str]) -> Place:
    """Replace the photo. The picture is read before the row is locked; the old files go once the new ones stand."""
    with transaction.atomic():
        actions.editable(agent, place)
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
                if opened.width * opened.height > settings.PHOTO_MOST_PIXELS:
                    raise Malformed("photo_too_big", fields={"photo": "photo_too_big"})
                opened.verify()
            file.seek(0)
            with Image.open(file, formats=_FORMATS) as opened:
                opened.draft("RGB", (max(SIZES.values()),) * 2)
                return _flat(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError as error:
        raise Malformed("photo_too_big", fields={"photo": "photo_too_big"}) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Malformed("photo_unreadable", fields={"photo": "photo_unreadable"}) from error


def _flat(picture: Image.Image) -> Image.Image:
    """Only pixels, on white where it was transparent: a new picture, so that nothing else comes along."""
    bare = Image.new("RGB", picture.size, "white")
    seen = picture.convert("RGBA") if picture.mode in ("RGBA", "LA", "P", "PA") else picture.convert("RGB")
    bare.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    bare.thumbnail((max(SIZES.values()),) * 2, Image.Resampling.LANCZOS)
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

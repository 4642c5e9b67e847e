"""Photos of entrances: made once in three sizes, named at random, shown to whoever has the name."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

SIZES = {"small": 320, "medium": 720, "large": 1280}  # the longer side, in pixels


def path_of(photo: UUID, size: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "places" / f"{photo}-{size}.webp"


def addresses_of(photo: UUID) -> dict[str, str]:
    """What a front end asks for each size."""
    return {size: f"/media/places/{photo}/{size}.webp" for size in SIZES}


@require_safe
def show(request: HttpRequest, photo: UUID, size: str) -> FileResponse:
    """A new photo has a new name, so this one never changes."""
    if size not in SIZES or not (path := path_of(photo, size)).is_file():
        raise Http404
    return FileResponse(
        path.open("rb"), headers={"Content-Type": "image/webp", "Cache-Control": "public, max-age=31536000, immutable"}
    )

"""The photo of an entrance: three light sizes, upright, saying nothing but what they show."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from backend.organisations.models import Photo, Place
from tests.accounts import make as accounts
from tests.organisations import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def place() -> Place:
    return make.place()


@pytest.fixture
def keeper(place: Place) -> Client:
    return accounts.signed_in_client(accounts.agent(place.organisation, "dpip"))


def picture(width: int = 2000, height: int = 1000, *, kind: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    raw = BytesIO()
    made = Image.new(mode, (width, height), "red")
    made.paste(Image.new(mode, (width // 2, height), "blue"), (0, 0))
    made.save(raw, kind, **more)
    return raw.getvalue()


def put(client: Client, place: Place, raw: bytes, alternative: str = '{"fr": "Porte vitrée"}') -> Any:
    body = encode_multipart(BOUNDARY, {"photo": SimpleUploadedFile("IMG_0042.jpg", raw), "alternative": alternative})
    return client.put(f"/api/agent/places/{place.pk}/photo", body, content_type=MULTIPART_CONTENT)


def shown(client: Client, address: str) -> Image.Image:
    answer = client.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    return Image.open(BytesIO(b"".join(answer)))


def test_three_sizes_in_a_modern_format(keeper: Client, place: Place) -> None:
    told = put(keeper, place, picture()).json()["photo"]
    assert told["alternative"] == {"fr": "Porte vitrée"}
    sizes = {name: shown(Client(), told[name]).size for name in ("small", "medium", "large")}
    assert sizes == {"small": (320, 160), "medium": (720, 360), "large": (1280, 640)}


def test_no_words_of_a_picture_open_anything(keeper: Client, place: Place, media: Path) -> None:
    """D176."""
    refused = put(keeper, place, picture(), '{"fr": "Porte", "en": "See evil.fr"}')
    assert (refused.status_code, refused.json()["fields"]) == (422, {"alternative.en": "words_link"})
    assert not (media / "places").exists() or not list((media / "places").iterdir())


def test_nothing_is_kept_of_where_and_with_what_it_was_taken(keeper: Client, place: Place, media: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0131] = "EXEMPLE Phone", "secret software"
    exif.get_ifd(0x8825)[2] = (48.0, 53.0, 24.0)
    told = put(keeper, place, picture(exif=exif, comment=b"secret words")).json()["photo"]
    for path in (media / "places").iterdir():
        raw = path.read_bytes()
        assert b"EXEMPLE" not in raw
        assert b"secret" not in raw
        assert b"EXIF" not in raw
    assert not shown(Client(), told["large"]).getexif()


def test_a_photo_taken_sideways_stands_upright(keeper: Client, place: Place) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to show
    told = put(keeper, place, picture(exif=exif)).json()["photo"]
    upright = shown(Client(), told["large"])
    assert upright.size == (640, 1280)
    colour = upright.convert("RGB").getpixel((320, 100))
    assert isinstance(colour, tuple)
    red, _, blue = colour
    assert blue > 200 > 100 > red


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_what_cameras_and_screens_make_is_read(keeper: Client, place: Place, kind: str, mode: str) -> None:
    raw = BytesIO()
    Image.new("RGB", (400, 300), "green").convert(mode).save(raw, kind)
    assert put(keeper, place, raw.getvalue()).status_code == 200


def test_a_small_photo_is_not_blown_up(keeper: Client, place: Place) -> None:
    told = put(keeper, place, picture(200, 100)).json()["photo"]
    assert shown(Client(), told["large"]).size == (200, 100)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.4",
        picture()[:2000],
        b"<svg onload='alert(1)'/>",
        picture(kind="GIF"),
        picture(kind="TIFF"),
    ],
    ids=["empty", "gif head", "pdf", "cut off", "svg", "gif", "tiff"],
)
def test_what_is_no_photo_is_refused(keeper: Client, place: Place, media: Path, raw: bytes) -> None:
    refused = put(keeper, place, raw)
    assert (refused.status_code, refused.json()["code"]) in {(422, "photo_unreadable"), (422, "malformed")}
    assert not list(media.rglob("*.webp"))


def test_a_bomb_is_refused_before_it_is_unpacked(keeper: Client, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = picture(20_000, 20_000, kind="PNG", mode="1")
    assert len(raw) < 200_000
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("unpacked"))
    refused = put(keeper, place, raw)
    assert (refused.status_code, refused.json()["code"]) == (422, "photo_too_big")


def test_a_file_too_heavy_is_refused(keeper: Client, place: Place, settings: Any) -> None:
    settings.PHOTO_MOST_BYTES = 1000
    assert put(keeper, place, picture()).json()["fields"] == {"photo": "photo_too_big"}


def test_a_new_photo_takes_the_place_of_the_old_one(
    keeper: Client, place: Place, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    old = put(keeper, place, picture()).json()["photo"]
    with django_capture_on_commit_callbacks(execute=True):
        new = put(keeper, place, picture()).json()["photo"]
    assert old["small"] != new["small"]
    assert Client().get(old["small"]).status_code == 404
    assert len(list(media.rglob("*.webp"))) == 3
    with django_capture_on_commit_callbacks(execute=True):
        assert keeper.delete(f"/api/agent/places/{place.pk}/photo").json()["photo"] is None
    assert not list(media.rglob("*.webp"))
    assert not Photo.objects.exists()


def test_no_file_stays_when_the_place_is_another_s(keeper: Client, media: Path) -> None:
    assert put(keeper, make.place(), picture()).status_code == 404
    assert not list(media.rglob("*.webp"))


@pytest.mark.parametrize("alternative", ["", "[]", '{"de": "Tür"}', '{"fr": 3}'])
def test_an_alternative_that_is_no_words_is_refused(keeper: Client, place: Place, alternative: str) -> None:
    assert put(keeper, place, picture(), alternative).json()["fields"] == {"alternative": "field_unreadable"}


@pytest.mark.parametrize("size", ["huge", "..%2f..%2fsecret", "small.webp"])
def test_only_photos_are_served(keeper: Client, place: Place, size: str) -> None:
    told = put(keeper, place, picture()).json()["photo"]
    assert Client().get(told["small"].replace("small", size)).status_code == 404

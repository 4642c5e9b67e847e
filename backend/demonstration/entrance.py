"""A drawing in place of the photo of an entrance: the demonstration ships no picture of a real building."""

from io import BytesIO

from PIL import Image, ImageDraw

SKY, GROUND, GLASS, DOOR, LIGHT = "#dfe9f5", "#b9bcc4", "#8fb3d9", "#2f3a56", "#fff3c4"
WALLS = {"spip92": "#a4553a", "tj92": "#d8d3c5", "spip28": "#c9b28e"}


def draw(key: str) -> bytes:
    """A facade of 1600 × 900 with a lit door, as JPEG."""
    picture = Image.new("RGB", (1600, 900), SKY)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 760, 1600, 900), fill=GROUND)
    pen.rectangle((220, 120, 1380, 760), fill=WALLS[key])
    for column in range(7):
        for row in range(3):
            x, y = 290 + column * 155, 180 + row * 130
            pen.rounded_rectangle((x, y, x + 95, y + 80), 8, fill=GLASS)
    pen.rectangle((700, 570, 900, 760), fill=LIGHT)
    pen.rectangle((712, 582, 796, 760), fill=DOOR)
    pen.rectangle((804, 582, 888, 760), fill=DOOR)
    pen.polygon(((640, 570), (960, 570), (920, 535), (680, 535)), fill="#4a4f5c")
    pen.polygon(((690, 760), (910, 760), (960, 840), (640, 840)), fill="#d3d6dc")
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=88)
    return stream.getvalue()

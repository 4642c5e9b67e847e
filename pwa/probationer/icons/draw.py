"""Draw the PNG icons again after a change of icon.svg: `python pwa/probationer/icons/draw.py` (needs Pillow)."""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
BLUE, WHITE = (0, 0, 145, 255), (255, 255, 255, 255)
OVER = 4  # drawn four times larger, then reduced: smooth edges


def stroke(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], width: float, colour: tuple[int, ...]) -> None:
    draw.line(points, fill=colour, width=round(width), joint="curve")
    for x, y in points:
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def symbol(draw: ImageDraw.ImageDraw, size: int, scale: float, ink: tuple[int, ...], paper: tuple[int, ...]) -> None:
    """The 64-unit drawing of icon.svg, `scale` times its size about the centre."""

    def at(x: float, y: float) -> tuple[float, float]:
        return ((x - 32) * scale + 32) * size / 64, ((y - 32) * scale + 32) * size / 64

    unit = scale * size / 64
    for x in (19, 45):
        stroke(draw, [at(x, 14), at(x, 22)], 5 * unit, paper)
    draw.rounded_rectangle((*at(11, 19), *at(53, 52)), radius=8 * unit, fill=paper)
    stroke(draw, [at(22, 35), at(29, 42), at(42, 29)], 5.5 * unit, ink)


def icon(name: str, size: int, *, rounded: bool = False, scale: float = 1) -> None:
    large = size * OVER
    image = Image.new("RGBA", (large, large), (0, 0, 0, 0) if rounded else BLUE)
    draw = ImageDraw.Draw(image)
    if rounded:
        draw.rounded_rectangle((0, 0, large - 1, large - 1), radius=large * 15 / 64, fill=BLUE)
    symbol(draw, large, scale, BLUE, WHITE)
    image.resize((size, size), Image.Resampling.LANCZOS).quantize(64).save(HERE / name, optimize=True)


def badge(name: str, size: int) -> None:
    """Android keeps only the transparency of a badge: the check mark is cut out."""
    image = Image.new("RGBA", (size * OVER, size * OVER), (0, 0, 0, 0))
    symbol(ImageDraw.Draw(image), size * OVER, 1.35, (0, 0, 0, 0), WHITE)
    image.resize((size, size), Image.Resampling.LANCZOS).save(HERE / name, optimize=True)


if __name__ == "__main__":
    icon("icon-192.png", 192, rounded=True)
    icon("icon-512.png", 512, rounded=True)
    icon("icon-maskable-512.png", 512, scale=0.78)
    icon("apple-touch-icon.png", 180, scale=0.9)
    badge("badge-96.png", 96)

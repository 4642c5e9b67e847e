"""The curve as a small SVG, drawn by hand: two lines, their points' figures, legible in light and dark."""

from collections.abc import Mapping

from tests.bench.ground import Run

WIDE, HIGH, LEFT, TOP = 560, 300, 64, 24
COLOURS = {"bare client": "#7a7a7a", "sender": "#0063cb"}


def draw(found: Mapping[int, tuple[Run, Run]]) -> str:
    """Messages per second over concurrency, equal steps; under each concurrency share and CPU per message."""
    most = max(run.rate for pair in found.values() for run in pair) * 1.1
    step = WIDE / len(found)

    def place(column: int, rate: float) -> tuple[float, float]:
        return LEFT + step * (column + 0.5), TOP + HIGH * (1 - rate / most)

    parts = [_line(LEFT, TOP, LEFT, TOP + HIGH), _line(LEFT, TOP + HIGH, LEFT + WIDE, TOP + HIGH)]
    for number, (name, colour) in enumerate(COLOURS.items()):
        points = [place(column, pair[number].rate) for column, pair in enumerate(found.values())]
        way = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{colour}"/>' for x, y in points]
        parts.append(_text(LEFT + 16, TOP + 16 + 20 * number, f"— {name}", colour, "start"))
    for column, (hands, (ceiling, sent)) in enumerate(found.items()):
        x, y = place(column, sent.rate)
        parts.append(_text(x - 8, y - 8, f"{sent.rate:.0f}/s", COLOURS["sender"], "end"))
        told = (f"{hands} hands", f"share {sent.rate / ceiling.rate:.2f}", f"{sent.cost:.2f} ms CPU")
        parts += [_text(x, TOP + HIGH + 20 + 18 * line, words) for line, words in enumerate(told)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDE + 16} {TOP + HIGH + 72}" '
        'font-family="sans-serif" font-size="13" role="img">'
        "<title>Messages per second by concurrency, sender beside bare client, gateway of 50 ms</title>"
        f'<rect width="100%" height="100%" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="#161616"/>'


def _text(x: float, y: float, words: str, colour: str = "#161616", anchor: str = "middle") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="{anchor}">{words}</text>'

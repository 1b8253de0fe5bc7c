"""DRAFT or PRACTICE across a page, as strokes: it is seen and printed but is no part of the page's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.letter.styles import WATERMARK

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

# Each letter is a list of strokes in a box of 60 by 100; a stroke of four points is a curve, of any other number lines.
_Point = tuple[float, float]
_LETTERS: dict[str, tuple[tuple[_Point, ...], ...]] = {
    "D": (((20, 100), (0, 100), (0, 0), (0, 0), (20, 0)), ((20, 0), (73, 0), (73, 100), (20, 100))),
    "R": (
        ((25, 100), (0, 100), (0, 0)),
        ((25, 100), (66, 100), (66, 48), (25, 48)),
        ((25, 48), (0, 48)),
        ((25, 48), (58, 0)),
    ),
    "A": (((0, 0), (30, 100), (60, 0)), ((10, 34), (50, 34))),
    "F": (((0, 0), (0, 100), (54, 100)), ((0, 52), (44, 52))),
    "T": (((30, 0), (30, 100)), ((0, 100), (60, 100))),
    "P": (((25, 100), (0, 100), (0, 0)), ((25, 100), (66, 100), (66, 46), (25, 46)), ((25, 46), (0, 46))),
    "C": (((60, 86), (30, 116), (0, 92), (0, 50)), ((0, 50), (0, 8), (30, -16), (60, 14))),
    "I": (((30, 0), (30, 100)),),
    "E": (((56, 100), (0, 100), (0, 0), (56, 0), (56, 0)), ((0, 52), (46, 52))),
}
_ADVANCE = 92.0
_WIDEST = 5
_CURVE = 4


def draw_mark(canvas: Canvas, size: tuple[float, float], word: str) -> None:
    """Draw DRAFT or PRACTICE across a page of `size` points, behind what is drawn afterwards."""
    width, height = size
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    # A longer word is drawn smaller, not over the edge.
    scale = min(1.0, (_WIDEST + 1.6) / len(word))
    canvas.scale(scale, scale)
    canvas.translate(-_ADVANCE * len(word) / 2 + 16, -50)
    canvas.setStrokeColor(WATERMARK)
    canvas.setLineWidth(15)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for position, letter in enumerate(word):
        for stroke in _LETTERS[letter]:
            _add(path, stroke, position * _ADVANCE)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _add(path: PDFPathObject, stroke: tuple[_Point, ...], left: float) -> None:
    (start_x, start_y), *rest = stroke
    path.moveTo(left + start_x, start_y)
    if len(stroke) == _CURVE:
        path.curveTo(*(value for x, y in rest for value in (left + x, y)))
        return
    for x, y in rest:
        path.lineTo(left + x, y)

"""The signs of levels, painted, so that they look the same in every font."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SIGNS, points, sign_color


def paint_sign(painter: QPainter, area: QRectF, sign: str, ink: QColor | None = None) -> None:
    """Paint one sign in the middle of an area.

    Args:
        painter: where to; its state is kept.
        area: the room for it; the sign takes the largest square in the middle.
        sign: full, half, cross, ring, dash, empty (not judged) or hatched (not claimed).
        ink: another color than the sign's own, for instance on a selected row.

    Raises:
        KeyError: there is no such sign.
    """
    if sign not in SIGNS:
        raise KeyError(sign)
    stroke_color = ink or sign_color(sign)
    side = min(area.width(), area.height())
    square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stroke = QPen(stroke_color, max(1.5, side / 9))
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = stroke.widthF() / 2 + side * 0.04
    _PAINTERS[sign](painter, square.adjusted(inset, inset, -inset, -inset), stroke_color)
    painter.restore()


def _paint_full(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(square)


def _paint_half(painter: QPainter, square: QRectF, ink: QColor) -> None:
    painter.drawEllipse(square)
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPie(square, 90 * 16, 180 * 16)


def _paint_cross(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    arms = square.adjusted(*(square.width() * share for share in (0.1, 0.1, -0.1, -0.1)))
    painter.drawLine(arms.topLeft(), arms.bottomRight())
    painter.drawLine(arms.topRight(), arms.bottomLeft())


def _paint_ring(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawEllipse(square)


def _paint_dash(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    middle = square.center().y()
    painter.drawLine(QPointF(square.left(), middle), QPointF(square.right(), middle))


def _paint_empty(painter: QPainter, square: QRectF, _ink: QColor) -> None:
    painter.drawRoundedRect(square, 2, 2)


def _paint_hatched(painter: QPainter, square: QRectF, ink: QColor) -> None:
    pen = painter.pen()
    pen.setWidthF(1)
    painter.setPen(pen)
    painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(square)


_PAINTERS = {
    "full": _paint_full,
    "half": _paint_half,
    "cross": _paint_cross,
    "ring": _paint_ring,
    "dash": _paint_dash,
    "empty": _paint_empty,
    "hatched": _paint_hatched,
}


def scaled(side: int) -> int:
    """Return how large a sign is beside words of the size that the reviewer chose, in device-independent pixels."""
    return round(points(side))


class SignMark(QWidget):
    """One sign as a small widget beside its word; the word is what a screen reader reads.

    Args:
        sign: which sign.
        name: the object name.
        parent: the widget it stands in.
        side: width and height, in device-independent pixels at normal size of text.
    """

    def __init__(self, sign: str, *, name: str, parent: QWidget, side: int = 16) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._sign = sign
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def sign(self) -> str:
        """The sign now shown."""
        return self._sign

    def show_sign(self, sign: str) -> None:
        """Show another sign."""
        self._sign = sign
        self.update()

    def set_side(self, side: int) -> None:
        """Be larger or smaller; in pixels at normal size of text."""
        if side != self._side:
            self._side = side
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = scaled(self._side)
        return QSize(side, side)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_sign(painter, QRectF(self.rect()), self._sign)
        painter.end()

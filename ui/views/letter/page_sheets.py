"""Pages of a letter below each other, as sheets of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import drop
from ui.theme import Space, color

if TYPE_CHECKING:
    from reviewer.submission.pages import PageImage

LEAST_ZOOM, MOST_ZOOM, ZOOM_STEP = 0.5, 3.0, 0.25
_SETTLE_MS = 120
_BYTES_A_PIXEL = 4
# Paper is white in every scheme: it is what will be printed.
_PAPER = QColor(Qt.GlobalColor.white)


def image_of(page: PageImage) -> QImage:
    """Return a page as an image; it keeps its own copy of the pixels."""
    stride = page.width * _BYTES_A_PIXEL
    return QImage(page.pixels, page.width, page.height, stride, QImage.Format.Format_RGB32).copy()


class PageSheet(QWidget):
    """One page."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def pixel_width(self) -> int:
        """How many pixels the drawing is wide."""
        return self._image.width()

    def show_page(self, image: QImage, number: int, count: int) -> None:
        """Show a drawing of the page."""
        self._image = image
        self.setAccessibleName(text("ui.letter.page", page=number, pages=count))
        self.update()

    def set_width(self, width: int) -> None:
        """Take so much room, in device-independent pixels; the height follows."""
        if not self._image.isNull():
            self.setFixedSize(width, round(width * self._image.height() / self._image.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        painter.fillRect(whole, _PAPER)
        painter.drawImage(whole, self._image)
        painter.setPen(QPen(color("outline"), 1))
        painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class PageSheets(QScrollArea):
    """All pages, as wide as the room allows, or larger; arrows and Page keys turn them.

    Signals:
        scale_wanted: pixels per point (1/72 inch) at which the pages would be sharp.
    """

    scale_wanted = Signal(float)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("ui.letter.pages_name"))
        self._zoom = 1.0
        self._points = 612.0
        self._pages: list[PageSheet] = []
        self._inner = QWidget(self)
        self._inner.setObjectName(f"{name}-inner")
        self._inner.setProperty("role", "scrolled")
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        self._column.setSpacing(Space.LARGE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inner)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._want_scale)

    @property
    def pages(self) -> tuple[PageSheet, ...]:
        """The pages shown."""
        return tuple(self._pages)

    @property
    def zoom(self) -> float:
        """How wide a page is; 1 is as wide as the room."""
        return self._zoom

    @property
    def is_sharp(self) -> bool:
        """True when the pages are drawn in the size that they are shown in."""
        wanted = self._page_width * self.devicePixelRatioF()
        return bool(self._pages) and all(abs(page.pixel_width - wanted) <= 2 for page in self._pages)  # noqa: PLR2004 - rounding

    def scale_in(self, width: int) -> float:
        """Return the pixels per point at which the pages are sharp, once this is so wide."""
        return self._page_width_in(width) * self.devicePixelRatioF() / self._points

    def show_pages(self, pages: tuple[PageImage, ...]) -> None:
        """Show drawn pages."""
        drop(self._pages[len(pages) :])
        del self._pages[len(pages) :]
        for number, page in enumerate(pages):
            if number == len(self._pages):
                sheet = PageSheet(f"{self.objectName()}-{number + 1}", self._inner)
                self._column.addWidget(sheet)
                self._pages.append(sheet)
            self._points = page.width_points
            self._pages[number].show_page(image_of(page), number + 1, len(pages))
        self._fit()

    def set_zoom(self, zoom: float) -> None:
        """Make the pages larger or smaller; 1 is as wide as the room."""
        self._zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self._fit()
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    @property
    def _page_width(self) -> int:
        return self._page_width_in(self.width())

    def _page_width_in(self, width: int) -> int:
        margins = self._column.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width()
        room = width - 2 * self.frameWidth() - bar - margins.left() - margins.right()
        return round(max(120, room) * self._zoom)

    def _fit(self) -> None:
        for sheet in self._pages:
            sheet.set_width(self._page_width)

    @Slot()
    def _want_scale(self) -> None:
        self.scale_wanted.emit(self.scale_in(self.width()))

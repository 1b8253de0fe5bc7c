"""Beside the pages: the strip of pages, the document's own contents, and where searched words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from reviewer.text import counted, text
from ui.plain_text import PlainLabel, one_line
from ui.theme import Space, color
from ui.views.parts.fields import EscapableLine
from ui.views.parts.lines_model import LinesModel, ValueRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from reviewer.submission.flow import Place
    from reviewer.submission.pages import OutlineEntry
    from ui.session.found import Hit

Index = QModelIndex | QPersistentModelIndex
TABS = ("pages", "outline", "hits")
_THUMB = (96, 136)
_MOST_HITS_SHOWN = 1_000


class ThumbDelegate(QStyledItemDelegate):
    """Paints a page in small with its number and whether something on it is cited."""

    def __init__(self, parent: QObject, image_of: Callable[[int], QImage | None]) -> None:
        super().__init__(parent)
        self._image_of = image_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(_THUMB[0] + Space.MEDIUM, _THUMB[1] + Space.VAST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        from PySide6.QtCore import QRect
        from PySide6.QtWidgets import QStyle

        page = int(index.row()) + 1
        box: QRect = option.rect.adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.WIDE)
        image = self._image_of(page)
        size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio) if image else QSize(*_THUMB)
        place = QRect(box.center().x() - size.width() // 2, box.bottom() - size.height(), size.width(), size.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(place, image)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(color("accent" if is_current else "outline"), 3 if is_current else 1))
        painter.drawRect(place)
        painter.setPen(color("ink"))
        below = QRect(option.rect.left(), box.bottom() + 2, option.rect.width(), Space.WIDE)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class SidePanel(QWidget):
    """Strip, contents and hits behind tabs; the search field above the hits.

    Signals:
        page_wanted: a page was chosen; entry_wanted: an `OutlineEntry`; hit_wanted: the place of a hit in the list.
        words_typed: what to search for.
    """

    page_wanted = Signal(int)
    entry_wanted = Signal(object)
    hit_wanted = Signal(int)
    words_typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, image_of: Callable[[int], QImage | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tabs = QTabBar(self)
        self._stack = QStackedWidget(self)
        self._models = {tab: LinesModel(self) for tab in TABS}
        self._lists = {tab: QListView(self) for tab in TABS}
        self.field = EscapableLine(self)
        self._said = PlainLabel(name=f"{name}-found", role="small", parent=self)
        self._arrange(ThumbDelegate(self, image_of))
        self._connect()

    def _arrange(self, delegate: ThumbDelegate) -> None:
        self._tabs.setObjectName(f"{self.objectName()}-tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(text("ui.reader.panel_name"))
        for tab, shown in self._lists.items():
            self._tabs.addTab(text(f"ui.reader.panel.{tab}"))
            shown.setObjectName(f"{self.objectName()}-{tab}")
            shown.setAccessibleName(text(f"ui.reader.panel_tip.{tab}"))
            shown.setModel(self._models[tab])
            shown.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            shown.setUniformItemSizes(tab != "hits")
            shown.setWordWrap(tab == "hits")
        strip = self._lists["pages"]
        strip.setItemDelegate(delegate)
        strip.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.field.setObjectName(f"{self.objectName()}-words")
        self.field.setPlaceholderText(text("ui.reader.find_hint"))
        self.field.setAccessibleName(text("ui.reader.find_name"))
        self.field.setClearButtonEnabled(True)
        hits = QWidget(self)
        hits.setObjectName(f"{self.objectName()}-search")
        inside = QVBoxLayout(hits)
        inside.setContentsMargins(Space.HAIR, Space.HAIR, 0, 0)
        inside.setSpacing(Space.HAIR)
        for part in (self.field, self._said, self._lists["hits"]):
            inside.addWidget(part, 1 if part is self._lists["hits"] else 0)
        self._stack.addWidget(strip)
        self._stack.addWidget(self._lists["outline"])
        self._stack.addWidget(hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._lists["pages"].clicked.connect(self._want_page)
        self._lists["pages"].activated.connect(self._want_page)
        self._lists["outline"].clicked.connect(self._want_entry)
        self._lists["outline"].activated.connect(self._want_entry)
        self._lists["hits"].selectionModel().currentChanged.connect(self._want_hit)
        self._lists["hits"].activated.connect(self._want_hit)
        self.field.textChanged.connect(self.words_typed)
        self.field.returnPressed.connect(self.next_hit)
        self.field.left.connect(self.left)

    # Showing ----------------------------------------------------------------------------------

    @property
    def strip(self) -> QListView:
        """The strip of pages."""
        return self._lists["pages"]

    @property
    def tab(self) -> str:
        """What is shown: pages, outline or hits."""
        return TABS[self._tabs.currentIndex()]

    @property
    def least_width(self) -> int:
        """So wide that the names of what it shows are to be read."""
        return self._tabs.sizeHint().width() + Space.SMALL

    def show_document(self, page_count: int, outline: tuple[OutlineEntry, ...]) -> None:
        """Show another document's pages and contents, and no hits."""
        pages = tuple((str(page), page) for page in range(1, page_count + 1))
        self._models["pages"].show_rows(pages)
        self._tabs.setTabVisible(TABS.index("pages"), page_count > 0)
        self.show_outline(outline)
        self.show_hits((), "")

    def show_outline(self, outline: tuple[OutlineEntry, ...]) -> None:
        """Show the document's own contents."""
        lines = tuple((f"{'    ' * entry.depth}{one_line(entry.title)}", entry) for entry in outline)
        self._models["outline"].show_rows(lines)
        self._tabs.setTabVisible(TABS.index("outline"), bool(outline))

    def show_tab(self, tab: str) -> None:
        """Turn to pages, outline or hits."""
        self._tabs.setCurrentIndex(TABS.index(tab))

    def show_page(self, page: int) -> None:
        """Mark the page that is shown."""
        index = self._models["pages"].index(page - 1)
        if index.isValid():
            self.strip.setCurrentIndex(index)

    def show_hits(self, hits: tuple[Hit, ...], words: str) -> None:
        """List where words were found."""
        rows = tuple((f"{place_words(hit.place)}{one_line(hit.excerpt)}", hit) for hit in hits[:_MOST_HITS_SHOWN])
        self._models["hits"].show_rows(rows)
        self._said.say(counted("ui.reader.hits", len(hits)) if words.strip() else "")

    def images_came(self) -> None:
        """Paint the strip again."""
        self.strip.viewport().update()

    @Slot()
    def next_hit(self) -> None:
        """Go to the hit after the one shown, from the end to the first."""
        self._step(1)

    @Slot()
    def hit_before(self) -> None:
        """Go to the hit before the one shown."""
        self._step(-1)

    def _step(self, step: int) -> None:
        model, shown = self._models["hits"], self._lists["hits"]
        if model.rowCount():
            row = (shown.currentIndex().row() + step) % model.rowCount()
            shown.setCurrentIndex(model.index(row))

    @Slot(QModelIndex)
    def _want_page(self, index: QModelIndex) -> None:
        self.page_wanted.emit(index.row() + 1)

    @Slot(QModelIndex)
    def _want_entry(self, index: QModelIndex) -> None:
        self.entry_wanted.emit(index.data(ValueRole))

    @Slot(QModelIndex)
    def _want_hit(self, index: QModelIndex) -> None:
        if index.isValid():
            self.hit_wanted.emit(index.row())


def place_words(place: Place) -> str:
    """Write a place before the words found there: `p. 3  `; empty where there is none."""
    if place is None:
        return ""
    words = text("ui.reader.page_short", page=place) if isinstance(place, int) else one_line(place)
    return f"{words}  "

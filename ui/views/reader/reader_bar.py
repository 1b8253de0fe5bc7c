"""The tools of the reader in one row: page, size, turning, finding, areas, and the rest in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from reviewer.submission.preview import ENCODINGS
from reviewer.text import text
from ui.models.page_layout import Fit
from ui.plain_text import ElidedLabel, tooltip
from ui.theme import TARGET, Space
from ui.views.parts.fields import EscapableLine
from ui.views.reader.side_panel import place_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.session.found import PrivatePart

CHOICES = (
    *("find", "zoom_in", "zoom_out", "fit_width", "fit_page", "turn", "areas"),
    *("text_of_page", "looked_in", "private_page", "private_area"),
    *("save_copy", "beside", "detach"),
)
_LEAST_TITLE = 12
"""Letters of the title that are always to be seen."""
_NARROW = frozenset({"fit_width", "fit_page", "turn", "areas"})
_TINY = frozenset({"zoom_in", "zoom_out"})
"""In the menu where there is no room for their buttons."""
_PAGES_ONLY = frozenset({"turn", "areas", "text_of_page", "private_page", "private_area"})


class ReaderBar(QWidget):
    """Tells what is pressed; the reader does it.

    Signals:
        list_wanted, panel_wanted, find_wanted: show the documents, the strip of pages, the search.
        page_wanted: a page number was typed.
        fit_wanted: a `Fit`; zoom_in, zoom_out, turned: one step.
        areas_wanted: whether a drag draws an area.
        cite_wanted: file what is selected under the current Standard.
        chosen: an id of `CHOICES`; encoding_wanted: what to read a text in.
        uncover_wanted: the number of a covered part.
    """

    list_wanted = Signal()
    panel_wanted = Signal(bool)
    find_wanted = Signal()
    page_wanted = Signal(int)
    fit_wanted = Signal(object)
    zoom_in = Signal()
    zoom_out = Signal()
    turned = Signal()
    areas_wanted = Signal(bool)
    cite_wanted = Signal()
    chosen = Signal(str)
    encoding_wanted = Signal(str)
    uncover_wanted = Signal(int)
    page_left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._page = 0
        self._has_pages = self._has_words = self._is_narrow = self._is_tiny = self._is_slim = self._is_under_box = False
        self._has_find = True
        self.list = self._button("list")
        self.title = ElidedLabel(name=f"{name}-title", role="field", parent=self)
        self.panel = self._button("panel", is_checkable=True)
        self._field = EscapableLine(self)
        self._count = QLabel(self)
        self._out = self._button("zoom_out")
        self._percent = QLabel(self)
        self._in = self._button("zoom_in")
        self._fits = {fit: self._button(f"fit_{fit}", is_checkable=True) for fit in (Fit.WIDTH, Fit.PAGE)}
        self._turn = self._button("turn")
        self._find = self._button("find")
        self.areas = self._button("areas", is_checkable=True)
        self.cite = self._button("cite")
        self._more = self._button("more")
        self._actions: dict[str, QAction] = {}
        self._encodings = QMenu(text("ui.reader.encoding"), self)
        self._covers = QMenu(text("ui.private.menu"), self)
        self._arrange()
        self._connect()

    def _button(self, tool: str, *, is_checkable: bool = False) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(f"{self.objectName()}-{tool}")
        made.setText(text(f"ui.reader.tool.{tool}"))
        made.setToolTip(tooltip(text(f"ui.reader.tip.{tool}")))
        made.setAccessibleName(text(f"ui.reader.tip.{tool}"))
        made.setProperty("role", "flat")
        made.setCheckable(is_checkable)
        made.setMinimumSize(QSize(TARGET, TARGET))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _arrange(self) -> None:
        self._field.setObjectName(f"{self.objectName()}-page")
        self._field.setAccessibleName(text("ui.reader.page_field"))
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._field.setValidator(QIntValidator(1, 99_999, self._field))
        self._field.setFixedWidth(self.fontMetrics().horizontalAdvance("00000") + Space.LARGE + 2)
        self._count.setObjectName(f"{self.objectName()}-count")
        self._percent.setObjectName(f"{self.objectName()}-percent")
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("400 %"))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu())
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.list)
        upper.addWidget(self.title, 1)
        upper.addStretch()
        for tool in (self._find, self.cite, self._more):
            upper.addWidget(tool)
        for shown in (self.panel, self._field, self._count):
            lower.addWidget(shown)
        lower.addStretch(1)
        for part in (self._out, self._percent, self._in, *self._fits.values(), self._turn, self.areas):
            lower.addWidget(part)
        self._lower = QWidget(self)
        self._lower.setObjectName(f"{self.objectName()}-lower")
        self._lower.setLayout(lower)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.HAIR)
        column.setSpacing(0)
        for row in (upper, lower):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.HAIR)
        column.addLayout(upper)
        column.addWidget(self._lower)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}-menu")
        for choice in CHOICES:
            action = QAction(text(f"ui.reader.choice.{choice}"), self)
            action.setObjectName(f"{self.objectName()}-{choice}")
            action.setData(choice)
            action.triggered.connect(self._choose)
            self._actions[choice] = action
            menu.addAction(action)
        self._encodings.setObjectName(f"{self.objectName()}-encodings")
        group = QActionGroup(self)
        for encoding in ENCODINGS:
            action = self._encodings.addAction(encoding)
            action.setCheckable(True)
            action.setData(encoding)
            group.addAction(action)
        group.triggered.connect(self._choose_encoding)
        menu.addMenu(self._encodings)
        self._covers.setObjectName(f"{self.objectName()}-covers")
        self._covers.triggered.connect(self._choose_cover)
        menu.addMenu(self._covers)
        self._covers.menuAction().setVisible(False)
        return menu

    def _connect(self) -> None:
        self.list.clicked.connect(self.list_wanted)
        self.panel.clicked.connect(self.panel_wanted)
        self._find.clicked.connect(self.find_wanted)
        self._out.clicked.connect(self.zoom_out)
        self._in.clicked.connect(self.zoom_in)
        self._turn.clicked.connect(self.turned)
        self.areas.clicked.connect(self.areas_wanted)
        self.cite.clicked.connect(self.cite_wanted)
        self._field.returnPressed.connect(self._go)
        self._field.left.connect(self._put_back)
        for fit, pressed in self._fits.items():
            pressed.setProperty("fit", str(fit))
            pressed.clicked.connect(self._choose_fit)

    # Showing ----------------------------------------------------------------------------------

    def show_kind(self, *, has_pages: bool, has_words: bool, encoding: str = "") -> None:
        """Offer what makes sense for a document with pages, or with words that flow, or with neither."""
        self._has_pages, self._has_words = has_pages, has_words
        for part in (self.panel, self._field, self._count):
            part.setVisible(has_pages)
        self._lower.setVisible(has_pages or has_words)
        for part in (self._find, self.cite):
            part.setEnabled(has_pages or has_words)
        for choice, action in self._actions.items():
            action.setVisible(has_pages or choice not in _PAGES_ONLY)
        self._encodings.menuAction().setVisible(bool(encoding))
        for action in self._encodings.actions():
            action.setChecked(action.data() == encoding)
        self.areas.setChecked(False)
        self._fit_tools()

    def minimumSizeHint(self) -> QSize:
        # Tools give way: those of a wide pane must not keep it wide.
        least = (self._field, self._more) if self._is_under_box else (self.list, self._more)
        return QSize(_room_for(least), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_lower"):
            self._measure()

    def _measure(self) -> None:
        """See whether there is room for all tools, or at least for the size."""
        zoom = (self.panel, self._field, self._count, self._out, self._percent, self._in)
        upper = (self._find, self.cite, self._more)
        title = _LEAST_TITLE * self.fontMetrics().averageCharWidth()
        room = _room_for(upper) if self._is_under_box else _room_for((self.list, *upper)) + title
        was = self._is_narrow, self._is_tiny, self._is_slim, self._has_find
        self._is_narrow = self.width() < _room_for((*zoom, *self._fits.values(), self._turn, self.areas))
        self._is_tiny = self.width() < _room_for(zoom)
        self._has_find = self.width() >= room
        self._is_slim = self.width() < self._named_room() + title
        if was != (self._is_narrow, self._is_tiny, self._is_slim, self._has_find):
            self._fit_tools()

    def _named_room(self) -> int:
        back = self.fontMetrics().horizontalAdvance(text("ui.reader.tool.list")) + 2 * Space.MEDIUM
        return back + _room_for((self.cite, self._more))

    def _fit_tools(self) -> None:
        """Leave out what there is no room for; it is in the menu then."""
        has_room = self._has_pages and not self._is_narrow
        for part in (self._turn, self.areas, *self._fits.values()):
            part.setVisible(has_room)
        self._find.setVisible(self._has_find)
        self.title.setVisible(not self._is_under_box)
        self.list.setText(text("ui.reader.back_sign" if self._is_slim else "ui.reader.tool.list"))
        for tool in (self.list, self._find, self.cite, self._more):
            # A button is shown with its whole word or not at all.
            tool.setMinimumWidth(max(TARGET, tool.sizeHint().width()))
        zoom: tuple[QWidget, ...] = (self._out, self._percent, self._in)
        for shown in zoom:
            shown.setVisible(not self._is_tiny)
        can_be_read = self._has_pages or self._has_words
        self._actions["find"].setVisible(can_be_read and not self._has_find)
        for choice in _NARROW:
            self._actions[choice].setVisible(self._has_pages and self._is_narrow)
        for choice in _TINY:
            self._actions[choice].setVisible(can_be_read and self._is_tiny)

    def stand_under_box(self) -> None:
        """Leave out the title and the way back: a box right above names what is shown."""
        self._is_under_box = True
        self.title.hide()
        self.list.hide()
        self._measure()

    def show_page(self, page: int, count: int, *, is_picture: bool = False) -> None:
        """Say which page is shown, of how many; a picture that moves has a page for each of its frames."""
        self._page = page
        self._field.setText(str(page) if page else "")
        has_frames = is_picture and count > 1
        self._count.setText(text("ui.reader.of_frames" if has_frames else "ui.reader.of_pages", count=count))
        self._count.setToolTip(tooltip(text("ui.reader.frames_tip")) if has_frames else "")
        self._measure()

    def show_zoom(self, zoom: float, fit: Fit) -> None:
        """Say how large pages are shown."""
        self._percent.setText(text("ui.reader.percent", percent=round(zoom * 100)))
        for each, pressed in self._fits.items():
            with QSignalBlocker(pressed):
                pressed.setChecked(each is fit)

    def show_covers(self, parts: Sequence[PrivatePart]) -> None:
        """Offer to uncover each part that is covered."""
        self._covers.clear()
        for part in parts:
            self._covers.addAction(_cover_words(part)).setData(part.part_id)
        self._covers.menuAction().setVisible(bool(parts))

    def focus_page(self) -> None:
        """Let a page number be typed."""
        self._field.setFocus()
        self._field.selectAll()

    def allow(self, choice: str, *, is_allowed: bool) -> None:
        """Offer a choice of the menu or not."""
        self._actions[choice].setVisible(is_allowed)

    def offers(self) -> Sequence[str]:
        """Return the choices that the menu offers now."""
        return [choice for choice, action in self._actions.items() if action.isVisible()]

    @Slot()
    def _go(self) -> None:
        if self._field.text().isdigit():
            self.page_wanted.emit(int(self._field.text()))

    @Slot()
    def _put_back(self) -> None:
        self._field.setText(str(self._page))
        self.page_left.emit()

    @Slot()
    def _choose_fit(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QToolButton):
            self.fit_wanted.emit(Fit(pressed.property("fit")))

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        choice = str(action.data()) if isinstance(action, QAction) else ""
        buttons = {"find": self._find, "zoom_in": self._in, "zoom_out": self._out, "turn": self._turn}
        buttons |= {"areas": self.areas} | {f"fit_{fit}": pressed for fit, pressed in self._fits.items()}
        if choice in buttons:
            buttons[choice].click()
        else:
            self.chosen.emit(choice)

    @Slot(QAction)
    def _choose_encoding(self, action: QAction) -> None:
        self.encoding_wanted.emit(str(action.data()))

    @Slot(QAction)
    def _choose_cover(self, action: QAction) -> None:
        self.uncover_wanted.emit(int(action.data()))


def _room_for(parts: Sequence[QWidget]) -> int:
    widths = (max(part.sizeHint().width(), part.minimumWidth()) + Space.HAIR for part in parts)
    return sum(widths) + 2 * Space.SMALL


def _cover_words(part: PrivatePart) -> str:
    is_whole = part.rect is None and part.start is None
    kind = "whole_page" if is_whole else "words" if part.rect is None else "area"
    # A heading may be just what is covered; the name of a cell tells nothing.
    named = part.place.rpartition("!")[2] if isinstance(part.place, str) and "!" in part.place else ""
    place = part.place if isinstance(part.place, int) else named or None
    return f"{place_words(place)}{text(f'ui.private.{kind}')}"

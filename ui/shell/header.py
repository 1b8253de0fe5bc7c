"""The line above every screen, two in a narrow window: menus, where one is, when it was last saved, cover and lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.shell.title import TitleLabel
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from ui.shell.actions import ActionSet

_PLACE_OF_TITLE = 3
LINES_FOR_TWO = 22
"""Height of the window, in lines of text, from which on the title may have a line of its own."""


class Header(QFrame):
    """The header.

    Signals:
        back_asked: back to the inbox.
        cover_asked: hide the case now.
        lock_asked: lock the workspace now.
    """

    back_asked = Signal()
    cover_asked = Signal()
    lock_asked = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setProperty("role", "header")
        self._menus = QMenuBar(self)
        self._menus.setObjectName("menus")
        self._menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        actions.fill(self._menus)
        self._back = button(
            f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK} {text('ui.shell.back')}", name="back", parent=self
        )
        self._title = TitleLabel(name="screen-title", role="field", parent=self)
        self._saved = PlainLabel(name="saved-at", role="soft", parent=self)
        self._saved.setWordWrap(False)
        self._cover = button(text("ui.shell.cover"), name="cover-button", parent=self, role="flat")
        self._lock = button(text("ui.shell.lock"), name="lock-button", parent=self, role="flat")
        sign = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
        self._words = {
            self._back: (self._back.text(), sign),
            self._cover: (self._cover.text(), ""),
            self._lock: (self._lock.text(), ""),
        }
        for press, name in ((self._back, "back"), (self._cover, "cover"), (self._lock, "lock")):
            press.setAccessibleName(text(f"ui.shell.{name}"))
        self._row = QHBoxLayout()
        self._below = QHBoxLayout()
        self._name_keys(actions)
        self._arrange()
        self._back.clicked.connect(self.back_asked)
        self._cover.clicked.connect(self.cover_asked)
        self._lock.clicked.connect(self.lock_asked)

    def show_place(self, title: str, *, is_open: bool, can_go_back: bool) -> None:
        """Say where one is; before the workspace is open there is nothing to cover or lock."""
        self._title.say(title)
        self._title.mark(is_practice=False)
        self._back.setVisible(can_go_back)
        for widget in (self._cover, self._lock, self._saved):
            widget.setVisible(is_open)
        if not is_open:
            self._saved.say("")
        self._fit()

    def set_title(self, title: str, *, is_practice: bool = False) -> None:
        """Say where one is, with the mark of a practice case."""
        self._title.say(title)
        self._title.mark(is_practice=is_practice)
        self._fit()

    def show_saved(self, saved_at: str) -> None:
        """Say when something was last saved, given as UTC text; empty says nothing."""
        if not saved_at:
            self._saved.say("")
            return
        from datetime import datetime

        moment = datetime.fromisoformat(saved_at).astimezone()
        self._saved.say(text("ui.shell.saved_at", time=f"{moment:%H:%M}"))
        self._fit()

    def decorate(self) -> None:
        """Add icons, after the first window is shown; the words say the same without them."""
        from ui.shell.icons import icon, icon_side

        for press, name in ((self._cover, "cover"), (self._lock, "lock")):
            press.setIconSize(QSize(icon_side(), icon_side()))
            press.setIcon(icon(name))
        self._fit()

    def _name_keys(self, actions: ActionSet) -> None:
        for press, action_id in ((self._back, "inbox"), (self._cover, "cover"), (self._lock, "lock")):
            action = actions.action(action_id)
            press.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # How high the window is decides too, and a line at its top is not told of that.
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.HAIR + 2, Space.MEDIUM, Space.HAIR + 2)
        column.setSpacing(Space.HAIR)
        for row in (self._row, self._below):
            row.setSpacing(Space.SMALL)
            column.addLayout(row)
        self._row.addWidget(self._menus)
        self._row.addSpacing(Space.SMALL)
        self._row.addWidget(self._back)
        self._row.addWidget(self._title, 100)
        self._row.addStretch(1)
        self._row.addWidget(self._saved)
        self._row.addWidget(self._cover)
        self._row.addWidget(self._lock)

    def _fit(self) -> None:
        """Give the title a line of its own where it would lose words, such as when the case is due."""
        is_low = self.window().height() < LINES_FOR_TWO * self.fontMetrics().lineSpacing()
        self._shorten(is_short=False)
        is_narrow = self._is_narrow()
        self._shorten(is_short=is_low and is_narrow and not self._cover.icon().isNull())
        is_below = is_narrow and not self._back.isHidden() and not is_low
        if is_below == (self._below.indexOf(self._title) >= 0):
            return
        if is_below:
            for part, stretch in ((self._title, 1), (self._saved, 0)):
                self._row.removeWidget(part)
                self._below.addWidget(part, stretch)
        else:
            for part in (self._title, self._saved):
                self._below.removeWidget(part)
            self._row.insertWidget(_PLACE_OF_TITLE, self._title, 100)
            self._row.insertWidget(_PLACE_OF_TITLE + 2, self._saved)
        margin = Space.SMALL if is_below else 0
        self._below.setContentsMargins(margin, 0, margin, 0)

    def _is_narrow(self) -> bool:
        parts = (self._menus, self._back, self._title, self._saved, self._cover, self._lock)
        shown = [part for part in parts if not part.isHidden()]
        needed = sum(part.sizeHint().width() + self._row.spacing() for part in shown) + Space.VAST
        return needed > self.width()

    def _shorten(self, *, is_short: bool) -> None:
        """In a low window with large letters one line is all there is: the buttons are signs, and say their names."""
        for press, words in self._words.items():
            press.setText(words[1 if is_short else 0])

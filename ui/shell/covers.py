"""What stands in front of the screens: the privacy cover, and the overview of all keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.shell.actions import ACTIONS, MENUS, ActionSpec, keys_shown
from ui.theme import Space
from ui.views.parts.fields import button, centered, scrolled

_WIDEST = 560
_COVER_KEY = next(keys_shown(spec)[0] for spec in ACTIONS if spec.id == "cover")


class Cover(QWidget):
    """Hides everything until the same key is pressed again.

    Signals:
        lifted: go on.
    """

    lifted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cover")
        self.setProperty("role", "paper")
        title = PlainLabel(text("ui.shell.covered_title"), name="cover-title", role="title", parent=self)
        words = PlainLabel(text("ui.shell.covered", key=_COVER_KEY), name="cover-words", role="soft", parent=self)
        self._lift = button(f"{text('ui.shell.uncover')} ({_COVER_KEY})", name="uncover", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.VAST, Space.VAST, Space.VAST, Space.VAST)
        column.setSpacing(Space.LARGE)
        column.addStretch(1)
        for label in (title, words):
            column.addLayout(centered(label, _WIDEST))
        column.addWidget(self._lift, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setFocusProxy(self._lift)
        self._lift.clicked.connect(self.lifted)


class KeysOverview(QWidget):
    """Every command with its keys, made from the table of actions.

    Signals:
        closed: back to the screen.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setProperty("role", "paper")
        area, column = scrolled("keys-scroll", self)
        column.setSpacing(Space.MEDIUM)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.addWidget(PlainLabel(text("ui.shell.shortcuts"), name="keys-title", role="title", parent=self))
        column.addWidget(PlainLabel(text("ui.shell.shortcuts_words"), name="keys-words", role="soft", parent=self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.WIDE)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(1, 1)
        for menu in MENUS:
            self._add_menu(menu, grid)
        column.addLayout(grid)
        column.addStretch(1)
        self._close = button(f"{text('ui.message.close')} (Esc)", name="keys-close", parent=self)
        self._close.setShortcut("Esc")
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.MEDIUM)
        foot.addWidget(self._close)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(foot)
        self.setFocusProxy(self._close)
        self._close.clicked.connect(self.closed)

    def _add_menu(self, menu: str, grid: QGridLayout) -> None:
        specs = [spec for spec in ACTIONS if spec.menu == menu and spec.shortcuts]
        if not specs:
            return
        title = PlainLabel(text(f"ui.menu.{menu}").replace("&", ""), name=f"keys-{menu}", role="heading", parent=self)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for spec in specs:
            row = grid.rowCount()
            grid.addLayout(_keycaps(spec, self), row, 0)
            grid.addWidget(PlainLabel(text(f"ui.action.{spec.id}"), name=f"keys-{spec.id}", parent=self), row, 1)


def _keycaps(spec: ActionSpec, parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.HAIR)
    for number, keys in enumerate(keys_shown(spec)):
        cap = PlainLabel(keys, name=f"keycap-{spec.id}-{number}", role="keycap", parent=parent)
        cap.setWordWrap(False)
        row.addWidget(cap)
    row.addStretch(1)
    return row

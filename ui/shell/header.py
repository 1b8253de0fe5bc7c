"""The one line above every screen: menus, where one is, when it was last saved, cover and lock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from reviewer.text import text
from ui.plain_text import ElidedLabel, PlainLabel
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from ui.shell.actions import ActionSet


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
        self._back.setAccessibleName(text("ui.shell.back"))
        self._title = ElidedLabel(name="screen-title", role="field", parent=self)
        self._saved = PlainLabel(name="saved-at", role="soft", parent=self)
        self._saved.setWordWrap(False)
        self._cover = button(text("ui.shell.cover"), name="cover-button", parent=self, role="flat")
        self._lock = button(text("ui.shell.lock"), name="lock-button", parent=self, role="flat")
        self._name_keys(actions)
        self._arrange()
        self._back.clicked.connect(self.back_asked)
        self._cover.clicked.connect(self.cover_asked)
        self._lock.clicked.connect(self.lock_asked)

    def show_place(self, title: str, *, is_open: bool, can_go_back: bool) -> None:
        """Say where one is; before the workspace is open there is nothing to cover or lock."""
        self._title.say(title)
        self._back.setVisible(can_go_back)
        for widget in (self._cover, self._lock, self._saved):
            widget.setVisible(is_open)
        if not is_open:
            self._saved.say("")

    def set_title(self, title: str) -> None:
        """Say where one is."""
        self._title.say(title)

    def show_saved(self, saved_at: str) -> None:
        """Say when something was last saved, given as UTC text; empty says nothing."""
        if not saved_at:
            self._saved.say("")
            return
        moment = datetime.fromisoformat(saved_at).astimezone()
        self._saved.say(text("ui.shell.saved_at", time=f"{moment:%H:%M}"))

    def decorate(self) -> None:
        """Add icons, after the first window is shown; the words say the same without them."""
        from ui.shell.icons import icon

        self._cover.setIcon(icon("cover"))
        self._lock.setIcon(icon("lock"))

    def _name_keys(self, actions: ActionSet) -> None:
        for press, action_id in ((self._back, "inbox"), (self._cover, "cover"), (self._lock, "lock")):
            action = actions.action(action_id)
            press.setToolTip(f"{action.text()} ({action.shortcut().toString()})")

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, Space.HAIR + 2, Space.MEDIUM, Space.HAIR + 2)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._menus)
        row.addSpacing(Space.SMALL)
        row.addWidget(self._back)
        row.addWidget(self._title, 1)
        row.addWidget(self._saved)
        row.addWidget(self._cover)
        row.addWidget(self._lock)

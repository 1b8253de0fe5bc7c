"""Files that are dragged over the window and dropped on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout, QWidget

from ui.plain_text import PlainLabel
from ui.theme import Space, points
from ui.views.parts.fields import centered

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

_WIDEST = 480


class DropSign(QFrame):
    """An outline around the window with a sentence in it: what is dragged here may be let go of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Imported late: PySide makes all of its hundred enumerations at its first use.
        from PySide6.QtCore import Qt

        self.setObjectName("drop-sign")
        self.setProperty("role", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = PlainLabel(name="drop-words", role="drop", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.VAST, Space.VAST, Space.VAST, Space.VAST)
        column.addStretch(1)
        column.addLayout(centered(self._words, round(points(_WIDEST))))
        column.addStretch(1)
        self.hide()

    def show_over(self, window: QWidget, words: str) -> None:
        """Lay the sign over all of a window."""
        self._words.say(words)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()


class DropWindow(QMainWindow):
    """A window on which files may be dropped, and which shows so while they are held over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._drop_sign: DropSign | None = None

    @property
    def takes_files(self) -> bool:
        """True where a file may be dropped now."""
        return True

    def words_of_drop(self) -> str:
        """Say what dropping does."""
        raise NotImplementedError

    def load(self, paths: tuple[Path, ...]) -> None:
        """Take what was dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData().urls()) and self.takes_files:
            accept_copy(event)
            self._drop_sign = self._drop_sign or DropSign(self)
            self._drop_sign.show_over(self, self.words_of_drop())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        accept_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._put_sign_away()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._put_sign_away()
        paths = local_paths(event.mimeData().urls())
        if paths:
            accept_copy(event)
            self.load(paths)

    def _put_sign_away(self) -> None:
        if self._drop_sign is not None:
            self._drop_sign.hide()


def accept_copy(event: QDropEvent) -> None:
    """Take files as copies: after a move the file manager would delete the bundle."""
    from PySide6.QtCore import Qt

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_paths(urls: list[QUrl]) -> tuple[Path, ...]:
    """Return what was dropped and lies on this computer."""
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())

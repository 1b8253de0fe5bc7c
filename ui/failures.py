"""The only place that shows a failure: a bar where the work is, and a log without contents.

What is confidential never reaches the log: it holds types and code locations, no values.
"""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from reviewer.errors import ReviewerError
from reviewer.progress import Cancelled
from reviewer.text import text
from ui.looks import set_look
from ui.plain_text import PlainLabel
from ui.theme import Space

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QResizeEvent

LONGEST_LOG_BYTES = 512 * 1024


class MessageKind(StrEnum):
    """How a message looks; its words say the rest."""

    PROBLEM = "problem"
    CAUTION = "caution"
    NOTE = "note"
    DONE = "done"


def sentence(error: BaseException) -> str:
    """Say in plain words what happened; anything unforeseen gets one general sentence."""
    if not isinstance(error, ReviewerError):
        return text("error.unexpected")
    try:
        return text(error.text_key, **{"subject": error.subject} | error.details)
    except (KeyError, IndexError, ValueError):
        return text("error.unexpected")


def reason(error: ReviewerError) -> str:
    """Return only why, as a sentence, for a place that shows what it is about; else what `sentence` says."""
    why = error.details.get("reason")
    if not isinstance(why, str) or not why:
        return sentence(error)
    return f"{why[0].upper()}{why[1:].rstrip('.')}."


class MessageBar(QFrame):
    """A message in place: what happened and what to do, with at most one thing to press beside "Close".

    Hidden while it has nothing to say. A screen reader reads it out when it appears.
    """

    action_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, name: str = "message-bar") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._action = ""
        self._words = PlainLabel(name=f"{name}-words", parent=self)
        self._details = PlainLabel(name=f"{name}-details", role="soft", parent=self)
        self._act = QPushButton(self)
        self._act.setObjectName(f"{name}-act")
        self._act.hide()
        self._close = QPushButton(text("ui.message.close"), self)
        self._close.setObjectName(f"{name}-close")
        self._close.setProperty("role", "flat")
        self._arrange()
        self._act.clicked.connect(self._announce_action)
        self._close.clicked.connect(self.clear)
        self.hide()

    def show_failure(
        self, error: BaseException, *, details: str = "", action: str = "", action_label: str = ""
    ) -> None:
        """Say what went wrong; a wish to stop is only a note."""
        kind = MessageKind.NOTE if isinstance(error, Cancelled) else MessageKind.PROBLEM
        if not isinstance(error, ReviewerError):
            record(error)
        self.show_message(sentence(error), kind, details=details, action=action, action_label=action_label)

    def show_message(
        self,
        words: str,
        kind: MessageKind = MessageKind.NOTE,
        *,
        details: str = "",
        action: str = "",
        action_label: str = "",
        is_quiet: bool = False,
    ) -> None:
        """Show words; `action` comes back in `action_chosen` when its button is pressed.

        A screen reader reads them out unless `is_quiet`, for a countdown that it would read every second.
        """
        self._words.say(words)
        self._details.say(details)
        self._details.setVisible(bool(details))
        self._action = action
        self._act.setText(action_label)
        self._act.setVisible(bool(action))
        set_look(self, "kind", str(kind))
        self.setAccessibleName(text(f"ui.message.{kind}"))
        self.setAccessibleDescription(words)
        self.show()
        self._fit()
        if not is_quiet:
            announce(self, words)

    def focus_action(self) -> None:
        """Put the focus on the button, where what was just asked for waits for it."""
        self._act.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        layout = self.layout()
        if layout is not None:
            # Becoming higher within a resize, the bar is resized anew before Qt lays out what it was first resized to.
            layout.setGeometry(self.contentsRect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Be as high as the words need at this width: Qt would cap it at what they need in a wider bar."""
        layout = self.layout()
        if layout is not None and not self.isHidden():
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    @property
    def words(self) -> str:
        """What it says now; empty while hidden."""
        return self._words.text() if not self.isHidden() else ""

    @Slot()
    def clear(self) -> None:
        """Take the message away."""
        if self.isHidden():
            return
        self.hide()
        self._words.say("")
        self._details.say("")
        self.closed.emit()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(self._words)
        words.addWidget(self._details)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        row.setSpacing(Space.MEDIUM)
        row.addLayout(words, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)

    @Slot()
    def _announce_action(self) -> None:
        self.action_chosen.emit(self._action)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say words without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Unforeseen(QObject):
    """Catches what nobody caught: logs it without contents and tells the window.

    `happened` may be emitted from any thread; connect it to a slot of a QObject of the window.
    """

    happened = Signal(object)

    def install(self) -> None:
        """Take over from Python's own report, which would print a traceback."""
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, ReviewerError):
            record(error.with_traceback(trace))
        self.happened.emit(error)

    def _catch_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._catch(caught.exc_type, caught.exc_value, caught.exc_traceback)


def log_path() -> Path:
    """Return where the log lies, in the platform's folder for logs."""
    import platformdirs

    return platformdirs.user_log_path("reviewer", appauthor=False) / "window.log"


def show_log() -> None:
    """Open the folder of the log in the desktop's own way."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_path().parent)))


def record(error: BaseException) -> None:
    """Note the type of an error and the code locations it passed: never its words, which may quote a case."""
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {type(error).__module__}.{type(error).__qualname__}"]
    lines += [f"  {_place(frame)}" for frame in traceback.extract_tb(error.__traceback__)]
    try:
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LONGEST_LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        # A disk that cannot take the log must not hide the failure itself.
        return


def _place(frame: traceback.FrameSummary) -> str:
    file = Path(frame.filename)
    return f"{file.parent.name}/{file.name}:{frame.lineno} {frame.name}"

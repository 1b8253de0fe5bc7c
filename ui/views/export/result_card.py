"""The package just written: its name, its digest, that it was checked, and how the office checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import counted, text
from ui.plain_text import PlainLabel, grouped
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from pathlib import Path

    from ui.session.export_session import HandedOver


class ResultCard(QFrame):
    """One written package.

    Signals:
        next_wanted: on to the next unfinished case.
    """

    next_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("handed-over")
        self.setProperty("role", "sheet")
        self._package: Path | None = None
        self._digest = ""
        self._title = PlainLabel(name="handed-over-title", role="heading", parent=self)
        self._checked = PlainLabel(name="handed-over-checked", parent=self)
        self._values = {
            name: PlainLabel(name=f"handed-over-{name}", parent=self) for name in ("whom", "file", "sha256", "verify")
        }
        self._copy = button(text("ui.export.copy"), name="handed-over-copy", parent=self)
        self._open = button(text("ui.export.open_folder"), name="handed-over-open", parent=self)
        self._next = button(text("ui.export.next_case"), name="handed-over-next", parent=self)
        self._arrange()
        self._copy.clicked.connect(self._copy_digest)
        self._open.clicked.connect(self._open_folder)
        self._next.clicked.connect(self.next_wanted)
        self.hide()

    @property
    def package(self) -> Path | None:
        """The file shown, None while there is none."""
        return self._package

    @property
    def digest(self) -> str:
        """The SHA-256 shown."""
        return self._digest

    def show_result(self, handed: HandedOver) -> None:
        """Show a package."""
        self._package = handed.package
        self._digest = handed.sha256
        key = "ui.export.new" if handed.is_new else "ui.export.same"
        self._title.say(counted(key, len(handed.submissions)))
        problem = handed.problem or _difference(handed)
        self._checked.say(problem or text("ui.export.checked"))
        self._checked.setProperty("role", "alarm" if problem else "soft")
        self._checked.style().polish(self._checked)
        self._values["whom"].say(text(f"ui.export.for.{handed.profile}"))
        self._values["file"].say(str(handed.package))
        self._values["sha256"].say(grouped(handed.sha256))
        self._values["sha256"].setAccessibleName(handed.sha256)
        self._values["verify"].say(text("ui.export.verify_line", file=handed.package.name))
        self.show()

    def clear(self) -> None:
        """Show nothing."""
        self._package = None
        self._digest = ""
        self.hide()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.SMALL)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, value) in enumerate(self._values.items()):
            label = PlainLabel(text(f"ui.export.{name}"), name=f"handed-over-{name}-label", role="field", parent=self)
            label.setWordWrap(False)
            grid.addWidget(label, number, 0, top)
            grid.addWidget(value, number, 1, top)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._next)
        row.addWidget(self._copy)
        row.addWidget(self._open)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._checked)
        column.addLayout(grid)
        column.addLayout(row)

    @Slot()
    def _copy_digest(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)

    @Slot()
    def _open_folder(self) -> None:
        if self._package is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._package.parent)))


def _difference(handed: HandedOver) -> str:
    return text("ui.export.differs", before=grouped(handed.before_sha256)) if handed.before_sha256 else ""

"""The reviewer's own part of a letter: the office's name and address, the paper, two pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.case.words_field import WordsField
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import choosing_dialog
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from ui.session.settings_session import Kept

_ADDRESS_LINES = 3
_TYPING_MS = 600
_PICTURE = QSize(220, 72)


class PictureRow(QWidget):
    """One picture, with buttons to choose another and to take it away.

    Signals:
        chosen: which picture, and the file's path or None.
    """

    chosen = Signal(str, object)

    def __init__(self, which: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"settings-{which}")
        self._which = which
        self._picture = QLabel(self)
        self._picture.setObjectName(f"settings-{which}-picture")
        self._picture.setMinimumHeight(_PICTURE.height())
        self._choose = button(text("ui.settings.choose"), name=f"settings-{which}-choose", parent=self)
        self._choose.setAccessibleName(text(f"ui.settings.choose_{which}"))
        self._remove = button(text("ui.settings.remove"), name=f"settings-{which}-remove", parent=self, role="link")
        self._remove.setAccessibleName(text(f"ui.settings.remove_{which}"))
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._picture)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(
            PlainLabel(text(f"ui.settings.{which}"), name=f"settings-{which}-label", role="field", parent=self)
        )
        column.addLayout(row)
        self._choose.clicked.connect(self.choose)
        self._remove.clicked.connect(self._take_away)

    def show_picture(self, data: bytes | None) -> None:
        """Show the picture, or that there is none."""
        drawn = QPixmap()
        if data is not None:
            drawn.loadFromData(data)
        self._remove.setVisible(data is not None)
        if drawn.isNull():
            self._picture.setText(text("ui.settings.no_picture"))
            return
        ratio = self.devicePixelRatioF()
        fitting = drawn.scaled(
            _PICTURE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitting.setDevicePixelRatio(ratio)
        self._picture.setPixmap(fitting)
        self._picture.setAccessibleName(text(f"ui.settings.{self._which}"))

    @Slot()
    def choose(self) -> None:
        """Ask for a picture."""
        title, names = text(f"ui.settings.choose_{self._which}"), text("ui.settings.pictures")
        dialog = choosing_dialog(f"settings-{self._which}-dialog", title, self, names=names)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    @Slot(str)
    def take(self, chosen: str) -> None:
        """Take a picture from a file."""
        self.chosen.emit(self._which, Path(chosen))

    @Slot()
    def _take_away(self) -> None:
        self.chosen.emit(self._which, None)


class LetterheadSection(Section):
    """What letters begin and end with; saved as it is typed.

    Signals:
        office_typed: the office's name, its address, the paper.
        picture_chosen: `logo` or `signature`, and a path or None.
    """

    office_typed = Signal(str, str, str)
    picture_chosen = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "settings-letterhead",
            text("ui.settings.letterhead"),
            parent,
            explanation=text("ui.settings.letterhead_means"),
        )
        self._office = QLineEdit(self)
        self._office.setObjectName("settings-office")
        self._address = WordsField("settings-address", _ADDRESS_LINES, self)
        self._paper = ChoiceBox(self)
        self._paper.setObjectName("settings-paper")
        self._pictures = {which: PictureRow(which, self) for which in ("logo", "signature")}
        self.add(text("ui.settings.office"), self._office)
        self.add(text("ui.settings.address"), self._address)
        self.add(text("ui.settings.paper"), self._paper)
        for row in self._pictures.values():
            self.add_wide(row)
            row.chosen.connect(self.picture_chosen)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._office.textEdited.connect(self._wait)
        self._address.typed.connect(self._wait)
        self._office.editingFinished.connect(self.flush)
        self._address.settled.connect(self.flush)
        self._paper.activated.connect(self._tell)

    def show_kept(self, kept: Kept) -> None:
        """Show what is kept; what is being typed stays."""
        if not self._typing.isActive():
            if self._office.text() != kept.office_name:
                self._office.setText(kept.office_name)
            if not self._address.hasFocus():
                self._address.fill(kept.address)
        if self._paper.count() == 0:
            for paper in kept.papers:
                self._paper.addItem(text(f"ui.settings.papers.{paper}"), paper)
        self._paper.setCurrentIndex(self._paper.findData(kept.paper))
        self._pictures["logo"].show_picture(kept.logo)
        self._pictures["signature"].show_picture(kept.signature)

    def clear(self) -> None:
        """Show nothing of the workspace."""
        self._typing.stop()
        self._office.clear()
        self._address.fill("")
        for row in self._pictures.values():
            row.show_picture(None)

    @Slot()
    def flush(self) -> None:
        """Save at once what waits."""
        if self._typing.isActive():
            self._tell()

    @Slot()
    def _wait(self) -> None:
        self._typing.start()

    @Slot()
    def _tell(self) -> None:
        self._typing.stop()
        self.office_typed.emit(self._office.text(), self._address.words, str(self._paper.currentData()))

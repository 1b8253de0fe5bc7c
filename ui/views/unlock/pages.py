"""The pages of the unlock screen: each gathers what one way of opening needs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import ElidedLabel, PlainLabel, tooltip
from ui.theme import Space
from ui.views.parts.eliding_box import ElidingBox
from ui.views.parts.fields import button, labelled
from ui.views.unlock.passphrase import PassphraseField, strength_hint, what_is_wrong


class Page(QWidget):
    """One way of opening.

    Signals:
        problem: a sentence about what is missing, to show in place.
        chosen: another page is asked for: open, create, recover, browse or place.
    """

    problem = Signal(str)
    chosen = Signal(str)

    def __init__(self, name: str, title: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.HAIR, 0, Space.HAIR, Space.HAIR)
        self._column.setSpacing(Space.MEDIUM)
        self._column.addWidget(PlainLabel(title, name=f"{name}-title", role="title", parent=self))
        self._column.addWidget(PlainLabel(explanation, name=f"{name}-explanation", role="soft", parent=self))
        self._act = button("", name=f"{name}-act", parent=self, role="primary")
        self._act.clicked.connect(self._try)
        self._act_words = ""

    def name_act(self, words: str) -> None:
        """Say on the primary button what it does."""
        self._act_words = words
        self._act.setText(words)

    def set_busy(self, is_busy: bool) -> None:
        """Wait for the answer: nothing can be pressed twice."""
        self._act.setEnabled(not is_busy)
        self._act.setText(text("ui.unlock.wait") if is_busy else self._act_words)

    def clear(self) -> None:
        """Forget every secret."""

    def focus_first(self) -> None:
        """Put the focus where typing begins."""

    def _try(self) -> None:
        """Check what is there and ask for it to be done."""

    def _send_back(self, words: str, field: QWidget) -> None:
        """Say what is missing, with the focus where it is missing."""
        self.problem.emit(words)
        field.setFocus()

    def _add_links(self, *ways: str) -> None:
        links = QVBoxLayout()
        links.setSpacing(0)
        for way in ways:
            link = button(text(f"ui.unlock.link.{way}"), name=f"{self.objectName()}-{way}", parent=self, role="link")
            link.setProperty("way", way)
            link.clicked.connect(self._choose_way)
            row = QHBoxLayout()
            row.addWidget(link)
            row.addStretch(1)
            links.addLayout(row)
        self._column.addLayout(links)

    def _add_act(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self._act)
        row.addStretch(1)
        self._column.addSpacing(Space.HAIR)
        self._column.addLayout(row)

    @Slot()
    def _choose_way(self) -> None:
        self.chosen.emit(str(self.sender().property("way")))


class OpenPage(Page):
    """Opens a workspace with its passphrase."""

    asked = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("unlock-open", text("ui.unlock.open.title"), text("ui.unlock.open.explanation"), parent)
        self._files = ElidingBox("unlock-file", self, keeps_both_ends=True)
        self._files.currentTextChanged.connect(self._tell_whole_path)
        self._column.addLayout(labelled(text("ui.unlock.file"), self._files, self))
        self._passphrase = PassphraseField(text("ui.unlock.passphrase"), name="unlock-passphrase", parent=self)
        self._column.addWidget(self._passphrase)
        self.name_act(text("ui.unlock.open.act"))
        self._add_act()
        self._add_links("browse", "recover", "create")
        self._passphrase.entered.connect(self._try)

    def offer(self, paths: tuple[Path, ...]) -> None:
        """Offer workspaces, the likeliest first."""
        self._files.clear()
        for path in paths:
            self._files.addItem(text("ui.unlock.file_in", name=path.name, folder=path.parent), path)
        items = self._files.model()
        assert isinstance(items, QStandardItemModel)  # noqa: S101 - a combo box makes its own
        for number, path in enumerate(paths):
            items.item(number).setToolTip(tooltip(str(path)))

    @property
    def path(self) -> Path | None:
        """The workspace chosen now."""
        chosen = self._files.currentData()
        return chosen if isinstance(chosen, Path) else None

    def clear(self) -> None:
        self._passphrase.clear()

    def focus_first(self) -> None:
        self._passphrase.select_all()

    @Slot()
    def _tell_whole_path(self) -> None:
        self._files.setToolTip(tooltip(str(self.path or "")))

    @Slot()
    def _try(self) -> None:
        if self.path is None:
            self._send_back(text("ui.unlock.no_file"), self._files)
        elif not self._passphrase.passphrase:
            self._send_back(text("ui.unlock.no_passphrase"), self._passphrase)
        else:
            self.asked.emit(self.path, self._passphrase.passphrase)


class NewPassphrase(QWidget):
    """A new passphrase, typed twice, with a hint at its strength.

    Signals:
        entered: Enter was pressed in one of its fields.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.first = PassphraseField(text("ui.unlock.new_passphrase"), name=f"{name}-first", parent=self)
        self.again = PassphraseField(text("ui.unlock.again"), name=f"{name}-again", parent=self)
        self._hint = PlainLabel(strength_hint(""), name=f"{name}-hint", role="small", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.first)
        column.addWidget(self._hint)
        column.addWidget(self.again)
        self.first.edited.connect(self._hint_at_strength)
        for field in (self.first, self.again):
            field.entered.connect(self.entered)

    @property
    def problem(self) -> str:
        """Why it cannot be taken yet; empty when it can."""
        return what_is_wrong(self.first.passphrase, self.again.passphrase)

    @property
    def faulty(self) -> PassphraseField:
        """The field to which the problem belongs."""
        return self.first if what_is_wrong(self.first.passphrase, self.first.passphrase) else self.again

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    @Slot()
    def _hint_at_strength(self) -> None:
        self._hint.say(strength_hint(self.first.passphrase))


class CreatePage(Page):
    """Makes a new encrypted workspace."""

    asked = Signal(object, str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("unlock-create", text("ui.unlock.create.title"), text("ui.unlock.create.explanation"), parent)
        self._path = Path()
        self._name = self._line("unlock-name", text("ui.unlock.name"), text("ui.unlock.name_hint"))
        self._id = self._line("unlock-id", text("ui.unlock.id"), text("ui.unlock.id_hint"))
        self._new = NewPassphrase("unlock-new", self)
        self._column.addWidget(self._new)
        warning = text("ui.unlock.create.warning")
        self._column.addWidget(PlainLabel(warning, name="unlock-create-warning", parent=self))
        self._place = ElidedLabel(name="unlock-place", role="soft", parent=self)
        self._place.keep_both_ends()
        row = QHBoxLayout()
        row.addWidget(self._place, 1)
        change = button(text("ui.unlock.link.place"), name="unlock-create-place", parent=self, role="link")
        change.setProperty("way", "place")
        change.clicked.connect(self._choose_way)
        row.addWidget(change)
        self._column.addLayout(row)
        self.name_act(text("ui.unlock.create.act"))
        self._add_act()
        self._add_links("browse", "recover")
        self._new.entered.connect(self._try)

    def place_at(self, path: Path) -> None:
        """Say where the workspace will lie."""
        self._path = path
        self._place.say(text("ui.unlock.place", path=path))

    @property
    def path(self) -> Path:
        """Where the workspace will lie."""
        return self._path

    def clear(self) -> None:
        self._new.clear()

    def focus_first(self) -> None:
        self._name.setFocus()

    def _line(self, name: str, words: str, hint: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(name)
        made.setPlaceholderText(hint)
        made.returnPressed.connect(self._try)
        self._column.addLayout(labelled(words, made, self))
        return made

    @Slot()
    def _try(self) -> None:
        name, reviewer_id = self._name.text().strip(), self._id.text().strip()
        if not name:
            self._send_back(text("ui.unlock.no_name"), self._name)
        elif not reviewer_id:
            self._send_back(text("ui.unlock.no_id"), self._id)
        elif self._new.problem:
            self._send_back(self._new.problem, self._new.faulty)
        else:
            self.asked.emit(self._path, self._new.first.passphrase, reviewer_id, name)


class RecoverPage(Page):
    """Opens a workspace with the key of its recovery sheet and sets a new passphrase."""

    asked = Signal(object, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "unlock-recover", text("ui.unlock.recover.title"), text("ui.unlock.recover.explanation"), parent
        )
        self._path: Path | None = None
        self._place = ElidedLabel(name="unlock-recover-file", role="soft", parent=self)
        self._place.keep_both_ends()
        self._column.addWidget(self._place)
        from PySide6.QtWidgets import QPlainTextEdit

        self._key = QPlainTextEdit(self)
        self._key.setObjectName("unlock-key")
        self._key.setTabChangesFocus(True)
        self._key.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + Space.LARGE)
        self._column.addLayout(labelled(text("ui.unlock.key"), self._key, self))
        self._new = NewPassphrase("unlock-recover-new", self)
        self._column.addWidget(self._new)
        self.name_act(text("ui.unlock.recover.act"))
        self._add_act()
        self._add_links("browse", "open")
        self._new.entered.connect(self._try)

    def place_at(self, path: Path | None) -> None:
        """Say which workspace will be opened."""
        self._path = path
        self._place.say(text("ui.unlock.no_file") if path is None else text("ui.unlock.recovering", path=path))

    def clear(self) -> None:
        self._key.clear()
        self._new.clear()

    def focus_first(self) -> None:
        self._key.setFocus()

    @Slot()
    def _try(self) -> None:
        if self._path is None:
            self.problem.emit(text("ui.unlock.no_file"))
        elif not self._key.toPlainText().strip():
            self._send_back(text("ui.unlock.no_key"), self._key)
        elif self._new.problem:
            self._send_back(self._new.problem, self._new.faulty)
        else:
            self.asked.emit(self._path, self._key.toPlainText(), self._new.first.passphrase)


class SheetPage(Page):
    """Right after a workspace was made: put the recovery sheet away."""

    save_asked = Signal()
    went_on = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("unlock-sheet", text("ui.unlock.sheet.title"), text("ui.unlock.sheet.explanation"), parent)
        self._save = button(text("ui.unlock.sheet.save"), name="unlock-sheet-save", parent=self)
        self._save.clicked.connect(self.save_asked)
        self.name_act(text("ui.unlock.sheet.act"))
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._save)
        row.addWidget(self._act)
        row.addStretch(1)
        self._column.addLayout(row)

    def focus_first(self) -> None:
        self._save.setFocus()

    def focus_next(self) -> None:
        """Put the focus on going on, once the sheet is saved."""
        self._act.setFocus()

    @Slot()
    def _try(self) -> None:
        self.went_on.emit()

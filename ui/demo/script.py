"""What the demonstration does in the window, action by action, as a reviewer would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton, QTabBar, QWidget

from reviewer.vocabulary import NO_CONFLICT, CaseState
from ui.demo.driver import Until
from ui.views.case.screen import CaseScreen
from ui.views.export.screen import ExportScreen
from ui.views.inbox.screen import InboxScreen
from ui.views.outcome.page import OutcomePage
from ui.views.signing.page import SignPage

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell
    from ui.demo.asked import Asked
    from ui.demo.driver import Script
    from ui.demo.pictures import Pictures
    from ui.demo.samples import SampleCase, SampleJudgment, Samples
    from ui.shell.main_window import MainWindow

Part = TypeVar("Part", bound=QWidget)


@dataclass(slots=True)
class Left:
    """What the demonstration leaves behind."""

    letters: list[Path] = field(default_factory=list)
    package: Path | None = None


class Demonstration:
    """One run through the whole job.

    Args:
        window: the real window, shown and still locked.
        pictures: takes pictures on the way.
        samples: the bundles and what is judged.
        asked: folder and passphrase.
    """

    def __init__(self, window: MainWindow, pictures: Pictures, samples: Samples, asked: Asked) -> None:
        self._window = window
        self._pictures = pictures
        self._samples = samples
        self._asked = asked
        self.left = Left()

    def script(self) -> Script:
        """Yield what to wait for after each action."""
        yield from self._create()
        yield from self._load()
        for case in self._samples.cases:
            # A change of colors takes a second, so each case is gone through in its own.
            self._pictures.turn_to(case.colors)
            yield from self._review(case)
        yield from self._hand_over()
        self._window.show_screen("settings")
        yield from self._pictures.take_both("settings")
        self._window.show_screen("inbox")

    # Beginning ----------------------------------------------------------------------------

    def _create(self) -> Script:
        unlock = self._window.unlock_screen
        unlock.offer((), self._asked.workspace)
        self._type_line("unlock-name", self._samples.reviewer_name)
        self._type_line("unlock-id", self._samples.reviewer_id)
        for field_name in ("unlock-new-first-line", "unlock-new-again-line"):
            self._type_line(field_name, self._asked.passphrase)
        self._press("unlock-create-act")
        yield Until("create", lambda: self._window.workspace.is_open)
        yield Until("recovery", lambda: self._part(QPushButton, "unlock-sheet-act").isVisible())
        self._press("unlock-sheet-act")
        yield Until("inbox", lambda: self._window.screen_shown is self._inbox)

    def _load(self) -> Script:
        inbox, wanted = self._inbox, len(self._samples.cases)
        inbox.load(tuple(case.bundle for case in self._samples.cases))
        yield Until("load", lambda: inbox.model.count_of_all == wanted and not inbox.session.is_loading)

    # One case -----------------------------------------------------------------------------

    def _review(self, case: SampleCase) -> Script:
        yield from self._open(case)
        yield from self._judge(case)
        yield from self._answer(case)
        yield from self._sign(case)
        yield from self._save_letter(case)

    def _open(self, case: SampleCase) -> Script:
        self._window.show_screen("inbox")
        yield from self._pictures.take("inbox")
        self._window.show_screen("case", case.key)
        yield Until("open", lambda: self._is_at(case))
        yield from self._pictures.take("declaration")
        self._press("declare-none")
        yield Until("declare", lambda: self._case.pages.is_open)
        yield from self._pictures.take("before")
        self._turn_to("read")
        yield from self._pictures.take("read")

    def _judge(self, case: SampleCase) -> Script:
        self._turn_to("judge")
        claimed = [row.cell for row in self._sheet.cells if row.is_claimed]
        # The cell of the picture comes last, so that the picture shows all the others.
        for cell in [*(cell for cell in claimed if cell != case.pictured), case.pictured]:
            yield from self._judge_cell(case.judgment(cell), is_shown=cell == case.pictured)

    def _judge_cell(self, judgment: SampleJudgment, *, is_shown: bool) -> Script:
        bench = self._case.pages.workbench
        bench.go_to(judgment.cell)
        yield Until("cell", lambda: bench.rubric.cell == judgment.cell)
        self._type_letter("matrix", self._letter_of(judgment.level))
        for prompt in judgment.prompts:
            self._part(QCheckBox, f"prompt-{prompt}").click()
        for name in ("finding", "feedback", "remedy"):
            if words := getattr(judgment, name):
                bench.rubric.texts.field(name).setFocus()
                bench.rubric.texts.field(name).insertPlainText(words)
        if judgment.fix:
            self._choose_fix(judgment.fix)
        if is_shown:
            yield from self._pictures.take("judge")
        self._case.finish()
        yield Until("close", lambda: self._is_closed(judgment.cell))

    def _choose_fix(self, fix: str) -> None:
        box = self._part(QComboBox, "fix")
        place = [known.id for known in self._sheet.fixes].index(fix) + 1
        box.setCurrentIndex(place)
        box.activated.emit(place)

    def _answer(self, case: SampleCase) -> Script:
        self._turn_to("ethics")
        ethics = self._case.pages.workbench.ethics
        letter = next(choice.key for choice in self._sheet.ethics_choices if choice.id == case.ethics)
        items = [row.id for row in self._sheet.ethics]
        for item in items:
            ethics.show_item(item)
            yield Until("item", lambda item=item: ethics.item == item)  # type: ignore[misc] # mypy types no default of a lambda
            self._type_letter("ethics-items", letter)
            if item == items[-1]:
                yield from self._pictures.take("ethics")
            self._case.finish()
            yield Until("answer", lambda item=item: self._is_answered(item))  # type: ignore[misc] # as above

    def _sign(self, case: SampleCase) -> Script:
        self._turn_to("outcome")
        yield Until("outcome", lambda: self._part(OutcomePage, "outcome-page").pages.sheets.is_sharp)
        yield from self._pictures.take("outcome")
        self._press("outcome-sign")
        yield Until("sign", lambda: self._case.pages.step == "sign")
        page = self._part(SignPage, "sign-page")
        yield Until("draft", lambda: page.pages.sheets.is_sharp)
        self._part(QRadioButton, f"renewed-{NO_CONFLICT}").click()
        yield from self._pictures.take("sign")
        self._press("sign")
        yield Until("seal", lambda: self._sheet.key == case.key and self._sheet.state is CaseState.SIGNED)
        yield Until("sealed-letter", lambda: page.pages.shows_sealed and page.pages.sheets.is_sharp)
        yield from self._pictures.take("sealed")

    def _save_letter(self, case: SampleCase) -> Script:
        path = self._asked.folder / letter_name(case)
        self._part(SignPage, "sign-page").pages.save_to(str(path))
        yield Until("letter", path.exists)
        self.left.letters.append(path)

    # The end ------------------------------------------------------------------------------

    def _hand_over(self) -> Script:
        self._window.show_screen("export")
        screen = self._window.screen_named("export")
        assert isinstance(screen, ExportScreen)  # noqa: S101 - the table of screens says so
        panel = screen.panel
        panel.place_at(self._asked.folder)
        yield Until("ready", lambda: len(panel.model.chosen) == len(self._samples.cases))
        self._press("export-write", panel)
        yield Until("export", lambda: panel.result.package is not None)
        self.left.package = panel.result.package
        yield from self._pictures.take_both("hand-over")

    # The window ---------------------------------------------------------------------------

    @property
    def _inbox(self) -> InboxScreen:
        screen = self._window.screen_named("inbox")
        assert isinstance(screen, InboxScreen)  # noqa: S101 - the table of screens says so
        return screen

    @property
    def _case(self) -> CaseScreen:
        screen = self._window.screen_named("case")
        assert isinstance(screen, CaseScreen)  # noqa: S101 - the table of screens says so
        return screen

    @property
    def _sheet(self) -> Sheet:
        sheet = self._case.session.sheet
        assert sheet is not None  # noqa: S101 - asked for only while a case is open
        return sheet

    def _is_at(self, case: SampleCase) -> bool:
        sheet = self._case.session.sheet
        return sheet is not None and sheet.key == case.key and self._part(QPushButton, "declare-none").isVisible()

    def _is_closed(self, cell: Cell) -> bool:
        row = self._sheet.cell(cell)
        return row.closed is not None and row.draft is None

    def _is_answered(self, item: str) -> bool:
        return any(row.id == item and row.answer is not None for row in self._sheet.ethics)

    def _letter_of(self, level_id: str) -> str:
        return next(level.key for level in self._sheet.levels if level.id == level_id)

    def _turn_to(self, step: str) -> None:
        tabs = self._part(QTabBar, "step-tabs", self._case)
        tabs.setCurrentIndex(self._case.pages.bar.steps.index(step))

    def _part(self, kind: type[Part], name: str, within: QWidget | None = None) -> Part:
        found = (within or self._window).findChild(kind, name)
        assert found is not None, name  # noqa: S101 - the window has it, or the demonstration is out of date
        return found

    def _press(self, name: str, within: QWidget | None = None) -> None:
        self._part(QPushButton, name, within).click()

    def _type_line(self, name: str, words: str) -> None:
        line = self._part(QLineEdit, name)
        line.clear()
        line.insert(words)

    def _type_letter(self, name: str, letter: str) -> None:
        part = self._part(QWidget, name, self._case)
        key = Qt.Key(ord(letter.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(part, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter.lower()))


def letter_name(case: SampleCase) -> str:
    """Return what the letter of a sample is called."""
    return f"{case.key.submission_id}_r{case.key.revision}.pdf"

"""The pages of a case and their steps, shown for one sheet at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseState
from ui.models.case_places import CasePlace, place_of_branch
from ui.models.case_words import doubts
from ui.models.row_kinds import ROW_KINDS, kinds_aside, standing_aside
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.case.before_page import BeforePage
from ui.views.case.begun_forms import BegunForms
from ui.views.case.office_page import OfficePage
from ui.views.case.opening_view import OpeningView
from ui.views.case.step_bar import StepBar
from ui.views.case.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from reviewer.review.reasons import Branch
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell
    from ui.settings import LayoutSettings
    from ui.views.case.steps import CaseStep, StepPage

WORKBENCH_STEPS = ("read", "judge", *ROW_KINDS, "ethics")
FIRST_STEP = "before"
OFFICE_STEP = "office"


class CasePages(QWidget):
    """Before the declaration only the names; then the steps, each page brought up to date when it is shown."""

    step_changed = Signal(str)
    next_case_wanted = Signal()
    actions_changed = Signal()

    def __init__(self, settings: LayoutSettings, later_steps: Sequence[CaseStep], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("case-pages")
        self._sheet: Sheet | None = None
        self._step = ""
        self._later = {step.id: step for step in later_steps}
        self._built: dict[str, StepPage] = {}
        self.forms = BegunForms(self)
        self.bar = StepBar(self)
        self._stack = QStackedWidget(self)
        self._blank = QWidget(self)
        self.opening = OpeningView(self._stack)
        self._recused = PlainLabel(text("case.recused"), name="recused", role="heading", parent=self)
        self._settings = settings

    def stages(self) -> Iterator[None]:
        """Make the rest, in steps."""
        self.before = BeforePage(self._stack)
        yield
        self.office = OfficePage(self._stack)
        yield
        self.workbench = Workbench(self._settings, self._stack)
        yield
        yield from self.workbench.stages()
        for part in (
            self.opening,
            self.before,
            self.office,
            self.workbench.board.pane,
            self.workbench.reading.compare,
        ):
            part.use_forms(self.forms)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._blank.setObjectName("case-blank")
        self._recused.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self._blank, self.opening, self._recused, self.before, self.workbench, self.office):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self.bar.hide()

    def _connect(self) -> None:
        self.bar.step_wanted.connect(self.go_to_step)
        self.before.step_wanted.connect(self.go_to_step)
        self.before.place_wanted.connect(self.go_to_place)
        self.workbench.ethics.note_wanted.connect(self.go_to_office)

    def extras(self) -> Iterator[None]:
        """Make the pages of the later steps."""
        for step in self._later:
            self._later_page(step)
            yield

    @property
    def step(self) -> str:
        """The step shown; empty while there is none."""
        return self._step

    @property
    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """What the page of a later step does right now for which action of the window."""
        return self._built[self._step].handlers() if self._step in self._built else {}

    @property
    def is_open(self) -> bool:
        """True once the declaration is made and the case can be worked on."""
        return self._step != ""

    def show_sheet(self, sheet: Sheet, step: str = "") -> None:
        """Show a case as it is now, at a step where it is shown anew."""
        self._sheet = sheet
        if sheet.state is CaseState.RECUSED:
            self._forget_content()
            self._show_alone(self._recused)
        elif not sheet.declarations:
            self.opening.show_sheet(sheet)
            self._show_alone(self.opening)
            self.opening.focus_choice()
            QTimer.singleShot(0, self, self._make_ready)
        else:
            self._show_open(sheet, step)

    @Slot()
    def _make_ready(self) -> None:
        if self._sheet is not None and not self.is_open:
            self.before.make_ready(self._sheet)

    def _show_open(self, sheet: Sheet, step: str) -> None:
        titles = step_titles(sheet)
        titles |= {later.id: text(later.title_key) for later in self._later.values()}
        titles[OFFICE_STEP] = text("case.steps.office")
        self.bar.offer(titles)
        self.bar.show()
        wanted = step or self._step
        is_turn = wanted != self._step or not self._step
        self._step = wanted if wanted in titles else FIRST_STEP
        self.bar.show_step(self._step)
        self._show_page(sheet)
        self._show_standings(sheet)
        if is_turn:
            self.step_changed.emit(self._step)

    @Slot(str)
    def go_to_step(self, step: str) -> None:
        """Turn to a step."""
        if self._sheet is None or not self.is_open or step == self._step or step not in self.bar.steps:
            return
        self._step = step
        self.bar.show_step(step)
        self._show_page(self._sheet)
        self._enter()
        self.step_changed.emit(step)

    def clear(self) -> None:
        """Show nothing of any case."""
        self._sheet = None
        self._step = ""
        self.bar.hide()
        self._stack.setCurrentWidget(self._blank)
        self._forget_content()

    def _forget_content(self) -> None:
        self.forms.clear()
        self.opening.clear()
        self.workbench.clear()
        for page in (self.before, self.office, *self._built.values()):
            page.forget()

    def focus_step(self) -> None:
        """Put the focus where work begins."""
        if self._sheet is not None and self.is_open:
            self._enter()
        else:
            self.opening.focus_choice()

    # Pages --------------------------------------------------------------------------------

    def _show_alone(self, page: QWidget) -> None:
        self._step = ""
        self.bar.hide()
        self._stack.setCurrentWidget(page)

    def _show_page(self, sheet: Sheet) -> None:
        if self._step in WORKBENCH_STEPS:
            self.workbench.show_sheet(sheet)
            self.workbench.show_mode(self._step)
            self._stack.setCurrentWidget(self.workbench)
            return
        page = self._page(self._step)
        page.show_sheet(sheet)
        self._stack.setCurrentWidget(page)

    def fill_bench(self, sheet: Sheet) -> None:
        """Let the workbench know the case also where another step is shown."""
        if self._step not in WORKBENCH_STEPS:
            self.workbench.show_sheet(sheet)

    def fill_bench_soon(self) -> None:
        """Do so once what is seen was painted."""
        # Two turns on: in the first one after this the page that is seen is laid out and painted.
        QTimer.singleShot(0, self, self._fill_bench_next)

    @Slot()
    def _fill_bench_next(self) -> None:
        QTimer.singleShot(0, self, self._fill_bench)

    @Slot()
    def _fill_bench(self) -> None:
        if self._sheet is not None and self.is_open:
            self.fill_bench(self._sheet)

    def _page(self, step: str) -> StepPage:
        own: dict[str, StepPage] = {FIRST_STEP: self.before, OFFICE_STEP: self.office}
        return own.get(step) or self._later_page(step)

    def _later_page(self, step: str) -> StepPage:
        if step not in self._built:
            page = self._later[step].build(self._stack)
            page.use_forms(self.forms)
            page.step_wanted.connect(self.go_to_step)
            page.cell_wanted.connect(self._show_cell)
            page.place_wanted.connect(self.go_to_place)
            page.branch_wanted.connect(self._show_branch)
            page.next_case_wanted.connect(self.next_case_wanted)
            page.actions_changed.connect(self.actions_changed)
            self._stack.addWidget(page)
            self._built[step] = page
        return self._built[step]

    def _enter(self) -> None:
        if self._step == "ethics":
            self.workbench.ethics.focus_item()
        elif self._step in WORKBENCH_STEPS:
            self.workbench.focus_work()
        else:
            self._page(self._step).entered()

    @Slot(object)
    def _show_cell(self, cell: Cell) -> None:
        self.go_to_step("judge")
        self.workbench.go_to(cell)

    def offers(self, step: str) -> bool:
        """Tell whether there is a step; `rows` stands for any that lists rows beside the layout."""
        return not set(ROW_KINDS).isdisjoint(self.bar.steps) if step == "rows" else step in self.bar.steps

    @Slot()
    def go_to_rows(self) -> None:
        """Turn to the rows that stand beside the layout; on from the last to the first."""
        steps = [step for step in self.bar.steps if step in ROW_KINDS]
        place = steps.index(self._step) + 1 if self._step in steps else 0
        if steps:
            self.go_to_step(steps[place % len(steps)])

    @Slot()
    def go_to_office(self) -> None:
        """Turn to what the office is asked and told."""
        self.go_to_step(OFFICE_STEP)

    @Slot(object)
    def _show_branch(self, branch: Branch) -> None:
        if self._sheet is not None:
            self.go_to_place(place_of_branch(self._sheet, branch))

    @Slot(object)
    def go_to_place(self, place: CasePlace) -> None:
        """Turn to a step and show in it what is meant."""
        bench = self.workbench
        self.go_to_step(place.step if place.step in self.bar.steps else FIRST_STEP)
        if place.cell is not None:
            bench.go_to(place.cell)
        if place.row:
            bench.board.go_to(place.row)
        if place.item and place.step == FIRST_STEP:
            self.before.show_item(place.item)
        elif place.item:
            bench.ethics.show_item(place.item)
        if place.document:
            bench.reading.show_tab("documents")
            bench.reading.documents.show_path(place.document)

    def _show_standings(self, sheet: Sheet) -> None:
        answered = sum(row.answer is not None for row in sheet.ethics)
        standings = {
            "before": self.before.standing(sheet),
            OFFICE_STEP: self.office.standing(sheet),
            "judge": f"{sheet.judged}/{sheet.to_judge}",
            "ethics": f"{answered}/{len(sheet.ethics)}",
        }
        standings |= {kind: standing_aside(sheet, kind) for kind in kinds_aside(sheet)}
        standings |= {step: page.standing(sheet) for step, page in self._built.items()}
        self.bar.show_standings(standings)
        self.bar.show_doubts(len(doubts(sheet)))


def step_titles(sheet: Sheet) -> dict[str, str]:
    """Return the first steps that a case has, with their names: nothing empty is offered."""
    titles = {"before": text("case.steps.before")}
    if sheet.cells:
        titles["read"] = text("case.steps.read")
        titles["judge"] = text("case.steps.judge")
    elif sheet.activities or sheet.milestones:
        titles["judge"] = text(f"case.steps.{sheet.layout}")
    titles |= {kind: text(f"case.steps.{kind}") for kind in kinds_aside(sheet)}
    if sheet.ethics:
        titles["ethics"] = text("case.steps.ethics")
    return titles

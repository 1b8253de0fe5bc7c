"""The unlock screen: one calm column in the middle, with what went wrong told in place."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import MessageBar, MessageKind
from ui.theme import Space, points
from ui.views.parts.fields import scrolled
from ui.views.parts.screen import Screen
from ui.views.unlock.pages import CreatePage, OpenPage, Page, RecoverPage, SheetPage

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError
    from ui.session.desk_keeper import Opened
    from ui.session.workspace_session import WorkspaceSession

WIDEST = 560
"""Width of the column, in device-independent pixels at 100 %."""


class UnlockScreen(Screen):
    """Makes or opens a workspace.

    Signals:
        ready: a workspace is open and the reviewer wants to begin.
    """

    ready = Signal()

    def __init__(self, workspace: WorkspaceSession, parent: QWidget | None = None) -> None:
        super().__init__("unlock", parent)
        self._workspace = workspace
        self._known: tuple[Path, ...] = ()
        self._default = Path()
        self._arrange()
        self._connect()
        self._pages.show_page(self._open)

    @property
    def page(self) -> Page:
        """The page now shown."""
        return self._pages.shown

    @property
    def message(self) -> MessageBar:
        """Where failures of opening are told."""
        return self._message

    def offer(self, known: tuple[Path, ...], default: Path) -> None:
        """Offer known workspaces to open; without any, begin by making one at `default`."""
        self._known = known
        self.place_new_at(default)
        self._open.offer(known)
        self._turn_to(self._open if known else self._create)

    def place_new_at(self, default: Path) -> None:
        """Say where a new workspace would lie."""
        self._default = default
        for page in self._pages.made:
            if isinstance(page, CreatePage):
                page.place_at(default)

    # Pages are made when they are first turned to: most starts need only the first.

    @cached_property
    def _open(self) -> OpenPage:
        page = OpenPage(self._pages)
        self._add(page)
        page.asked.connect(self._ask_open)
        return page

    @cached_property
    def _create(self) -> CreatePage:
        page = CreatePage(self._pages)
        self._add(page)
        page.place_at(self._default)
        page.asked.connect(self._ask_create)
        return page

    @cached_property
    def _recover(self) -> RecoverPage:
        page = RecoverPage(self._pages)
        self._add(page)
        page.place_at(self._open.path)
        page.asked.connect(self._ask_recover)
        return page

    @cached_property
    def _sheet(self) -> SheetPage:
        page = SheetPage(self._pages)
        self._add(page)
        page.save_asked.connect(self._ask_where_to_save)
        page.went_on.connect(self.ready)
        return page

    def _add(self, page: Page) -> None:
        self._pages.add(page)
        page.problem.connect(self._tell_problem)
        page.chosen.connect(self._go_another_way)

    def enter(self) -> None:
        self.page.focus_first()

    def forget(self) -> None:
        for page in self._pages.made:
            page.clear()
            page.set_busy(False)
        self._message.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._middle.setMaximumWidth(_widest())

    def tell_locked(self, words: str) -> None:
        """Say why the workspace was locked."""
        self._turn_to(self._open)
        self._message.show_message(words, MessageKind.NOTE)

    def _arrange(self) -> None:
        area, column = scrolled("unlock-scroll", self)
        # From the outside in, as Qt dresses all that is in a widget again when it moves.
        self._middle = middle = QWidget(area.widget())
        middle.setObjectName("unlock-column")
        middle.setMaximumWidth(_widest())
        self._message = MessageBar(middle, "unlock-message")
        self._pages = _Pages(middle)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(Space.WIDE, Space.VAST, Space.WIDE, Space.WIDE)
        inner.setSpacing(Space.LARGE)
        inner.addWidget(self._message)
        inner.addWidget(self._pages)
        inner.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        column.addLayout(row, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._message.action_chosen.connect(self._open_saved)
        self._workspace.opened.connect(self._take_opened)
        self._workspace.failed.connect(self._tell_failure)
        self._workspace.recovery_sheet_saved.connect(self._tell_saved)

    def _turn_to(self, page: Page) -> None:
        self._message.clear()
        self._pages.show_page(page)
        if self.isVisible():
            page.focus_first()

    @Slot(str)
    def _tell_problem(self, words: str) -> None:
        self._message.show_message(words, MessageKind.CAUTION)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self.page.set_busy(False)
        self._message.show_failure(error)
        self.page.focus_first()

    @Slot(str)
    def _go_another_way(self, way: str) -> None:
        if way in {"browse", "place"}:
            self._choose_file(way)
            return
        self._turn_to(self._page_named(way))

    def _page_named(self, way: str) -> Page:
        if way == "recover":
            self._recover.place_at(self._open.path)
            return self._recover
        return self._create if way == "create" else self._open

    def _choose_file(self, way: str) -> None:
        from ui.views.parts.file_dialogs import choosing_dialog, save_dialog

        title, names = text(f"ui.unlock.{way}_title"), text("ui.unlock.filter")
        if way == "place":
            suggested = str(self._create.path)
            dialog = save_dialog("unlock-dialog", title, self, suffix="reviewer", names=names, suggested=suggested)
            dialog.fileSelected.connect(self._take_place)
        else:
            dialog = choosing_dialog("unlock-dialog", title, self, names=names)
            dialog.fileSelected.connect(self._take_file)
        dialog.open()

    @Slot(str)
    def _take_file(self, chosen: str) -> None:
        path = Path(chosen)
        if isinstance(self.page, RecoverPage):
            self.page.place_at(path)
            return
        self._known = (path, *(known for known in self._known if known != path))
        self._open.offer(self._known)
        self._turn_to(self._open)

    @Slot(str)
    def _take_place(self, chosen: str) -> None:
        self._create.place_at(Path(chosen))

    @Slot(object, str)
    def _ask_open(self, path: Path, passphrase: str) -> None:
        self._begin()
        self._workspace.open(path, passphrase)

    @Slot(object, str, str, str)
    def _ask_create(self, path: Path, passphrase: str, reviewer_id: str, reviewer_name: str) -> None:
        self._begin()
        self._workspace.create(path, passphrase, reviewer_id, reviewer_name)

    @Slot(object, str, str)
    def _ask_recover(self, path: Path, recovery_key: str, passphrase: str) -> None:
        self._begin()
        self._workspace.recover(path, recovery_key, passphrase)

    def _begin(self) -> None:
        self._message.clear()
        self.page.set_busy(True)

    @Slot(object)
    def _take_opened(self, opened: Opened) -> None:
        needs_sheet = opened.is_new or isinstance(self.page, RecoverPage)
        self.forget()
        if needs_sheet:
            self._turn_to(self._sheet)
        else:
            self.ready.emit()

    @Slot()
    def _ask_where_to_save(self) -> None:
        from ui.views.parts.file_dialogs import save_dialog

        dialog = save_dialog(
            "unlock-sheet-dialog",
            text("ui.unlock.sheet.save_title"),
            self,
            suffix="pdf",
            names=text("ui.unlock.sheet.filter"),
            suggested=text("ui.unlock.sheet.file_name"),
        )
        dialog.fileSelected.connect(self._save_sheet)
        dialog.open()

    @Slot(str)
    def _save_sheet(self, chosen: str) -> None:
        self._workspace.save_recovery_sheet(Path(chosen))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        if isinstance(self.page, SheetPage):
            words = text("ui.unlock.sheet.saved", path=path)
            self._message.show_message(
                words, MessageKind.DONE, action=str(path), action_label=text("ui.unlock.sheet.open")
            )
            self.page.focus_next()

    @Slot(str)
    def _open_saved(self, path: str) -> None:
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _widest() -> int:
    return round(points(WIDEST))


class _Pages(QWidget):
    """Pages of which one is shown. Unlike Qt's stack it is as high as that page's wrapped words need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("unlock-pages")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._pages: list[Page] = []

    @property
    def shown(self) -> Page:
        """The page now shown."""
        return next(page for page in self._pages if not page.isHidden())

    def add(self, page: Page) -> None:
        """Add a page, not shown yet."""
        page.hide()
        self._column.addWidget(page)
        self._pages.append(page)

    @property
    def made(self) -> tuple[Page, ...]:
        """The pages there are so far."""
        return tuple(self._pages)

    def show_page(self, shown: Page) -> None:
        """Show one page instead of another."""
        for page in self._pages:
            page.setVisible(page is shown)

"""The main window: header, screens in a stack, and what stands in front of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import MessageBar, MessageKind, sentence, show_log
from ui.session.backup_session import DailyBackup
from ui.shell.actions import ActionSet
from ui.shell.dropping import DropWindow
from ui.shell.header import Header
from ui.shell.layers import Layers
from ui.shell.locking import LockTimer
from ui.shell.preparing import Preparation
from ui.shell.screens import MAKERS, Needs, ScreenMaker
from ui.views.parts.screen import Screen
from ui.views.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from reviewer.errors import ReviewerError
    from reviewer.vocabulary import CaseKey
    from ui.jobs import Runner
    from ui.session.desk_keeper import Opened
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.theme import Theme

_TEXT_STEP = 10
_SPOKEN_SECONDS = frozenset({60, 30, 10})
_WHILE_COVERED = frozenset({"cover", "lock", "quit"})
_ALWAYS = frozenset({"quit", "larger", "smaller", "usual_size", "shortcuts", "log"})
_IN_INBOX = ("load", "load_folder", "practice", "next_unfinished")
_WHILE_OPEN = frozenset({"inbox", "lock", "cover", "settings", "export", *_IN_INBOX})
_SAYS_WHERE = {"save_letter": "ui.shell.all_saved", "print_letter": "ui.shell.print_where"}


class MainWindow(DropWindow):
    """The one window.

    Args:
        workspace: what the window asks of the workspace.
        settings: layout and looks kept between starts.
        theme: colors and text size.
    """

    def __init__(self, workspace: WorkspaceSession, settings: LayoutSettings, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setWindowTitle("Reviewer")
        self._workspace = workspace
        self._settings = settings
        self._theme = theme
        self._place: tuple[str, CaseKey | None] = ("inbox", None)
        self._opened: Opened | None = None
        self._actions = ActionSet(self)
        self._arrange()
        self._lock_timer = LockTimer(settings, self)
        self._backup = DailyBackup(workspace, self)
        self._unlock = UnlockScreen(workspace, self._stack)
        self._screens: dict[str, Screen] = {}
        self._maker = ScreenMaker(Needs(workspace, settings, theme, self._stack), self._add)
        runner = workspace.runner
        self._preparation = Preparation(self._maker, self._screens, lambda: runner.is_busy, lambda: _rest(runner), self)
        self._add("unlock", self._unlock)
        self._connect()
        if not settings.restore_geometry(self):
            self.resize(1280, 800)
        self._show("unlock")

    @property
    def screen_shown(self) -> Screen:
        """The screen now shown, covered or not."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Screen)  # noqa: S101 - only screens are ever added
        return shown

    @property
    def workspace(self) -> WorkspaceSession:
        """What the window asks of the workspace."""
        return self._workspace

    @property
    def settings(self) -> LayoutSettings:
        """Layout and looks kept between starts."""
        return self._settings

    @property
    def theme(self) -> Theme:
        """Colors and text size."""
        return self._theme

    @property
    def unlock_screen(self) -> UnlockScreen:
        """The screen that opens the workspace."""
        return self._unlock

    @property
    def lock_timer(self) -> LockTimer:
        """What locks after a while."""
        return self._lock_timer

    @property
    def actions_of_window(self) -> ActionSet:
        """The actions, from the one table."""
        return self._actions

    @property
    def message(self) -> MessageBar:
        """The message above all screens."""
        return self._message

    @property
    def takes_files(self) -> bool:
        return not self.is_covered

    @property
    def is_covered(self) -> bool:
        """True while the case is hidden."""
        return self._layers.front == "cover"

    def screen_named(self, name: str) -> Screen:
        """Return a screen, made now if need be."""
        if name not in self._screens:
            self._maker.make(name)
        return self._screens[name]

    def show_screen(self, name: str, about: CaseKey | None = None) -> None:
        """Go to a screen; a case screen needs the case."""
        if not self._workspace.is_open:
            self._place = (name, about)
            return
        if name != self.screen_shown.objectName():
            self.screen_shown.save_now()
        self._place = (name, about)
        if name != "inbox" and self._preparation.hurry(name):
            return
        screen = self.screen_named(name)
        if about is not None and hasattr(screen, "show_case"):
            screen.show_case(about)
        self._show(name)

    def words_of_drop(self) -> str:
        return text("ui.shell.drop_here" if self._workspace.is_open else "ui.shell.drop_locked")

    def load(self, paths: tuple[Path, ...]) -> None:
        """Load bundles, wherever in the window they were dropped."""
        if not self._workspace.is_open:
            self._message.show_message(text("ui.shell.drop_locked"), MessageKind.NOTE)
            return
        self.show_screen("inbox")
        inbox = self.screen_named("inbox")
        if hasattr(inbox, "load"):
            inbox.load(paths)

    @Slot(object)
    def tell_unforeseen(self, error: BaseException) -> None:
        """Tell of a failure that nobody else told of."""
        self._message.show_failure(error)

    def decorate(self) -> None:
        """Add what may wait until the window is shown: icons."""
        self._header.decorate()

    def prepare(self) -> None:
        """Make the screens ready that will be turned to later."""
        self._preparation.begin()

    @Slot()
    def fall_asleep(self) -> None:
        """Lock because the computer is about to sleep."""
        self._lock("locked_on_sleep")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (handle := self.windowHandle()) is not None:
            self._lock_timer.watch(handle)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.save_geometry(self)
        self._lock_timer.end()
        for screen in self._screens.values():
            screen.save_now()
        self._workspace.shut_down()
        self._clear_clipboard()
        super().closeEvent(event)

    def _arrange(self) -> None:
        content = QWidget(self)
        content.setObjectName("content")
        content.setProperty("role", "paper")
        # From the outside in, as Qt dresses all that is in a widget again when it moves.
        self._layers = Layers(content, self)
        self.setCentralWidget(self._layers)
        self._header = Header(self._actions, content)
        self._message = MessageBar(content, "shell-message")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._stack = QStackedWidget(content)
        self._stack.setObjectName("screens")
        column.addWidget(self._header)
        column.addWidget(self._message)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._actions.asked.connect(self._carry_out)
        self._header.back_asked.connect(self._go_to_inbox)
        self._header.cover_asked.connect(self._toggle_cover)
        self._header.lock_asked.connect(self._lock_on_request)
        self._unlock.ready.connect(self._begin)
        self._workspace.opened.connect(self._take_opened)
        self._workspace.locking.connect(self._save_everything)
        self._lock_timer.locks_in.connect(self._warn)
        self._lock_timer.stayed.connect(self._message.clear)
        self._lock_timer.due.connect(self._lock_when_due)
        self._message.action_chosen.connect(self._stay)
        self._layers.turned.connect(self._allow_actions)
        self._theme.changed.connect(self._redecorate)
        self._preparation.hurried.connect(self._show_awaited)
        self._backup.missed.connect(self._tell_missed_backup)

    def _add(self, name: str, screen: Screen) -> None:
        self._screens[name] = screen
        self._stack.addWidget(screen)
        screen.went_to.connect(self.show_screen)
        screen.action_wanted.connect(self._carry_out)
        screen.saved.connect(self._header.show_saved)
        screen.titled.connect(self._take_title)
        screen.actions_changed.connect(self._allow_actions)

    def _show(self, name: str) -> None:
        is_open = name != "unlock"
        self._layers.lift()
        self._header.show_place("", is_open=is_open, can_go_back=is_open and name != "inbox")
        self._stack.setCurrentWidget(self._screens[name])
        self._screens[name].enter()
        self._allow_actions()

    @Slot(str)
    def _show_awaited(self, name: str) -> None:
        if name == self._place[0]:
            self.show_screen(*self._place)

    @Slot(str)
    def _take_title(self, title: str) -> None:
        if self.sender() is self.screen_shown or self.sender() is None:
            self._header.set_title(title, is_practice=self.screen_shown.is_practice)

    @Slot()
    def _allow_actions(self) -> None:
        self._actions.allow(self._is_allowed)

    def _is_allowed(self, action_id: str) -> bool:
        if self.is_covered:
            return action_id in _WHILE_COVERED
        if action_id in _ALWAYS:
            return True
        if not self._workspace.is_open or self.screen_shown is self._unlock:
            return False
        if self.screen_shown.can(action_id):
            return True
        elsewhere = action_id in {*_WHILE_OPEN, *_SAYS_WHERE} and action_id not in self.screen_shown.handlers()
        return elsewhere and (action_id in MAKERS or action_id not in {"settings", "export"})

    @Slot(str)
    def _carry_out(self, action_id: str) -> None:
        own: dict[str, Callable[[], object]] = {
            "inbox": self._go_to_inbox,
            **{name: partial(self.show_screen, name) for name in ("settings", "export")},
            **{asked: partial(self._do_in_inbox, asked) for asked in _IN_INBOX},
            "lock": self._lock_on_request,
            "quit": self.close,
            "cover": self._toggle_cover,
            "shortcuts": self._toggle_keys,
            "larger": partial(self._step_text, _TEXT_STEP),
            "smaller": partial(self._step_text, -_TEXT_STEP),
            "usual_size": partial(self._set_text_percent, 100),
            "log": show_log,
            **{asked: partial(self._message.show_message, text(key)) for asked, key in _SAYS_WHERE.items()},
        }
        handler = self.screen_shown.handlers().get(action_id) or own.get(action_id)
        if handler is not None:
            handler()

    @Slot()
    def _go_to_inbox(self) -> None:
        left = self._place[1]
        self.show_screen("inbox")
        inbox = self.screen_named("inbox")
        # Locked since, the inbox has forgotten which case was open.
        if left is not None and hasattr(inbox, "stand_at"):
            inbox.stand_at(left)

    def _do_in_inbox(self, action_id: str) -> None:
        self._go_to_inbox()
        self.screen_named("inbox").handlers()[action_id]()

    def _step_text(self, step: int) -> None:
        self._set_text_percent(self._theme.text_percent + step)

    def _set_text_percent(self, percent: int) -> None:
        self._theme.set_text_percent(percent)
        self._settings.text_percent = self._theme.text_percent

    @Slot()
    def _redecorate(self) -> None:
        if self.isVisible():
            self._header.decorate()

    @Slot(object)
    def _take_opened(self, opened: Opened) -> None:
        if self._opened is not None and self._opened.path != opened.path:
            self._place = ("inbox", None)
        self._opened = opened
        self._settings.remember_workspace(opened.path)
        self._lock_timer.begin()

    @Slot()
    def _begin(self) -> None:
        self._message.clear()
        self.show_screen(*self._place)

    @Slot()
    def _save_everything(self) -> None:
        for screen in self._screens.values():
            screen.save_now()

    @Slot()
    def _lock_on_request(self) -> None:
        self._lock("locked_on_request")

    @Slot(bool)
    def _lock_when_due(self, has_slept: bool) -> None:
        self._lock("locked_on_sleep" if has_slept else "locked_on_timer")

    def _lock(self, why: str) -> None:
        if not self._workspace.is_open:
            return
        self._lock_timer.end()
        self._workspace.lock()
        for screen in self._screens.values():
            screen.forget()
        self._clear_clipboard()
        self._message.clear()
        if self._opened is not None:
            known = (self._opened.path, *self._settings.recent_workspaces)
            self._unlock.offer(tuple(dict.fromkeys(known)), self._opened.path)
        self._show("unlock")
        self._unlock.tell_locked(text(f"ui.unlock.{why}"))

    def _clear_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        # What another program put there is not ours to take away.
        if clipboard.ownsClipboard():
            clipboard.clear()

    @Slot(int)
    def _warn(self, seconds: int) -> None:
        words = text("ui.shell.locks_soon", seconds=seconds)
        stay = text("ui.shell.stay")
        is_quiet = seconds not in _SPOKEN_SECONDS
        self._message.show_message(words, MessageKind.CAUTION, action="stay", action_label=stay, is_quiet=is_quiet)

    @Slot(object)
    def _tell_missed_backup(self, error: ReviewerError) -> None:
        self._message.show_message(text("ui.shell.no_backup"), details=sentence(error))

    @Slot(str)
    def _stay(self, action: str) -> None:
        if action == "stay":
            self._lock_timer.note_activity()

    @Slot()
    def _toggle_cover(self) -> None:
        self._layers.toggle("cover")
        for window in self.findChildren(QWidget, "evidence-window"):
            window.setVisible(not self.is_covered)

    @Slot()
    def _toggle_keys(self) -> None:
        self._layers.toggle("keys")


def _rest(runner: Runner) -> Iterator[None]:
    # Not before the first window is shown.
    from ui.session.ahead import letters

    return letters(runner)

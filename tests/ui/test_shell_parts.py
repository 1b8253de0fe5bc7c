"""The table of actions, the lock timer, the watch for sleep, the focus ring, the settings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.text import known_keys
from tests.ui.driving import find
from ui.plain_text import ElidedLabel
from ui.settings import LOCK_MINUTES, MOST_LOCK_MINUTES, RECENT_WORKSPACES, LayoutSettings
from ui.shell.actions import ACTIONS, MENUS, ActionSet
from ui.shell.header import Header
from ui.shell.locking import WARNING_SECONDS, LockTimer
from ui.shell.sleep import SleepWatch
from ui.theme import SIGNS
from ui.views.parts.focus_ring import FocusRing
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow
    from ui.theme import Theme


def test_no_two_actions_share_their_keys() -> None:
    pressed = [QKeySequence(keys).toString() for spec in ACTIONS if not spec.is_typed for keys in spec.shortcuts]
    assert sorted(pressed) == sorted(set(pressed))
    assert "" not in pressed


def test_every_action_has_words_and_a_menu() -> None:
    assert {spec.id for spec in ACTIONS if f"ui.action.{spec.id}" not in known_keys()} == set()
    assert {spec.menu for spec in ACTIONS} <= set(MENUS)
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


class Clock:
    """Two clocks that a test can turn."""

    def __init__(self) -> None:
        self.steady = 1000.0
        self.wall = 5000.0

    def go_on(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds


class LockRig:
    """A lock timer that ticks when told, and what it said."""

    def __init__(self, parent: QObject) -> None:
        self.clock = Clock()
        self.settings = LayoutSettings()
        self.timer = LockTimer(self.settings, parent, steady=lambda: self.clock.steady, wall=lambda: self.clock.wall)
        self.said: list[object] = []
        self.timer.locks_in.connect(self.said.append)
        self.timer.due.connect(lambda slept: self.said.append("slept" if slept else "due"))
        self.timer.stayed.connect(lambda: self.said.append("stayed"))
        self.timer.begin()

    def wait(self, seconds: int) -> None:
        """Let time pass, a tick each second."""
        for _ in range(seconds):
            self.clock.go_on(1)
            self.timer.tick()


@pytest.fixture
def rig(qapp: QApplication) -> LockRig:
    rig = LockRig(qapp)
    rig.settings.lock_minutes = 2
    return rig


def test_nothing_is_said_before_the_last_minute(rig: LockRig) -> None:
    rig.wait(120 - WARNING_SECONDS - 1)
    assert rig.said == []


def test_the_last_minute_is_counted_down_then_it_is_due(rig: LockRig) -> None:
    rig.wait(120)
    assert rig.said == [*range(60, 0, -1), "due"]


def test_with_one_minute_the_countdown_begins_after_half_of_it(rig: LockRig) -> None:
    rig.settings.lock_minutes = 1
    rig.wait(29)
    assert rig.said == []
    rig.wait(1)
    assert rig.said == [30]


def test_activity_ends_the_countdown(rig: LockRig) -> None:
    rig.wait(70)
    rig.timer.note_activity()
    assert rig.said[-1] == "stayed"
    rig.wait(59)
    assert rig.said[-1] == "stayed"


def test_never_means_never_but_sleep_still_locks(rig: LockRig) -> None:
    rig.settings.lock_minutes = 0
    rig.wait(3600)
    assert rig.said == []
    rig.clock.wall += 600
    rig.timer.tick()
    assert rig.said == ["slept"]


def test_the_system_tells_of_sleep_before_it_comes(qtbot: QtBot, qapp: QApplication) -> None:
    watch = SleepWatch(qapp)
    assert watch.begin() in {True, False}
    with qtbot.waitSignal(watch.falling_asleep):
        watch.take_sleep(True)
    with qtbot.assertNotEmitted(watch.falling_asleep):
        watch.take_sleep(False)


_WATCHING = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from ui.shell.sleep import SleepWatch

app = QCoreApplication([])
watch = SleepWatch(app)
watch.falling_asleep.connect(lambda: app.exit(7))
assert watch.begin()
# A connection of its own stands for logind.
logind = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, "logind")
assert logind.registerService("org.freedesktop.login1")
told = QDBusMessage.createSignal("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
told.setArguments([True])
logind.send(told)
QTimer.singleShot(10_000, app.quit)
raise SystemExit(app.exec())
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs dbus-run-session")
def test_the_word_of_logind_arrives() -> None:
    # A bus of one's own in the place of the system's; one process knows one system bus only.
    command = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$0" -c "$1"'
    ran = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", command, sys.executable, _WATCHING],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 7, ran.stderr


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """A window with a field, a spin box and a field in a scroll area, followed by the ring."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for field in (QLineEdit(window), QSpinBox(window)):
        field.setObjectName(type(field).__name__)
        column.addWidget(field)
    area = QScrollArea(window)
    area.setObjectName("area")
    area.setWidgetResizable(True)
    inner = QWidget(area)
    inner.setObjectName("inner")
    inner_column = QVBoxLayout(inner)
    for number in range(30):
        field = QLineEdit(inner)
        field.setObjectName(f"field-{number}")
        inner_column.addWidget(field)
    area.setWidget(inner)
    column.addWidget(area)
    window.resize(300, 300)
    # Tests that start the whole program leave its ring behind.
    for earlier in qapp.findChildren(FocusRing):
        shiboken6.delete(earlier)
    ring = FocusRing(qapp)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    shiboken6.delete(ring)


def _ring(window: QWidget) -> QWidget:
    rings = [ring for ring in window.findChildren(QWidget, "ring") if ring.isVisible()]
    assert len(rings) == 1
    return rings[0]


def _is_around(ring: QWidget, field: QWidget) -> bool:
    outer = ring.rect().translated(ring.mapToGlobal(ring.rect().topLeft()))
    inner = field.rect().translated(field.mapToGlobal(field.rect().topLeft()))
    return outer == inner.adjusted(-4, -4, 4, 4)


@pytest.mark.parametrize("name", ["QLineEdit", "QSpinBox", "field-0"])
def test_the_ring_stands_4_pixels_around_what_has_the_focus(qtbot: QtBot, form: QWidget, name: str) -> None:
    field = find(QWidget, form, name)
    field.setFocus()
    qtbot.waitUntil(lambda: _is_around(_ring(form), field))


def test_the_ring_moves_with_what_it_surrounds(qtbot: QtBot, form: QWidget) -> None:
    field = find(QWidget, form, "field-0")
    field.setFocus()
    form.resize(400, 350)
    qtbot.waitUntil(lambda: _is_around(_ring(form), field))
    field.hide()
    next_field = find(QWidget, form, "field-1")
    qtbot.waitUntil(lambda: _is_around(_ring(form), next_field))


def test_a_field_that_is_gone_takes_its_ring_along(qtbot: QtBot, form: QWidget) -> None:
    field = find(QWidget, form, "field-1")
    field.setFocus()
    with qtbot.waitSignal(find(QWidget, form, "inner").destroyed):
        find(QWidget, form, "inner").deleteLater()
    find(QLineEdit, form, "QLineEdit").setFocus()
    assert _is_around(_ring(form), find(QLineEdit, form, "QLineEdit"))


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_every_sign_is_painted(qtbot: QtBot, sign: str) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    mark = SignMark("full", name="mark", parent=around, side=24)
    mark.resize(mark.sizeHint())
    mark.show_sign(sign)
    assert mark.sign == sign
    picture = mark.grab().toImage()
    colors = {picture.pixel(x, y) for x in range(24) for y in range(24)}
    assert len(colors) > 1


def test_settings_are_kept_between_starts() -> None:
    first = LayoutSettings()
    first.theme, first.text_percent, first.lock_minutes = "dark", 150, 5
    second = LayoutSettings()
    assert (second.theme, second.text_percent, second.lock_minutes) == ("dark", 150, 5)


@pytest.mark.parametrize(("written", "read"), [("-3", 0), ("100000", MOST_LOCK_MINUTES), ("soon", LOCK_MINUTES)])
def test_an_odd_lock_time_is_put_right(written: str, read: int) -> None:
    settings = LayoutSettings()
    settings._stored.setValue("lock/minutes", written)
    assert settings.lock_minutes == read


def test_recent_workspaces_are_few_and_the_last_comes_first() -> None:
    settings = LayoutSettings()
    assert not settings.recent_workspaces
    settings.remember_workspace(Path("one.reviewer"))
    assert LayoutSettings().recent_workspaces == (Path("one.reviewer"),)
    for number in range(9):
        settings.remember_workspace(Path(f"{number}.reviewer"))
    settings.remember_workspace(Path("7.reviewer"))
    assert settings.recent_workspaces[:2] == (Path("7.reviewer"), Path("8.reviewer"))
    assert len(settings.recent_workspaces) == RECENT_WORKSPACES


def test_splitters_come_back_as_they_were(qtbot: QtBot) -> None:
    def splitter() -> QSplitter:
        made = QSplitter(Qt.Orientation.Horizontal)
        qtbot.addWidget(made)
        made.addWidget(QWidget(made))
        made.addWidget(QWidget(made))
        made.resize(400, 100)
        return made

    first, second = splitter(), splitter()
    settings = LayoutSettings()
    assert not settings.restore_splitter("case", second)
    first.setSizes([100, 300])
    settings.save_splitter("case", first)
    assert settings.restore_splitter("case", second)
    assert second.sizes() == first.sizes()


def test_a_title_that_would_lose_words_has_a_line_of_its_own(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    header = Header(ActionSet(window), window)
    window.setCentralWidget(header)
    window.resize(1400, 700)
    window.show()
    words = "Marisol Adeyemi-Brandt · CPT 2013 initial · due 2 Oct · certification · revision 1"
    header.show_place(words, is_open=True, can_go_back=True)
    title, back = find(ElidedLabel, header, "screen-title"), find(QPushButton, header, "back")
    qtbot.waitUntil(lambda: title.text() == words)
    assert title.y() < back.geometry().bottom()
    window.resize(900, 700)
    qtbot.waitUntil(lambda: title.y() > back.geometry().bottom())
    assert title.text() == words
    window.resize(1400, 200)
    qtbot.waitUntil(lambda: title.y() < back.geometry().bottom())


def test_menus_without_room_are_behind_a_sign_that_is_seen_whole(window: MainWindow, theme: Theme) -> None:
    theme.set_text_percent(200)
    theme.finish()
    menus = find(QMenuBar, window, "menus")
    menus.setFixedWidth(menus.sizeHint().width() // 2)
    QApplication.sendPostedEvents()
    more = next(each for each in menus.findChildren(QToolButton) if each.isVisible())

    assert menus.rect().contains(more.geometry())

"""Learns from the system that the computer is about to sleep.

Linux tells it over D-Bus (logind), Windows with a message to every window. Elsewhere, and where neither
answers, `ui.shell.locking` notices after waking that time has passed.
"""

from __future__ import annotations

import sys
from ctypes import Structure, c_size_t, c_ssize_t, c_uint32, c_void_p

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot

_POWER_BROADCAST = 0x0218
_SUSPENDING = 0x0004
_LOGIND = "org.freedesktop.login1"


class SleepWatch(QObject):
    """Tells that the computer is about to sleep.

    Signals:
        falling_asleep: within a moment the computer sleeps.
    """

    falling_asleep = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("sleep-watch")
        self._filter: _PowerMessages | None = None

    def begin(self) -> bool:
        """Listen to the system; False where it does not tell."""
        if sys.platform == "win32":
            self._filter = _PowerMessages(self)
            QCoreApplication.instance().installNativeEventFilter(self._filter)
            return True
        return sys.platform == "linux" and self._listen_to_logind()

    def _listen_to_logind(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return False
        bus = QDBusConnection.systemBus()
        return bus.isConnected() and bus.connect(  # type: ignore[call-overload]
            _LOGIND,
            "/org/freedesktop/login1",
            f"{_LOGIND}.Manager",
            "PrepareForSleep",
            self,
            # PySide takes the words of SLOT here and refuses the bytes that its stubs ask for.
            SLOT("take_sleep(bool)"),
        )

    @Slot(bool)
    def take_sleep(self, is_beginning: bool) -> None:
        """Take logind's word: True before sleeping, False after waking."""
        if is_beginning:
            self.falling_asleep.emit()


class _Message(Structure):
    _fields_ = (("window", c_void_p), ("message", c_uint32), ("first", c_size_t), ("second", c_ssize_t))


class _PowerMessages(QAbstractNativeEventFilter):
    def __init__(self, watch: SleepWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview[int], message: int) -> object:
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == b"windows_generic_MSG":
            told = _Message.from_address(int(message))
            if told.message == _POWER_BROADCAST and told.first == _SUSPENDING:
                self._watch.take_sleep(True)
        return False, 0

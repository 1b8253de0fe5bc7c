"""Asks the renderer for pages: starts it, keeps it warm, and starts it anew when it died or hung."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from pathlib import Path

from reviewer.errors import DocumentUnreadableError
from reviewer.evidence.exchange import ExchangeError, receive, send
from reviewer.submission.pages import PageImage
from reviewer.text import text

RENDER_OPTION = "--render-documents"
"""With it as its only argument the built program is the renderer."""

SECONDS_FOR_A_DOCUMENT = 30.0

# What an interpreter or a built program needs to start; no passphrase and no other secret is among them.
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")


class DocumentReader:
    """One renderer in the background. May be used from any thread; one question is answered after another.

    Args:
        seconds: how long one document may take before the renderer is stopped.
    """

    def __init__(self, seconds: float = SECONDS_FOR_A_DOCUMENT) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stop_at_end: weakref.finalize[..., DocumentReader] | None = None

    def pages(self, document: bytes, scale: float, subject: str = "") -> tuple[PageImage, ...]:
        """Draw all pages of a PDF.

        Args:
            document: the bytes of the PDF.
            scale: pixels per point (1/72 inch); pages that would be huge are drawn smaller.
            subject: what to call it when it cannot be drawn.

        Raises:
            DocumentUnreadableError: it is damaged, too large, or the renderer died or hung over it; the next works.
        """
        with self._lock:
            process = self._running()
            watch = threading.Timer(self._seconds, process.kill)
            watch.start()
            try:
                return _ask(process, document, scale)
            except _RefusedError as refused:
                raise _unreadable(subject, refused.fault) from refused
            except (ExchangeError, OSError) as broken:
                hung = not watch.is_alive()
                self._stop()
                raise _unreadable(subject, "hung" if hung else "died") from broken
            finally:
                watch.cancel()

    def close(self) -> None:
        """Stop the renderer; the next question would start another."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = _start()
            self._stop_at_end = weakref.finalize(self, _end, self._process)
        return self._process

    def _stop(self) -> None:
        self._process = None
        if self._stop_at_end is not None:
            self._stop_at_end()


class _RefusedError(Exception):
    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


def _start() -> subprocess.Popen[bytes]:
    package = Path(__file__).resolve().parents[2]
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - this very program
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | {"PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, RENDER_OPTION]
    # Without -P a file of the folder it is started in could pass for a module.
    return [sys.executable, "-P", "-m", "reviewer.evidence.renderer"]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                # What was not sent any more is lost with the process.
                continue


def _ask(process: subprocess.Popen[bytes], document: bytes, scale: float) -> tuple[PageImage, ...]:
    questions, answers = process.stdin, process.stdout
    if questions is None or answers is None:
        raise ExchangeError
    send(questions, {"do": "pages", "scale": scale}, document)
    pages: list[PageImage] = []
    while True:
        head, pixels = receive(answers)
        if "fault" in head:
            raise _RefusedError(str(head["fault"]))
        if head.get("end") is True:
            return tuple(pages)
        pages.append(_page(head, pixels))


def _page(head: dict[str, object], pixels: bytes) -> PageImage:
    width, height, points = head.get("width"), head.get("height"), head.get("points")
    if not isinstance(width, int) or not isinstance(height, int) or not isinstance(points, int | float):
        raise ExchangeError
    if points <= 0 or len(pixels) != width * height * 4:
        raise ExchangeError
    return PageImage(width, height, pixels, float(points))


def _unreadable(subject: str, fault: str) -> DocumentUnreadableError:
    return DocumentUnreadableError(subject, reason=text(f"evidence.fault.{fault}"))

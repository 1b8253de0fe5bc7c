"""One renderer process as seen from the window's side: started, asked, watched, stopped, started anew."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import weakref
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewer.evidence.exchange import ExchangeError, receive, send
from reviewer.evidence.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

RENDER_OPTION = "--render-documents"
"""With it as its only argument the built program is the renderer."""

MOST_MEMORY_BYTES = 1024 * 1024 * 1024
SECONDS_TO_START = 30.0
LONGEST_ANSWER = 128 * 1024 * 1024
_PIPE_BYTES = 1024 * 1024

# What an interpreter or a built program needs to start; no passphrase and no other secret is among them.
_KEPT_VARIABLES = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")


class RefusedByRendererError(Exception):
    """The renderer answered with a fault, or is gone: then `died` or `hung`."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class RendererProcess:
    """Asks one renderer, which is started when it is first needed and again when it is gone.

    It has no lock of its own: whoever holds it asks one question after the other.
    """

    def __init__(self, role: str) -> None:
        self._role = role
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: Watch | None = None
        self._stop_at_end: weakref.finalize[..., RendererProcess] | None = None
        self._peak_bytes = 0
        self.held: tuple[str, ...] = ()
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """The running process, or None."""
        return None if self._process is None else self._process.pid

    @property
    def is_running(self) -> bool:
        """True while the process lives."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Have a process that is ready, and no larger than it may be.

        Raises:
            RefusedByRendererError: it cannot be started.
        """
        if self._peak_bytes > MOST_MEMORY_BYTES:
            self.stop()
        if self.is_running:
            return
        self.stop()
        self._process = _started()
        self._watch = Watch(self._process.kill)
        self._stop_at_end = weakref.finalize(self, _end, self._process, self._watch)
        self._peak_bytes = 0
        self.starts += 1
        with self._watched(SECONDS_TO_START) as (questions, answers):
            send(questions, {"do": "prepare", "role": self._role})
            head, _ = receive(answers, LONGEST_ANSWER)
            held = head.get("held")
            self.held = tuple(str(name) for name in held) if isinstance(held, list) else ()

    def ask(self, head: dict[str, object], body: bytes, seconds: float) -> tuple[dict[str, object], bytes]:
        """Ask one question and return the answer.

        Raises:
            RefusedByRendererError: with the renderer's fault; `died` or `hung` where it gave none.
        """
        with self._watched(seconds) as (questions, answers):
            send(questions, head, body)
            answer, content = receive(answers, LONGEST_ANSWER)
        return self._accepted(answer), content

    def ask_on(self, seconds: float) -> tuple[dict[str, object], bytes]:
        """Return the next answer to a question that has several.

        Raises:
            RefusedByRendererError: as for `ask`.
        """
        with self._watched(seconds) as (_, answers):
            answer, content = receive(answers, LONGEST_ANSWER)
        return self._accepted(answer), content

    def stop(self) -> None:
        """End the process; the next question starts another."""
        self._process = self._watch = None
        self._peak_bytes = 0
        if self._stop_at_end is not None:
            self._stop_at_end()
            self._stop_at_end = None

    def _accepted(self, answer: dict[str, object]) -> dict[str, object]:
        peak = answer.get("peak")
        self._peak_bytes = peak if isinstance(peak, int) else 0
        if "fault" in answer:
            raise RefusedByRendererError(str(answer["fault"]))
        return answer

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """Give the pipes for questions and answers, and kill the process when the time is over."""
        process, watch = self._process, self._watch
        if process is None or watch is None or process.stdin is None or process.stdout is None:
            raise RefusedByRendererError("died")
        watch.begin(seconds)
        try:
            yield process.stdin, process.stdout
        except (ExchangeError, OSError, ValueError) as broken:
            self.stop()
            raise RefusedByRendererError("hung" if watch.is_late else "died") from broken
        finally:
            watch.rest()


def _started() -> subprocess.Popen[bytes]:
    package = Path(__file__).resolve().parents[2]
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - this very program
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept | {"PYTHONPATH": str(package), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    for pipe in (process.stdin, process.stdout):
        _widen(pipe)
    return process


def _widen(pipe: IO[bytes] | None) -> None:
    """Let more wait in a pipe, where the system can: a page is many megabytes."""
    if sys.platform == "linux" and pipe is not None:
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, RENDER_OPTION]
    # Without -P a file of the folder it is started in could pass for a module.
    return [sys.executable, "-P", "-m", "reviewer.evidence.renderer"]


def _end(process: subprocess.Popen[bytes], watch: Watch) -> None:
    watch.close()
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            # What was not sent any more is lost with the process.
            with contextlib.suppress(OSError):
                pipe.close()

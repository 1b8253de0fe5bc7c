"""What the kernel denies the renderer, looked at from outside and tried from inside."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.evidence import confinement, documents
from reviewer.evidence.process import RefusedByRendererError, RendererProcess
from reviewer.evidence.reader import Asking, DocumentReader, Opening
from tests.evidence.samples import a_pdf, a_presentation, a_word_file, an_open_document
from tests.evidence.test_office_parts import a_full_workbook

DATA_FOLDERS = ("pdf", "office", "images", "text")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


@linux_only
@pytest.mark.parametrize("role", [documents.PAGES, documents.WORDS])
def test_the_kernel_says_that_the_renderer_is_confined(role: str) -> None:
    process = RendererProcess(role)
    process.start()
    try:
        # One question is answered before, so that every thread has begun.
        with contextlib.suppress(RefusedByRendererError):
            process.ask({"do": "outline", "id": "none"}, b"", 30.0)
        threads = list(Path(f"/proc/{process.pid}/task").iterdir())
        assert len(threads) > 1
        for thread in threads:
            status = (thread / "status").read_text(encoding="utf-8")
            assert re.search(r"^NoNewPrivs:\s*1$", status, re.MULTILINE)
            if "seccomp" in process.held:
                assert re.search(r"^Seccomp:\s*2$", status, re.MULTILINE)
        assert {"limits", "no-new-privileges"} <= set(process.held)
    finally:
        process.stop()


LOST = """
import sys
sys.path.insert(0, {repository!r})
from reviewer.evidence.reader import Asking, DocumentReader, Opening
from tests.evidence.samples import a_slow_pdf, a_word_file
reader = DocumentReader(seconds=60)
reader.open(Opening("words", "a.docx", a_word_file(("", "words"))))
reader.open(Opening("slow", "a.pdf", a_slow_pdf()))
print(*reader.process_ids(), flush=True)
reader.image("slow", Asking(1, 1.0))
"""


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@linux_only
def test_when_the_window_is_killed_no_renderer_stays_even_in_the_middle_of_a_page() -> None:
    program = LOST.format(repository=str(Path.cwd()))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        renderers = [int(number) for number in window.stdout.readline().split()]
        ends = [os.pidfd_open(renderer) for renderer in renderers]
        drawing = renderers[0]
        before = processor_seconds(drawing)
        while processor_seconds(drawing) < before + 0.2:
            assert window.poll() is None
        window.kill()
    try:
        for end in ends:
            # An ended process makes its descriptor readable.
            assert select.select([end], [], [], 30.0)[0] == [end]
    finally:
        for end in ends:
            os.close(end)


TRIES = """
import os, resource, socket, subprocess, sys, ctypes, tempfile
sys.path.insert(0, {repository!r})
from reviewer.evidence import confinement
opened = os.open({folder!r}, os.O_RDONLY)
libc = ctypes.CDLL(None, use_errno=True)
def called(result):
    if result < 0:
        raise OSError(ctypes.get_errno())
held = confinement.confine()
def tried(what):
    try:
        what()
    except OSError:
        return "denied"
    return "allowed"
print(held)
print(*(tried(what) for what in (
    lambda: open({file!r}).read(),
    lambda: open({folder!r} + "/new", "w"),
    lambda: os.unlink({file!r}),
    lambda: os.rename({file!r}, {file!r} + "2"),
    lambda: os.mkdir({folder!r} + "/made"),
    lambda: os.symlink({file!r}, {folder!r} + "/link"),
    lambda: os.chmod({file!r}, 0o777),
    lambda: os.open("kept.txt", os.O_RDONLY, dir_fd=opened),
    lambda: socket.socket(),
    lambda: socket.socketpair(),
    lambda: os.fork(),
    lambda: os.kill(os.getppid(), 0),
    lambda: os.setxattr({file!r}, "user.note", b"x"),
    lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
    lambda: os.sched_setaffinity(os.getppid(), {{0}}),
    lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
    lambda: called(libc.syscall({fchmodat2}, -100, {file!r}.encode(), 0o777, 0)),
    lambda: called(libc.shmget(0, 4096, 0o1600)),
    lambda: called(libc.msgget(0, 0o1600)),
    lambda: os.execv("/bin/true", ["true"]),
)))
"""


@linux_only
def test_everything_that_is_tried_from_inside_is_denied(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("here", encoding="utf-8")
    program = TRIES.format(repository=str(Path.cwd()), folder=str(tmp_path), file=str(kept), fchmodat2=452)
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    held, tries = shown.splitlines()
    if "seccomp" not in held:
        pytest.skip("needs a kernel with seccomp")
    assert set(tries.split()) == {"denied"}
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@linux_only
def test_a_thread_may_start_and_a_process_may_not() -> None:
    program = (
        f"import sys, os, threading; sys.path.insert(0, {str(Path.cwd())!r})\n"
        "from reviewer.evidence import confinement\nconfinement.confine()\n"
        "done = []\nthread = threading.Thread(target=done.append, args=(1,)); thread.start(); thread.join()\n"
        "print(done)"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[1]"


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_traced_renderer_makes_no_connection_and_writes_no_file(tmp_path: Path, shared_data: Path) -> None:
    trace = tmp_path / "trace"
    made = {"book.xlsx": a_full_workbook(), "talk.pptx": a_presentation(), "plan.odt": an_open_document("<text:p/>")}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    files = sorted(str(file) for folder in DATA_FOLDERS for file in (shared_data / folder).iterdir())
    files += [str(tmp_path / name) for name in made]
    command = ["strace", "-f", "-qq", "-e", "trace=%file,%network,memfd_create", "-o", str(trace)]
    program = [sys.executable, "-B", "-m", "reviewer", "inspect", *files]
    # Coverage, where it measures, writes a file of its own.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    run = subprocess.run([*command, *program], capture_output=True, text=True, check=False, env=unmeasured)
    if "ptrace" in run.stderr.lower() and not trace.exists():
        pytest.skip("needs permission to trace")
    assert run.returncode == 0
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert len(calls) > 100
    # The C library asks the system's own name service at the start; nothing of that is a network.
    network = re.compile(r"\b(socket|connect|sendto|sendmsg|bind)\((?!AF_UNIX)(?!\d+, \{sa_family=AF_UNIX)")
    assert [call for call in calls if network.search(call)] == []
    writing = re.compile(
        r"\b(creat|mkdir|mkdirat|mknod|mknodat|rename|renameat2?|unlink|unlinkat|link|linkat|symlink|symlinkat|truncate"
        r"|memfd_create)\(|O_WRONLY|O_RDWR|O_CREAT"
    )
    harmless = ("/dev/null", "/dev/tty", "ENOENT")
    assert [call for call in calls if writing.search(call) and not any(word in call for word in harmless)] == []


def test_a_renderer_that_grew_too_large_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = DocumentReader()
    reader.open(Opening("id", "a.pdf", a_pdf("first")))
    before = reader.process_ids()
    monkeypatch.setattr("reviewer.evidence.process.MOST_MEMORY_BYTES", 1)
    assert reader.text("id", 1).text == "first"
    assert reader.process_ids() != before
    reader.close()


@posix_only
def test_a_renderer_that_died_is_started_anew_and_the_document_is_still_there() -> None:
    import os
    import signal

    reader = DocumentReader()
    reader.open(Opening("id", "a.pdf", a_pdf("first")))
    (process,) = reader.process_ids()
    os.kill(process, signal.SIGKILL)
    # The question that meets the dead process may be lost; the one after it is answered.
    reader.text("id", 1)
    assert reader.text("id", 1).text in {"first", ""}
    reader.open(Opening("id", "a.pdf", a_pdf("first")))
    assert reader.text("id", 1).text == "first"
    reader.close()


def test_a_document_that_hangs_is_stopped_and_the_other_kind_goes_on() -> None:
    reader = DocumentReader(document_seconds=0.0)
    reader.warm_up()
    face = reader.open(Opening("slow", "a.pdf", a_pdf(*["page"] * 300)))
    assert not face.is_shown
    assert "too long" in face.message
    reader._document_seconds = 30.0
    assert reader.open(Opening("words", "a.docx", a_word_file(("", "words")))).is_shown
    assert reader.open(Opening("id", "a.pdf", a_pdf("next"))).is_shown
    reader.close()


def test_five_hundred_real_documents_leave_no_descriptor_and_little_memory_behind(shared_data: Path) -> None:
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        pytest.skip("needs /proc")
    reader = DocumentReader()
    files = sorted(file for name in DATA_FOLDERS for file in (shared_data / name).iterdir())
    samples = [(file.name, file.read_bytes()) for file in files]

    def read_them(times: int) -> None:
        for number in range(times):
            for name, content in samples:
                face = reader.open(Opening(f"{number}{name}", name, content))
                if face.pages:
                    reader.image(f"{number}{name}", Asking(1, 1.0))
                    reader.text(f"{number}{name}", 1)
                elif face.is_shown:
                    reader.flow(f"{number}{name}")
                reader.forget(f"{number}{name}")

    read_them(2)
    (descriptors, resident) = len(list(folder.iterdir())), [memory_of(process) for process in reader.process_ids()]
    read_them(1 + 500 // len(samples))
    assert len(list(folder.iterdir())) == descriptors
    grown = [memory_of(process) - before for process, before in zip(reader.process_ids(), resident, strict=True)]
    assert max(grown) < 20_000_000
    reader.close()


def memory_of(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * 4096


def test_a_machine_that_is_not_known_gets_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    monkeypatch.setattr("platform.machine", lambda: "abacus")
    assert not confinement._seccomp(ctypes.CDLL(None))


def test_the_filter_fits_the_kernel_on_every_machine() -> None:
    for machine in confinement._MACHINES.values():
        program = confinement._program(*machine)
        assert len(program) % 8 == 0
        # A jump is one byte.
        assert len(program) // 8 < 256

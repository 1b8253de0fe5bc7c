"""Loading a large bundle: time, and peak memory."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.database import bare_database
from benchmarks.desks import new_desk
from benchmarks.measuring import Measurement, in_turn, seconds
from benchmarks.samples import MEGABYTE, make_bundle
from reviewer.vocabulary import LoadStatus
from reviewer.workflow import loading

if TYPE_CHECKING:
    from benchmarks.measuring import Setting
    from reviewer.submission.findings import LoadResult

_TIMED_RUNS = 5
_MEMORY_RUNS = 3
_CHUNK_BYTES = 2**20
_TIMES_LARGER = 10
_REPOSITORY = Path(__file__).resolve().parents[1]
_LOAD = "import sys; from benchmarks.loading import load_and_tell_peak as load; load(*sys.argv[1:])"


def time_to_load(setting: Setting) -> Measurement:
    """Loading the bundle, against hashing its bytes and inserting them into the same kind of database."""
    bundle = _bundle(setting, setting.megabytes)
    floor, ours = in_turn(partial(_insert, bundle), partial(_load, bundle), _TIMED_RUNS)
    return Measurement(f"load-{setting.megabytes}-mb", "s", floor, ours, "<= 2", _TIMED_RUNS)


def memory_to_load(setting: Setting) -> Measurement:
    """Peak memory of a process that loads the bundle, in MB."""
    peak = _median_peak(_bundle(setting, setting.megabytes))
    return Measurement("load-memory", "MB", None, peak, "<= 250", _MEMORY_RUNS)


def memory_growth(setting: Setting) -> Measurement:
    """Peak memory of loading a bundle ten times as large, against that of the bundle."""
    larger = _bundle(setting, setting.megabytes * _TIMES_LARGER)
    try:
        peak = _peak(larger)
    finally:
        larger.unlink()
    return Measurement("load-memory-growth", "MB", _peak(_bundle(setting, setting.megabytes)), peak, "<= 1.1", 1)


def load_and_tell_peak(bundle: str, workspace: str) -> None:
    """Load a bundle in this process and write its peak memory, in MB, to standard output."""
    with new_desk(Path(workspace)) as desk:
        _must_load(loading.load_bundles(desk, [Path(bundle)])[0])
    sys.stdout.write(str(peak_memory_bytes() / MEGABYTE))


def peak_memory_bytes() -> int:
    """Return the most memory that this process has held so far."""
    status = Path("/proc/self/status")
    if status.exists():
        # getrusage would count what the parent held before this program was started.
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
        return int(lines["VmHWM"].removesuffix("kB")) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _bundle(setting: Setting, megabytes: int) -> Path:
    path = setting.folder / f"bundle-{megabytes}.zip"
    return path if path.exists() else make_bundle(path, evidence_bytes=megabytes * MEGABYTE)


def _load(bundle: Path) -> float:
    with tempfile.TemporaryDirectory(dir=bundle.parent) as folder, new_desk(Path(folder) / "load.reviewer") as desk:
        results: list[tuple[LoadResult, ...]] = []
        taken = seconds(lambda: results.append(loading.load_bundles(desk, [bundle])[0]))
        _must_load(results[0])
        return taken


def _must_load(results: tuple[LoadResult, ...]) -> None:
    statuses = [result.status for result in results]
    if statuses != [LoadStatus.LOADED]:
        raise RuntimeError(results)


def _insert(bundle: Path) -> float:
    with tempfile.TemporaryDirectory(dir=bundle.parent) as folder:
        connection = bare_database(Path(folder) / "floor.db")
        taken = seconds(partial(_hash_and_insert, bundle, connection))
        connection.close()
        return taken


def _hash_and_insert(bundle: Path, connection: object) -> None:
    execute = connection.execute  # type: ignore[attr-defined]  # sqlcipher3 ships no types
    digest = hashlib.sha256()
    execute("BEGIN IMMEDIATE")
    with bundle.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            execute("INSERT INTO kept (content) VALUES (?)", (chunk,))
    execute("COMMIT")
    # A load leaves no large log behind either.
    execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _median_peak(bundle: Path) -> float:
    return median(_peak(bundle) for _ in range(_MEMORY_RUNS))


def _peak(bundle: Path) -> float:
    with tempfile.TemporaryDirectory(dir=bundle.parent) as folder:
        command = [sys.executable, "-c", _LOAD, str(bundle), str(Path(folder) / "load.reviewer")]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_REPOSITORY)
        return float(told.stdout)

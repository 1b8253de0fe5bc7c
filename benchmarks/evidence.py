"""Reading documents through workspace, isolated renderer, index and window, against bare PDFium."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.desks import PASSPHRASE, new_desk
from benchmarks.evidence_samples import KEY, PATH, bare_text, large_pdf, long_pdf
from benchmarks.measuring import Measurement, in_turn, seconds
from benchmarks.samples import MEGABYTE, make_bundle
from reviewer.workflow import loading, searching, viewing
from reviewer.workflow.viewing import DocumentViewer

if TYPE_CHECKING:
    from benchmarks.measuring import Setting
    from reviewer.workflow.desk import Desk

_PAGES = 300
_MANY_PAGES = 1_000
_LARGE_BYTES = 100 * MEGABYTE
_RUNS = 5
_REPOSITORY = Path(__file__).resolve().parents[1]


def time_to_first_page(setting: Setting) -> Measurement:
    """From pressing the document in the list to the page painted sharp.

    The floor: bare PDFium opens the bytes, draws the page as large, and a bare window paints it, in the same process.
    """
    told = [_turned(setting) for _ in range(3)]
    floor, ours = (median(each[name] for each in told) * 1_000 for name in ("floor", "first"))
    return Measurement("evidence-first-page", "ms", floor, ours, "<= 2", 3 * 11)


def time_to_next_page(setting: Setting) -> Measurement:
    """From turning to the next page to that page painted sharp, what comes next being drawn ahead."""
    ours = median(_turned(setting)["next"] for _ in range(3)) * 1_000
    return Measurement("evidence-next-page", "ms", None, ours, "<= 16", 3 * 40)


def time_to_index(setting: Setting) -> Measurement:
    """The text of all pages, read by the renderer and put in the encrypted index."""
    pdf = long_pdf(_PAGES)
    with new_desk(setting.folder / "index.reviewer") as desk:
        _load(desk, setting.folder / "index.zip", pdf)
        viewer = DocumentViewer()
        viewer.warm_up()
        fetched = viewing.fetch(desk, KEY, PATH)

        def ours() -> None:
            searching.keep_indexed(desk, searching.read_for_index(viewer, fetched))
            viewer.forget(fetched.id)

        ours()
        floor, taken = in_turn(lambda: seconds(lambda: bare_text(pdf)), lambda: seconds(ours), _RUNS)
        viewer.close()
    return Measurement("evidence-index", "ms", floor * 1_000, taken * 1_000, "<= 2", _RUNS)


def time_to_search(setting: Setting) -> Measurement:
    """Words in a document of 300 pages, as the search of the case and the search in the document find them."""
    asked = [f"page {page} counted" for page in range(1, _PAGES, 7)] + ["new guide", "crew"]
    times: list[float] = []
    with new_desk(setting.folder / "search.reviewer") as desk:
        _load(desk, setting.folder / "search.zip", long_pdf(_PAGES))
        viewer = DocumentViewer()
        searching.index_all(desk, viewer)
        viewer.close()
        sha256 = viewing.fetch(desk, KEY, PATH).id
        for words in asked:
            in_case = seconds(partial(searching.find_in_case, desk, KEY, words))
            in_document = seconds(partial(searching.find_in_document, desk, sha256, words))
            times.append(max(in_case, in_document))
    return Measurement("evidence-search", "ms", None, median(times) * 1_000, "<= 100", len(times))


def longest_block(setting: Setting) -> Measurement:
    """The longest time the window's thread was away from its events while a PDF of 100 MB opens and is scrolled."""
    workspace = _workspace(setting, "large", partial(large_pdf, _LARGE_BYTES))
    blocks = [_told("open_and_scroll", setting, workspace)["longest"] for _ in range(3)]
    return Measurement("evidence-block", "ms", None, median(blocks) * 1_000, "<= 50", 3)


def memory_to_page_through(setting: Setting) -> Measurement:
    """How much the window's process and the renderers grow while a thousand pages are turned and painted."""
    workspace = _workspace(setting, "many", partial(long_pdf, _MANY_PAGES))
    grown = _told("page_through", setting, workspace)["grown"]
    return Measurement("evidence-memory", "MB", None, max(0.0, grown / MEGABYTE), "<= 20", 1)


def _turned(setting: Setting) -> dict[str, float]:
    pdf = setting.folder / "long.pdf"
    workspace = _workspace(setting, "long", partial(long_pdf, _PAGES))
    if not pdf.exists():
        pdf.write_bytes(long_pdf(_PAGES))
    return _told("open_and_turn", setting, workspace, pdf)


def _workspace(setting: Setting, name: str, make: partial[bytes]) -> Path:
    path = setting.folder / f"{name}.reviewer"
    if not path.exists():
        with new_desk(path) as desk:
            _load(desk, setting.folder / f"{name}.zip", make())
    return path


def _load(desk: Desk, path: Path, pdf: bytes) -> None:
    loading.load_bundles(desk, [make_bundle(path, documents={PATH: pdf})])


def _told(program: str, setting: Setting, *arguments: Path) -> dict[str, float]:
    """Run a program of `evidence_windows` in a home of its own and return what it tells."""
    home = setting.folder / "home"
    home.mkdir(exist_ok=True)
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "REVIEWER_BENCHMARK": PASSPHRASE}
    begin = f"import sys; from benchmarks.evidence_windows import {program} as begin; begin(*sys.argv[1:])"
    command = [sys.executable, "-c", begin, *map(str, arguments)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_REPOSITORY, env=environment)
    return {str(name): float(value) for name, value in json.loads(told.stdout).items()}

"""The rules that no linter knows: size of files and functions, what may be imported, said and shipped."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

import reviewer
from reviewer.errors import ReviewerError
from reviewer.text import known_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
ROOMS = ("reviewer", "ui", "tests", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_DECISION = 60


def _modules_in(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((REPOSITORY / room).rglob("*.py"))]


def _nodes_in(*rooms: str) -> Iterator[tuple[str, ast.AST]]:
    for path in _modules_in(*rooms):
        name = path.relative_to(REPOSITORY).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=name)):
            yield name, node


def _shipped_files() -> Iterator[Path]:
    """Every file of the tree, but what tools and builds leave in it."""
    left_behind = {"__pycache__", "build", "dist", "demo-output", "htmlcov", "venv"}
    for entry in sorted(REPOSITORY.iterdir()):
        if entry.is_file() and not entry.name.startswith(".coverage"):
            yield entry
        elif entry.name == ".ci" or not (entry.name.startswith(".") or entry.name in left_behind):
            yield from (path for path in entry.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _core_modules() -> list[str]:
    found = pkgutil.walk_packages(reviewer.__path__, prefix="reviewer.")
    return [module.name for module in found if not module.name.endswith(".__main__")]


def _in_a_fresh_interpreter(program: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=REPOSITORY
    ).stdout.strip()


def test_the_core_loads_no_qt() -> None:
    program = f"""
import importlib, sys
for name in {_core_modules()!r}:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")))
"""
    assert _in_a_fresh_interpreter(program) == ""


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in _modules_in(*ROOMS)}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for name, node in _nodes_in(*ROOMS)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {place: length for place, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _all_errors(base: type[ReviewerError] = ReviewerError) -> Iterator[type[ReviewerError]]:
    yield base
    for error in base.__subclasses__():
        yield from _all_errors(error)


def test_every_error_has_its_sentence() -> None:
    for name in _core_modules():
        importlib.import_module(name)
    assert {error.__name__: error.text_key for error in _all_errors() if error.text_key not in known_keys()} == {}


def test_the_core_prints_nothing() -> None:
    printing = [
        f"{name}:{node.lineno}"
        for name, node in _nodes_in("reviewer")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_the_window_never_waits() -> None:
    waiting = {"processEvents", "sleep", "msleep", "usleep"}
    places = [
        f"{name}:{node.lineno} {node.attr}"
        for name, node in _nodes_in("ui")
        if isinstance(node, ast.Attribute) and node.attr in waiting
    ]
    assert places == []


def test_the_database_library_works_on_the_encrypted_module() -> None:
    program = """
import sys
import reviewer.workspace.connection
import sqlcipher3.dbapi2, sqlite_utils.utils
print(sqlite_utils.utils.sqlite3 is sqlcipher3.dbapi2, sys.modules["pysqlite3.dbapi2"] is sqlcipher3.dbapi2)
"""
    assert _in_a_fresh_interpreter(program) == "True True"


# Put together from pieces, so that this file does not name what it forbids.
BUILD_MACHINE = re.compile(rb"(?<![\w.*])/(?:" + b"|".join((b"wo" + b"rk", b"ro" + b"ot", b"opt/" + b"rv")) + rb")/")
REGISTRIES = re.compile(b"|".join((rb"pypi\." + b"org", b"python" + b"hosted", rb"registry\.npm" + b"js")))


@pytest.mark.parametrize("forbidden", [BUILD_MACHINE, REGISTRIES], ids=["build-machine", "registry"])
def test_the_tree_names_no_place_it_was_built_with(forbidden: re.Pattern[bytes]) -> None:
    naming = [
        path.relative_to(REPOSITORY).as_posix() for path in _shipped_files() if forbidden.search(path.read_bytes())
    ]
    assert naming == []


def _decision_records() -> list[Path]:
    return sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))


def test_every_decision_fits_one_screen() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in _decision_records()}
    assert lengths
    assert {name: length for name, length in lengths.items() if length > LONGEST_DECISION} == {}


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name.split("-")[0]) for path in _decision_records()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_dependency_has_a_decision() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements: list[str] = project["dependencies"] + project["optional-dependencies"]["test"]
    decided = "\n".join(path.read_text(encoding="utf-8") for path in _decision_records()).lower()
    names = {re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower() for requirement in requirements}
    assert {name for name in names if f"`{name}`" not in decided} == set()


@pytest.mark.usefixtures("qapp")
def test_calls_of_qt_that_return_nothing_take_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 drops one reference to None a call, until the interpreter aborts."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(5_000):
        thing.setObjectName("a")
        thing.blockSignals(False)
    assert abs(sys.getrefcount(None) - before) < 500

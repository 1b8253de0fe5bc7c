"""A workspace to work in, and one case in it."""

from __future__ import annotations

import functools
import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.workspace.builders import SetClock, a_bundle, new_workspace, reopened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace

derived_once = functools.cache(hashlib.pbkdf2_hmac)


@pytest.fixture(autouse=True)
def keys_derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive each key only once: it is slow on purpose, and hundreds of tests open the same few files."""
    monkeypatch.setattr("reviewer.workspace.keys.hashlib.pbkdf2_hmac", derived_once)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace that nothing was done in."""
    path = tmp_path_factory.mktemp("workspace") / "empty.reviewer"
    new_workspace(path).close()
    return path


@pytest.fixture
def clock() -> SetClock:
    """The clock of `workspace`."""
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where `workspace` lies."""
    return tmp_path / "reviews" / "mine.reviewer"


@pytest.fixture
def workspace(path: Path, clock: SetClock, empty_file: Path) -> Iterator[Workspace]:
    """A new workspace, open."""
    path.parent.mkdir(mode=0o700)
    shutil.copyfile(empty_file, path)
    with reopened(path, clock) as opened:
        yield opened


@pytest.fixture
def case(workspace: Workspace) -> CaseKey:
    """One case in `workspace`, declared free of conflict."""
    bundle = a_bundle()
    bundle.keep_in(workspace)
    workspace.record_declaration(bundle.key, "none", "", "opening")
    return bundle.key

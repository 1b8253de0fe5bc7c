"""A command line on a workspace of its own."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.command_line.driving import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

derived_once = functools.cache(hashlib.pbkdf2_hmac)


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    # Deriving a key is slow on purpose, and every command opens the workspace anew.
    monkeypatch.setattr("reviewer.workspace.keys.hashlib.pbkdf2_hmac", derived_once)
    return CommandLine(tmp_path, capsys, monkeypatch)

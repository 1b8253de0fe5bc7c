"""A command line on a workspace of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line.driving import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(tmp_path, capsys, monkeypatch)

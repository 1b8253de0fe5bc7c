"""`reviewer inspect`: what the isolated renderer makes of documents, for offices and tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.evidence.samples import a_pdf

if TYPE_CHECKING:
    from tests.command_line.driving import CommandLine


def test_every_file_is_told_in_order_whatever_it_is(line: CommandLine, tmp_path: Path, shared_data: Path) -> None:
    good = tmp_path / "good.pdf"
    good.write_bytes(a_pdf("hello"))
    files = [
        shared_data / "pdf" / "corrupted.pdf",
        good,
        tmp_path / "none.pdf",
        shared_data / "pdf" / "libreoffice-writer-password.pdf",
        shared_data / "images" / "SVG_XSS1.svg",
        shared_data / "office" / "test.xlsx",
    ]
    told = line.ask("inspect", *files)
    assert [row["path"] for row in told] == [str(file) for file in files]
    assert [row["status"] for row in told] == ["damaged", "shown", "damaged", "password", "unsupported", "shown"]
    assert [row["kind"] for row in told] == ["pdf", "pdf", "other", "pdf", "image", "xlsx"]
    assert (told[1]["pages"], told[1]["characters"], told[1]["message"]) == (1, 5, "")
    assert (told[5]["pages"], told[5]["characters"]) == (2, 459)
    assert all(row["message"] for row in told if row["status"] != "shown")
    assert {"path", "kind", "status", "pages", "characters", "message"} == set(told[0])


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_what_is_no_file_or_hangs_never_stops_the_next(line: CommandLine, tmp_path: Path) -> None:
    names = ["", "folder", "empty.pdf", "bell\a\nname.txt", "turned\u202etxt.exe", "loop", "good.pdf"]
    folder, empty, bell, turned, loop, good = (tmp_path / name for name in names[1:])
    folder.mkdir()
    empty.write_bytes(b"")
    bell.write_bytes(b"hello")
    turned.write_bytes(b"hi")
    loop.symlink_to(loop)
    good.write_bytes(a_pdf("hello"))
    odd = [folder, empty, bell, turned, loop]
    os.mkfifo(tmp_path / "pipe")
    odd += [tmp_path / "pipe", Path("/dev/zero")]
    told = line.ask("inspect", *odd, good)
    assert [row["path"] for row in told] == [str(file) for file in (*odd, good)]
    assert [row["status"] for row in told[:5]] == ["damaged", "damaged", "shown", "shown", "damaged"]
    assert [row["message"] for row in (told[0], *told[5:-1])] == [
        "This is a folder or a device and not a file; name the files in it."
    ] * (1 + len(odd) - 5)
    assert (told[-1]["status"], told[-1]["characters"]) == ("shown", 5)
    shown = line.run("inspect", *odd, good).out
    assert not set(shown) & {"\a", "\u202e"}


def test_people_get_a_table_and_the_reasons(line: CommandLine, shared_data: Path) -> None:
    ran = line.run("inspect", shared_data / "pdf" / "corrupted.pdf")
    assert ran.exit_code == 0
    assert "damaged" in ran.out
    assert "The file is damaged" in ran.out


def test_without_a_file_the_usage_is_told(line: CommandLine) -> None:
    assert line.run("inspect").exit_code == 2

"""`reviewer inspect`: what the isolated renderer makes of documents, for offices and tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.evidence.samples import a_pdf

if TYPE_CHECKING:
    from pathlib import Path

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


def test_people_get_a_table_and_the_reasons(line: CommandLine, shared_data: Path) -> None:
    ran = line.run("inspect", shared_data / "pdf" / "corrupted.pdf")
    assert ran.exit_code == 0
    assert "damaged" in ran.out
    assert "The file is damaged" in ran.out


def test_without_a_file_the_usage_is_told(line: CommandLine) -> None:
    assert line.run("inspect").exit_code == 2

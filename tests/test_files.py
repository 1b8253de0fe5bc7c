"""Files are written whole, or what was there stays."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from reviewer import files
from reviewer.errors import DiskFullError, EnvironmentFailedError, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, DiskFullError), (errno.EROFS, NotPermittedError), (errno.EIO, EnvironmentFailedError)],
)
def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, number: int, error: type[EnvironmentFailedError]
) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"before")

    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError(number, os.strerror(number))

    with pytest.raises(error) as failed:
        files.write_whole(out, breaking())
    assert failed.value.subject == str(out)
    assert (out.read_bytes(), len(list(tmp_path.iterdir()))) == (b"before", 1)
    files.write_whole(out, [b"wh", b"ole"])
    assert (out.read_bytes(), out.stat().st_mode & 0o077) == (b"whole", 0)


def test_a_name_as_long_as_a_disk_takes_is_written(tmp_path: Path) -> None:
    out = tmp_path / ("ü" * 120 + ".pdf")
    assert files.write_whole(out, [b"whole"]).read_bytes() == b"whole"


def test_what_was_not_moved_into_place_is_gone(tmp_path: Path) -> None:
    with files.beside(tmp_path / "out.zip") as written:
        written.write_bytes(b"half")
        assert written.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []

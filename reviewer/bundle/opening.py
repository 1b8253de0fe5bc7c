"""Opens a bundle's container, whichever of the two it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.bundle.archive import refused, translating
from reviewer.bundle.folder_archive import FolderArchive
from reviewer.bundle.zip_archive import ZipArchive
from reviewer.files import is_there

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.bundle.archive import Archive


def open_archive(path: Path, most_entries: int) -> Archive:
    """Open a ZIP file or an unpacked folder.

    Args:
        path: the ZIP file or the folder.
        most_entries: number of entries past which the container is not read.

    Raises:
        BundleUnreadableError: it is neither, or is damaged; details carry `code` and `reason`.
        NotPermittedError: the system refuses access.
    """
    with translating(path.name):
        if not is_there(path):
            raise refused(path.name, "missing-file", "not_there")
        if path.is_dir():
            return FolderArchive(path, most_entries)
        if not path.is_file():
            raise refused(path.name, "not-a-bag", "not_a_zip")
        return ZipArchive(path, most_entries)

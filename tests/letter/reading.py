"""Reads finished pages back, as an office would."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path


def pdftotext(data: bytes, folder: Path) -> str:
    """Return what `pdftotext` reads, its words parted by single spaces."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext")
    page_file = folder / "pages.pdf"
    page_file.write_bytes(data)
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(page_file), "-"], check=True, capture_output=True)
    return " ".join(done.stdout.decode("utf-8").split())


def words_of(data: bytes) -> str:
    """Return the words on all pages, parted by single spaces."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def fonts_of(data: bytes) -> dict[str, bool]:
    """Return the fonts that the pages use, and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object()
            descriptor = described.get("/FontDescriptor", {})
            found[str(described["/BaseFont"])] = "/FontFile2" in descriptor
    return found

"""Whatever is done to a file, it gives a page or a plain message, and the next file opens."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reviewer.evidence.reader import Asking, Opening
from reviewer.submission.pages import Layout, PageFault, PageImage
from tests.evidence.samples import a_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.evidence.reader import DocumentReader

FOLDERS = ("pdf", "office", "images", "text")
CUTS = 10
FLIPPED_COPIES = 3
# Large files are cut and flipped less often: each time the whole file goes through the pipe.
LARGE_BYTES = 1_000_000


def is_page_or_message(reader: DocumentReader, name: str, content: bytes) -> bool:
    face = reader.open(Opening("id", name, content))
    if not face.is_shown:
        return face.message.endswith(".")
    if face.layout is Layout.FLOW:
        flow = reader.flow("id")
        return all(block.text is not None for block in flow.blocks)
    page = face.pages[0]
    image = reader.image("id", Asking(1, min(0.5, 400 / max(page.width, page.height))))
    words = reader.text("id", 1)
    assert len(words.boxes) == 16 * len(words.text)
    return isinstance(image, PageImage) or (isinstance(image, PageFault) and image.message.endswith("."))


def files_of(folder: Path) -> list[Path]:
    files = sorted(folder.iterdir())
    assert files
    return files


@pytest.mark.parametrize("folder", FOLDERS)
def test_whole_files_give_a_page_or_a_message(reader: DocumentReader, shared_data: Path, folder: str) -> None:
    for file in files_of(shared_data / folder):
        assert is_page_or_message(reader, file.name, file.read_bytes()), file.name


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_cut_off_anywhere_give_a_page_or_a_message(
    reader: DocumentReader, shared_data: Path, folder: str
) -> None:
    for file in files_of(shared_data / folder):
        content = file.read_bytes()
        cuts = CUTS if len(content) < LARGE_BYTES else 2
        for part in range(cuts):
            assert is_page_or_message(reader, file.name, content[: len(content) * part // cuts]), (file.name, part)


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_with_flipped_bytes_give_a_page_or_a_message(
    reader: DocumentReader, shared_data: Path, folder: str
) -> None:
    chance = random.Random(7)
    for file in files_of(shared_data / folder):
        whole = file.read_bytes()
        for copy in range(FLIPPED_COPIES if len(whole) < LARGE_BYTES else 1):
            content = bytearray(whole)
            for _ in range(max(1, len(content) // 400)):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            assert is_page_or_message(reader, file.name, bytes(content)), (file.name, copy)


def test_after_all_that_a_sound_file_opens(reader: DocumentReader) -> None:
    assert reader.open(Opening("id", "a.pdf", a_pdf("sound"))).is_shown
    assert reader.text("id", 1).text == "sound"

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reviewer.errors import PictureError
from reviewer.letter.pdf import letter_pdf
from reviewer.letter.pictures import LARGEST_BYTES, check_picture, picture
from tests.letter.builders import PROFILE, judged, letter, project, submission

if TYPE_CHECKING:
    from pathlib import Path


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x20\x60\x70" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_logo_and_signature_stand_in_the_letter(shared_data: Path) -> None:
    photograph = next((shared_data / "images").glob("*.jpg")).read_bytes()
    made = submission(project(1), project(2), project(3))
    profile = replace(PROFILE, logo=png(400, 100), signature=photograph)
    data = letter_pdf(letter(made, judged(made), profile=profile)).data
    assert sum(len(page.images) for page in PdfReader(BytesIO(data)).pages) == 2
    assert letter_pdf(letter(made, judged(made), profile=profile)).data == data


def test_a_picture_is_scaled_into_its_room_and_never_blown_up() -> None:
    wide = picture(png(800, 100), "the logo", widest=150, highest=52)
    assert (wide.drawWidth, round(wide.drawHeight, 2)) == (150, 18.75)
    small = picture(png(16, 8), "the logo", widest=150, highest=52)
    assert (small.drawWidth, small.drawHeight) == (12, 6)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "neither a PNG nor a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a PNG nor a JPEG"),
        (b"\x89PNG\r\n\x1a\n", "neither a PNG nor a JPEG"),
        (b"\xff\xd8\xff\xff", "neither a PNG nor a JPEG"),
        (png(20, 20)[:60], "damaged"),
        (png(5000, 1), "wider or higher than 4000 pixels"),
        (png(4, 4)[:16] + b"\x00" * 8 + png(4, 4)[24:], "wider or higher"),
        (png(4, 4) + b"\x00" * LARGEST_BYTES, "larger than 4 MB"),
    ],
    ids=["empty", "svg", "cut-header", "cut-jpeg", "cut", "wide", "empty-size", "heavy"],
)
def test_a_picture_that_cannot_be_used_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(PictureError) as refused:
        check_picture(data, "The logo")
    assert told in str(refused.value.details["reason"])


def test_every_cut_of_a_real_photograph_is_refused_or_used(shared_data: Path) -> None:
    photograph = next((shared_data / "images").glob("*.jpg")).read_bytes()
    check_picture(photograph, "The signature picture")
    for length in range(0, min(len(photograph), 20_000), 997):
        with pytest.raises(PictureError):
            check_picture(photograph[:length], "The signature picture")

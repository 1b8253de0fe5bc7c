"""Pictures of every depth, color and orientation are shown as they are meant."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentStatus
from tests.evidence.test_documents import drawn, opened, pixel

if TYPE_CHECKING:
    from reviewer.evidence.reader import DocumentReader

RED = (255, 0, 0)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(reader: DocumentReader, kind: str, orientation: int) -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste(RED, (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    face = opened(reader, saved(image, kind, exif=exif), "photo")
    size = face.pages[0]
    page = drawn(reader, scale=(60 if orientation < 5 else 40) / size.width)
    assert (page.width, page.height) == ((60, 40) if orientation < 5 else (40, 60))
    corners = [(5, 5), (page.width - 6, 5), (page.width - 6, page.height - 6), (5, page.height - 6)]
    (red,) = [number for number, (x, y) in enumerate(corners) if pixel(page, x, y)[1] < 90]
    # From the top left clockwise; 5 to 8 are the same mirrored.
    assert red == {1: 0, 2: 1, 3: 2, 4: 3, 5: 0, 6: 1, 7: 2, 8: 3}[orientation]


@pytest.mark.parametrize(
    ("mode", "kind", "values", "shades"),
    [
        ("I;16", "PNG", (0, 32768, 65535), (0, 128, 255)),
        ("I;16", "TIFF", (0, 32768, 65535), (0, 128, 255)),
        ("I", "TIFF", (0, 32768, 65535), (0, 128, 255)),
        ("I", "TIFF", (0, 500_000, 1_000_000), (0, 128, 255)),
        ("F", "TIFF", (0.0, 0.5, 1.0), (0, 128, 255)),
        ("F", "TIFF", (7.0, 7.0, 7.0), (0, 0, 0)),
    ],
)
def test_a_deep_gray_is_scaled_and_not_cut_off(
    reader: DocumentReader, mode: str, kind: str, values: tuple[float, ...], shades: tuple[int, ...]
) -> None:
    image = Image.new(mode, (3, 1))
    image.putdata(values)
    face = opened(reader, saved(image, kind), "scan")
    page = drawn(reader, scale=3 / face.pages[0].width)
    assert [pixel(page, x, 0)[0] for x in range(3)] == pytest.approx(list(shades), abs=1)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_the_colors_of_a_printer_are_those_of_the_screen(reader: DocumentReader, kind: str) -> None:
    opened(reader, saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), kind), "print")
    red, green, blue = pixel(drawn(reader), 3, 3)
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


@pytest.mark.parametrize("image", [Image.new("RGBA", (4, 4), (255, 0, 0, 0)), Image.new("LA", (4, 4), (0, 0))])
def test_what_is_transparent_is_white(reader: DocumentReader, image: Image.Image) -> None:
    opened(reader, saved(image, "PNG"), "a.png")
    assert pixel(drawn(reader), 1, 1) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_each_frame_of_a_moving_picture_is_a_page(reader: DocumentReader, kind: str) -> None:
    frames = [Image.new("RGB", (30, 20), color) for color in ("red", "lime", "blue")]
    face = opened(reader, saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100), "moving")
    assert len(face.pages) == 3
    assert [pixel(drawn(reader, page), 3, 3).index(255) for page in (1, 2, 3)] == [0, 1, 2]


@pytest.mark.parametrize(
    "content",
    [b"\0\0\0\x20ftypavif" + bytes(40), b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(40), b"\0\0\x01\0\x01\0" + bytes(40)],
    ids=["avif", "jpeg-2000", "icon"],
)
def test_a_kind_of_picture_that_is_not_shown_is_not_called_damaged(reader: DocumentReader, content: bytes) -> None:
    face = opened(reader, content, "photo.jpg")
    assert (face.kind, face.status) == (FileKind.IMAGE, DocumentStatus.UNSUPPORTED)

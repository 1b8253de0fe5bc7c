"""Word documents, read by mammoth and passed through the allow-list of `markup`; what mammoth leaves out is added."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import mammoth

from reviewer.evidence.flowing import finished, unpacked_is_small
from reviewer.evidence.markup import blocks_as_written, under_headings
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.evidence.package_parts import Package
from reviewer.evidence.word_parts import prepared, said_after, said_before

if TYPE_CHECKING:
    from typing import Any

# Comments are listed at the end, with their authors' initials at the place.
_STYLES = "comment-reference => sup"


def open_word(content: bytes) -> FlowingDocument:
    """Read a Word document.

    Raises:
        RefusedError: it is damaged or too large.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise RefusedError("damaged")
    unpacked_is_small(content)
    pictures: list[bytes] = []
    with Package(content) as package:
        readable, left_out = prepared(content, package)
        before, after = list(said_before(package, left_out)), list(said_after(package, left_out))
    blocks = [*before, *blocks_as_written(_html(readable, pictures)), *after]
    return finished(under_headings(blocks), pictures)


def _html(content: bytes, pictures: list[bytes]) -> str:
    """Return what mammoth makes of a document; the pictures are named by their numbers."""

    def keep(image: Any) -> dict[str, str]:  # noqa: ANN401 - mammoth ships no types
        try:
            with image.open() as opened:
                pictures.append(opened.read())
        except Exception:  # noqa: BLE001 - whatever is wrong with one picture, the words are still to be read
            return {"src": "outside:"}
        return {"src": f"picture:{len(pictures) - 1}"}

    converted = mammoth.convert_to_html(
        io.BytesIO(content),
        convert_image=mammoth.images.img_element(keep),
        style_map=_STYLES,
        external_file_access=False,
    )
    return str(converted.value)

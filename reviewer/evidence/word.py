"""Word documents, read by mammoth and passed through the allow-list of `markup`."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import mammoth

from reviewer.evidence.flowing import finished, unpacked_is_small
from reviewer.evidence.markup import blocks_of
from reviewer.evidence.opened import FlowingDocument, RefusedError

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
    return finished(blocks_of(converted.value, keeps_spaces=True), pictures)

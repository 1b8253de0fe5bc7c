"""What is seen of a page first is drawn in one go, each part as it is in the whole."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from reviewer.submission.pages import PageFault, Tile
from reviewer.workflow.viewing import DocumentViewer, Fetched
from ui.session.asking import ImageAsk, drawn_together

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TILES = (Tile(0, 0, 700, 512), Tile(700, 0, 140, 512), Tile(0, 512, 700, 400), Tile(700, 512, 140, 400))

_ROWS = (Tile(0, 0, 840, 512), Tile(0, 512, 840, 400))


@pytest.fixture
def viewer() -> Iterator[DocumentViewer]:
    made = DocumentViewer()
    yield made
    made.close()


def _ask(document_id: str, page: int, tile: Tile | None) -> ImageAsk:
    return ImageAsk(document_id, (page, tile), page, 1.5, tile, 0)


@pytest.mark.parametrize("tiles", [_TILES, _ROWS])
def test_parts_of_a_page_drawn_in_one_go_are_the_same(
    viewer: DocumentViewer, shared_data: Path, tiles: tuple[Tile, ...]
) -> None:
    content = (shared_data / "pdf" / "pdflatex-4-pages.pdf").read_bytes()
    document = Fetched(hashlib.sha256(content).hexdigest(), "a.pdf", content)
    viewer.open(document)
    asks = [_ask(document.id, page, tile) for page in (1, 2) for tile in tiles] + [_ask(document.id, 3, None)]
    answers = list(drawn_together(viewer, asks))
    assert [answered.ask for answered in answers] == asks
    for answered, ask in zip(answers, asks, strict=True):
        whole = _ask(document.id, ask.page, Tile(0, 0, 840, 912) if ask.tile else None).answer(viewer, lambda: True)
        assert isinstance(whole, QImage)
        tile = ask.tile or Tile(0, 0, whole.width(), whole.height())
        assert answered.value == whole.copy(tile.x, tile.y, tile.width, tile.height)


def test_a_page_that_cannot_be_drawn_says_so_for_each_part(viewer: DocumentViewer) -> None:
    answers = list(drawn_together(viewer, [_ask("unknown", 1, tile) for tile in _TILES]))
    assert all(isinstance(answered.value, PageFault) for answered in answers)
    assert len(answers) == len(_TILES)

"""PowerPoint presentations, read by python-pptx: the texts, tables and pictures of each slide."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE

from reviewer.evidence.flowing import finished, note, tables, unpacked_is_small
from reviewer.evidence.package_parts import Package, local_name
from reviewer.evidence.word_parts import embedded_files, said_of_relations
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.evidence.opened import FlowingDocument

_MOST_SLIDES = 1_000
_DEEPEST_GROUP = 8
_RECORDINGS = frozenset({"audio", "video", "media"})
_WRITTEN = frozenset({"t", "text"})


def open_slides(content: bytes) -> FlowingDocument:
    """Read a presentation.

    Raises:
        RefusedError: it is damaged or too large.
    """
    unpacked_is_small(content)
    slides = list(pptx.Presentation(io.BytesIO(content)).slides)[:_MOST_SLIDES]
    pictures: list[bytes] = []
    with Package(content) as package:
        blocks = list(_whole(slides, package, pictures))
    return finished(blocks, pictures, parts=len(slides))


def _whole(slides: list[Any], package: Package, pictures: list[bytes]) -> Iterator[Block]:
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield note("macros")
    for number, slide in enumerate(slides, start=1):
        yield from _slide(slide, number, pictures)
        yield from _beside(package, str(slide.part.partname).lstrip("/"), number)
    yield from embedded_files(package)


def _beside(package: Package, part: str, number: int) -> Iterator[Block]:
    """Yield the charts, words of diagrams, comments and recordings that belong to a slide."""
    yield from said_of_relations(package, part, number)
    if any(relation.kind in _RECORDINGS for relation in package.relations(part)):
        yield note("media", place=number)
    spoken = [words for comments in package.related(part, "comments") for words in _comments(package, comments)]
    if spoken:
        yield note("comments", place=number)
    yield from (Block(BlockKind.PARAGRAPH, (Run(made_visible(words)),), place=number) for words in spoken)


def _comments(package: Package, part: str) -> Iterator[str]:
    root = package.xml(part)
    for comment in () if root is None else root.iter():
        if local_name(comment) in ("cm", "reply"):
            own = [child for child in comment if local_name(child) in ("text", "txBody")]
            words = "".join(part.text or "" for child in own for part in child.iter() if local_name(part) in _WRITTEN)
            if words.strip():
                yield words.strip()


def _slide(slide: Any, number: int, pictures: list[bytes]) -> Iterator[Block]:  # noqa: ANN401 - no types shipped
    title = slide.shapes.title
    yield note("slide", number, number)
    if slide.element.get("show") == "0":
        yield note("hidden_slide", place=number)
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        words = " ".join(title.text_frame.text.split())
        yield Block(BlockKind.HEADING, (Run(made_visible(words)),), place=number, level=2)
    for shape in slide.shapes:
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, number, pictures, 0)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame, number, prefix=note("speaker_notes", place=number))


def _shape(shape: Any, number: int, pictures: list[bytes], depth: int) -> Iterator[Block]:  # noqa: ANN401
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP and depth < _DEEPEST_GROUP:
        for inner in shape.shapes:
            yield from _shape(inner, number, pictures, depth + 1)
    elif shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, number)
    elif getattr(shape, "has_table", False):
        rows = (tuple(TableCell(made_visible(cell.text)) for cell in row.cells) for row in shape.table.rows)
        yield from tables(rows, number)
    elif shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
        yield _picture(shape, number, pictures)


def _picture(shape: Any, number: int, pictures: list[bytes]) -> Block:  # noqa: ANN401
    try:
        pictures.append(shape.image.blob)
    except (ValueError, KeyError, AttributeError):
        # A picture by link is never fetched.
        return note("picture_outside", place=number)
    name = made_visible(shape.name or "")
    return Block(BlockKind.PICTURE, (Run(name),), place=number, picture=len(pictures) - 1)


def _paragraphs(frame: Any, number: int, prefix: Block | None = None) -> Iterator[Block]:  # noqa: ANN401
    for paragraph in frame.paragraphs:
        runs = tuple(part for run in paragraph.runs if run.text for part in _run(run))
        if not "".join(run.text for run in runs).strip():
            continue
        if prefix is not None:
            yield prefix
            prefix = None
        level = min(int(paragraph.level or 0), 8)
        kind = BlockKind.ITEM if level else BlockKind.PARAGRAPH
        yield Block(kind, runs, place=number, level=level, marker="•" if level else "")


def _run(run: Any) -> Iterator[Run]:  # noqa: ANN401
    """Yield the words of a run, and where they lead to if they do not say it."""
    target = made_visible(_target(run))
    words = made_visible(run.text.replace("\v", "\n"))
    yield Run(words, is_bold=bool(run.font.bold), is_italic=bool(run.font.italic), target=target)
    if target and target not in words:
        yield Run(f" <{target[:500]}>", target=target)


def _target(run: Any) -> str:  # noqa: ANN401
    try:
        return str(run.hyperlink.address or "")
    except (KeyError, AttributeError, ValueError):
        # A link whose address is missing in the file.
        return ""

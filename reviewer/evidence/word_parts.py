"""What mammoth leaves out of a Word document: marked for it where it can be, else gathered to be said at the end."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from reviewer.evidence.charts import chart_blocks
from reviewer.evidence.flowing import note
from reviewer.evidence.package_parts import local_name
from reviewer.submission.flow import Block, BlockKind, Run
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.evidence.package_parts import Package

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
# Around words of theirs: fields, directions, readings of letters. mammoth drops all that is in them.
_DROPPED = frozenset({"fldSimple", "dir", "bdo", "ruby", "rubyBase"})
_KEPT_ELEMENT = f"{_WORD}smartTag"
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_FILES = re.compile(r"(?:word|ppt|xl)/embeddings/([^/]{1,200})")
_MOST_SAID = 500
_DEEPEST_FORMULA = 40
_MOST_CHARACTERS_SAID = 20_000


@dataclass(slots=True)
class LeftOut:
    """What is to be said beside the text: how many changes, the deleted words, and who deleted them when."""

    changes: int = 0
    deleted: list[tuple[str, str]] = field(default_factory=list)


def prepared(content: bytes, package: Package) -> tuple[bytes, LeftOut]:
    """Return a document in which mammoth finds every word, and what has to be said beside it."""
    left_out = LeftOut()
    anew: dict[str, bytes] = {}
    for part in package.related("", "officeDocument"):
        root = package.xml(part)
        if root is None:
            continue
        _gather(root, left_out)
        if _made_readable(root):
            anew[part] = tostring(root, "utf-8", xml_declaration=True)
    return (_with_parts(content, anew) if anew else content), left_out


def said_before(package: Package, left_out: LeftOut) -> Iterator[Block]:
    """Yield what has to be known before the text is read."""
    if left_out.changes:
        yield note("changes", left_out.changes)
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield note("macros")


def said_after(package: Package, left_out: LeftOut) -> Iterator[Block]:
    """Yield what stands beside the text: deleted words, margins, charts, diagrams, the names of embedded files."""
    if left_out.deleted:
        yield note("deleted")
    for words, who in left_out.deleted[:_MOST_SAID]:
        runs = (Run(made_visible(words), is_struck=True), Run(made_visible(f" ({who})" if who else "")))
        yield Block(BlockKind.PARAGRAPH, runs)
    margins = list(dict.fromkeys(_margins(package)))[:_MOST_SAID]
    if margins:
        yield note("headers")
    yield from (Block(BlockKind.PARAGRAPH, (Run(made_visible(words)),)) for words in margins)
    for part in package.related("", "officeDocument"):
        yield from said_of_relations(package, part)
    yield from embedded_files(package)


def said_of_relations(package: Package, part: str, place: int | None = None) -> Iterator[Block]:
    """Yield the charts and the words of the diagrams to which a part leads."""
    for chart in package.related(part, "chart"):
        root = package.xml(chart)
        yield from chart_blocks(root, place) if root is not None else iter((note("charts", 1, place),))
    for _ in package.related(part, "chartEx"):
        yield note("charts", 1, place)
    for diagram in package.related(part, "diagramData"):
        root = package.xml(diagram)
        words = [] if root is None else [line for line in map(_words, root.iter()) if line]
        if words:
            yield note("drawing_words", place=place)
        yield from (Block(BlockKind.PARAGRAPH, (Run(made_visible(line)),), place) for line in words[:_MOST_SAID])


def embedded_files(package: Package) -> Iterator[Block]:
    """Yield the names of the files within an Office file; a chart's own workbook is not one of them."""
    charted = {part for name in package.names if "/charts/chart" in name for part in package.related(name, "package")}
    for name in package.names:
        found = _FILES.fullmatch(name)
        if found and name not in charted:
            yield Block(BlockKind.NOTE, (Run(made_visible(found[1])),), marker="embedded")


def _words(element: Element) -> str:
    """Return the words of a diagram's paragraph, nothing for other elements."""
    if local_name(element) != "p":
        return ""
    return "".join(part.text or "" for part in element.iter() if local_name(part) == "t").strip()


def _gather(root: Element, left_out: LeftOut) -> None:
    """Count the tracked changes and note what they deleted."""
    for element in root.iter():
        name = local_name(element)
        if name not in _CHANGES or not element.tag.startswith(_WORD):
            continue
        # Without anything in it, it is about the end of a paragraph.
        left_out.changes += bool(len(element))
        words = "".join(part.text or "" for part in element.iter(f"{_WORD}delText"))
        if words.strip():
            day = element.get(f"{_WORD}date", "").partition("T")[0]
            who = ", ".join(filter(None, (element.get(f"{_WORD}author", ""), day)))
            left_out.deleted.append((words[:_MOST_CHARACTERS_SAID], who))


def _made_readable(root: Element) -> bool:
    """Change in place what mammoth would drop; tell whether there was any."""
    is_changed = False
    for parent in list(root.iter()):
        for place, element in enumerate(list(parent)):
            name = local_name(element)
            if name == "oMathPara" or (name in _DROPPED and element.tag.startswith(_WORD)):
                element.tag, is_changed = _KEPT_ELEMENT, True
            elif name == "oMath":
                parent[place], is_changed = _formula(element), True
            elif name == "AlternateContent" and not any(local_name(child) == "Fallback" for child in element):
                parent[place], is_changed = _boxed(element), True
            elif name == "cr" and element.tag == f"{_WORD}cr":
                element.tag, is_changed = f"{_WORD}br", True
    return is_changed


def _boxed(element: Element) -> Element:
    """Return the text boxes of a drawing that has no older form, in the one that mammoth knows."""
    older = Element(f"{_WORD}pict")
    older.extend(element.iter(f"{_WORD}txbxContent"))
    older.tail = element.tail
    return older


def _formula(element: Element) -> Element:
    """Return a formula as a run, written in one line."""
    run = Element(f"{_WORD}r")
    SubElement(run, f"{_WORD}t").text = _in_line(element, 0)
    run.tail = element.tail
    return run


def _in_line(element: Element, depth: int) -> str:
    """Return a part of a formula in one line: `(a)/(b)`, `x^(2)`, `√(y)`."""
    if depth > _DEEPEST_FORMULA:
        return ""
    inner = [(local_name(child), _in_line(child, depth + 1)) for child in element]
    parts = dict(inner)
    match local_name(element):
        case "t":
            return element.text or ""
        case "f":
            return f"({parts.get('num', '')})/({parts.get('den', '')})"
        case "sSup" | "sSub" | "sSubSup":
            low, high = parts.get("sub", ""), parts.get("sup", "")
            return parts.get("e", "") + (f"_({low})" if low else "") + (f"^({high})" if high else "")
        case "rad":
            return f"{parts.get('deg', '')}√({parts.get('e', '')})"
        case "d":
            return f"({', '.join(words for name, words in inner if name == 'e')})"
    return "".join(words for _, words in inner)


def _with_parts(content: bytes, anew: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in dict.fromkeys(before.namelist()):
            after.writestr(name, anew[name] if name in anew else before.read(name))
    return out.getvalue()


def _margins(package: Package) -> Iterator[str]:
    """Yield the paragraphs of headers and footers."""
    for name in package.names:
        root = package.xml(name) if _MARGINS.fullmatch(name) else None
        for paragraph in () if root is None else root.iter(f"{_WORD}p"):
            words = "".join(
                "\t" if local_name(part) == "tab" else part.text or ""
                for part in paragraph.iter()
                if local_name(part) in ("t", "tab")
            ).strip()
            if words:
                yield words

"""Charts of Office files as tables: the title, the kind, and the values that were stored with each series."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

from reviewer.evidence.cell_format import shown
from reviewer.evidence.flowing import note
from reviewer.evidence.package_parts import local_name
from reviewer.submission.flow import Block, BlockKind, Place, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    LookUp = Callable[[str], Sequence[str]]

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_KINDS = {
    **dict.fromkeys(("lineChart", "line3DChart"), "chart_line"),
    **dict.fromkeys(("pieChart", "pie3DChart", "ofPieChart", "doughnutChart"), "chart_pie"),
    **dict.fromkeys(("areaChart", "area3DChart"), "chart_area"),
    **dict.fromkeys(("scatterChart", "bubbleChart"), "chart_points"),
    "radarChart": "chart_radar",
}
_BARS = ("barChart", "bar3DChart")
_MOST_SERIES = 60
_MOST_POINTS = 2_000


@dataclass(frozen=True, slots=True)
class _Series:
    title: str
    columns: tuple[tuple[str, ...], ...]
    """Its values first; sizes of bubbles after them."""
    labels: tuple[str, ...]


def nothing_to_look_up(_: str) -> Sequence[str]:
    """Stand for cells where there are none."""
    return ()


def chart_blocks(root: Element, place: Place, look_up: LookUp = nothing_to_look_up) -> Iterator[Block]:
    """Yield a chart: what kind it is, its title, and a table of its values.

    Args:
        root: the chart's own XML.
        place: where the chart stands.
        look_up: gives what the cells of a range show, for charts that keep no values of their own.
    """
    area = root.find(f"{_CHART}chart/{_CHART}plotArea")
    plots = [] if area is None else [plot for plot in area if local_name(plot).endswith("Chart")]
    if area is None or not plots:
        yield note("charts", 1, place)
        return
    series = [_series(one, look_up) for plot in plots for one in plot.findall(f"{_CHART}ser")][:_MOST_SERIES]
    yield note(_kind(plots), place=place)
    title = _title(root.find(f"{_CHART}chart/{_CHART}title"), look_up)
    if title:
        yield Block(BlockKind.PARAGRAPH, (Run(made_visible(title), is_bold=True),), place=place)
    across, up = _axis_titles(area, look_up)
    if up:
        yield Block(BlockKind.PARAGRAPH, (Run(made_visible(up)),), place=place)
    yield from _tables(series, across, place)


def _kind(plots: list[Element]) -> str:
    names = {local_name(plot) for plot in plots}
    if len(names) > 1:
        return "chart_mixed"
    (name,) = names
    if name in _BARS:
        direction = plots[0].find(f"{_CHART}barDir")
        return "chart_bar" if direction is not None and direction.get("val") == "bar" else "chart_column"
    return _KINDS.get(name, "chart_other")


def _tables(series: list[_Series], across: str, place: Place) -> Iterator[Block]:
    """Yield one table where all series have the same labels, else one for each."""
    is_one = len({one.labels for one in series}) == 1
    for group in [series] if is_one else [[one] for one in series]:
        columns = [column for one in group for column in one.columns]
        head = [across, *(one.title if not number else "" for one in group for number in range(len(one.columns)))]
        labels = group[0].labels
        length = max((len(labels), *map(len, columns)))
        below = ([_at(labels, number), *(_at(column, number) for column in columns)] for number in range(length))
        cells = tuple(
            tuple(_cell(words, is_value=column > 0) for column, words in enumerate(row)) for row in (head, *below)
        )
        yield Block(BlockKind.TABLE, place=place, rows=cells)


def _cell(words: str, *, is_value: bool) -> TableCell:
    return TableCell(made_visible(words), is_number=is_value and any(letter.isdigit() for letter in words))


def _at(values: tuple[str, ...], number: int) -> str:
    return values[number] if number < len(values) else ""


def _series(series: Element, look_up: LookUp) -> _Series:
    columns = tuple(
        values
        for values in (_values(series.find(f"{_CHART}{name}"), look_up) for name in ("val", "yVal", "bubbleSize"))
        if values
    )
    labels = _values(series.find(f"{_CHART}cat"), look_up) or _values(series.find(f"{_CHART}xVal"), look_up)
    return _Series(_title(series, look_up), columns or ((),), labels)


def _title(holder: Element | None, look_up: LookUp) -> str:
    """Return the words of a title, written or taken from a cell."""
    named = None if holder is None else holder.find(f"{_CHART}tx")
    if named is None:
        return ""
    written = "".join(part.text or "" for part in named.iter(_WORDS))
    plain = named.find(f"{_CHART}v")
    return (written or " ".join(_values(named, look_up)) or (plain.text if plain is not None else "") or "").strip()


def _axis_titles(area: Element, look_up: LookUp) -> tuple[str, str]:
    """Return the titles of the axis of labels and of that of values."""
    titles = {"catAx": "", "dateAx": "", "valAx": ""}
    values: list[str] = []
    for axis in area:
        name = local_name(axis)
        title = _title(axis.find(f"{_CHART}title"), look_up) if name in titles else ""
        if name == "valAx":
            values.append(title)
        elif name in titles:
            titles[name] = title
    across = titles["catAx"] or titles["dateAx"]
    if len(values) > 1 and not across:
        # Two axes of values: the first lies at the bottom.
        across = values.pop(0)
    return across, " / ".join(filter(None, values))


def _values(holder: Element | None, look_up: LookUp) -> tuple[str, ...]:
    """Return what was stored with a reference, or what its cells show."""
    if holder is None:
        return ()
    for cache in holder.iter():
        name = local_name(cache)
        if name == "multiLvlStrCache":
            return _levels(cache)
        if name in ("strCache", "strLit", "numCache", "numLit") and cache.find(f"{_CHART}pt") is not None:
            return _points(cache)
    formula = next((part.text for part in holder.iter(f"{_CHART}f") if part.text), "")
    return tuple(look_up(formula))[:_MOST_POINTS] if formula else ()


def _points(cache: Element) -> tuple[str, ...]:
    """Return the points of a cache at their numbers; the ones that are left out are empty."""
    code = cache.find(f"{_CHART}formatCode")
    number_format = (code.text if code is not None else None) or "General"
    found: dict[int, str] = {}
    for point in cache.findall(f"{_CHART}pt"):
        index, value = point.get("idx", ""), point.find(f"{_CHART}v")
        if index.isdecimal() and int(index) < _MOST_POINTS and value is not None:
            found[int(index)] = _formatted(value.text or "", point.get("formatCode", number_format))
    return tuple(found.get(number, "") for number in range(max(found, default=-1) + 1))


def _levels(cache: Element) -> tuple[str, ...]:
    """Return labels of several levels, the outermost first; an outer one holds until the next."""
    levels = [_points(level) for level in cache.findall(f"{_CHART}lvl")]
    if not levels:
        return ()
    whole = [list(levels[0])]
    for level in levels[1:]:
        held, filled = "", []
        for number in range(len(levels[0])):
            held = _at(level, number) or held
            filled.append(held)
        whole.insert(0, filled)
    return tuple(" · ".join(filter(None, parts)) for parts in zip(*whole, strict=True))


def _formatted(value: str, number_format: str) -> str:
    if number_format == "General":
        return value
    try:
        number = float(Decimal(value))
        return shown(from_excel(number) if is_date_format(number_format) else number, number_format)
    except (InvalidOperation, ValueError, OverflowError):
        return value

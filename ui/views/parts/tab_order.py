"""Lets the Tab key follow what is seen, whenever its parts were made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSplitter, QStackedWidget, QTabWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def tab_as_laid_out(root: QWidget) -> None:
    """Put the parts that Tab stops at into the order in which the layouts have them.

    Qt's own order is that of making: what is made later, such as the checks of a case, would come last.
    """
    stops = [part for part in _laid_out(root) if _is_stop(part)]
    known = set(stops)
    if not stops or [part for part in _chain_from(stops[0]) if part in known] == stops:
        return
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def scroll_to_focus() -> None:
    """Scroll to the part that has the focus; by itself Qt does so only where the focus was in the same area before."""
    part = QApplication.focusWidget()
    around = part.parentWidget() if part is not None else None
    while part is not None and around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()


def _chain_from(first: QWidget) -> Iterator[QWidget]:
    yield first
    part = first.nextInFocusChain()
    while part is not None and part is not first:
        yield part
        part = part.nextInFocusChain()


def _is_stop(part: QWidget) -> bool:
    proxy = part.focusProxy()
    if proxy is not None and not part.isAncestorOf(proxy):
        return False
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and not part.isHidden()


def _laid_out(part: QWidget) -> Iterator[QWidget]:
    yield part
    # What hands its focus on to a part of its own is one stop for Qt, and moved with all its parts.
    if part.focusProxy() is None:
        for inner in _inside(part):
            yield from _laid_out(inner)


def _inside(part: QWidget) -> list[QWidget]:
    if isinstance(part, QStackedWidget | QTabWidget):
        inner = [part.currentWidget()]
    elif isinstance(part, QSplitter):
        inner = [part.widget(place) for place in range(part.count())]
    elif isinstance(part, QScrollArea):
        inner = [part.widget()]
    else:
        return list(_in_layout(part.layout()))
    return [each for each in inner if each is not None]


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None:
        return
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)

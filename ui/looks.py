"""How widgets look and go: by the properties that the style sheet names, and out of sight before they are deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLayout, QWidget


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and dress the widget by it; never set is as good as empty."""
    before = widget.property(name)
    if before == value or (before is None and not value):
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def drop(widgets: Iterable[QWidget], layout: QLayout | None = None) -> None:
    """Let widgets go, out of their layout where it is given: unseen at once, deleted when nothing needs them."""
    for widget in widgets:
        if layout is not None:
            layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def empty(layout: QLayout) -> None:
    """Let all widgets of a layout go."""
    while (entry := layout.takeAt(0)) is not None:
        if (widget := entry.widget()) is not None:
            drop((widget,))

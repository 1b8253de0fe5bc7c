"""The determination as a tree to open branch by branch; Enter follows a branch to its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from reviewer.review.reasons import BranchKind
from reviewer.text import text
from reviewer.vocabulary import Holds
from ui.models.reasons_model import ReasonsModel, ReasonsRole
from ui.plain_text import visible
from ui.theme import Space, color
from ui.views.parts.signs import paint_sign, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from reviewer.review.reasons import Branch

SIGN_SIDE = 14
FRAME_WIDTH = 2
INDENT = 22
_PLACED = frozenset({BranchKind.CELL, BranchKind.RULE, BranchKind.ROW, BranchKind.QUOTE, BranchKind.MISSING})


class ReasonsTree(QTreeView):
    """As high as what is open in it, so that the page scrolls and not the tree.

    Signals:
        followed: the `Branch` that the reviewer wants to be led to.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reasons")
        self.setAccessibleName(text("ui.outcome.rules"))
        self.setAccessibleDescription(text("ui.outcome.rules_means"))
        self.reasons = ReasonsModel(self)
        self.setModel(self.reasons)
        self.setItemDelegate(_BranchDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(INDENT)
        self.setRootIsDecorated(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.expanded.connect(self._fitting.start)
        self.collapsed.connect(self._fitting.start)
        self.doubleClicked.connect(self._follow)

    def show_branch(self, branch: Branch | None) -> None:
        """Show a tree: what fails or is open is unfolded, what holds is folded away."""
        if branch == self.reasons.branch:
            return
        self.reasons.show_branch(branch)
        for place in range(self.reasons.rowCount()):
            index = self.reasons.index(place, 0)
            group: Branch = index.data(ReasonsRole.BRANCH)
            if group.holds is not Holds.HOLDS or self.reasons.rowCount() == 1:
                self.expand(index)
        self._fitting.start()

    def follow_current(self) -> None:
        """Lead to the place of the current branch."""
        self._follow(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.follow_current()
            return
        if event.text().strip() and event.text() not in "+-*":
            # Letters are no search here.
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fitting.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_fitting"):
            self.scheduleDelayedItemsLayout()
            self._fitting.start()

    def width_for(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how wide the words of a branch may be, in pixels."""
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        return max(80, self.viewport().width() - depth * INDENT)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        # The arrow stands beside the first line.
        line = QRect(rect)
        line.setHeight(min(rect.height(), self.fontMetrics().height() + 2 * Space.HAIR))
        super().drawBranches(painter, line, index)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._whole_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._whole_height())

    def _whole_height(self) -> int:
        height, index = 0, self.reasons.index(0, 0)
        while index.isValid():
            height += self.rowHeight(index) if index.row() >= 0 else 0
            index = self.indexBelow(index)
        return height + 2 * self.frameWidth() + Space.HAIR

    @Slot()
    def _fit(self) -> None:
        self.executeDelayedItemsLayout()
        self.setFixedHeight(self._whole_height())

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        branch = index.data(ReasonsRole.BRANCH) if index.isValid() else None
        if branch is not None and branch.kind in _PLACED:
            above: Branch | None = index.parent().data(ReasonsRole.BRANCH)
            if branch.kind is BranchKind.QUOTE and above is not None:
                # A quote is read beside the judgment that it was cited for.
                branch = replace(branch, cell=above.cell)
            self.followed.emit(branch)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))


class _BranchDelegate(QStyledItemDelegate):
    """Words that wrap: the statement, and below it in softer ink why, and that a rule is not verified."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = self.parent()
        width = view.width_for(index) if isinstance(view, ReasonsTree) else option.rect.width()
        branch: Branch = index.data(ReasonsRole.BRANCH)
        height = sum(part.height for part in _parts(branch, option.font, width - _left(branch)))
        return QSize(width, round(height) + Space.SMALL)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        branch: Branch = index.data(ReasonsRole.BRANCH)
        area = QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            painter.fillRect(area, color("wash"))
            painter.setPen(QPen(color("accent"), FRAME_WIDTH))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        left, top = area.left() + _left(branch), area.top() + Space.HAIR
        for part in _parts(branch, option.font, area.width() - _left(branch)):
            painter.setPen(color("on_wash" if is_selected else part.ink))
            part.layout.draw(painter, QRectF(left, top, 0, 0).topLeft())
            top += part.height
        sign = index.data(ReasonsRole.SIGN)
        if sign:
            line = QFontMetricsF(option.font).height()
            box = QRectF(area.left() + Space.HAIR, area.top() + Space.HAIR, scaled(SIGN_SIDE), line)
            paint_sign(painter, box, sign, color("on_wash") if is_selected else None)
        painter.restore()


class _Part:
    """Some words, wrapped."""

    def __init__(self, words: str, font: QFont, width: float, ink: str) -> None:
        self.ink = ink
        self.height = 0.0
        # A line break inside would not be shown by a layout of its own.
        self.layout = QTextLayout(visible(words).replace("\n", "\N{LINE SEPARATOR}"), font)
        options = QTextOption()
        options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(options)
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(max(width - Space.SMALL, 40))
            line.setPosition(QRectF(0, self.height, 0, 0).topLeft())
            self.height += line.height()
        self.layout.endLayout()


def _left(branch: Branch) -> int:
    return scaled(SIGN_SIDE) + Space.MEDIUM if branch.holds is not None else Space.HAIR


def _parts(branch: Branch, font: QFont, width: float) -> list[_Part]:
    strong = QFont(font)
    strong.setBold(branch.kind in (BranchKind.GROUP, BranchKind.RULE))
    parts = [_Part(branch.text, strong, width, "ink")]
    if branch.detail:
        parts.append(_Part(branch.detail, font, width, "ink" if branch.kind is BranchKind.RULE else "soft_ink"))
    if branch.badge:
        parts.append(_Part(branch.badge, font, width, "partly_met"))
    return parts

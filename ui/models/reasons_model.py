"""A determination as a Qt tree: outcome, rules, what each rests on, down to the quotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from reviewer.vocabulary import Holds
from ui.plain_text import tooltip, visible

if TYPE_CHECKING:
    from reviewer.review.reasons import Branch

Index = QModelIndex | QPersistentModelIndex

SIGNS = {Holds.HOLDS: "full", Holds.FAILS: "cross", Holds.CANNOT_TELL: "empty"}


class ReasonsRole(IntEnum):
    """What a view asks for beside Qt's own roles."""

    BRANCH = Qt.ItemDataRole.UserRole + 1
    SIGN = Qt.ItemDataRole.UserRole + 2


@dataclass(slots=True, eq=False)
class _Node:
    branch: Branch
    place: int
    parent: _Node | None
    children: list[_Node] = field(default_factory=list)


def _node(branch: Branch, place: int = 0, parent: _Node | None = None) -> _Node:
    made = _Node(branch, place, parent)
    made.children = [_node(child, number, made) for number, child in enumerate(branch.children)]
    return made


class ReasonsModel(QAbstractItemModel):
    """The groups of a determination at the top; the outcome itself stands above the tree."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root: _Node | None = None
        # Qt keeps only addresses: the nodes that it knows must live as long as the model shows them.
        self._before: _Node | None = None

    @property
    def branch(self) -> Branch | None:
        """The whole tree."""
        return self._root.branch if self._root else None

    def show_branch(self, branch: Branch | None) -> None:
        """Show another tree, or none."""
        self.beginResetModel()
        self._before, self._root = self._root, _node(branch) if branch else None
        self.endResetModel()
        self._before = None

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the place of a branch below another."""
        node = self._node_at(parent)
        if node is None or column != 0 or not 0 <= row < len(node.children):
            return QModelIndex()
        return self.createIndex(row, column, node.children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Return the branch above."""
        node = index.internalPointer() if index.isValid() else None
        above = node.parent if isinstance(node, _Node) else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.place, 0, above)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many branches a branch has."""
        node = self._node_at(parent)
        return len(node.children) if node else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """One column: words wrap."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a branch says in the role asked for."""
        node = index.internalPointer() if index.isValid() else None
        if not isinstance(node, _Node):
            return None
        branch = node.branch
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(branch.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(branch)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(branch.badge)
            case ReasonsRole.BRANCH:
                return branch
            case ReasonsRole.SIGN:
                return SIGNS[branch.holds] if branch.holds is not None else ""
        return None

    def _node_at(self, index: Index | None) -> _Node | None:
        if index is None or not index.isValid():
            return self._root
        node = index.internalPointer()
        return node if isinstance(node, _Node) else None


def spoken(branch: Branch) -> str:
    """Say a branch in words: what it states, whether it holds, why, and how sure the rule is."""
    holds = text(f"holds.{branch.holds}") if branch.holds is not None else ""
    return ". ".join(visible(part).rstrip(".") for part in (branch.text, holds, branch.detail, branch.badge) if part)

"""The system's dialogs that ask for a file: they go away by themselves, whatever is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def save_dialog(
    name: str, title: str, parent: QWidget, *, suffix: str = "", names: str = "", suggested: str = ""
) -> QFileDialog:
    """Make a dialog that asks where to save a file.

    Args:
        name: its object name.
        title: the words at its top.
        parent: what asks.
        suffix: what is put after a name that is typed without one, without the dot.
        names: which files are shown, as Qt writes filters; all where it is empty.
        suggested: the file name that it begins with.
    """
    dialog = _dialog(name, title, parent, names)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    if suggested:
        dialog.selectFile(suggested)
    return dialog


def choosing_dialog(
    name: str,
    title: str,
    parent: QWidget,
    *,
    names: str = "",
    mode: QFileDialog.FileMode = QFileDialog.FileMode.ExistingFile,
) -> QFileDialog:
    """Make a dialog that asks for what is there already: a file, files, or a folder."""
    dialog = _dialog(name, title, parent, names)
    dialog.setFileMode(mode)
    return dialog


def _dialog(name: str, title: str, parent: QWidget, names: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(name)
    if names:
        dialog.setNameFilter(names)
    dialog.finished.connect(dialog.deleteLater)
    return dialog

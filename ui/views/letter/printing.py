"""Printing a letter: first what printing leaves behind, then the system's own dialogs, then its real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog

from reviewer.text import text
from ui.failures import MessageKind
from ui.views.letter.page_sheets import image_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from reviewer.submission.pages import PageImage
    from ui.failures import MessageBar
    from ui.session.letter_session import DrawnLetter, LetterSession

PRINT_SCALE = 300 / 72
"""Pixels per point that a laser printer shows."""

_PRINT, _PREVIEW = "print", "preview"


class LetterPrinter(QObject):
    """Prints the session's letter; says first that the system may keep a copy.

    Args:
        session: has the letter, and draws it for the printer.
        message: where the note and what goes wrong are told.
        parent: the widget that dialogs stand before.
    """

    def __init__(self, session: LetterSession, message: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("letter-printer")
        self._session = session
        self._message = message
        self._before = parent
        self._way = ""
        self._pages: tuple[PageImage, ...] = ()
        self._printer: QPrinter | None = None
        message.action_chosen.connect(self._go_on)
        session.drawn_for_print.connect(self._open_dialog)

    @Slot()
    def ask_to_print(self) -> None:
        """Say what printing leaves behind; going on opens the print dialog."""
        words, label = text("ui.letter.spool"), text("ui.letter.print_on")
        self._message.show_message(words, MessageKind.CAUTION, action=_PRINT, action_label=label)
        self._message.focus_action()

    @Slot()
    def ask_for_preview(self) -> None:
        """Open the preview; it can print, so what printing leaves behind is said beside it."""
        self._message.show_message(text("ui.letter.spool"), MessageKind.CAUTION)
        self._draw_for(_PREVIEW)

    def paint(self, printer: QPrinter) -> None:
        """Put the pages on paper."""
        painter = QPainter()
        if not painter.begin(printer):
            self._message.show_message(text("ui.letter.no_printer"), MessageKind.PROBLEM)
            return
        for number, page in enumerate(self._pages):
            if number:
                printer.newPage()
            painter.drawImage(_place_of(page, printer), image_of(page))
        painter.end()

    @Slot(str)
    def _go_on(self, way: str) -> None:
        if way == _PRINT and self._before.isVisible():
            self._message.clear()
            self._draw_for(way)

    def _draw_for(self, way: str) -> None:
        self._way = way
        self._session.draw(PRINT_SCALE, is_for_print=True)

    @Slot(object)
    def _open_dialog(self, drawn: DrawnLetter) -> None:
        way, self._way = self._way, ""
        if not way:
            return
        self._pages = drawn.pages
        try:
            self._dialog(way)
        except ImportError:
            # Qt prints through CUPS, which a bare system does not have.
            self._message.show_message(text("ui.letter.no_printing"), MessageKind.PROBLEM)

    def _dialog(self, way: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self._pages, self._session)
        # Qt's dialogs only point to the printer: it is kept until there is another.
        self._printer = printer
        if way == _PREVIEW:
            preview = QPrintPreviewDialog(printer, self._before)
            preview.setObjectName("letter-preview-dialog")
            preview.paintRequested.connect(self.paint)
            preview.finished.connect(self._end)
            preview.finished.connect(preview.deleteLater)
            preview.open()
            return
        dialog = QPrintDialog(printer, self._before)
        dialog.setObjectName("letter-print-dialog")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._print)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    @Slot(int)
    def _print(self, answer: int) -> None:
        if self._printer is not None and answer == QDialog.DialogCode.Accepted:
            self.paint(self._printer)
        self._end()

    @Slot()
    def _end(self) -> None:
        self._pages = ()


def set_up(printer: QPrinter, pages: tuple[PageImage, ...], session: LetterSession) -> None:
    """Tell the printer the size of the paper and what to call the job."""
    if pages:
        first = pages[0]
        height = first.height / first.pixels_per_point
        size = QPageSize(
            QSizeF(first.width_points, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    # Never a name: print queues are read by others.
    letter = session.letter
    printer.setDocName(str(letter.key) if letter else "")


def _place_of(page: PageImage, printer: QPrinter) -> QRectF:
    """Return where a page belongs on the paper, in the printer's pixels; on smaller paper it is made smaller."""
    from PySide6.QtPrintSupport import QPrinter as Printer

    paper = printer.paperRect(Printer.Unit.DevicePixel)
    share = printer.resolution() / 72
    width, height = page.width_points * share, page.height / page.pixels_per_point * share
    fitting = min(1.0, paper.width() / width, paper.height() / height)
    return QRectF(0, 0, width * fitting, height * fitting)

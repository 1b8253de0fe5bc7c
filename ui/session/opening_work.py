"""Opening a document: fetched in the workspace, then opened and drawn beside it, without a stop in between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ui.jobs import Beside
from ui.session.asking import drawn_together
from ui.session.workspace_session import expected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.errors import ReviewerError
    from reviewer.submission.flow import FlowDocument
    from reviewer.submission.pages import DocumentFace
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.viewing import Fetched
    from ui.session.asking import Answered, ImageAsk, ViewerKeeper
    from ui.session.case_work import CaseWork
    from ui.session.found import PrivatePart


class Look(Protocol):
    """Knows the room that pages will be shown in."""

    def asks(self, document_id: str, face: DocumentFace, view: str) -> Iterable[ImageAsk]:
        """Return what will be in sight first; asked from the pool."""
        ...


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that was opened, or why it could not be shown.

    `flow` where it has no pages of its own; `covered` is what was marked as private in it when it was fetched, `view`
    how it was looked at last, `drawn` what will be seen of it first, where that could be told.
    """

    key: CaseKey
    path: str
    id: str
    face: DocumentFace
    flow: FlowDocument | None = None
    covered: tuple[PrivatePart, ...] = ()
    view: str = ""
    drawn: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Unopened:
    """Why a document could not even be fetched."""

    path: str
    error: ReviewerError


@dataclass(frozen=True, slots=True)
class Opening:
    """What to open, and how; with a `look` what will be seen of it first is drawn in one go."""

    keeper: ViewerKeeper
    key: CaseKey
    path: str
    password: str = ""
    encoding: str = ""
    look: Look | None = None

    def __call__(self, work: CaseWork) -> Beside | Unopened:
        """Fetch it; the rest needs no workspace."""
        try:
            view = work.evidence.view(self.key, self.path)
            return Beside(_Fetched(self, work.evidence.fetch(self.key, self.path), view))
        except Exception as error:  # noqa: BLE001 - the document says what happened to it, whatever it was
            return Unopened(self.path, expected(error))


@dataclass(frozen=True, slots=True)
class _Fetched:
    asked: Opening
    fetched: Fetched
    view: str

    def __call__(self, _progress: object) -> OpenDocument:
        asked, fetched = self.asked, self.fetched
        viewer = asked.keeper.viewer
        face = viewer.open_quickly(fetched, password=asked.password, encoding=asked.encoding)
        flow = viewer.flow(fetched.id) if face.is_shown and face.layout == "flow" else None
        return OpenDocument(
            asked.key, asked.path, fetched.id, face, flow, fetched.covered, self.view, self._drawn(face)
        )

    def _drawn(self, face: DocumentFace) -> tuple[Answered, ...]:
        look = self.asked.look
        if look is None or not face.is_shown or face.layout != "pages":
            return ()
        return tuple(drawn_together(self.asked.keeper.viewer, look.asks(self.fetched.id, face, self.view)))

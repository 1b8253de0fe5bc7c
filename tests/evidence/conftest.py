"""The reader as the window has it, and once more with the renderer's work done in this process."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from reviewer.evidence import image_document, renderer
from reviewer.evidence.exchange import receive, send
from reviewer.evidence.process import RefusedByRendererError
from reviewer.evidence.reader import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterator


class InThisProcess:
    """Stands in for a renderer process: same questions, same answers, so that its work can be measured and stepped."""

    def __init__(self) -> None:
        self._answers = io.BytesIO()
        self._server = renderer._Server(self._answers)
        self.pid = None
        self.is_running = True

    def start(self) -> None:
        image_document.get_ready()

    def stop(self) -> None:
        self._server = renderer._Server(self._answers)

    def ask(self, head: dict[str, object], body: bytes, _seconds: float) -> tuple[dict[str, object], bytes]:
        question = io.BytesIO()
        send(question, head, body)
        question.seek(0)
        self._answers.seek(0)
        self._answers.truncate()
        self._server.answer(*receive(question))
        self._answers.seek(0)
        answer, content = receive(self._answers)
        if "fault" in answer:
            raise RefusedByRendererError(str(answer["fault"]))
        return answer, content


@pytest.fixture(scope="module", params=["confined", "here"])
def reader(request: pytest.FixtureRequest) -> Iterator[DocumentReader]:
    made = DocumentReader()
    if request.param == "here":
        made._processes = {role: InThisProcess() for role in made._processes}  # type: ignore[misc]
    yield made
    made.close()

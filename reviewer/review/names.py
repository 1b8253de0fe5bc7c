"""Where names stand that the candidate wants kept confidential."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.submission.model import Submission


def name_spans(written: str, names: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each name with where it stands in a text (code points), as a word of its own, whatever its case."""
    for name in dict.fromkeys(names):
        words = [re.escape(word) for word in name.split()]
        if words:
            spaced = r"\s+".join(words)
            for match in re.finditer(rf"(?<!\w){spaced}(?!\w)", written, re.IGNORECASE):
                yield name, *match.span()


def names_in_claims(submission: Submission) -> Iterator[tuple[str, int, int]]:
    """Yield where such names stand in narratives: the path that citations call them by, from, and up to."""
    for project in submission.projects:
        for claim in project.claims:
            path = f"narrative:{project.project_id}:{claim.standard}"
            for _, start, end in name_spans(claim.narrative, project.confidential_names):
                yield path, start, end

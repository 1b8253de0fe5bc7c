"""Pages that a submission cites and its documents do not have: warned of at loading."""

from __future__ import annotations

from dataclasses import replace

from reviewer.bundle import intake
from reviewer.errors import BundleError
from reviewer.submission.findings import Finding
from reviewer.workflow import page_references
from reviewer.workflow.viewing import DocumentViewer, Fetched

_LARGEST_BYTES = 256 * 1024 * 1024


def with_page_warnings(examined: intake.Examined) -> intake.Examined:
    """Return what examining a bundle found, with a warning for each cited page that is not there.

    Only documents of which a page is cited are opened, by the renderer. What cannot be opened gives no warning.
    """
    submission = examined.submission
    if submission is None:
        return examined
    cited = {ref.path for _, _, ref in page_references.references(submission) if ref.page is not None}
    sizes = {file.path: file.size_bytes for file in examined.files}
    openable = sorted(path for path in cited if sizes.get(path, _LARGEST_BYTES + 1) <= _LARGEST_BYTES)
    if not openable:
        return examined
    counts = _page_counts(examined, openable)
    found = tuple(
        Finding(pointer, page_references.MISSING_PAGE, page_references.missing_page(ref, counts[ref.path]))
        for pointer, _, ref in page_references.references(submission)
        if ref.page is not None and ref.page > counts.get(ref.path, ref.page)
    )
    report = examined.report
    return replace(examined, report=replace(report, warnings=(*report.warnings, *found))) if found else examined


def _page_counts(examined: intake.Examined, paths: list[str]) -> dict[str, int]:
    """Return how many pages each of some documents has; those that cannot be opened are left out."""
    counts: dict[str, int] = {}
    viewer = DocumentViewer()
    try:
        with intake.accept(examined) as accepted:
            for path in paths:
                face = viewer.open(Fetched(path, path, b"".join(accepted.chunks(path))))
                viewer.forget(path)
                if face.is_shown and face.kind in page_references.WITH_PAGES:
                    counts[path] = face.parts
    except BundleError:
        # What cannot be read any more is told by taking it in.
        return counts
    finally:
        viewer.close()
    return counts

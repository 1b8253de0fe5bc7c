"""Makes one listed problem of a package, with its sentence from the text catalog."""

from __future__ import annotations

from reviewer.submission.findings import Finding
from reviewer.text import text


def problem(code: str, where: str, **values: object) -> Finding:
    """Return a problem.

    Args:
        code: a short stable word; its sentence is `export.problem.<code>`, with `_` for `-`.
        where: the file in the package, from the bag's root, or the package itself.
        values: what else the sentence names.
    """
    shown = _printable(where)
    return Finding(shown, code, text(f"export.problem.{code.replace('-', '_')}", where=shown, **values))


def _printable(untrusted: str) -> str:
    """Escape what would disturb a terminal or a log."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in untrusted)

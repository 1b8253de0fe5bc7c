"""What letters are drawn with, for those that bring it in before it is asked for."""

from __future__ import annotations

LONG = ("reportlab.lib.utils", "reportlab.platypus")
"""Each of them holds up its thread for longer than a window may be."""

SHORT = (
    "reviewer.letter.typefaces",
    "reviewer.letter.values",
    "reviewer.letter.pages",
    "reviewer.letter.content",
    "reviewer.letter.cover",
    "reviewer.letter.template",
)
"""Each brings in little after what stands before it."""

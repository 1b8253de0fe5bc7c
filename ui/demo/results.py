"""What a demonstration left behind, told to programs or to people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.demo.asked import Asked
    from ui.demo.script import Demonstration


def told(asked: Asked, demonstration: Demonstration, pictures: Sequence[Path]) -> str:
    """Write where everything is: one JSON document, or lines for people."""
    package = demonstration.left.package
    if asked.is_json:
        left = {
            "workspace": str(asked.workspace),
            "letters": [str(letter) for letter in demonstration.left.letters],
            "package": str(package),
            "screenshots": [str(picture) for picture in pictures],
        }
        return json.dumps(left, ensure_ascii=False, indent=2)
    lines = [text("demo.workspace", path=asked.workspace)]
    lines += [text("demo.letter", path=letter) for letter in demonstration.left.letters]
    lines.append(text("demo.package", path=package))
    lines.append(text("demo.pictures", count=len(pictures), folder=asked.folder / "pictures"))
    return "\n".join(lines)

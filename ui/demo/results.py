"""What a demonstration left behind, told to programs or to people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ui.demo.asked import Asked
    from ui.demo.script import Left


def told(asked: Asked, left: Left, pictures: Sequence[Path]) -> str:
    """Write where everything is: one JSON document, or lines for people."""
    package = left.package
    if asked.is_json:
        found = {
            "workspace": str(asked.workspace),
            "letters": [str(letter) for letter in left.letters],
            "package": str(package),
            "screenshots": [str(picture) for picture in pictures],
        }
        return json.dumps(found, ensure_ascii=False, indent=2)
    lines = [text("demo.workspace", path=asked.workspace)]
    lines += [text("demo.letter", path=letter) for letter in left.letters]
    lines.append(text("demo.package", path=package))
    lines.append(text("demo.pictures", count=len(pictures), folder=asked.folder / "pictures"))
    return "\n".join(lines)

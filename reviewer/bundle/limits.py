"""How large a bundle may be."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the bundle contract, with its defaults.

    `files` counts evidence files, and apart from these tag files; `ratio` holds for members over
    `ratio_from_bytes`; `depth` counts nested objects and arrays, the outermost included.

    Source: contract `submission/1`, "Limits"; `tag_file_bytes` is ours, ample for 5,000 names.
    """

    unpacked_bytes: int = 2048 * MIB
    file_bytes: int = 512 * MIB
    files: int = 5_000
    ratio: int = 200
    ratio_from_bytes: int = MIB
    path_bytes: int = 1_024
    json_bytes: int = 16 * MIB
    depth: int = 64
    tag_file_bytes: int = 16 * MIB

    @property
    def entries(self) -> int:
        """How many entries a container may have: each file may have a folder of its own, or two."""
        return 4 * self.files + 1_000

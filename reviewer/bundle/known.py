"""What the reader of bundles needs to know of the program definitions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KnownPrograms:
    """The programs that a submission may name.

    Args:
        editions: the editions of each program id.
        pathways: the pathways defined for each program and edition.
        standards: the numbers of the Standards; empty or absent where a program has none to check.
        words: the vocabularies by name (`activities.kind`, `activities.ledger`, `milestones.ref`,
            `declarations.kind`); a vocabulary that is absent is not checked; `*` at the end of a word
            stands for a number, as in `practicum-*`.
    """

    editions: Mapping[str, tuple[str, ...]]
    pathways: Mapping[tuple[str, str], tuple[str, ...]]
    standards: Mapping[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    words: Mapping[tuple[str, str], Mapping[str, frozenset[str]]] = field(default_factory=dict)

"""What is wrong with a program definition, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ProgramProblem:
    """One thing that keeps a definition from being used.

    `where` is a JSON pointer into the definition (`/pathways/initial/rules/2`), empty for the whole file;
    `message` says what is wrong and what would be right.
    """

    where: str
    message: str

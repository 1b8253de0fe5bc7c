"""What a use case changed, so that views know what to read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey


@dataclass(frozen=True, slots=True)
class Changes:
    """What is no longer as it was on the screen.

    `cases` names the cases whose sheet changed; `inbox` says that rows of the inbox changed;
    `profile` says that the reviewer's own data or settings changed; `gone` names the practice cases that were taken
    away or begun afresh, of which nothing on the screen holds any more.
    """

    cases: frozenset[CaseKey] = frozenset()
    inbox: bool = False
    profile: bool = False
    gone: frozenset[CaseKey] = frozenset()

    @classmethod
    def of_case(cls, key: CaseKey, *, inbox: bool = True) -> Changes:
        """Say that one case changed, and its inbox row with it."""
        return cls(cases=frozenset({key}), inbox=inbox)


NOTHING = Changes()

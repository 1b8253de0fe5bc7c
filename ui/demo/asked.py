"""What `reviewer demo` is asked: read from the arguments and the environment."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import DemoUsageError
from reviewer.given import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEFAULT_FOLDER = "demo-output"
_FLAGS = frozenset({"--headless", "--json", "--debug"})
_WITH_VALUE = frozenset({"--out", "--workspace", "--passphrase-file"})
_SYLLABLES = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """How the demonstration is to run; `is_new_passphrase` when it was made here and has to be told."""

    folder: Path
    is_headless: bool
    is_json: bool
    is_debug: bool
    passphrase: str = field(repr=False)
    is_new_passphrase: bool

    @property
    def workspace(self) -> Path:
        """Where the workspace lies."""
        return self.folder / "demo.reviewer"


def read_arguments(arguments: Sequence[str]) -> Asked:
    """Read what is asked; global options may stand before or after the command.

    Raises:
        DemoUsageError: an option is not known, or lacks its value.
        PassphraseFileError: the file of the passphrase cannot be read.
    """
    options = dict(_options(arguments))
    passphrase = _given_passphrase(options.get("--passphrase-file"))
    return Asked(
        folder=Path(options.get("--out", DEFAULT_FOLDER)).absolute(),
        is_headless="--headless" in options or not has_display(),
        is_json="--json" in options,
        is_debug="--debug" in options,
        passphrase=passphrase or _new_passphrase(),
        is_new_passphrase=not passphrase,
    )


def has_display() -> bool:
    """Tell whether there is a screen to open a window on."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _options(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    rest = iter(arguments)
    has_command = False
    for word in rest:
        name, is_joined, value = word.partition("=")
        if name in _WITH_VALUE:
            given = value if is_joined else next(rest, "")
            if not given.strip():
                raise DemoUsageError(word)
            yield name, given
        elif word in _FLAGS:
            yield word, ""
        elif word == "demo" and not has_command:
            has_command = True
        else:
            raise DemoUsageError(word)


def _given_passphrase(file: str | None) -> str:
    if file is None:
        return os.environ.get("REVIEWER_PASSPHRASE", "")
    return first_line(Path(file))


def _new_passphrase() -> str:
    # 6 times 16 bits: for invented people, in a folder of samples.
    return "-".join(secrets.token_hex(2) for _ in range(_SYLLABLES))

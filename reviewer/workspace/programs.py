"""Program definitions that an office sent, installed beside those that ship with the program."""

from __future__ import annotations

from reviewer.workspace.base import OpenWorkspace
from reviewer.workspace.values import ProgramPin


class Programs(OpenWorkspace):
    """The installed editions; the newest text of an edition is the one in use."""

    def install_program(self, program: ProgramPin) -> None:
        """Keep a definition with its letters; cases that were loaded before stay under their own text."""
        with self.transaction():
            file_id = self._insert(
                "INSERT INTO program_file (program, edition, sha256, definition, installed_at) VALUES (?, ?, ?, ?, ?)",
                program.program,
                program.edition,
                program.sha256,
                program.definition,
                self._now(),
            )
            for name, content in program.letters.items():
                self._run(
                    "INSERT INTO program_letter (file_id, name, content) VALUES (?, ?, ?)", file_id, name, content
                )

    def installed_programs(self) -> tuple[ProgramPin, ...]:
        """Return the newest text of each installed edition, by program and edition."""
        rows = self._rows(
            "SELECT max(file_id), program, edition, sha256, definition FROM program_file"
            " GROUP BY program, edition ORDER BY program, edition"
        )
        return tuple(
            ProgramPin(program, edition, sha256, definition, self._program_letters(file_id))
            for file_id, program, edition, sha256, definition in rows
        )

    def _program_letters(self, file_id: int) -> dict[str, bytes]:
        return dict(self._rows("SELECT name, content FROM program_letter WHERE file_id = ? ORDER BY name", file_id))

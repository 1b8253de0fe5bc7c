"""Whose workspace it is, and the settings kept in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workspace.base import OpenWorkspace
from reviewer.workspace.keys import derived_key, recovery_key_text
from reviewer.workspace.values import ReviewerProfile
from reviewer.workspace.written import whole_characters

if TYPE_CHECKING:
    from reviewer.workspace.connection import Database
    from reviewer.workspace.values import NewReviewer


class Profile(OpenWorkspace):
    """The reviewer, the signing key and the settings; all of it in the encrypted file."""

    @property
    def reviewer(self) -> ReviewerProfile:
        """Whose workspace it is."""
        return ReviewerProfile(*self._rows("SELECT reviewer_id, name, public_key FROM reviewer")[0])

    def correct_reviewer(self, name: str, reviewer_id: str) -> None:
        """Correct the reviewer's name and id; the key stays, and packages made before keep the name that they have."""
        with self.transaction():
            self._run(
                "INSERT INTO package_name (profile, sequence, name)"
                " SELECT made.profile, made.sequence, reviewer.name FROM reviewer,"
                " (SELECT profile, sequence FROM export UNION ALL SELECT profile, sequence FROM released_copy) AS made"
                " WHERE TRUE ON CONFLICT DO NOTHING"
            )
            self._run("UPDATE reviewer SET name = ?, reviewer_id = ?", whole_characters(name), reviewer_id)

    def name_in_package(self, profile: str, sequence: int) -> str:
        """Return the reviewer's name in a package or copy: as it was when that was made, now for a new one."""
        found = self._row("SELECT name FROM package_name WHERE profile = ? AND sequence = ?", profile, sequence)
        return str(found[0]) if found else self.reviewer.name

    def is_id_in_use(self) -> bool:
        """Tell whether anything but practice was signed or made under the reviewer's id."""
        found = self._rows(
            "SELECT EXISTS (SELECT 1 FROM determination JOIN review_case USING (case_id) WHERE NOT is_practice)"
            " OR EXISTS (SELECT 1 FROM export) OR EXISTS (SELECT 1 FROM released_copy)"
        )
        return bool(found[0][0])

    def private_key(self) -> bytes:
        """Return the Ed25519 seed that signs packages."""
        return bytes(self._rows("SELECT private_key FROM reviewer")[0][0])

    def recovery_key(self) -> str:
        """Return the key that opens the file without the passphrase, in groups to print; void once that changes."""
        return recovery_key_text(self._key)

    def is_passphrase(self, passphrase: str) -> bool:
        """Tell whether a passphrase is the one that opens this workspace."""
        return self._key.is_key(derived_key(passphrase, self._key.salt))

    def get_setting(self, name: str) -> bytes | None:
        """Return a setting, or None where it was never set."""
        found = self._row("SELECT value FROM setting WHERE name = ?", name)
        return bytes(found[0]) if found else None

    def set_setting(self, name: str, value: bytes | None) -> None:
        """Keep a setting; None takes it away."""
        if value is None:
            self._run("DELETE FROM setting WHERE name = ?", name)
            return
        self._run(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
            name,
            value,
        )


def insert_reviewer(database: Database, profile: NewReviewer, created_at: str) -> None:
    """Write whose workspace a new one is."""
    database.conn.execute(
        "INSERT INTO reviewer (id, reviewer_id, name, public_key, private_key, created_at) VALUES (1, ?, ?, ?, ?, ?)",
        (
            profile.reviewer_id,
            whole_characters(profile.name),
            profile.public_key,
            profile.private_key,
            created_at,
        ),
    )

"""Packages tampered with, as anyone could, or as someone with the key could."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import rfc8785

from reviewer.export import bag, names
from reviewer.export.signing import public_key_line, sign
from reviewer.export.verify import Verification, verify_package
from tests.export.builders import KEY, SEED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "decisions-rev-07-0001"
Files = dict[str, bytes]


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 21, 21, 0, tzinfo=UTC)


def verified(path: Path, key_file: Path | None = None) -> Verification:
    return verify_package(path, key_file, FixedClock())


def codes(verification: Verification) -> set[str]:
    return {problem.code for problem in verification.problems}


def files_of(package: Path) -> Files:
    with zipfile.ZipFile(package) as archive:
        return {name.removeprefix(f"{FOLDER}/"): archive.read(name) for name in archive.namelist()}


def zipped(path: Path, files: Files, **options: Any) -> Path:  # noqa: ANN401 - as ZipInfo takes them
    """Write a ZIP by the rules of the format, as anyone could."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name if name.startswith("../") else f"{FOLDER}/{name}")
            member.filename = member.filename.removeprefix("../")
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            for option, value in options.items():
                setattr(member, option, value)
            archive.writestr(member, files[name])
    return path


def signed(files: Files, seed: bytes = SEED) -> Files:
    """Make manifests and signature anew, as someone with the key could."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    sizes = [len(data) for data in payload.values()]
    head = bag.head_over({KEY: json.loads(files[names.journal_path(KEY)].split(b"\n")[-2])["hash"]})
    tags = {
        names.BAG_DECLARATION: files[names.BAG_DECLARATION],
        names.BAG_INFO: bag.bag_info("rev-07", 1, head, sizes),
        names.MANIFEST: bag.manifest({name: hashlib.sha256(data).hexdigest() for name, data in payload.items()}),
        names.ALLOWED_SIGNERS: bag.allowed_signers("rev-07", public_key_line(seed)),
    }
    tag_manifest = bag.manifest({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
    tags[names.TAG_MANIFEST] = tag_manifest
    tags[names.SIGNATURE] = sign(seed, tag_manifest, names.DECISION_NAMESPACE)
    return payload | tags


def with_decisions(files: Files, change: Callable[[dict[str, Any]], None]) -> Files:
    decisions = json.loads(files[names.DECISIONS])
    change(decisions)
    return signed(files | {names.DECISIONS: rfc8785.dumps(decisions)})


def changed(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(decisions: dict[str, Any]) -> None:
        *parents, last = path.split("/")
        place: Any = decisions
        for parent in parents:
            place = place[int(parent) if isinstance(place, list) else parent]
        place[last] = value

    return change

"""Submissions to `program/organ.toml`: a program in another language and shape than any that ships."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DEFINITION = Path(__file__).parent / "program" / "organ.toml"
SHOWN = [{"path": "evidence/nachweis.txt"}]


def _attestation(relation: str, signed_on: str) -> dict[str, Any]:
    return {"attester_name": "Zeugin", "relation": relation, "confirms": [2, 5, 8], "signed_on": signed_on}


def _project(number: int, **members: object) -> dict[str, Any]:
    claims = [{"standard": each, "narrative": f"Werk {number} zu {each}.", "evidence": SHOWN} for each in (5, 2, 8)]
    return {"project_id": f"w{number}", "title": f"Werk {number}", "claims": claims, **members}


def _module(ref: str, attempt: int, score: float | None) -> dict[str, Any]:
    told = {} if score is None else {"score": score}
    return {"kind": "module_assessment", "ref": ref, "attempt": attempt, "completed_on": "2025-02-01", **told}


def _activity(number: int, ledger: str, amount: tuple[float, str], claimed: float, **members: object) -> dict[str, Any]:
    quantity, unit = amount
    return {
        "activity_id": f"a{number}",
        "ledger": ledger,
        "kind": "kurs",
        "title": f"Kurs {number}",
        "start": f"2022-0{number}-01",
        "quantity": quantity,
        "unit": unit,
        "points_claimed": claimed,
        "evidence": SHOWN,
        **members,
    }


APPLICATION = {
    "pathway": "initial",
    "experience": [{"employer": "Werkstatt Süd", "role": "Lehrling", "start": "2024-01", "end": "2025-12"}],
    "declarations": [{"kind": "zunfteid", "agreed": True}],
    "projects": [
        _project(1, start="2022-01", end="2022-12", attestations=[_attestation("supervisor", "2026-01-01")]),
        _project(2, start="2024-01", end="2024-10"),
    ],
    "milestones": [_module("kurs-1", 1, 60), _module("kurs-2", 1, 55.4), _module("kurs-2", 2, None)],
}
RENEWAL = {
    "pathway": "recertification",
    "certified_on": "2021-04-01",
    "experience": [{"employer": "Werkstatt Süd", "role": "Geselle", "start": "2024-01"}],
    "activities": [
        _activity(1, "L", (8, "hours"), 5),
        _activity(2, "V", (90, "minutes"), 3),
        _activity(3, "E", (1, "items"), 4.5),
        _activity(4, "E", (1, "items"), 2, start="2026-04-01"),
        _activity(5, "X", (1, "items"), 2, kind="segeln"),
    ],
}


def written(folder: Path, members: dict[str, Any]) -> Path:
    """Write the files of a submission, which is called like its new folder, to be packed."""
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "nachweis.txt").write_text("Die Lade trägt.\n", encoding="utf-8")
    whole = {
        "format": "submission/1",
        "submission_id": folder.name,
        "revision": 1,
        "program": "orgel",
        "edition": "3.1",
        "submitted_on": "2026-10-01",
        "candidate": {"candidate_id": "K-1", "name": "Jörg Größe"},
        "ethics": {"agreed": False},
        "documents": [{"path": "evidence/nachweis.txt", "title": "Nachweis"}],
        **members,
    }
    (folder / "submission.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder

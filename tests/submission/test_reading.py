"""From the members of `submission.json` to values."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from reviewer.resource_files import resource_text
from reviewer.submission import reading
from reviewer.submission.model import Month, Submission
from reviewer.submission.reading import submission_from_bytes

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json.loads(resource_text("schemas", "submission.schema.json"))


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
        return found
    return schema


def _everything(schema: dict[str, Any], name: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Make a value with every member that the schema names, and one that it does not."""
    schema = _resolved(schema)
    if "oneOf" in schema:
        return _everything(schema["oneOf"][0], name)
    if "const" in schema or "enum" in schema:
        return schema["const"] if "const" in schema else schema["enum"][-1]
    kind = schema["type"]
    if kind == "object":
        members = {one: _everything(part, one) for one, part in schema["properties"].items()}
        return members | {"extra~member": name}
    if kind == "array":
        return [_everything(schema["items"], name)]
    if kind == "string":
        pattern = schema.get("pattern", "")
        examples = {"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2025-04-30", "^[0-9]{4}-(0[1-9]|1[0-2])$": "2025-04"}
        return examples.get(pattern, "evidence/x" if "evidence" in pattern else f"{name or 'x'}")
    return {"integer": 7, "number": 0.5, "boolean": True}[kind]


def _read(members: dict[str, Any]) -> Submission:
    return submission_from_bytes(json.dumps(members).encode(), bundle_sha256="0" * 64)


def test_every_member_of_the_contract_is_read_and_every_other_is_kept() -> None:
    submission = _read(_everything(SCHEMA))
    unknown = set(submission.unknown)
    objects = {
        "",
        "/candidate",
        "/experience/0",
        "/ethics",
        "/ethics/evidence/0",
        "/declarations/0",
        "/projects/0",
        "/projects/0/claims/0",
        "/projects/0/claims/0/evidence/0",
        "/projects/0/attestations/0",
        "/projects/0/attestations/0/evidence/0",
        "/activities/0",
        "/activities/0/evidence/0",
        "/milestones/0",
        "/milestones/0/evidence/0",
        "/documents/0",
        "/appeal_of",
        "/response_to",
        "/response_to/points/0",
    }
    assert unknown == {f"{pointer}/extra~0member" for pointer in objects}
    assert set(reading.SUBMISSION_MEMBERS) == set(SCHEMA["properties"])


def test_values_have_the_types_of_the_model() -> None:
    submission = _read(_everything(SCHEMA))
    assert submission.revision == 7
    assert submission.submitted_on == date(2025, 4, 30)
    assert submission.experience[0].start == Month(2025, 4)
    assert submission.experience[0].share == Decimal("0.5")
    assert submission.projects[0].attestations[0].confirms == (7,)
    assert submission.projects[0].claims[0].evidence[0].page == 7
    assert submission.activities[0].quantity == Decimal("0.5")
    assert submission.milestones[0].attempt == 7
    assert submission.appeal_of is not None
    assert submission.appeal_of.package == "evidence/x"
    assert submission.response_to[0].standard == 7
    assert submission.candidate.postal_address == ("postal_address",)


def test_what_is_optional_may_be_absent() -> None:
    members = {name: _everything(SCHEMA["properties"][name], name) for name in SCHEMA["required"]}
    members |= {"candidate": {"candidate_id": "C", "name": "N"}, "ethics": {"agreed": False}, "documents": []}
    members["experience"] = [{"employer": "E", "role": "R", "start": "2024-01"}]
    members["projects"] = [{"project_id": "p", "title": "t", "claims": [], "end": None}]
    submission = _read(members)
    assert submission.unknown == {}
    assert submission.experience[0].share == Decimal(1)
    assert submission.experience[0].end is None
    assert submission.projects[0].end is None
    assert submission.registered_on is None
    assert submission.appeal_of is None
    assert submission.response_to == ()
    assert not submission.ethics.agreed


def test_numbers_are_exact_and_line_ends_are_one() -> None:
    members = _everything(SCHEMA)
    content = (
        json.dumps(members).replace('"quantity": 0.5', '"quantity": 2.50').replace('"revision": 7', '"revision": 3.0')
    )
    content = content.replace(
        '"summary": "summary"', '"summary": "a\\r\\nb", "odd\\r\\nname": {"x": ["\\r\\n", 1.0, 1e300, 0e99]}'
    )
    submission = submission_from_bytes(b"\xef\xbb\xbf" + content.encode(), bundle_sha256="")
    assert str(submission.activities[0].quantity) == "2.50"
    assert submission.revision == 3
    assert submission.projects[0].summary == "a\nb"
    assert submission.unknown["/projects/0/odd\nname"] == {"x": ["\n", 1, Decimal("1e300"), 0]}


def test_bytes_that_are_no_object_are_a_bug() -> None:
    with pytest.raises(TypeError):
        submission_from_bytes(b"[]", bundle_sha256="")


@pytest.mark.parametrize(
    ("name", "projects", "documents"),
    [("CPT-2026-0101_r1", 3, 14), ("CPT-2026-0104_r1", 0, 5), ("CPTM-2026-0201_r1", 0, 3)],
)
def test_samples_are_read(name: str, projects: int, documents: int, shared_data: Path) -> None:
    with zipfile.ZipFile(shared_data / "bundles" / f"{name}.zip") as archive:
        submission = submission_from_bytes(archive.read(f"{name}/data/submission.json"), bundle_sha256="")
    assert str(submission.key) == name.replace("_r", "@")
    assert (len(submission.projects), len(submission.documents)) == (projects, documents)
    assert submission.unknown == {}

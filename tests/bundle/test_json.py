"""The strict reader of `submission.json`."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.bundle.json_reader import Parsed, parse_json
from reviewer.bundle.notes import Notes

if TYPE_CHECKING:
    from pathlib import Path


def _parse(content: bytes | str, depth: int = 64) -> tuple[Parsed | None, list[tuple[str, str]]]:
    notes = Notes()
    parsed = parse_json(content.encode() if isinstance(content, str) else content, depth, notes)
    return parsed, [(problem.where, problem.code) for problem in notes.report().problems]


def _value(content: bytes | str) -> Any:  # noqa: ANN401 - any JSON value
    parsed, problems = _parse(content)
    assert problems == []
    assert parsed is not None
    return parsed.value


def _suite(shared_data: Path, mark: str) -> list[Path]:
    found = sorted((shared_data / "json").glob(f"{mark}_*.json"))
    assert found
    return found


def test_what_is_no_json_is_refused(shared_data: Path) -> None:
    texts = _suite(shared_data, "n")
    assert len(texts) == 17
    assert [path.name for path in texts if not _parse(path.read_bytes())[1]] == []


def test_json_is_read_but_for_what_the_contract_refuses(shared_data: Path) -> None:
    refused = {path.name: _parse(path.read_bytes())[1] for path in _suite(shared_data, "y")}
    assert {name: found for name, found in refused.items() if found} == {
        "y_object_duplicated_key.json": [("/a", "duplicate-key")],
        "y_object_duplicated_key_and_value.json": [("/a", "duplicate-key")],
        "y_string_null_escape.json": [("/0", "bad-string")],
    }


def test_json_reads_the_same_as_the_standard_library_reads_it(shared_data: Path) -> None:
    for path in _suite(shared_data, "y"):
        parsed, problems = _parse(path.read_bytes())
        if not problems:
            assert parsed is not None
            assert parsed.value == json.loads(path.read_bytes(), parse_float=Decimal)


def test_what_json_leaves_open_is_decided(shared_data: Path) -> None:
    verdicts = {path.name: [code for _, code in _parse(path.read_bytes())[1]] for path in _suite(shared_data, "i")}
    assert verdicts == {
        "i_number_huge_exp.json": ["bad-number"],
        "i_object_key_lone_2nd_surrogate.json": ["bad-string"],
        "i_string_UTF-16LE_with_BOM.json": ["bad-json"],
        "i_string_invalid_utf-8.json": ["bad-string"],
        "i_string_lone_second_surrogate.json": ["bad-string"],
        "i_string_overlong_sequence_2_bytes.json": ["bad-string"],
        "i_structure_500_nested_arrays.json": ["nesting"],
        "i_structure_UTF-8_BOM_empty_object.json": [],
    }


def test_naughty_strings_are_read_as_they_are(shared_data: Path) -> None:
    content = (shared_data / "text" / "blns.json").read_bytes()
    expected = json.loads(content)
    parsed, problems = _parse(content)
    assert parsed is not None
    unfit = {where for where, _ in problems}
    assert {code for _, code in problems} <= {"bad-string"}
    assert isinstance(parsed.value, list)
    for index, value in enumerate(expected):
        control = [letter for letter in value if letter < " " and letter not in "\t\n"]
        assert (f"/{index}" in unfit) == bool(control)
        assert control or parsed.value[index] == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.0", 1),
        ("-0", 0),
        ("-0.0", 0),
        ("1e3", 1000),
        ("0e999999999", 0),
        ("0.50", Decimal("0.50")),
        ("9007199254740991", 2**53 - 1),
        ("-9007199254740991", 1 - 2**53),
        ("1e300", Decimal("1e300")),
        ("0.1000000000000000000000000000000000001", Decimal("0.1000000000000000000000000000000000001")),
    ],
)
def test_numbers_are_whole_or_decimal(written: str, value: object) -> None:
    read = _value(written)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        "9007199254740992",
        "-9007199254740992",
        "1e999",
        "-1e999",
        "1e99999999999999999999",
        "1" + "0" * 5000,
        "1e-99999999999999999999",
    ],
)
def test_numbers_that_cannot_be_kept_are_refused_with_their_place(written: str) -> None:
    assert _parse(f'{{"a": [1, {written}]}}')[1] == [("/a/1", "bad-number")]


@pytest.mark.parametrize(
    "text", ["\\u0000", "\\b", "\\f", "\\r", "a\\rb", "\\u001f", "\\ud800", "\\udc00\\ud800", "\\ud800x"]
)
def test_strings_that_cannot_be_kept_are_refused_with_their_place(text: str) -> None:
    assert _parse(f'{{"a": {{"b~/c": "{text}"}}}}')[1] == [("/a/b~0~1c", "bad-string")]
    assert [code for _, code in _parse(f'{{"{text}": 1}}')[1]] == ["bad-string"]


@pytest.mark.parametrize("letter", ["\t", "\n", "\r", "\x00", "\x1f"])
def test_control_characters_must_be_escaped(letter: str) -> None:
    assert _parse(f'["x{letter}y"]')[1] == [("/0", "bad-string")]


def test_escapes_are_read_and_line_ends_become_one() -> None:
    assert _value('"\\ud83d\\ude00\\u00e9\\/\\"\\\\\\t\\n"') == '😀é/"\\\t\n'
    assert _value('{"a\\r\\nb": "c\\r\\nd\\n"}') == {"a\nb": "c\nd\n"}


def test_every_fault_is_told_in_one_pass() -> None:
    written = '{"a": 1, "a": 2, "b": {"c": "\\u0000", "c": 1e999}, "d": [9007199254740993]}'
    assert _parse(written)[1] == [
        ("/a", "duplicate-key"),
        ("/b/c", "bad-string"),
        ("/b/c", "duplicate-key"),
        ("/b/c", "bad-number"),
        ("/d/0", "bad-number"),
    ]


def test_the_first_of_two_equal_names_is_kept_for_further_checks() -> None:
    parsed, _ = _parse('{"a": 1, "a": {"b": 2}}')
    assert parsed is not None
    assert parsed.value == {"a": 1}


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_is_counted_from_the_outermost(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    inner = "1" if opening != "[" else ""
    for depth, expected in ((64, []), (65, ["nesting"])):
        written = opening * depth + inner + closing * depth
        assert [code for _, code in _parse(written)[1]] == expected


def test_a_byte_order_mark_is_a_warning() -> None:
    notes = Notes()
    parse_json(b"\xef\xbb\xbf{}", 64, notes)
    report = notes.report()
    assert report.problems == ()
    assert [(warning.where, warning.code) for warning in report.warnings] == [
        ("data/submission.json", "byte-order-mark")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" ",
        b"{",
        b'{"a"',
        b'{"a":',
        b'{"a":1,',
        b"[1,",
        b'"x',
        b"tru",
        b"{} {}",
        b"nul",
        b"+1",
        b"'a'",
        b"\xfe\xff",
        b'{"a" 1}',
        b"[1 2]",
        b'"\\x"',
        b'"\\u12g4"',
        b"[1,]",
        b"{,}",
        b"\xc2\xa0{}",
    ],
)
def test_a_text_that_breaks_off_or_is_no_json_is_one_problem(content: bytes) -> None:
    parsed, problems = _parse(content)
    assert parsed is None
    assert problems == [("data/submission.json", "bad-json")]


def test_the_place_of_a_syntax_fault_is_told() -> None:
    notes = Notes()
    parse_json(b'{\n  "a": 1,\n  "b" 2\n}', 64, notes)
    assert "line 3, column 7" in notes.report().problems[0].message


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(1 - 2**53, 2**53 - 1)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values, st.booleans())
def test_whatever_json_can_hold_is_read_or_refused_for_its_strings(value: object, is_ascii: bool) -> None:
    parsed, problems = _parse(json.dumps(value, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass"))
    assert {code for _, code in problems} <= {"bad-string"}
    if not problems:
        assert parsed is not None
        assert parsed.value == json.loads(json.dumps(value).replace("\\r\\n", "\\n"), parse_float=Decimal)


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail(content: bytes) -> None:
    parsed, problems = _parse(content)
    assert problems or parsed is not None


@given(st.text(alphabet='{}[]",:\\/abnu0159eE+-. \n\ttrfls', max_size=40))
def test_the_reader_and_the_standard_library_agree_what_json_is(written: str) -> None:
    parsed, problems = _parse(written)
    try:
        expected = json.loads(written, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        assert problems
    else:
        assert {code for _, code in problems} <= {"bad-string", "bad-number", "duplicate-key"}
        assert problems or (parsed is not None and parsed.value == expected)


def _refuse(written: str) -> None:
    raise ValueError(written)

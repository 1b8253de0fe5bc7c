"""Every option and argument of every command, given nothing or only spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from reviewer.command_line.frame import reviewer
from reviewer.text import text
from tests.bundle.builders import bag, payload, words, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.command_line.driving import CommandLine

# What a reviewer writes freely may be empty; use cases refuse what must not be.
FREE_TEXT = {
    *("declare note", "judge finding", "judge feedback", "judge remedy", "ethics note", "eligibility note"),
    *("allow because", "ask question", "ask answered", "alert note", "move because", "determine because"),
    *("reopen because", "list search"),
}


def _parameters() -> Iterator[tuple[click.Command, click.Parameter]]:
    for command in reviewer.commands.values():
        for parameter in command.params:
            if not getattr(parameter, "is_flag", False) and f"{command.name} {parameter.name}" not in FREE_TEXT:
                yield command, parameter


def _filled(command: click.Command, emptied: click.Parameter, nothing: str) -> list[str]:
    words = [str(command.name)]
    for parameter in command.params:
        if parameter is emptied or parameter.required:
            value = nothing if parameter is emptied else "1"
            words += [parameter.opts[0], value] if isinstance(parameter, click.Option) else [value]
    return words


@pytest.mark.parametrize("nothing", ["", "  "])
@pytest.mark.parametrize(
    ("command", "parameter"), [pytest.param(*each, id=f"{each[0].name}-{each[1].name}") for each in _parameters()]
)
def test_nothing_given_is_neither_left_out_nor_the_folder_one_is_in(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, command: click.Command, parameter: click.Parameter, nothing: str
) -> None:
    monkeypatch.chdir(line.folder)
    ran = line.run(*_filled(command, parameter, nothing), "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert "Invalid value" in ran.err or parameter.name in {"reviewer_id", "reviewer_name"}
    assert list(line.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "parameter"),
    [
        pytest.param(command, parameter, id=f"{command.name}-{parameter.name}")
        for command in reviewer.commands.values()
        for parameter in command.params
        if isinstance(parameter.type, click.types.StringParamType)
    ],
)
def test_bytes_that_are_no_text_are_refused_as_they_stand(
    line: CommandLine, command: click.Command, parameter: click.Parameter
) -> None:
    ran = line.run(*_filled(command, parameter, "caf\udce9"), "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert text("command.no_text") in ran.err


def test_what_may_be_empty_is_still_there() -> None:
    known = {
        f"{command.name} {parameter.name}" for command in reviewer.commands.values() for parameter in command.params
    }
    assert known >= FREE_TEXT


@pytest.mark.parametrize("nothing", ["", " "])
@pytest.mark.parametrize("option", ["--workspace", "--passphrase-file"])
def test_options_before_the_command_must_name_something_too(line: CommandLine, option: str, nothing: str) -> None:
    line.new()
    ran = line.run(option, nothing, "list")
    assert (ran.exit_code, ran.out) == (2, "")
    assert option in ran.err


@pytest.mark.parametrize("cited", ["=", "=quote", " =quote", "narrative:p1:1"])
@pytest.mark.parametrize("option", ["--cite", "--looked-in"])
def test_a_citation_without_its_source_or_its_words_is_wrong_usage(line: CommandLine, option: str, cited: str) -> None:
    line.new()
    line.load(zipped(bag(payload(words())), line.folder / "a.zip"))
    line.ask("declare", "CPT-1", "--conflict", "none")
    ran = line.run("judge", "CPT-1", "--project", "p1", "--standard", "1", "--level", "met", option, cited)
    assert (ran.exit_code, ran.out) == (2, "")
    assert "SOURCE=QUOTE" in ran.err


@pytest.mark.parametrize("command", ["open workspace.reviewer", "demo", "demo --out x --headless"])
def test_without_a_window_its_commands_say_how_to_start_it(line: CommandLine, command: str) -> None:
    ran = line.run(*command.split(), "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert f"`reviewer {command.split(maxsplit=1)[0]}`" in ran.err
    assert list(line.folder.iterdir()) == []

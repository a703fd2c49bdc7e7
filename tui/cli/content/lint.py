"""`kaiyaku lint`: what is wrong in content, with file and line; the schemas for editors."""

from pathlib import Path

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import as_json, write
from tui.guides.lint import KINDS, Finding, files_of, lint, schema
from tui.guides.shipped import content_directory
from tui.text.clean import clean_line
from tui.text.translation import marked

FAULTS = 1
"""The exit code where something was found."""


def check(command: Command) -> int:
    """Print a line a fault and return 1 where there is one; with `--schema` print a schema."""
    given = command.arguments
    kind = given.text("schema")
    if kind is not None:
        if kind not in KINDS:
            known = ", ".join(KINDS)
            raise Usage(
                marked("There is no schema {kind}; there are {known}."), kind=kind, known=known
            )
        write(as_json(schema(kind)) + "\n")
        return 0
    named = [Path(path) for path in given.many("path")]
    paths = named or list(command.library.directories)
    found = lint(paths, content_directory(), command.today)
    shape = [finding._asdict() | {"path": str(finding.path)} for finding in found]
    if given.flag("json"):
        command.answer({"faults": shape})
    elif found:
        command.say(*map(said, found))
    else:
        count = sum(len(files_of(path)) for path in paths)
        command.say(
            command.words.plural(
                "Nothing is wrong in {n} file.", "Nothing is wrong in {n} files.", count
            )
        )
    return FAULTS if found else 0


def said(finding: Finding) -> str:
    """Return a finding as one line that editors can jump to: `file:line: code: place: …`."""
    parts = [f"{finding.path}:{finding.line}", finding.code, finding.place, finding.problem]
    return clean_line(": ".join(part for part in parts if part))

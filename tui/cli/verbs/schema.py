"""`kaiyaku schema`: what the JSON of a verb holds."""

from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.output import as_json, say, write
from tui.cli.schemas import SCHEMAS, schema
from tui.text.translation import marked


def print_schema(command: Command) -> None:
    """Print the JSON Schema of a verb's JSON, or the verbs that have one."""
    words = command.arguments.many("verb")
    if not words:
        say(*SCHEMAS)
        return
    verb = " ".join(words)
    if verb not in SCHEMAS:
        raise Usage(
            marked("There is no schema of {verb}. There is: {verbs}."),
            verb=verb,
            verbs=", ".join(SCHEMAS),
        )
    write(as_json(schema(verb)) + "\n")

"""What a key's forced command may be asked for, and the word `kiosk` where it was not first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tui.cli.arguments import Usage
from tui.cli.verb import PATH, Operand, Option, Verb
from tui.text.translation import marked

if TYPE_CHECKING:
    from tui.cli.command import Command

_PIPE: Final = "-"


def refuse_closed(verb: Verb, values: Mapping[str, Any]) -> None:
    """Refuse a verb that is not declared open to a kiosk, and every file but the pipe.

    `values` holds what was written, by the key of its option or operand. What is refused is not
    looked at: the sentence is the same whether there is such a file or not.
    """
    from tui.cli.table import VERBS

    if not verb.kiosk:
        offered = sorted(name for name, known in VERBS.items() if known.kiosk)
        raise Usage(
            marked("{verb} is not offered here. Offered: {verbs}."),
            verb=verb.name,
            verbs=", ".join(offered),
        )
    words: tuple[Option | Operand, ...] = (*verb.options, *verb.takes)
    for word in words:
        value = values.get(word.key)
        named = value if isinstance(value, list) else [value]
        if word.kind == PATH and any(path not in (None, _PIPE) for path in named):
            raise Usage(
                marked(
                    "Files of this machine cannot be named here: send the letter in "
                    "(`< letter.eml`), and take what comes out from standard output "
                    "(`--output -`)."
                )
            )


def kiosk(_: "Command") -> None:
    """Say where the word belongs: what is read before it cannot be behind the door."""
    raise Usage(marked("`kiosk` comes first: `kaiyaku kiosk --as NAME --holder ID`."))

"""The kinds of file beside the guides: what each holds, and what it is held against.

Imported when the first such file is read: a start that shows no carrier does without, and what
facts are made of is a twentieth of the start.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from tui.guides.check_facts import (
    check_amendment,
    check_carrier,
    check_edition,
    check_glossary,
    check_help_lines,
    check_phrases,
    check_rules,
)
from tui.guides.facts import Amendment, Carrier, Edition, Glossary, HelpLines, Phrases, Rules
from tui.guides.fault import ContentError


class Kind(NamedTuple):
    """What a content file can be."""

    name: str
    """What the file is called, or the folder that it lies in."""
    model: type
    check: Callable[[Any], Iterable[ContentError]]


CARRIER: Final = Kind("carrier", Carrier, check_carrier)

FACT_FILES: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        CARRIER,
        Kind("amendment", Amendment, check_amendment),
        Kind("rules", Rules, check_rules),
        Kind("helplines", HelpLines, check_help_lines),
        Kind("phrases", Phrases, check_phrases),
        Kind("glossary", Glossary, check_glossary),
        Kind("content", Edition, check_edition),
    )
}
"""By name. All but a carrier's and an amendment's are files of that name."""

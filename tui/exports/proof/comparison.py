"""What a history says of a card and its letters, to be held against what is said elsewhere."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from tui.casebook.fold import BLANK

Plain = Mapping[str, Any]

_OF_CARD: Final = {"label": "label", "type": "type", "carrier": "carrier"}
_OF_NOTE: Final = {
    "kind": "kind",
    "direction": "direction",
    "date": "date",
    "kept": "at",
    "subject": "subject",
    "sender": "sender",
    "recipient": "recipient",
    "charset": "charset",
}
_OF_ATTACHMENT: Final = {"name": "name", "type": "type", "caption": "caption", "size": "size"}
"""The names in a manifest, and those of the fields."""


class Difference(NamedTuple):
    """A field of a part (`note 3`) of which two things are said."""

    part: str
    field: str


class Told:
    """Follows a history line by line, as far as each of them may be known."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, Any], dict[str, Any]] = {}

    def add(self, line: Plain, body: Plain) -> None:
        """Take in the next line, and the change that is in it where all of it is told."""
        # What was left out in part tells its changes in its own words.
        change = body or line
        if "changes" in change:
            key = (change["table"], change["id"])
            if "card" in change["changes"]:
                # What happened to it while it was with another card is in that one's history.
                self._said.pop(key, None)
            is_made = key not in self._said and change["changes"].get("present") == [False, True]
            record = self._said.setdefault(key, dict(BLANK[change["table"]]) if is_made else {})
            record |= {field: new for field, (_, new) in change["changes"].items()}

    def first_difference(self, card: Plain) -> Difference | None:
        """Return where a card's part of the manifest says something else; None for nowhere."""
        parts = [("card", card, _OF_CARD)]
        for note in card["notes"]:
            parts.append(("note", note, _OF_NOTE))
            parts += [("attachment", file, _OF_ATTACHMENT) for file in note["attachments"]]
        for table, told, names in parts:
            said = self._said.get((table, told["id"]), {})
            for name, field in names.items():
                # What is left out is None, and so is the direction of what one wrote for oneself.
                if told[name] is not None and field in said and told[name] != said[field]:
                    return Difference(f"{table} {told['id']}", name)
        return None

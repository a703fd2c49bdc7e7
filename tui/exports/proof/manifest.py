"""The list of all that is in a proof, and of what is not."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tui import __version__
from tui.casebook.records import Note
from tui.exports.proof import member_names
from tui.exports.proof.choices import Choices
from tui.exports.proof.evidence import Exhibit, Member, Part
from tui.exports.proof.history import History
from tui.exports.proof.material import MEMO, Material, own_side

FORMAT: Final = 2
"""Raise it when an older program could no longer check what is written here."""

LINKS: Final = "links"
"""Each event names the one before by its hash; what the hash was made from is partly left out."""
WHOLE: Final = "whole"
"""Every event's hash can be made again from its line."""

Plain = dict[str, Any]


def manifest(
    cards: Sequence[Plain], members: Sequence[Member], choices: Choices, as_of: str, language: str
) -> Plain:
    """Return what `manifest.json` says."""
    return {
        "kaiyaku": __version__,
        "format": FORMAT,
        "language": language,
        "as_of": as_of,
        "without": [name for name in ("number", "holder") if not getattr(choices, name)],
        "with": [name for name in ("memos", "names") if getattr(choices, name)],
        "cards": list(cards),
        "members": [member._asdict() for member in members],
    }


def of_card(
    material: Material,
    choices: Choices,
    history: History,
    exhibits: Mapping[Part, Exhibit],
    fault: int | None,
) -> Plain:
    """Return what the manifest says of a card."""
    card, mask = material.card, material.mask
    recorded = history.recorded()
    left_out: Plain = {"withdrawn_notes": material.withdrawn, "memos": material.memos}
    left_out["events_in_part"] = history.in_part
    found: Plain = {
        "id": card.id,
        "label": mask(card.label),
        "type": card.type,
        "carrier": mask(card.carrier) if card.carrier else None,
        "directory": member_names.directory(card, mask),
        "history": {
            "events": len(material.events),
            "head": material.head,
            "checkable": WHOLE if history.is_whole else LINKS,
            "breaks_at": fault,
        },
        "notes": [_of_note(note, material, choices, recorded, exhibits) for note in card.notes],
        "left_out": left_out,
    }
    if not (choices.number and choices.holder):
        found["originals_that_say_it"] = list(material.letters_that_say_it)
    return found


def _of_note(
    note: Note,
    material: Material,
    choices: Choices,
    recorded: Mapping[tuple[str, int | str], int],
    exhibits: Mapping[Part, Exhibit],
) -> Plain:
    mask = material.mask
    own = None if choices.holder else own_side(note)
    ends = {"sender": note.sender, "recipient": note.recipient}
    return {
        "id": note.id,
        "kind": note.kind,
        "direction": None if note.kind == MEMO else note.direction,
        "date": note.date,
        "kept": note.at,
        "subject": mask(note.subject),
        **{end: mask(said) if said and said != own else None for end, said in ends.items()},
        "charset": note.charset,
        "text": member_names.text(note),
        "original": _of_exhibit(("note", note.id), exhibits, recorded),
        "attachments": [
            {
                "id": file.id,
                "name": mask(file.name),
                "type": mask(file.type),
                "caption": mask(file.caption),
                **_of_exhibit(("attachment", file.id), exhibits, recorded),
            }
            for file in note.attachments
        ],
    }


def _of_exhibit(
    part: Part, exhibits: Mapping[Part, Exhibit], recorded: Mapping[tuple[str, int | str], int]
) -> Plain:
    """Return what is said of a kept file; `event` is the one whose body names its sum."""
    exhibit = exhibits[part]
    return {
        "member": exhibit.member.name if exhibit.member else None,
        "size": exhibit.size,
        "sha256": exhibit.sha256,
        "event": recorded.get(part),
    }

"""A desk with a card whose guide has days and questions, and a carrier of which facts are known."""

from pathlib import Path

from tests.guides.advised import advised
from tests.screens.running import desk_at
from tui.desk import Desk
from tui.guides.load import load
from tui.guides.shipped import content_directory


def dated_desk(home: Path, departure: str | None = "2026-12-20") -> Desk:
    """Return a desk with one card of somebody who leaves on 20 December; it is 24 November."""
    library = load([content_directory(), advised(home / "content")], None)
    desk = desk_at(home, library=library)
    guide = library.guide("dated")
    assert guide is not None
    desk.casebook.add_card(
        guide,
        "My tanuki",
        carrier="tanuki",
        holder="Lin",
        departure=departure,
        contract_start="2026-03-10",
        contract_received="2026-11-20",
    )
    return desk

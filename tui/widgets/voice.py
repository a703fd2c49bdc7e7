"""How the widgets speak: the reader's language, today's date and the set of marks."""

from datetime import date, datetime
from typing import NamedTuple

from tui.deadlines import said
from tui.deadlines.today import in_tokyo
from tui.text.translation import Words
from tui.widgets.glyphs import DRAWN, Glyphs


class Voice(NamedTuple):
    """What every widget needs to put a value into words."""

    words: Words
    today: date
    glyphs: Glyphs = DRAWN

    def day(self, iso: str) -> str:
        """Say an ISO date or date-time as a short date in Tokyo."""
        return said.short(self._moment(iso), self.today, self.words)

    def moment(self, iso: str) -> str:
        """Say an ISO date-time as date and time in Tokyo; a bare date as a date."""
        if len(iso) <= len("2026-01-01"):
            return self.day(iso)
        return said.moment(datetime.fromisoformat(iso), self.today, self.words)

    def departure(self, iso: str | None) -> str:
        """Say when a holder leaves, and how long that is."""
        if iso is None or iso == "unknown":
            return self.words("no departure date (e)")
        line = said.departure_line(date.fromisoformat(iso), self.today, self.words)
        return line.replace(" · ", self.glyphs.dot)

    def follow_up(self, iso: str) -> str:
        """Say when to ask again."""
        return said.follow_up_line(date.fromisoformat(iso), self.today, self.words)

    def _moment(self, iso: str) -> date:
        if len(iso) <= len("2026-01-01"):
            return date.fromisoformat(iso)
        return in_tokyo(datetime.fromisoformat(iso)).date()

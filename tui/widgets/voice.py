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
        """Say an ISO date or date-time as a short date in Tokyo; anything else as it stands."""
        day = _day(iso)
        return iso if day is None else said.short(day, self.today, self.words)

    def long(self, day: date) -> str:
        """Say a date with its weekday."""
        return said.long(day, self.today, self.words)

    def moment(self, iso: str) -> str:
        """Say an ISO date-time as date and time in Tokyo; a bare date as a date."""
        try:
            at = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        return self.day(iso) if at.tzinfo is None else said.moment(at, self.today, self.words)

    def departure(self, iso: str | None) -> str:
        """Say when a holder leaves, and how long that is."""
        day = _day(iso or "")
        if day is None:
            return self.words("no departure date (e)")
        line = said.departure_line(day, self.today, self.words)
        return line.replace(" · ", self.glyphs.dot)

    def follow_up(self, iso: str) -> str:
        """Say when to ask again."""
        day = _day(iso)
        return iso if day is None else said.follow_up_line(day, self.today, self.words)

    def is_past(self, iso: str | None) -> bool:
        """Whether that day has come."""
        day = _day(iso or "")
        return day is not None and day <= self.today


def _day(iso: str) -> date | None:
    """Return the day in Tokyo; None for `unknown`, or for what another program may have left."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return at.date() if at.tzinfo is None else in_tokyo(at).date()

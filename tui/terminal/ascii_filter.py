"""Our own marks in ASCII, for terminals that draw them two cells wide."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ASCII = str.maketrans("…·–—←→↑↓▐│─━┌┐└┘□✓", "~---<>^v#|-=++++ox")


class AsciiFilter(LineFilter):
    """Takes the marks that our widgets draw, wherever they came from, for ASCII ones.

    Letters in other people's texts stay: a column out of place is better than a lost character.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments in ASCII where it is ours to choose."""
        return [
            Segment(text.translate(_ASCII), style, control) for text, style, control in segments
        ]

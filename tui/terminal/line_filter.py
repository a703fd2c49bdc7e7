"""The second line of defence: no control character leaves a widget for the terminal.

The first is `tui.text.clean`; whatever slips past it is stopped here, in every widget.
"""

import re

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text.clean import COMBINING_AT_MOST, cap_combining

# C0, DEL, C1; bidirectional marks, embeddings, overrides and isolates; zero-width characters that
# hide text (but not the joiner of emoji); line and paragraph separators; tags; lone surrogates.
_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# Blocks with characters that combine; which of them do is looked at one by one.
_PILED = re.compile(
    f"[\u0300-\u036f\u0483-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ua66f-\uabff"
    f"\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]{{{COMBINING_AT_MOST + 1}}}"
)


class ControlFilter(LineFilter):
    """Takes characters that steer a terminal out of every rendered line, columns unmoved."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without control characters; the same list when there are none."""
        segments = _leveled(segments)
        search = _CONTROL.search
        # isprintable() is false for everything in _CONTROL, and far faster to ask.
        if not any(search(text) for text, _, _ in segments if not text.isprintable()):
            return segments
        return [
            Segment(_CONTROL.sub(_harmless, text), style, control)
            for text, style, control in segments
        ]


def _leveled(segments: list[Segment]) -> list[Segment]:
    """Take marks off that pile up on one character; the same list when there are none."""
    if all(text.isascii() for text, _, _ in segments):
        return segments
    if not _PILED.search("".join(text for text, _, _ in segments)):
        return segments
    leveled, marks = [], 0
    for text, style, control in segments:
        kept, marks = cap_combining(text, marks)
        leveled.append(Segment(kept, style, control))
    return leveled


def _harmless(match: re.Match[str]) -> str:
    """Return as many replacement characters as the control character was measured wide."""
    return "\ufffd" * get_character_cell_size(match[0])

import re
import sys
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.terminal.conftest import ROOT
from tests.terminal.pty_session import PtySession
from tui.terminal.line_filter import ControlFilter

# What Textual itself sends: CSI, OSC 22 (pointer shape) and nothing else.
_OWN = re.compile(
    r"\x1b\[\?[0-9;]+(?:[hl]|\$p)|\x1b\[[0-9;]*[HmCGJKnu]|\x1b\[<u|\x1b\]22;[a-z]*\x07|\r|\n"
)


@pytest.mark.parametrize("stock", ["", "1"])
def test_no_widget_lets_a_control_character_out(tmp_path: Path, stock: str) -> None:
    with PtySession(
        [sys.executable, "-m", "tests.terminal.widgets_app"],
        home=tmp_path,
        cwd=ROOT,
        size=(100, 150),
        env={"PROBE_STOCK": stock},
    ) as session:
        session.wait_for("all drawn")
        session.settle()
        text = session.output.decode()
    left = _OWN.sub("", text)
    assert "owned" in left
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", left)
    assert "\x1b[31m" not in text
    assert "udc80" not in left


def apply(*texts: str) -> list[Segment]:
    segments = [Segment(text, Style(bold=True)) for text in texts]
    return ControlFilter().apply(segments, Color(0, 0, 0))


def test_clean_segments_are_handed_back_as_they_are() -> None:
    segments = [Segment("解約の手続き　│…"), Segment("か\u3099 👨\u200d👩")]
    assert ControlFilter().apply(segments, Color(0, 0, 0)) is segments


def test_columns_do_not_move() -> None:
    before = Segment("a\x1b[31mb\u202ec\u200bd\ufeffe\ud800f\u2028g")
    (after,) = ControlFilter().apply([before], Color(0, 0, 0))
    assert after.cell_length == before.cell_length
    assert "\x1b" not in after.text


def test_the_look_stays() -> None:
    assert apply("a\x07")[0] == Segment("a", Style(bold=True))


def test_marks_that_pile_up_are_taken_off_across_segments() -> None:
    mark = "\u0301"
    assert [one.text for one in apply("e" + 3 * mark, 3 * mark + "x" + mark)] == [
        "e" + 3 * mark,
        mark + "x" + mark,
    ]
    assert apply("か\u3099" + "が")[0].text == "か\u3099が"

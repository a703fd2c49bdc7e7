from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests.terminal.conftest import StartProbe
from tests.terminal.pty_session import PtySession
from tui.terminal.cells import BLANK, PLAIN, Look, cells_of, change
from tui.terminal.frames import Memory, Pen

F2, F3, F4, F5, F6, F7, F8 = (
    "\x1bOQ",
    "\x1bOR",
    "\x1bOS",
    "\x1b[15~",
    "\x1b[17~",
    "\x1b[18~",
    "\x1b[19~",
)


def shown(session: PtySession) -> list[list[tuple[Any, ...]]]:
    """Return what a person sees of every cell: of a blank, only the background."""
    return [
        [
            (cell.data, cell.bg, cell.underscore, cell.reverse, cell.strikethrough)
            + (() if cell.data == " " and not cell.reverse else tuple(cell[1:2] + cell[3:]))
            for cell in row
        ]
        for row in session.cells()
    ]


def test_the_screen_is_the_one_that_textual_draws(start_probe: StartProbe) -> None:
    """Every action in turn, with the difference of frames and without."""
    stock, different = start_probe("stock"), start_probe("different", synchronized=True)

    def same(_: PtySession) -> bool:
        stock.settle(0.03)
        different.settle(0.03)
        return shown(stock) == shown(different)

    different.wait_for(lambda _: stock.settle() == 0 and same(different))
    stock.output.clear()
    different.output.clear()
    actions = ["a", "解約", "か", "\r", "b", "\x1b[A", "\x7f", F2, F3, "\x1b", F4, F2, "\t", "\t"]
    actions += ["\x1b[Z", "\x1b[B", "\x1b[B", F7, F6, F8, F7, "\x1b[F", F3, F6, "\x1b", F5, "\t"]
    for action in actions:
        for session in (stock, different):
            session.send(action)
            session.wait_for(lambda s: s.unread() == 0)
        different.wait_for(same)
    for size in ((60, 20), (81, 25), (40, 10), (80, 24)):
        stock.resize(*size)
        different.resize(*size)
        different.wait_for(same)
        for session in (stock, different):
            session.send(F2)
        different.wait_for(same)
    assert len(different.output) < len(stock.output) / 3


def test_a_frame_that_changes_nothing_writes_nothing(start_probe: StartProbe) -> None:
    session = start_probe(synchronized=True)
    session.wait_for(lambda s: s.idle(0.5) == 0)
    session.send(F8)
    session.wait_for(lambda s: s.unread() == 0)
    assert session.settle(0.4) == 0


@pytest.mark.parametrize(("action", "budget"), [("x", 150), (F2, 150), ("\x1b[D", 150)])
def test_a_small_change_costs_few_bytes(start_probe: StartProbe, action: str, budget: int) -> None:
    session = start_probe()
    session.type("ab")
    session.measure(action)
    assert 0 < session.measure(action) <= budget


def test_the_start_draws_the_screen_once(start_probe: StartProbe) -> None:
    session = start_probe()
    session.settle()
    start = len(session.output)
    assert start < 1.6 * session.measure(F5)


def test_a_repaint_repairs_what_another_program_wrote(start_probe: StartProbe) -> None:
    session = start_probe()
    session.settle()
    before = shown(session)
    session.draw_over(b"\x1b[5;5H\x1b[41mBroadcast message\r\n\nfrom root\x1b[m")
    assert shown(session) != before
    session.send(F5)
    session.wait_for(lambda s: shown(s) == before)


def test_a_character_of_disputed_width_moves_nothing_behind_it(start_probe: StartProbe) -> None:
    # Rich counts two cells for these, pyte and many terminals one, or four.
    session = start_probe(env={"PROBE_ROW": "\u26a0\ufe0f old 1\ufe0f\u20e3 \U0001f44d\U0001f3fd"})
    for action in (F6, "\t", F2, F6):
        session.send(action)
        session.settle()
    borders = [session.screen.buffer[y][29].data for y in range(1, 20)]
    assert set(borders) == {"│"}


def test_a_resize_to_the_same_size_repaints(start_probe: StartProbe) -> None:
    session = start_probe()
    session.settle()
    before = shown(session)
    session.screen.reset()
    session.resize(79, 24)
    session.resize(80, 24)
    session.wait_for(lambda s: shown(s) == before)


def test_the_cursor_stands_where_an_input_method_writes(start_probe: StartProbe) -> None:
    session = start_probe()
    session.settle()
    x, y = session.cursor
    session.type("解約ab")
    session.wait_for(lambda s: s.cursor == (x + 6, y))
    session.send("\x1b[D\x1b[D\x1b[D")
    session.wait_for(lambda s: s.cursor == (x + 2, y))


STYLES = [
    Style(),
    Style(bold=True),
    Style(dim=True, color="red"),
    Style(reverse=True, bgcolor="#102030"),
    Style(underline=True, color="#ffffff", bgcolor="blue"),
    Style(italic=True, bold=True, bgcolor="#102030"),
    Style(strike=True),
]
TEXTS = st.text(st.sampled_from("ab   │解ー。ア…"), min_size=1, max_size=12)
PLACES = st.tuples(
    st.integers(0, 20),
    st.integers(0, 3),
    st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), min_size=1, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PLACES, min_size=1, max_size=4), min_size=1, max_size=6))
def test_the_terminal_shows_what_is_remembered(
    frames: list[list[tuple[int, int, list[tuple[str, Style]]]]],
) -> None:
    width, height = 24, 4
    screen = pyte.Screen(width, height)
    stream = pyte.Stream(screen)
    memory = Memory(width, height, BLANK)
    for frame in frames:
        pen = Pen(width)
        for x, y, segments in frame:
            strip = Strip([Segment(text, style) for text, style in segments])
            columns = memory.place(x, y, cells_of(strip, ColorSystem.TRUECOLOR))
            pen.write(memory.rows[y], columns, y)
        stream.feed("\x1b[?7l" + pen.finish())
    for y, row in enumerate(memory.rows):
        for x, cell in enumerate(row):
            if cell is None:
                continue
            drawn = screen.buffer[y][x]
            assert drawn.data == cell.text
            attributes = cell.look.attributes
            assert drawn.underscore == ("4" in attributes)
            assert drawn.reverse == ("7" in attributes)
            assert drawn.strikethrough == ("9" in attributes)
            if cell.text.strip():
                assert drawn.bold == ("1" in attributes)
                assert drawn.italics == ("3" in attributes)


LOOKS = st.builds(
    Look,
    st.lists(st.sampled_from(["1", "2", "3", "4", "5", "7", "9", "21", "53"]), unique=True).map(
        lambda codes: tuple(sorted(codes, key=int))
    ),
    st.sampled_from(["", "31", "38;2;1;2;3"]),
    st.sampled_from(["", "41", "48;2;1;2;3"]),
    st.just(""),
)
_GROUPS = {"1": "22", "2": "22", "3": "23", "4": "24", "21": "24", "5": "25", "7": "27", "9": "29"}


@given(LOOKS, LOOKS)
def test_a_change_of_look_ends_in_the_new_look(old: Look, new: Look) -> None:
    attributes, colours = set(old.attributes), [old.foreground, old.background]
    written = change(old, new)
    codes = written[2:-1].replace("38;2;1;2;3", "F").replace("48;2;1;2;3", "B").split(";")
    for code in codes if written else []:
        if code in ("", "0"):
            attributes, colours = set(), ["", ""]
        elif code in ("31", "39", "F"):
            colours[0] = {"39": "", "F": "38;2;1;2;3"}.get(code, code)
        elif code in ("41", "49", "B"):
            colours[1] = {"49": "", "B": "48;2;1;2;3"}.get(code, code)
        elif code in _GROUPS.values():
            attributes = {a for a in attributes if _GROUPS.get(a) != code}
        else:
            attributes.add(code)
    assert attributes == set(new.attributes)
    assert colours == [new.foreground, new.background]
    assert len(written) <= len(new.sgr()) + 3


def test_what_stands_behind_a_disputed_character_is_written_with_it() -> None:
    memory = Memory(24, 1, BLANK)
    for text, columns in (
        ("a\u26a0\ufe0fbcd", [0, 1, 3, 4, 5]),
        ("a\u26a0\ufe0fbcD", [1, 3, 4, 5]),
    ):
        cells = cells_of(Strip([Segment(text, Style())]), ColorSystem.TRUECOLOR)
        assert memory.place(0, 0, cells) == columns


def test_nothing_looks_out_behind_a_character_drawn_narrow() -> None:
    screen = pyte.Screen(8, 1)
    stream = pyte.Stream(screen)
    memory = Memory(8, 1, BLANK)
    for text in ("XXXXXX", "\u26a0\ufe0fb"):
        pen = Pen(8)
        cells = cells_of(Strip([Segment(text, Style())]), ColorSystem.TRUECOLOR)
        columns = memory.place(0, 0, cells)
        pen.write(memory.rows[0], columns, 0)
        stream.feed(pen.finish())
    assert [screen.buffer[0][x].data for x in (1, 2, 3)] == [" ", "b", "X"]


def test_no_control_character_becomes_a_cell() -> None:
    strip = Strip([Segment("a\x1b]2;x\x07b\x9b\x00", Style())])
    assert "".join(cell.text for cell in cells_of(strip, ColorSystem.TRUECOLOR)) == "a]2;xb"


def test_a_link_with_a_control_character_is_none() -> None:
    strip = Strip([Segment("a", Style(link="https://example.com/\x1b]2;x"))])
    assert cells_of(strip, ColorSystem.TRUECOLOR)[0].look == PLAIN


def test_a_combining_mark_belongs_to_the_character_before_it() -> None:
    strip = Strip([Segment("か", Style()), Segment("\u3099b", Style(bold=True))])
    texts = [cell.text for cell in cells_of(strip, ColorSystem.TRUECOLOR)]
    assert texts == ["か\u3099", "", "b"]

"""A letter is taken along: through the terminal's clipboard, or selected without any frame."""

import base64
import signal
from collections.abc import Iterator

import pytest

from tests.stories.person import Person
from tests.terminal.pty_session import PtySession

LINE = "解約のお手続きについて（詳細は https://www.example.jp/a?b=c から）、" * 6
LETTER = f"Subject: s\n\n{LINE}\n[/] \x1b]2;PWNED\x07end\n" + "".join(f"{n}\n" for n in range(60))
PAGE = 1_500
"""Bytes that a page of the reader may cost; a screenful of new text is about 760."""


@pytest.fixture
def reader(mika: Person, card: int) -> Iterator[PtySession]:
    mika.run("note", "add", "1", "-", input=LETTER.encode())
    with mika.screen(env={"TMUX": None, "STY": None}) as session:
        open_reader(session)
        yield session


def open_reader(session: PtySession) -> None:
    session.send("\t")
    session.settle(0.1)
    session.send("\r")
    session.wait_for("1/1")
    session.settle()


def seen(session: PtySession) -> list[tuple[str, str, str]]:
    """Return what can be seen of every cell: the colour of a blank's text cannot."""
    return [
        (cell.data, cell.bg, cell.fg if cell.data.strip() else "")
        for row in session.cells()
        for cell in row
    ]


def without_frame(session: PtySession) -> bytes:
    """Press the key; return what came."""
    before = len(session.output)
    session.send("Y")
    session.wait_for(lambda s: s.rows()[0].startswith("Subject"))
    session.settle()
    return bytes(session.output[before:])


def test_a_long_line_reaches_the_terminal_in_one_piece(reader: PtySession) -> None:
    came = without_frame(reader)
    assert LINE.encode() in came
    # The terminal wraps, and only there: nothing that Textual draws later may be wrapped.
    text, _, rest = came.partition(b"\x1b[?7h")[2].partition(b"\x1b[?7l")
    assert LINE.encode() in text
    assert b"\x1b[?7h" not in rest
    assert "[/] ␛]2;PWNED␇end" in reader.text()
    assert b"\x1b]2;PWNED" not in reader.output
    assert reader.rows()[2].startswith("解約のお手続き")
    assert reader.idle(0.6) == 0


def test_pages_are_turned_and_the_letter_comes_back(reader: PtySession) -> None:
    before = seen(reader)
    without_frame(reader)
    reader.send("\x1b[6~")
    reader.wait_for("2/")
    reader.send("\x1b[6~")
    reader.wait_for("59")
    reader.send("\x1b[5~")
    reader.wait_for("2/")
    reader.send("q")
    reader.wait_for("1/1")
    reader.settle()
    assert seen(reader) == before


def test_a_stop_and_a_resize_bring_the_text_again(reader: PtySession) -> None:
    without_frame(reader)
    reader.kill(signal.SIGSTOP)
    reader.draw_over(b"\x1b[2J\x1b[Hshell $")
    reader.kill(signal.SIGCONT)
    reader.wait_for(lambda s: s.rows()[0].startswith("Subject"))
    reader.resize(60, 20)
    reader.wait_for(lambda s: s.rows()[0].startswith("Subject") and "q back" in s.rows()[19])
    reader.settle()
    reader.send("q")
    reader.wait_for("1/1")
    assert "解約のお手続き" in reader.text()


def test_a_wall_message_is_painted_over(reader: PtySession) -> None:
    without_frame(reader)
    reader.draw_over(b"\x1b[HBroadcast message")
    reader.send("\x0c")
    reader.wait_for(lambda s: s.rows()[0].startswith("Subject"))


def test_a_hang_up_and_a_quit_end_it_as_ever(reader: PtySession) -> None:
    without_frame(reader)
    reader.send("\x11")
    assert reader.wait_exit() == 0
    assert b"\x1b[?7h" in reader.output[-400:]


def test_the_clipboard_gets_the_clean_text_and_no_answer_is_claimed(reader: PtySession) -> None:
    before = len(reader.output)
    reader.send("y")
    reader.wait_for("Sent to your terminal")
    reader.settle()
    came = bytes(reader.output[before:])
    encoded = came.partition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
    assert base64.b64decode(encoded).decode() == LETTER.replace("\x1b", "␛").replace("\x07", "␇")
    assert b"\x1bPtmux;" not in came


def test_in_tmux_it_is_sent_past_tmux_too(mika: Person, card: int) -> None:
    mika.run("note", "add", "1", "-", input=b"hello")
    with mika.screen(env={"TMUX": "/tmp/x,1,0"}) as session:
        open_reader(session)
        session.send("y")
        session.wait_for("set-clipboard")
        encoded = base64.b64encode(b"hello")
        assert b"\x1bPtmux;\x1b\x1b]52;c;" + encoded + b"\x07\x1b\\" in session.output


def test_turning_a_page_of_a_letter_is_cheap(reader: PtySession) -> None:
    assert reader.measure("\x1b[6~") <= PAGE
    assert reader.measure("\x1b[6~") <= PAGE
    assert reader.measure("\x1b[5~") <= PAGE
    assert reader.idle(0.6) == 0

"""Where there is no terminal, a poor one, or one that measures differently."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.stories.person import COMMAND, Person, cursor_on, page, row_of, stands
from tests.terminal.pty_session import PtySession

NOT_UTF8: dict[str, str | None] = {
    "LANG": None,
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
}


def shell(line: str) -> list[str]:
    return ["/bin/sh", "-c", line]


@pytest.mark.parametrize("redirected", ["< /dev/null", "2> said"], ids=["keyboard", "screen"])
def test_without_a_keyboard_or_a_screen_it_says_so_and_ends(
    mika: Person, tmp_path: Path, redirected: str
) -> None:
    line = f"{COMMAND} --lang en {redirected}"
    with PtySession(shell(line), home=mika.home, cwd=tmp_path) as session:
        assert session.wait_exit() == 2
        file = tmp_path / "said"
        said = file.read_bytes() if file.exists() else bytes(session.output)
    assert said.startswith(b"kaiyaku: ")
    assert said.count(b"\n") == 1
    assert b"\x1b" not in said
    assert b"Traceback" not in said


@pytest.mark.parametrize("term", ["dumb", None], ids=["dumb", "no TERM"])
def test_where_nothing_can_be_drawn_it_talks_line_by_line(mika: Person, term: str | None) -> None:
    with PtySession([str(COMMAND), "--lang", "en"], home=mika.home, env={"TERM": term}) as session:
        session.wait_for("Which card?")
        session.send("q\r")
        assert session.wait_exit() == 0
        assert b"\x1b" not in session.output


def test_a_pipe_for_a_keyboard_does_not_keep_the_processor_busy(mika: Person) -> None:
    ran = subprocess.run(
        [str(COMMAND)], stdin=subprocess.PIPE, capture_output=True, timeout=PATIENCE, check=False
    )
    assert ran.returncode == 2
    assert ran.stdout == b""


def test_a_locale_that_is_not_utf8_garbles_nothing(mika: Person, card: int) -> None:
    with mika.screen(env=NOT_UTF8) as session:
        session.wait_for("中文")
        session.send("n")
        session.wait_for("Write note")
        session.send("解約のお手続き")
        session.wait_for("解約のお手続き")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.send("q")
        assert session.wait_exit() == 0
        assert b"\\u" not in session.output
        assert b"\\x" not in session.output
    assert mika.original(1) == "解約のお手続き".encode()


def test_without_colour_done_and_open_are_told_apart(
    mika: Person, card: int, titles: list[str]
) -> None:
    mika.run("tick", "1", "1")
    with mika.screen(env={"NO_COLOR": "1"}) as session:
        session.wait_for(cursor_on(titles[1]))
        session.settle()
        done, undone = row_of(session, titles[0]), row_of(session, titles[2])
        assert "✓" in done
        assert "✓" not in undone
        colours = {
            colour
            for row in session.cells()
            for cell in row
            for colour in (cell.fg, cell.bg)
            if colour != "default"
        }
        assert all(is_grey(colour) for colour in colours), colours


def is_grey(colour: str) -> bool:
    return len({colour[i : i + 2] for i in (0, 2, 4)}) == 1 or colour in ("black", "white")


def of_two_minds(session: PtySession) -> set[str]:
    """Return the characters on the screen whose width terminals do not agree about, and boxes."""
    return {
        character
        for character in session.text()
        if unicodedata.east_asian_width(character) == "A" or 0x2500 <= ord(character) <= 0x259F
    }


def all_pages(session: PtySession) -> set[str]:
    """Go through the pages; return the doubtful characters that were seen."""
    session.settle()
    session.send("\r")
    session.settle()
    seen = of_two_minds(session)
    for keys in ("?", ":", "n", "a", "t", "w", "s", "c"):
        with page(session, keys):
            seen |= of_two_minds(session)
    for _ in range(3):
        session.send("L")
        session.settle()
        seen |= of_two_minds(session)
    return seen


def prepared(mika: Person) -> None:
    mika.run("note", "add", "1", "-", input=b"a letter " * 20)
    mika.run("tick", "1", "1")
    mika.run("mark", "1", "2", "waiting", "--follow-up", "+3")


def test_ascii_draws_nothing_that_a_terminal_could_take_for_two_cells(
    mika: Person, card: int
) -> None:
    prepared(mika)
    with mika.screen("--ascii") as session:
        assert all_pages(session) == set()


def test_a_terminal_that_draws_lines_two_cells_wide_gets_none(mika: Person, card: int) -> None:
    prepared(mika)
    with mika.screen(answers=False) as session:
        session.send("\x1b[2;5R")
        session.wait_for(lambda s: "│" not in s.text())
        assert all_pages(session) == set()


@pytest.mark.parametrize("attempt", range(5))
def test_a_terminal_may_say_so_before_the_first_screen_stands(
    mika: Person, card: int, attempt: int
) -> None:
    with mika.screen(wait=False, answers=False) as session:
        session.wait_for(lambda s: b"\x1b[6n" in s.output)
        session.idle(attempt * 0.005)
        session.send("\x1b[2;5R")
        session.wait_for(lambda s: stands(s) or not s.alive())
        assert session.alive()
        session.wait_for(lambda s: "│" not in s.text() and "My docomo" in s.text())
    assert not list(mika.state.glob("crash-*"))


@pytest.mark.parametrize("term", ["xterm", "linux", "vt100"])
def test_it_runs_in_terminals_of_few_colours(mika: Person, card: int, term: str) -> None:
    with mika.screen(env={"TERM": term, "COLORTERM": None}) as session:
        session.send(" ")
        session.wait_for("1/7")


def test_the_tests_run_what_is_installed() -> None:
    assert COMMAND.parent == Path(sys.executable).parent
    assert COMMAND.exists()

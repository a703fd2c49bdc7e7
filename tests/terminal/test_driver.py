import signal
import termios
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.terminal.conftest import Seen, StartProbe
from tests.terminal.pty_session import PtySession


def pastes(seen: Seen) -> list[str]:
    return [what for kind, what, _ in seen() if kind == "paste"]


def keys(seen: Seen) -> list[str]:
    return [what for kind, what, _ in seen() if kind == "key"]


def test_the_kitty_protocol_is_never_asked_for(start_probe: StartProbe) -> None:
    session = start_probe()
    assert b"\x1b[>" not in session.output
    assert b"\x1b[=" not in session.output


def test_the_width_of_line_drawing_is_asked_once(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe()
    session.wait_for(lambda _: ("width", "1", None) in seen())
    assert session.output.count(b"\x1b[6n") == 1


def test_a_terminal_that_draws_lines_wide_says_so(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe(answers=False)
    session.send("\x1b[2;5R")
    session.wait_for(lambda _: ("width", "2", None) in seen())


def test_a_terminal_that_does_not_answer_is_no_problem(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe(answers=False)
    session.send("j")
    session.wait_for(lambda _: keys(seen) == ["j"])


def test_control_characters_in_a_paste_are_text_and_stay_in_order(
    start_probe: StartProbe, seen: Seen
) -> None:
    session = start_probe()
    session.paste("abc \x1b\x11def\x1b[31mghi")
    session.send("j")
    session.wait_for(lambda _: keys(seen) == ["j"])
    assert pastes(seen) == ["abc \x1b\x11def\x1b[31mghi"]


def test_a_paste_whose_end_arrives_late_leaves_the_keyboard_alive(
    start_probe: StartProbe, seen: Seen
) -> None:
    session = start_probe()
    session.send(b"\x1b[200~letter\x1b[2")
    session.idle(0.3)
    session.send(b"01~j")
    session.wait_for(lambda _: keys(seen) == ["j"])
    assert pastes(seen) == ["letter"]


def test_bytes_of_another_encoding_do_not_end_the_program(
    start_probe: StartProbe, seen: Seen
) -> None:
    session = start_probe()
    session.paste("解約".encode("euc_jp") + b"!")
    session.wait_for(lambda _: bool(pastes(seen)))
    session.send(b"\xe9")
    session.type("j")
    session.wait_for(lambda _: "j" in keys(seen))
    assert pastes(seen)[0].endswith("!")


def test_an_input_method_commits_whole_words(start_probe: StartProbe) -> None:
    session = start_probe()
    session.send("解約のお手続き")
    session.wait_for("解約のお手続き")
    session.send("、ありがとうございます")
    session.wait_for("解約のお手続き、ありがとうございます")


def test_a_letter_without_brackets_is_one_paste_and_no_key(
    start_probe: StartProbe, seen: Seen
) -> None:
    session = start_probe(env={"PROBE_FOCUS": "list"})
    letter = "".join(f"q line {n} 解約\r" for n in range(200)).encode()
    for start in range(0, len(letter), 256):
        session.send(letter[start : start + 256])
        session.idle(0.1 if start < 2048 else 0.01)
    session.wait_for(lambda _: bool(pastes(seen)))
    session.send("\x1b[B")
    session.wait_for(lambda _: keys(seen) == ["down"])
    assert pastes(seen) == [letter.decode().replace("\r", "\n")]


def test_a_paste_reaches_a_text_field_like_any_other(start_probe: StartProbe) -> None:
    session = start_probe()
    session.send("Dear customer,\rthank you\r")
    session.wait_for("thank you")
    assert "Dear customer," in session.text()


def test_what_is_pasted_while_quitting_never_reaches_the_shell(start_probe: StartProbe) -> None:
    for _ in range(6):
        session = start_probe()
        session.send("\x11")
        session.settle(0.02)
        session.wait_for(lambda s: s.unread() == 0)
        sent = [time.monotonic()]
        for _ in range(30):
            session.send("rm everything\r")
            session.idle(0.01)
            sent.append(time.monotonic())
        assert session.wait_exit() == 0
        # On a busy machine the lines may pause for longer than a paste does; then try again.
        if max(after - before for before, after in pairwise(sent)) < 0.04:
            assert session.unread() == 0
            return
    pytest.skip("this machine is too busy to send without pauses")


def test_quitting_gives_the_terminal_back(start_probe: StartProbe) -> None:
    session = start_probe()
    session.send("\x11")
    assert session.wait_exit() == 0
    assert session.attributes == session.attributes_before
    assert session.output.rstrip().endswith(b"\x1b[?25h\x1b[?1004l")


def test_a_terminal_that_is_gone_ends_the_program_even_under_nohup(start_probe: StartProbe) -> None:
    session = start_probe("unguarded")
    session.hang_up()
    assert session.wait_exit() == -signal.SIGHUP

    def nohup() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    session = start_probe(preexec=nohup)
    session.hang_up()
    assert session.wait_exit() == 128 + signal.SIGHUP


def test_a_terminal_that_goes_without_a_signal_ends_the_program_too(
    start_probe: StartProbe, flushed: Path
) -> None:
    session = start_probe(controlling=False)
    session.hang_up()
    assert session.wait_exit() == 128 + signal.SIGHUP
    assert flushed.read_text() == "flushed"


def test_a_stray_continue_changes_nothing(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe()
    before = threads(session)
    for _ in range(3):
        session.kill(signal.SIGSTOP)
        wait_for_state(session, "T")
        session.kill(signal.SIGCONT)
        wait_for_state(session, "SR")
    session.send("j")
    session.wait_for(lambda _: keys(seen) == ["j"])
    assert threads(session) == before
    session.send("\x11")
    assert session.wait_exit() == 0


def test_a_stopped_program_takes_the_terminal_back(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe()
    session.settle()
    before, raw = session.text(), session.attributes
    session.kill(signal.SIGSTOP)
    wait_for_state(session, "T")
    session.draw_over(b"\x1b[m\x1b[2Jshell$ ")
    termios.tcsetattr(session.slave, termios.TCSANOW, session.attributes_before)
    session.kill(signal.SIGCONT)
    session.wait_for(lambda s: s.text() == before and s.attributes == raw)
    session.send("j")
    session.wait_for(lambda _: keys(seen) == ["j"])


def test_a_suspended_program_comes_back_whole(start_probe: StartProbe, seen: Seen) -> None:
    session = start_probe()
    session.settle()
    before = session.text()
    session.kill(signal.SIGTSTP)
    wait_for_state(session, "T")
    session.settle(0.1)
    session.screen.reset()
    session.kill(signal.SIGCONT)
    session.wait_for(lambda s: s.text() == before)
    session.send("j")
    session.wait_for(lambda _: keys(seen) == ["j"])


def test_a_resting_program_writes_nothing_and_uses_no_processor(start_probe: StartProbe) -> None:
    session = start_probe()
    session.wait_for(lambda s: s.idle(0.5) == 0)
    before = session.cpu_seconds()
    assert session.idle(1.5) == 0
    assert session.cpu_seconds() - before < 0.1


def test_the_screen_is_utf8_in_any_locale(start_probe: StartProbe) -> None:
    locale: dict[str, str | None] = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    session = start_probe(env={**locale, "PYTHONIOENCODING": "euc_jp"})
    session.send("解約")
    session.wait_for(lambda s: s.text().count("解約") == 2)
    assert b"\\u" not in session.output


def wait_for_state(session: PtySession, states: str) -> None:
    """Wait until the process is in one of these states, as /proc names them."""
    stat = Path(f"/proc/{session.process.pid}/stat")
    session.wait_for(lambda _: stat.read_text().rpartition(")")[2].split()[0] in states)


def threads(session: PtySession) -> int:
    return len(list(Path(f"/proc/{session.process.pid}/task").iterdir()))

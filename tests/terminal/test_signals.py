import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import ROOT, StartProbe
from tests.terminal.pty_session import PtySession
from tui.terminal.signals import RESTORE


def test_a_dropped_connection_keeps_what_was_typed(start_probe: StartProbe, flushed: Path) -> None:
    session = start_probe()
    session.type("abc")
    session.hang_up()
    assert session.wait_exit() == 128 + signal.SIGHUP
    assert flushed.read_text() == "flushed"


def test_a_shutdown_keeps_what_was_typed_and_gives_the_terminal_back(
    start_probe: StartProbe, flushed: Path
) -> None:
    session = start_probe()
    session.kill(signal.SIGTERM)
    assert session.wait_exit() == 128 + signal.SIGTERM
    assert flushed.read_text() == "flushed"
    assert session.output.endswith(RESTORE)
    assert session.attributes == session.attributes_before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_an_interrupt_from_outside_keeps_what_was_typed_and_gives_the_terminal_back(
    start_probe: StartProbe, flushed: Path, number: signal.Signals
) -> None:
    session = start_probe()
    session.type("abc")
    session.kill(number)
    assert session.wait_exit() == 128 + number
    assert flushed.read_text() == "flushed"
    assert session.output.endswith(RESTORE)
    assert session.attributes == session.attributes_before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_is_still_there_is_given_back_whoever_owns_it(
    start_probe: StartProbe, flushed: Path, without_powers: list[str], number: signal.Signals
) -> None:
    session = start_probe(before=without_powers)
    # As after `su`: the descriptors are open, the name is not.
    Path(os.ttyname(session.slave)).chmod(0)
    session.kill(number)
    assert session.wait_exit() == 128 + number
    assert flushed.read_text() == "flushed"
    assert session.output.endswith(RESTORE)
    assert session.attributes == session.attributes_before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_is_another_jobs_just_now_is_left_alone(
    tmp_path: Path, number: signal.Signals
) -> None:
    script = """
import os, time
from tui.terminal.signals import guard
job = os.fork()
if job == 0:
    os.setpgid(0, 0)
    guard(lambda: None)
    print(f"job {os.getpid()} stands", flush=True)
    time.sleep(600)
    os._exit(0)
os._exit(os.waitstatus_to_exitcode(os.waitpid(job, 0)[1]))
"""
    with PtySession([sys.executable, "-c", script], home=tmp_path, cwd=ROOT) as session:
        session.wait_for("stands")
        os.kill(int(session.text().split()[1]), number)
        assert session.wait_exit() == 128 + number
        assert RESTORE not in session.output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_stopped_reading_holds_nothing_up(
    start_probe: StartProbe, flushed: Path, number: signal.Signals
) -> None:
    session = start_probe()
    session.settle()
    # Repaints that nobody reads fill the terminal's buffer, then the queue of frames.
    for _ in range(60):
        session.send("\x1b[15~")
        time.sleep(0.02)
    session.kill(number)
    assert session.wait_exit_unread() == 128 + number
    assert flushed.read_text() == "flushed"


def test_a_terminal_that_stopped_reading_and_went_away_leaves_no_process(
    start_probe: StartProbe, flushed: Path
) -> None:
    session = start_probe()
    session.settle()
    for _ in range(60):
        session.send("\x1b[15~")
        time.sleep(0.02)
    session.hang_up()
    assert session.wait_exit() == 128 + signal.SIGHUP
    assert flushed.read_text() == "flushed"


def test_a_flush_that_fails_is_said_without_its_text(start_probe: StartProbe) -> None:
    session = start_probe(env={"PROBE_FLUSH": "raises"})
    session.kill(signal.SIGTERM)
    assert session.wait_exit() == 128 + signal.SIGTERM
    assert b"could not be kept: ValueError" in session.output
    assert b"secret" not in session.output


def test_a_flush_that_hangs_is_left_behind(start_probe: StartProbe) -> None:
    session = start_probe(env={"PROBE_FLUSH": "hangs"})
    session.kill(signal.SIGTERM)
    assert session.wait_exit() == 128 + signal.SIGTERM
    assert session.attributes == session.attributes_before


def test_a_child_process_can_be_let_out_of_the_guard() -> None:
    script = (
        "import signal, subprocess, sys\n"
        "from tui.terminal.signals import guard, unblock\n"
        "guard(lambda: None)\n"
        "child = 'import signal; print(len(signal.pthread_sigmask(signal.SIG_BLOCK, [])))'\n"
        "subprocess.run([sys.executable, '-c', child], preexec_fn=unblock, check=True)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert run.stdout == b"0\n"

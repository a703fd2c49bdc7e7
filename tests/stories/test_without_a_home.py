"""An account that the machine does not list, as a container or a batch system starts one."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession
from tui.settings import Places

_START = """
import pwd, sys

def unlisted(uid):
    raise KeyError(uid)

pwd.getpwuid = unlisted
from tui.__main__ import main
sys.exit(main())
"""
SAID = b"has no home directory"


def command(*argv: str) -> list[str]:
    return [sys.executable, "-c", _START, *argv]


@pytest.mark.parametrize("verb", [(), ("kiosk",)], ids=["screen", "kiosk"])
def test_the_full_screen_says_what_to_set(tmp_path: Path, verb: tuple[str, ...]) -> None:
    nothing = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    )
    with PtySession(command(*verb), home=tmp_path, env=nothing) as session:
        assert session.wait_exit() == 4
        said = bytes(session.output)
    assert said.startswith(b"kaiyaku: ")
    assert said.count(b"\n") == 1
    assert SAID in said
    assert b"Set HOME" in said


@pytest.mark.parametrize(
    "argv", [("list",), ("add", "prepaid", "Trip"), ("--plain",), ("doctor", "--report")]
)
def test_a_verb_says_what_to_set(argv: tuple[str, ...]) -> None:
    ran = subprocess.run(
        command(*argv), env={"PATH": os.environ["PATH"]}, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert ran.stderr.startswith(b"kaiyaku: ")
    assert ran.stderr.count(b"\n") == 1
    assert SAID in ran.stderr


def test_what_needs_no_place_is_said_all_the_same() -> None:
    environ = {"PATH": os.environ["PATH"]}
    for argv in (("--help",), ("--version",)):
        ran = subprocess.run(command(*argv), env=environ, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert ran.stdout


def test_directories_that_are_named_one_by_one_are_home_enough(tmp_path: Path) -> None:
    named = {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    ran = subprocess.run(
        command("add", "prepaid", "Trip"),
        env={"PATH": os.environ["PATH"], **named},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (tmp_path / "kaiyaku" / "casebook.db").exists()


def test_a_home_that_is_listed_counts_where_the_environment_has_none() -> None:
    listed = Path(pwd.getpwuid(os.getuid()).pw_dir)
    for environ in ({}, {"HOME": ""}):
        assert Places.of(environ).home == listed

"""The command as a process of its own: its streams, its imports, its exit."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_START = """
import os, sys
from tui.__main__ import main
code = main()
if "REPORT" in os.environ:
    print(*sorted(sys.modules), file=open(os.environ["REPORT"], "w"))
sys.exit(code)
"""

Start = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    def run(
        *argv: str, environ: dict[str, str] | None = None, **options: object
    ) -> "subprocess.CompletedProcess[bytes]":
        environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], **(environ or {})}
        streams: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        streams |= {"stdin": subprocess.DEVNULL} if "input" not in options else {}
        command = [sys.executable, "-c", _START, *argv]
        return subprocess.run(command, env=environ, **{**streams, **options})  # type: ignore[call-overload,no-any-return]

    return run


def test_the_command_pays_for_no_screen_and_no_validation(start: Start, tmp_path: Path) -> None:
    report = tmp_path / "modules"
    start("add", "postpaid", "My docomo")
    start("guide", "prepaid")  # The first reading of content checks it, and remembers.
    for argv in (["list"], ["show", "1"], ["tick", "1", "1"], ["guide", "prepaid"], ["log"]):
        assert start(*argv, environ={"REPORT": str(report)}).returncode == 0
        packages = {name.partition(".")[0] for name in report.read_text().split()}
        assert not packages & {"textual", "rich", "pydantic", "click", "asyncio"}


def test_the_screens_options_cost_no_parser(tmp_path: Path) -> None:
    script = (
        "import sys; from tui.cli.arguments import for_screen; for_screen(['--ascii'], {});"
        "bad = {'argparse', 'tui.cli.table', 'tui.casebook', 'sqlite3'} & set(sys.modules);"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_output_is_utf_8_in_any_locale_and_without_colour(start: Start) -> None:
    for locale in (
        {"PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        ran = start("guide", "prepaid", environ={**locale, "KAIYAKU_LANG": "zh", "NO_COLOR": "1"})
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert "预付费卡" in ran.stdout.decode()
        assert b"\x1b" not in ran.stdout


def test_labels_are_utf_8_in_any_locale(start: Start) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert start("add", "postpaid", "解約", environ=plain).returncode == 0
    assert json.loads(start("list", "--json").stdout)["cards"][0]["label"] == "解約"
    assert start("show", "解約", environ=plain).returncode == 0


def test_a_letter_comes_through_a_pipe_and_undo_works_in_the_next_process(start: Start) -> None:
    raw = "解約のお手続きについて、ご案内いたします。".encode("cp932")
    start("add", "postpaid", "My docomo")
    assert b"cp932" in start("note", "add", "1", input=raw).stdout
    assert start("note", "show", "1", "--original").stdout == raw
    start("tick", "1", "1")
    assert start("undo").returncode == 0
    assert start("redo").returncode == 0
    steps = json.loads(start("show", "1", "--json").stdout)["steps"]
    assert steps[0]["state"] == "done"


def test_a_reader_that_has_seen_enough_is_no_error(start: Start) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = start("guide", "prepaid", stdout=writing)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_one_sentence(start: Start) -> None:
    with open("/dev/full", "wb") as full:
        for argv in (["guide", "prepaid"], ["--version"]):
            ran = start(*argv, stdout=full)
            assert ran.returncode == 2
            assert ran.stderr.count(b"\n") == 1
            assert b"cannot be written" in ran.stderr


def test_closed_streams_are_no_traceback(tmp_path: Path) -> None:
    script = 'exec "$0" -c "$1" list >&- 2>&- <&-'
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    ran = subprocess.run(["sh", "-c", script, sys.executable, _START], env=environ, check=False)
    assert ran.returncode == 0

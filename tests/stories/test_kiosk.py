"""A door that opens nothing else: what a key's forced command lets in, and what it does not."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.patience import PATIENCE
from tests.stories.person import COMMAND, Person, cursor_on, shows_done, stands
from tests.terminal.pty_session import PtySession
from tui.cli.arguments import Usage
from tui.kiosk import argv_of, clean_environment
from tui.landlock import version


@pytest.fixture
def book(mika: Person, card: int) -> Path:
    assert card == 1
    mika.add("Wang docomo", "postpaid", "--holder", "Wang Fang")
    return mika.casebook


def ask(
    book: Path,
    asked: str,
    *fixed: str,
    stdin: bytes = b"",
    environ: Mapping[str, str] = MappingProxyType({}),
) -> "subprocess.CompletedProcess[bytes]":
    """Do what sshd does for a key with a forced command."""
    home = book.parent.parent.parent
    return subprocess.run(
        [COMMAND, "kiosk", "--casebook", book, *fixed],
        input=stdin,
        env={"HOME": str(home), "LANG": "C.UTF-8", "SSH_ORIGINAL_COMMAND": asked, **environ},
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


def test_a_letter_goes_in_and_comes_out_through_the_pipe(book: Path) -> None:
    kept = ask(book, "kaiyaku note add 1", "--as", "Mika Sato", stdin=b"the letter")
    assert (kept.returncode, kept.stderr) == (0, b"")
    shown = ask(book, "note show 1 --json", "--as", "Mika Sato")
    assert b'"by": "Mika Sato"' in shown.stdout
    assert ask(book, "note show 1 --original").stdout == b"the letter"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("/bin/sh -c id", "no option -c"),
        ("kaiyaku; id", "no verb kaiyaku;"),
        ("$(id)", "no verb $(id)"),
        ("kiosk", "not offered"),
        ("scp -t inbox", "no option -t"),
        ("internal-sftp", "no verb internal-sftp"),
        ("note add 1 /etc/passwd", "Files of this machine"),
        ("plan 1 --output /tmp/plan.html", "Files of this machine"),
        ("calendar --output /tmp/due.ics", "Files of this machine"),
        ("lint /etc", "not offered"),
        ("list --casebook /tmp/other.db", "--casebook is fixed"),
        ("--casebook=/tmp/other.db list", "--casebook is fixed"),
        ("list --content /tmp", "--content is fixed"),
        ("undo --as ken", "--as is fixed"),
        ("undo --only 1", "--only is fixed"),
        ("note show '1", "quote"),
        ("list " + "x" * 70_000, "too long"),
    ],
)
def test_whatever_else_is_asked_for_is_one_sentence(book: Path, asked: str, said: str) -> None:
    ran = ask(book, asked, "--lang", "en")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert said in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1


def test_a_students_key_knows_one_person(book: Path) -> None:
    fixed = ("--holder", "2")
    assert "Wang docomo" in ask(book, "list", *fixed).stdout.decode()
    shown = ("list", "holder list", "log", "show 1", "note list 1", "undo")
    for asked in (*shown, "due", "plan 1", "plan --holder 1", "calendar", "phrases 1"):
        ran = ask(book, asked, *fixed)
        assert b"My docomo" not in ran.stdout + ran.stderr
    assert ask(book, "list --only 1", *fixed).returncode == 2


def test_the_environment_of_the_client_does_not_come_in(book: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    hostile = {
        "TEXTUAL_LOG": str(canary),
        "TEXTUAL_DRIVER": "os:system",
        "BROWSER": f"touch {canary}",
        "LC_EVIL": "$(id)",
        "XDG_DATA_HOME": str(tmp_path),
        "KAIYAKU_CASEBOOK": str(canary),
        "PAGER": f"touch {canary}",
    }
    assert ask(book, "list", environ=hostile).returncode == 0
    assert not canary.exists()
    environ = {**hostile, "LANG": "zh_CN.UTF-8", "LC_ALL": "$(id)", "TERM": "xterm\x1b[2J"}
    clean_environment(environ)
    assert environ == {"LANG": "zh_CN.UTF-8"}


def test_the_forced_commands_own_options_are_few() -> None:
    assert argv_of(["--as", "Li", "--holder", "3"], {}) == ["--as", "Li", "--only", "3"]
    for argv in (["--output", "x"], ["list"], ["--as"]):
        with pytest.raises(Usage):
            argv_of(argv, {})


@pytest.mark.parametrize("without", ["", "tui.kiosk.restrict = lambda **_: False\n"])
def test_no_process_starts_and_nothing_is_written_outside(tmp_path: Path, without: str) -> None:
    program = f"""
import os, subprocess, sys
from pathlib import Path
import tui.kiosk
from tui.kiosk import lock
inside, outside = Path({str(tmp_path)!r}) / "in", Path({str(tmp_path)!r}) / "out"
beyond = inside.with_name("beyond")
inside.mkdir()
beyond.write_text("as it was")
beside = os.open(inside.parent, os.O_RDONLY | os.O_DIRECTORY)
{without}lock(inside)
(inside / "a").write_text("fine")
os.close(os.open(inside / "b", os.O_CREAT | os.O_WRONLY))
open("/etc/passwd").close()
handle = os.open(inside, os.O_RDONLY | os.O_DIRECTORY)
os.chdir(inside.parent)
(inside / "link").symlink_to(outside)
for tried in (
    lambda: subprocess.run(["true"]),
    lambda: os.system("true"),
    lambda: os.fork(),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.posix_spawn("/bin/true", ["true"], {{}}),
    lambda: outside.write_text("x"),
    lambda: (inside / ".." / "out").write_text("x"),
    lambda: (inside / "link").write_text("x"),
    lambda: os.open(outside, os.O_CREAT | os.O_WRONLY),
    lambda: os.open("out", os.O_CREAT | os.O_WRONLY, dir_fd=beside),
    lambda: os.open("in/../out", os.O_CREAT | os.O_WRONLY),
    lambda: open("out", "w"),
    lambda: outside.mkdir(),
    lambda: (inside / "a").rename(outside),
    lambda: os.link(inside / "a", outside),
    lambda: os.link("a", "out", src_dir_fd=handle, dst_dir_fd=beside),
    lambda: outside.symlink_to("a"),
    lambda: beyond.unlink(),
    lambda: os.truncate(beyond, 0),
):
    try:
        tried()
    except OSError:
        continue
    sys.exit("that went through")
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "beyond").read_text() == "as it was"


needs_landlock = pytest.mark.skipif(version() == 0, reason="this kernel has no Landlock")


@needs_landlock
def test_the_kernel_holds_what_python_does_not_see(tmp_path: Path) -> None:
    program = f"""
import os, sqlite3, sys, threading
from pathlib import Path
from tui.kiosk import lock
inside, outside = Path({str(tmp_path)!r}) / "in", Path({str(tmp_path)!r}) / "out"
inside.mkdir()
Path({str(tmp_path)!r}, "secret").write_text("x")
lock(inside)
book = sqlite3.connect(inside / "book.db")
book.execute("CREATE TABLE t (a)")
book.execute("VACUUM INTO ?", (str(inside / "copy.db"),))
os.close(os.open("b", os.O_CREAT | os.O_WRONLY, dir_fd=os.open(inside, os.O_RDONLY)))
open("/dev/null", "w").close()
open("/etc/passwd").close()
import xml.sax, zoneinfo
zoneinfo.ZoneInfo("Asia/Tokyo")
went = []
def attempt(what):
    try:
        what()
    except (OSError, sqlite3.Error):
        return
    went.append(what)
attacks = [
    lambda: book.execute("VACUUM INTO ?", (str(outside),)),
    lambda: book.execute("ATTACH ? AS o", (str(outside),)).execute("CREATE TABLE o.t (a)"),
    lambda: open("/etc/shadow").close(),
    lambda: open({str(tmp_path)!r} + "/secret").close(),
    lambda: os.listdir("/"),
    lambda: os.listdir("/home"),
    lambda: open("/proc/1/status").close(),
    lambda: open("/proc/self/root/etc/shadow").close(),
]
for attack in attacks:
    attempt(attack)
thread = threading.Thread(target=lambda: [attempt(attack) for attack in attacks[2:]])
thread.start()
thread.join()
sys.exit(len(went))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "secret"]


def test_a_mailbox_that_is_larger_than_a_letter_comes_in_through_the_pipe(book: Path) -> None:
    line = b"a line of a letter\n" * 60_000
    letters = [
        b"From x@y Thu Nov 12 10:03:00 2026\nFrom: noreply@docomo.ne.jp\nTo: li@example.jp\n"
        b"Message-ID: <%d@docomo.ne.jp>\nSubject: letter\n\n%s\n" % (number, line)
        for number in range(26)
    ]
    ran = ask(book, "note add 1 --from all --dry-run", stdin=b"".join(letters))
    assert (ran.returncode, ran.stderr) == (0, b"")
    spool = book.parent.parent.parent / ".local" / "state" / "kaiyaku" / "spool"
    assert list(spool.iterdir()) == []


def test_the_full_screen_works_behind_the_door(book: Path, mika: Person, titles: list[str]) -> None:
    argv = [str(COMMAND), "kiosk", "--casebook", str(book), "--as", "Mika Sato", "--lang", "en"]
    with PtySession(argv, home=mika.home) as session:
        session.wait_for(stands)
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
        for escape in ("\x1a", "!", "\x1a"):
            session.send(escape)
            session.settle(0.1)
        children = Path(
            f"/proc/{session.process.pid}/task/{session.process.pid}/children"
        ).read_text()
        assert children == ""
        session.send("q")
        assert session.wait_exit() == 0
    (step,) = [step for step in mika.steps(2) if step["state"] == "done"]
    assert step["by"] == "Mika Sato"

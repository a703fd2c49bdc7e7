"""Files come in: sent through a real sshd, dropped on the terminal, with names that steer it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.stories.person import Person, cursor_on, cursor_row
from tests.stories.test_hostile_text import assert_harmless
from tests.stories.test_over_ssh import Server
from tests.stories.test_over_ssh import server as server
from tests.terminal.pty_session import PtySession

LETTER = (
    "件名: 解約手続きのご案内\n差出人: ドコモ\n\nお客様の回線は 12月1日 に終了します。\n".encode()
)


def put(folder: Path, name: str, content: bytes = LETTER) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def inbox(person: Person) -> Path:
    return person.casebook.parent / "inbox"


def test_a_letter_sent_to_the_inbox_is_offered_and_kept(
    server: Server,
    titles: list[str],
) -> None:
    mika = server.person
    argv = [*server.ssh, "-t", "kaiyaku-host", "kaiyaku --lang en"]
    with PtySession(argv, home=mika.home) as session:
        session.wait_for(cursor_on(titles[0]))
        session.wait_for(lambda _: inbox(mika).is_dir())
        assert inbox(mika).stat().st_mode & 0o777 == 0o700
        # As scp and rsync do on their way: first a part, then the rest.
        send = [*server.ssh, "kaiyaku-host", f"cat > {inbox(mika)}/letter.eml"]
        with subprocess.Popen(send, stdin=subprocess.PIPE) as sending:
            assert sending.stdin is not None
            sending.stdin.write(LETTER[:20])
            sending.stdin.flush()
            session.idle(1.6)
            assert "arrived" not in session.text()
            sending.stdin.write(LETTER[20:])
        session.wait_for("1 file has arrived in the inbox: i keeps it")
        session.send("i")
        session.wait_for("letter.eml")
        session.send("\r")
        session.wait_for("解約手続きのご案内")
        session.send("\x13")
        session.wait_for("Kept with My docomo")
    assert mika.original(1) == LETTER
    assert (inbox(mika) / "kept" / "letter.eml").read_bytes() == LETTER


def test_the_line_that_is_shown_works(server: Server, titles: list[str]) -> None:
    mika = server.person
    argv = [*server.ssh, "-t", "kaiyaku-host", "kaiyaku --lang en"]
    with PtySession(argv, home=mika.home, size=(200, 40)) as session:
        session.wait_for(cursor_on(titles[0]))
        session.send("i")
        session.wait_for("Keep a file")
        session.send("w")
        session.wait_for("pbpaste | ssh")
        shown = next(row.strip() for row in session.rows() if "pbpaste | ssh" in row)
    said = shown.removeprefix("pbpaste | ssh ").split()
    assert said[0] == "-p", "the port is not the usual one"
    command = " ".join(said[3:])
    ran = subprocess.run(
        [*server.ssh, "kaiyaku-host", command],
        input=LETTER,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert mika.original(1) == LETTER


@pytest.mark.parametrize("brackets", [True, False], ids=["bracketed", "typed at once"])
def test_a_file_dropped_on_the_terminal_is_offered(mika: Person, card: int, brackets: bool) -> None:
    path = put(mika.home / "my letters", "解約.eml")
    with mika.screen() as session:
        dropped = str(path).replace(" ", "\\ ") + " "
        if brackets:
            session.paste(dropped)
        else:
            session.send(dropped)
        session.wait_for("Keep this file?")
        session.send("\r")
        session.wait_for("Check before saving")
        session.send("\x13")
        session.wait_for("Kept with My docomo")
    assert mika.original(1) == LETTER


def test_a_file_under_review_survives_a_kill(mika: Person, card: int) -> None:
    path = put(mika.home / "letters", "letter.txt")
    with mika.screen() as session:
        session.paste(str(path))
        session.wait_for("Keep this file?")
        session.send("\r")
        session.wait_for("Check before saving")
        session.kill(signal.SIGKILL)
        session.wait_exit()
    assert mika.notes(card) == []
    with mika.screen(wait=False) as session:
        session.wait_for("Unfinished text")
        session.send("1")
        session.wait_for("Check before saving")
        session.wait_for("12月1日 に終了します。")
        session.send("\x13")
        session.wait_for("Kept with My docomo")
    assert mika.original(1) == LETTER
    assert mika.drafts() == []


HOSTILE = (
    b"a\x1b]2;PWNED\x07b.txt",
    b"c\x1b[31;9;7md.txt",
    "e\u202etxt.exe.txt".encode(),
    b"f\nnew line.txt",
    b"g\x8d\xc5\xff.txt",
    "h\u200bi\u2066.txt".encode(),
    b"[@click=app.quit]j.txt",
)


def test_names_that_steer_a_terminal_are_shown_and_open(mika: Person, card: int) -> None:
    folder = mika.home / "letters"
    folder.mkdir()
    for name in HOSTILE:
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(b"text of " + name[:1])
    with mika.screen() as session:
        session.send("i")
        session.wait_for("Keep a file")
        session.type("~/letters/")
        session.wait_for("[@click=app.quit]j.txt")
        for typed in "acefgh[":
            session.type(f"{typed}\t")
            session.settle(0.1)
            session.send("\x1b[B")
            session.settle(0.1)
            session.send("\t")
            session.settle(0.1)
            session.send("\x15")
            session.settle(0.1)
            session.type("~/letters/")
        session.send("\x1b[B")
        for _ in HOSTILE:
            session.send(" ")
            session.settle(0.05)
        session.wait_for("7 files chosen")
        session.send("\r")
        for number in range(1, 8):
            session.wait_for(f"{number} of 7")
            session.send("\x13")
        session.wait_for("7 letters kept.")
        session.send("\t\r")
        session.wait_for("kept ")
        assert_harmless(session)
    assert sorted(note["subject"] for note in mika.notes(card)) == sorted(
        f"text of {name[:1].decode()}" for name in HOSTILE
    )


def test_a_page_of_files_at_rest_writes_nothing(mika: Person, card: int) -> None:
    put(inbox(mika), "letter.eml")
    with mika.screen() as session:
        session.wait_for("has arrived")
        session.settle()
        assert session.idle(2.0) == 0
        session.send("i")
        session.wait_for("letter.eml")
        session.settle()
        assert session.idle(2.0) == 0


def test_the_terminals_cursor_is_where_the_keys_go(mika: Person, card: int) -> None:
    put(mika.home / "letters", "letter.txt")
    with mika.screen() as session:
        session.send("i")
        session.wait_for(lambda s: "> cache/" in cursor_row(s))
        session.send("\t")
        session.wait_for(lambda s: "Path" in cursor_row(s))
        session.send("\x1b[B")
        session.wait_for(lambda s: "> cache/" in cursor_row(s))

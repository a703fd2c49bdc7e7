"""Letters come in whole from files and pipes, each with a line that says what it was."""

import io
import math
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku, Ran, Terminal
from tui.casebook.casebook import Casebook
from tui.cli import main
from tui.cli.keeping import keep
from tui.correspondence.mail import mbox

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4


def mail(number: int = 1, sender: str = "noreply@docomo.ne.jp", **more: str) -> bytes:
    lines = "".join(f"{name.title()}: {value}\n" for name, value in more.items())
    return (
        f"Message-ID: <{number}@example.jp>\nFrom: Somebody <{sender}>\nTo: li@example.jp\n"
        f"Date: Thu, 12 Nov 2026 10:{number % 60:02}:00 +0900\nSubject: letter {number}\n"
        f"MIME-Version: 1.0\n{lines}\nhello {number}\n"
    ).encode()


def box(*mails: bytes) -> bytes:
    return b"".join(b"From x@y Thu Nov 12 10:03:00 2026\n" + one + b"\n" for one in mails)


WITH_FILES = (
    b"From: docomo <noreply@docomo.ne.jp>\nTo: li@example.jp\nMessage-ID: <9@docomo.ne.jp>\n"
    b"Subject: bill\nDate: Thu, 12 Nov 2026 10:03:00 +0900\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nyour bill\n"
    b"--b\nContent-Type: application/pdf; name=bill.pdf\n\n%PDF-1.7\n"
    b"--b\nContent-Type: text/html; name=page.html\nContent-Disposition: attachment\n\n<p>x</p>\n"
    b"--b--\n"
)


def notes(kaiyaku: Kaiyaku) -> list[Any]:
    found: list[Any] = kaiyaku.ok("note", "list", "1", "--json").data["notes"]
    return found


def test_a_mail_is_kept_with_what_it_tells(one_card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "bill.eml"
    path.write_bytes(WITH_FILES)
    out = one_card.ok("note", "add", "1", path).out
    assert "from them · docomo <noreply@docomo.ne.jp> · Thu 12 Nov" in out or "12 Nov 10:03" in out
    assert out.rstrip().endswith("bill · docomo · 2 files")
    (note,) = notes(one_card)
    assert (note["carrier"], note["form"], note["message_id"]) == (
        *("docomo", "mail", "9@docomo.ne.jp"),
    )
    assert note["recipient"] == "li@example.jp"
    assert [file["name"] for file in note["attachments"]] == ["bill.pdf", "page.html"]
    shown = one_card.ok("note", "show", "1").out
    assert "to li@example.jp" in shown
    assert "2  page.html  text/html" in shown


def test_the_same_letter_again_is_success(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=mail())
    assert one_card.ok("note", "add", "1", stdin=mail()).out == "Already kept as note 1.\n"
    changed = mail().replace(b"\n", b"\r\n")
    assert one_card.ok("note", "add", "1", stdin=changed).out == "Already kept as note 1.\n"
    assert len(notes(one_card)) == 1


def test_another_text_under_the_same_message_id_is_kept_and_said(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=mail())
    ran = one_card("note", "add", "1", stdin=mail() + b"and more\n")
    assert ran.code == 0
    assert ran.err == (
        "kaiyaku: Note 2: Note 1 has the same Message-ID and another text: compare them.\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"letter 1", b"another subject"), (b"Thu, 12 Nov", b"Fri, 13 Nov")],
    ids=["subject", "date"],
)
def test_another_subject_or_date_under_the_same_message_id_is_kept_and_said(
    one_card: Kaiyaku, old: bytes, new: bytes
) -> None:
    one_card.ok("note", "add", "1", stdin=mail())
    ran = one_card("note", "add", "1", stdin=mail().replace(old, new))
    assert ran.code == 0
    assert "Note 1 has the same Message-ID and text, and another subject or date" in ran.err
    assert len(notes(one_card)) == 2
    assert one_card.ok("note", "add", "1", stdin=mail()).out == "Already kept as note 1.\n"


def test_another_letter_under_a_message_id_is_not_the_same_on_another_card(
    one_card: Kaiyaku,
) -> None:
    one_card.ok("add", "prepaid", "second")
    one_card.ok("note", "add", "1", stdin=mail())
    ran = one_card("note", "add", "2", stdin=mail() + b"and more\n")
    assert (ran.code, ran.err) == (0, "")
    assert "The same letter is note 1" in one_card("note", "add", "2", stdin=mail()).err


def test_a_mailbox_is_kept_letter_by_letter_whatever_parts_it(
    one_card: Kaiyaku, tmp_path: Path
) -> None:
    path = tmp_path / "bare.mbox"
    path.write_bytes(b"".join(b"From \n" + mail(number) for number in (1, 2, 3)))
    one_card.ok("note", "add", "1", path, "--from", "all")
    assert [note["subject"] for note in notes(one_card)] == ["letter 1", "letter 2", "letter 3"]
    assert one_card.ok("note", "show", "2", "--original").written == mail(2)


@pytest.mark.parametrize("cut", range(1, 250, 24))
def test_of_a_mailbox_that_was_cut_off_the_whole_letters_are_kept_and_the_rest_is_told(
    one_card: Kaiyaku, cut: int
) -> None:
    third = mail(3)
    whole = b"".join(b"From \n" + mail(number) for number in (1, 2)) + b"From \n"
    ran = one_card("note", "add", "1", stdin=whole + third[:cut])
    assert ran.code == 0
    kept = notes(one_card)
    assert [note["subject"] for note in kept[:2]] == ["letter 1", "letter 2"]
    originals = b"".join(
        one_card.ok("note", "show", str(note["id"]), "--original").written for note in kept
    )
    assert third[:cut].rstrip(b"\n") in originals
    if len(kept) == 3 and b"\n\n" not in third[:cut] and not third[:cut].endswith(b"\n"):
        assert "The end of this mail is missing" in ran.err


def test_a_letter_without_text_is_shown_with_the_reason(one_card: Kaiyaku) -> None:
    ran = one_card("note", "add", "1", stdin=WITH_FILES.replace(b"your bill\n", b"\n"))
    assert "There is no text in this letter" not in ran.err  # the page is its text
    empty = mail().partition(b"\n\n")[0] + b"\n\n"
    assert "There is no text in this letter" in one_card("note", "add", "1", stdin=empty).err
    assert "There is no text in this letter" in one_card.ok("note", "show", "2").out


def test_the_caller_knows_sender_and_recipient_better(one_card: Kaiyaku) -> None:
    words = ("--sender", "au", "--recipient", "li", "--subject", "s")
    one_card.ok("note", "add", "1", *words, stdin=mail())
    (note,) = notes(one_card)
    assert (note["sender"], note["recipient"], note["subject"]) == ("au", "li", "s")


def test_a_photograph_is_kept_with_its_caption(one_card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "letter_of_november.pdf"
    path.write_bytes(PDF)
    out = one_card.ok("note", "add", "1", path, "--caption", "the paper letter, page 1").out
    assert "letter of november · 1 file" in out
    assert "read" not in out
    (note,) = notes(one_card)
    assert note["attachments"][0]["caption"] == "the paper letter, page 1"
    assert one_card.ok("note", "show", "1", "--original").written == PDF
    assert "--caption" in one_card.refused(2, "note", "add", "1", "--caption", "c", stdin=b"text")


def test_a_file_that_lies_about_itself_is_remarked(one_card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(PDF)
    ran = one_card("note", "add", "1", path)
    assert ran.code == 0
    assert ran.err.startswith("kaiyaku: Note 1: letter.eml is a file of the type application/pdf")


def test_what_powershell_destroyed_is_refused_with_the_line_that_works(one_card: Kaiyaku) -> None:
    raw = "解約手続きのご案内です。ご確認ください。".encode("ascii", "replace")
    assert 'cmd /c "ssh HOST kaiyaku note add 1 < letter.eml"' in one_card.refused(
        2, "note", "add", "1", stdin=raw
    )
    through = {"SSH_CONNECTION": "198.51.100.7 51234 203.0.113.9 2222"}
    ran = one_card("--as", "mika", "note", "add", "my card", stdin=raw, environ=through)
    assert ran.code == 2
    line = r'cmd /c "ssh -p 2222 \S+@\S+ kaiyaku --as mika note add \'my card\' < letter\.eml"'
    assert re.search(line, ran.err)
    one_card.ok("note", "add", "1", stdin="解約手続き\r\n".encode("utf-16"))


def test_a_bad_file_among_several_keeps_the_others(one_card: Kaiyaku, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.eml", "b.eml", "c.eml", "d.eml", "e.eml")]
    for number in (0, 2):
        paths[number].write_bytes(mail(number))
    paths[3].mkdir()
    paths[4].write_bytes(b"?" * 50)
    ran = one_card("note", "add", "1", *paths)
    assert ran.code == 3
    assert [line.split(" ")[1] for line in ran.out.splitlines()] == ["1", "2"]
    assert ran.err.count("\n") == 3
    for name in ("b.eml", "d.eml"):
        assert name in ran.err
    assert ran.err.count("b.eml") == 1


def test_a_card_that_is_not_there_is_said_once(one_card: Kaiyaku, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.eml", "b.eml")]
    for path in paths:
        path.write_bytes(mail())
    one_card.refused(3, "note", "add", "9", *paths)
    one_card.refused(3, "note", "add", "1", *paths, "--step", "nowhere")
    assert notes(one_card) == []


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    path = tmp_path / "bill.eml"
    path.write_bytes(WITH_FILES)
    out = kaiyaku.ok("note", "add", "1", "--dry-run", path).out
    assert out.startswith("Would be kept: bill.eml · e-mail · from them")
    told = kaiyaku.ok("note", "add", "1", "--dry-run", "--json", path).data["would_keep"]
    assert told[0]["attachments"][0] == {"name": "bill.pdf", "type": "application/pdf", "size": 8}
    assert not list(kaiyaku.home.rglob("*.db"))


def test_an_mbox_from_a_pipe_keeps_every_letter(one_card: Kaiyaku) -> None:
    letters = [mail(number) for number in range(5)]
    out = one_card.ok("note", "add", "1", stdin=box(*letters)).out
    assert out.count("kept with") == 5
    for number, letter in enumerate(letters, start=1):
        assert one_card.ok("note", "show", str(number), "--original").written == letter


def test_a_pipe_can_be_narrowed(one_card: Kaiyaku) -> None:
    raw = box(mail(1), mail(2, "friend@example.org"), mail(3, "support@linemo.jp"))
    one_card.ok("note", "add", "1", "-", "--from", "carriers", stdin=raw)
    assert [note["subject"] for note in notes(one_card)] == ["letter 1", "letter 3"]


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    path = tmp_path / "Inbox.mbox"
    path.write_bytes(
        box(mail(1), mail(2, "friend@example.org"), mail(3, "friend@example.org"), mail(4))
    )
    return path


def test_without_a_choice_the_summary_is_said_and_nothing_kept(
    one_card: Kaiyaku, mailbox: Path
) -> None:
    sentence = one_card.refused(2, "note", "add", "1", mailbox, stdin=b"")
    for said in ("4 letters", "2026-11-12 to 2026-11-12", "2 with carriers", "--from carriers"):
        assert said in sentence
    assert "noreply@docomo.ne.jp (2), friend@example.org (2)" in sentence
    assert notes(one_card) == []


@pytest.mark.parametrize(
    ("whose", "kept"),
    [
        ("all", [1, 2, 3, 4]),
        ("carriers", [1, 4]),
        ("friend@example.org", [2, 3]),
        ("docomo.ne.jp", [1, 4]),
    ],
)
def test_the_letters_asked_for_are_kept(
    one_card: Kaiyaku, mailbox: Path, whose: str, kept: list[int]
) -> None:
    one_card.ok("note", "add", "1", mailbox, "--from", whose)
    assert [note["subject"] for note in notes(one_card)] == [f"letter {n}" for n in kept]


def test_a_second_run_keeps_only_what_is_new(one_card: Kaiyaku, mailbox: Path) -> None:
    one_card.ok("note", "add", "1", mailbox, "--from", "carriers")
    out = one_card.ok("note", "add", "1", mailbox, "--from", "all").out
    assert out.splitlines()[-1] == "2 letters kept, 2 were there already"
    assert len(notes(one_card)) == 4


def test_an_mbox_with_one_letter_is_that_letter(one_card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "one.mbox"
    path.write_bytes(box(mail()))
    one_card.ok("note", "add", "1", path)
    assert one_card.ok("note", "show", "1", "--original").written == box(mail())
    (note,) = notes(one_card)
    assert (note["form"], note["subject"]) == ("mail", "letter 1")
    assert one_card.ok("note", "add", "1", stdin=mail()).out == "Already kept as note 1.\n"


def at_a_terminal(kaiyaku: Kaiyaku, typed: str, *argv: str | Path) -> Ran:
    out, err = Terminal(io.BytesIO(), "utf-8"), Terminal(io.BytesIO(), "utf-8")
    with kaiyaku.monkeypatch.context() as patched:
        streams = (
            ("stdin", Terminal(io.BytesIO(typed.encode()))),
            ("stdout", out),
            ("stderr", err),
        )
        for name, stream in streams:
            patched.setattr(f"sys.{name}", stream)
        patched.setattr("os.get_terminal_size", lambda _: __import__("os").terminal_size((100, 30)))
        code = main([str(word) for word in argv], {"HOME": str(kaiyaku.home)}, kaiyaku.clock)
        out.flush()
        err.flush()
    return Ran(code, out.buffer.getvalue(), err.buffer.getvalue().decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("c\n", [1, 4]),
        ("A\n", [1, 2, 3, 4]),
        ("friend@example.org\n", [2, 3]),
        ("\n", []),
        ("", []),
    ],
)
def test_at_a_terminal_one_line_asks(
    one_card: Kaiyaku, mailbox: Path, typed: str, kept: list[int]
) -> None:
    ran = at_a_terminal(one_card, typed, "note", "add", "1", mailbox)
    assert ran.code == 0
    assert "       2  noreply@docomo.ne.jp  docomo" in ran.out
    assert "c: with carriers (2), a: all (4)" in ran.out
    assert [note["subject"] for note in notes(one_card)] == [f"letter {n}" for n in kept]
    assert ("Nothing is kept." in ran.out) is (not kept)


def test_a_long_mbox_shows_how_far_it_is_and_clears_that_line(
    one_card: Kaiyaku, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "BATCH", -1.0)
    ran = at_a_terminal(one_card, "a\n", "note", "add", "1", mailbox)
    assert "3 letters read…" in ran.err
    assert ran.err.endswith(" \r")


def test_ctrl_c_keeps_what_is_kept_and_says_how_many(
    one_card: Kaiyaku, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "BATCH", -1.0)
    whole = Casebook.keep_all
    calls = []

    def interrupted(self: Casebook, *given: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return whole(self, *given, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Casebook, "keep_all", interrupted)
        ran = one_card("note", "add", "1", mailbox, "--from", "all")
    assert ran.code == 130
    assert "2 letters are kept" in ran.err
    assert len(notes(one_card)) == 2
    one_card.ok("note", "add", "1", mailbox, "--from", "all")
    assert len(notes(one_card)) == 4


def test_what_was_kept_is_counted_even_where_it_was_stopped_while_it_was_said(
    one_card: Kaiyaku, mailbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keep.Keeping, "_tell", interrupted)
        ran = one_card("note", "add", "1", mailbox, "--from", "all")
    assert ran.code == 130
    assert "4 letters are kept" in ran.err
    assert len(notes(one_card)) == 4


def test_a_letter_in_an_mbox_that_cannot_be_kept_leaves_the_others(
    one_card: Kaiyaku, tmp_path: Path
) -> None:
    path = tmp_path / "in.mbox"
    path.write_bytes(box(mail(1), mail(2) + b"?" * 60 + b"\n", mail(3)))
    ran = one_card("note", "add", "1", path, "--from", "all")
    assert ran.code == 2
    assert "PowerShell" in ran.err
    assert [note["subject"] for note in notes(one_card)] == ["letter 1", "letter 3"]


def test_an_mbox_may_be_larger_than_a_letter(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.keeping.incoming.LARGEST", 600)
    monkeypatch.setattr(mbox, "_LARGEST", 600)
    huge = mail(2) + b"x" * 900 + b"\n"
    path = tmp_path / "in.mbox"
    path.write_bytes(box(mail(1), huge, mail(3)))
    for ran in (
        one_card("note", "add", "1", stdin=path.read_bytes()),
        one_card("note", "add", "1", path, "--from", "all"),
    ):
        assert ran.code == 2
        assert "Letter 2 of" in ran.err
    assert [note["subject"] for note in notes(one_card)] == ["letter 1", "letter 3"]


@pytest.mark.slow
def test_a_thousand_letters_are_kept_in_few_transactions_and_none_is_large(
    one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, kept_at_once = Casebook.keep_all, []

    def counted(self: Casebook, *given: Any, **more: Any) -> Any:
        kept = whole(self, *given, **more)
        kept_at_once.append(len(kept))
        return kept

    monkeypatch.setattr(Casebook, "keep_all", counted)
    # However slow the machine: by their number alone.
    monkeypatch.setattr(keep, "BATCH", math.inf)
    one_card.ok("note", "add", "1", stdin=box(*(mail(number) for number in range(1000))))
    assert len(notes(one_card)) == 1000
    assert kept_at_once == [200] * 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")
def test_a_file_that_grows_while_it_is_read_is_refused(
    one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.eml"
    path.write_bytes(mail())
    from tui.cli.keeping.incoming import Source

    whole = Source.content

    def growing(self: Source) -> bytes:
        content = whole(self)
        with path.open("ab") as writer:
            writer.write(b"more")
        return content

    monkeypatch.setattr(Source, "content", growing)
    assert "changed while it was read" in one_card.refused(2, "note", "add", "1", path)
    assert notes(one_card) == []


def test_the_carrier_can_be_corrected_before_it_is_kept(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", "-", "--carrier", "au", stdin=mail())
    assert notes(one_card)[0]["carrier"] == "au"


def test_a_letter_that_another_card_has_too_is_kept_and_said(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "Trip")
    one_card.ok("note", "add", "1", "-", stdin=mail())
    ran = one_card("note", "add", "2", "-", stdin=mail())
    assert ran.code == 0
    assert "The same letter is note 1 of card 1 too." in ran.err


def test_another_caption_for_a_file_that_is_there_is_said(
    one_card: Kaiyaku, tmp_path: Path
) -> None:
    photo = tmp_path / "slip.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    one_card.ok("note", "add", "1", photo, "--caption", "the slip")
    again = one_card("note", "add", "1", photo, "--caption", "the slip, front")
    assert "Already kept as note 1" in again.out
    assert "The caption stays as it was" in again.err
    assert "caption" not in one_card("note", "add", "1", photo, "--caption", "the slip").err

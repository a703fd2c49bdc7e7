"""A letter is what its bytes are, whichever way it came: by name, by pipe, out of a mailbox."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.test_guess import note
from tui.correspondence.guess import from_bytes, from_text, read_again
from tui.correspondence.mail.mbox import is_mailbox, messages

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DATE = b"Thu, 12 Nov 2026 10:03:00 +0900"
PEOPLE = b"From: a@example.jp\nTo: b@example.jp\nSubject: old\nDate: " + DATE + b"\n\n"
FOLDED = (
    b"From: a@example.jp\nSubject: Re: TEST\n \n =?utf-8?B?6Kej57SE?=\nTo: b@example.jp\nDate: "
    + DATE
    + b"\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: base64\n\n5pys5paH44Gn44GZ\n"
)
LETTERS = {
    "people only": (PEOPLE + "解約".encode() + b"\n", "解約"),
    "people only, EUC-JP": (PEOPLE + "解約のお手続きを承りました。".encode("euc-jp") + b"\n",
                            "解約のお手続きを承りました。"),
    "blanks folded in": (FOLDED, "本文です"),
    "CRLF": (FOLDED.replace(b"\n", b"\r\n"), "本文です"),
    "a line From in it": (PEOPLE + b"Dear Li,\n\nFrom 10:00 on\nDate: 12/15\nPlace: x\nlast\n",
                          "Dear Li,\n\nFrom 10:00 on\nDate: 12/15\nPlace: x\nlast"),
}  # fmt: skip
POSTMARKS = [
    b"From a@b Thu Nov 12 10:00:00 2026\n",
    b"From - Thu Nov 12 10:00:00 2026\n",
    b"From a@b\n",
    b"From - \n",
    b"From \n",
    b"From MAILER-DAEMON Thu, 12 Nov 2026 10:00:00 +0900\n",
]


@pytest.mark.parametrize(("raw", "text"), LETTERS.values(), ids=LETTERS.keys())
def test_a_letter_is_read_alike_on_every_way_in(raw: bytes, text: str) -> None:
    by_pipe = from_bytes(raw, NOW)
    assert (by_pipe.form, by_pipe.text) == ("mail", text)
    for name in ("letter.eml", "letter.txt", "letter.html", "letter"):
        named = from_bytes(raw, NOW, name=name)
        assert (named.form, named.text, named.body_hash) == ("mail", text, by_pipe.body_hash)
    for postmark in POSTMARKS:
        postmark = postmark.replace(b"\n", b"\r\n") if b"\r\n" in raw else postmark
        one = from_bytes(postmark + raw, NOW)
        assert (one.form, one.text, one.original) == ("mail", text, postmark + raw)
        assert list(messages(postmark + raw + postmark + raw)) == [raw, raw]
    again = read_again(note(by_pipe), raw, "euc-jp", NOW)
    assert (again.form, again.original) == ("mail", raw)


def test_a_pasted_source_is_read_as_the_file_is() -> None:
    for raw in (PEOPLE + "解約\n".encode(), FOLDED):
        pasted, piped = from_text(raw.decode(), NOW), from_bytes(raw, NOW)
        assert (pasted.form, pasted.text, pasted.subject) == (piped.form, piped.text, piped.subject)


def test_what_a_letter_was_kept_as_it_stays_in_another_charset() -> None:
    raw = "From: a@example.jp\nSubject: x\n\n解約\n".encode("cp932")
    assert from_bytes(raw, NOW).form == "text"
    kept = from_bytes(raw, NOW, form="mail")
    assert read_again(note(kept), raw, "cp932", NOW).text == "解約"


@pytest.mark.parametrize("postmark", POSTMARKS)
@pytest.mark.parametrize("between", [b"", b"\n"])
def test_letters_are_parted_by_every_kind_of_line(postmark: bytes, between: bytes) -> None:
    letters = [PEOPLE + b"body %d\n" % number for number in range(3)]
    raw = b"".join(postmark + letter + between for letter in letters)
    assert is_mailbox(raw)
    assert list(messages(raw)) == letters


@pytest.mark.parametrize("end", range(30, 260, 23))
def test_of_a_mailbox_that_was_cut_off_all_there_is_comes_out(end: int) -> None:
    whole = b"".join(POSTMARKS[0] + PEOPLE + b"body %d\n\n" % number for number in range(2))
    assert pieces_of(whole[:end])


def pieces_of(raw: bytes) -> list[bytes]:
    """Return the letters; between them stands nothing but a line From and a blank one before it."""
    at, letters = 0, list(messages(raw))
    for letter in letters:
        if not raw.startswith(letter, at):
            end = raw.index(b"\n", at) + 1
            assert raw.startswith(b"From ", at)
            at = end
        assert raw.startswith(letter, at)
        at += len(letter)
        if raw[at:].startswith((b"\nFrom ", b"\r\nFrom ")) or raw[at:] in (b"\n", b"\r\n"):
            at = raw.index(b"\n", at) + 1
    assert at == len(raw)
    return letters


@given(
    st.lists(
        st.sampled_from(
            [
                *POSTMARKS,
                PEOPLE,
                b"Subject: x\n",
                b"\n",
                b"\r\n",
                b"From ",
                b">From x\n",
                b"x",
                b" ",
            ]
        ),
        max_size=30,
    )
)
def test_every_byte_is_in_some_letter(pieces: list[bytes]) -> None:
    pieces_of(b"".join(pieces))

"""Text from outside: markup, escape sequences, overrides. It is shown, and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guides.small import directory, small_cautions, text
from tests.stories.person import Person, page, stands
from tests.terminal.pty_session import PtySession

MARKUP = "[docomo] [/] [@click=app.quit]x [red]"
STEERING = (
    "a\x1b]2;PWNED\x07b\x1b[31;9;7mc\x9b5nd\x9d0;t\x9ce\u202ef\u2066g\x0eh\x7fi\u200bj\x1bck"
    + "e"
    + "\u0301" * 30
)
SHOWN = "a␛]2;PWNED␇b␛[31;9;7mc⟨U+009B⟩5nd"
LETTER = f"{MARKUP}\n{STEERING}\nl\x00m\x1b\x11n\n{MARKUP}"

# What of all that would do something to a terminal, as it would arrive there.
ACTIVE = (
    b"\x1b]2;PWNED",
    b"\x07b",
    b"\x1b[31;9;7m",
    b"\xc2\x9b",
    b"\xc2\x9d",
    b"\xc2\x9c",
    b"\x0e",
    b"\x7f",
    b"\x1bc",
    b"\x00",
    "\u202e".encode(),
    "\u2066".encode(),
    "\u200b".encode(),
    ("\u0301" * 5).encode(),
)


def assert_harmless(session: PtySession) -> None:
    """Nothing that steers a terminal came out."""
    assert session.alive()
    for sequence in ACTIVE:
        assert sequence not in session.output, sequence


def without(text: str) -> Callable[[PtySession], bool]:
    return lambda session: text not in session.text()


def look_around(session: PtySession, *shown: str) -> None:
    """Go through the pages that show a card and its notes, and look for a text on each."""
    for keys in ("t", "?", ":", "e"):
        with page(session, keys):
            assert session.alive()
    for text_shown in shown:
        session.wait_for(text_shown)


def test_a_pasted_quit_key_is_text(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.paste("abc \x1b\x11def")
        session.wait_for("abc ␛␑def")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        assert_harmless(session)
    assert mika.original(1) == b"abc \x1b\x11def"


def test_a_hostile_letter_is_shown_and_kept(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.paste(LETTER)
        session.wait_for(
            lambda s: MARKUP in s.text() and SHOWN in s.text() and "l␀m␛␑n" in s.text()
        )
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        # The note's own page, the history, the search of commands.
        session.send("\t")
        session.settle()
        session.send("\r")
        session.wait_for("l␀m␛␑n")
        assert MARKUP in session.text()
        assert SHOWN in session.text()
        session.send("q")
        session.wait_for("Letters and notes · 1")
        look_around(session)
        assert_harmless(session)
    assert mika.original(1) == LETTER.encode()


def test_a_hostile_text_in_the_editor_is_kept_as_it_came(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.paste(LETTER)
        session.wait_for(MARKUP)
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        assert_harmless(session)
    assert mika.original(1) == LETTER.encode()


def test_an_unfinished_hostile_text_is_offered_harmlessly(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.paste(LETTER)
        session.wait_for("l␀m␛␑n")
        session.hang_up()
        session.wait_exit()
    with mika.screen(wait=False) as session:
        session.wait_for("Unfinished")
        session.send("1")
        session.wait_for("l␀m␛␑n")
        assert_harmless(session)


@pytest.mark.parametrize(
    ("label", "shown"), [(MARKUP, MARKUP[:20]), (STEERING, SHOWN[:20])], ids=["markup", "steering"]
)
def test_a_hostile_label_is_shown_as_it_is(mika: Person, label: str, shown: str) -> None:
    mika.add(label)
    with mika.screen() as session:
        session.wait_for(shown)
        session.send(" ")
        session.wait_for("1/7")
        session.send("u")
        session.wait_for("0/7")
        session.send("n")
        session.wait_for("Write note")
        session.type("x")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        look_around(session, shown)
        with page(session, "c"):
            assert session.alive()
        assert_harmless(session)
    assert mika.json("show", "1")["card"]["label"] == label


def test_no_page_lets_a_hostile_field_out(mika: Person) -> None:
    fields = [f"--{name}={STEERING}" for name in ("carrier", "number", "assignee", "holder")]
    mika.add(STEERING, "postpaid", *fields, "--departure", "+40", f"--as={STEERING}")
    mika.run("holder", "edit", "1", f"--contact={STEERING}", f"--language={STEERING}")
    mika.run("mark", "1", "1", "waiting", f"--reason={STEERING}")
    note = [f"--{name}={STEERING}" for name in ("subject", "sender", "recipient", "carrier")]
    mika.run("note", "add", "1", *note, input=LETTER.encode())
    mika.run("note", "annotate", "1", STEERING)
    with mika.screen(size=(120, 40)) as session:
        session.wait_for(SHOWN[:20])
        for key in ("t", "v", "d", "p", "P", "b", "e", "x", "?", ":", "/"):
            with page(session, key):
                assert_harmless(session)
        for key, title in (("M", "Which letter"), ("s", "leave this out"), ("w", "ask again")):
            session.send(key)
            session.wait_for(title)
            assert_harmless(session)
            session.send("\x1b")
            session.wait_for(without(title))
        session.send("/PWNED")
        session.wait_for(lambda s: s.text().count(SHOWN[:8]) > 1)
        session.send("\r")
        session.settle()
        assert_harmless(session)


def hostile_guide(words: str) -> str:
    """Return a guide that says the same thing everywhere; control characters as TOML escapes."""
    said = "".join(c if 32 <= ord(c) < 127 else f"\\u{ord(c):04x}" for c in words)
    introduction = ("what", "for_whom", "good", "bad", "if_nothing", "whom_to_ask")
    return "".join(
        [
            'id = "hostile"\nversion = 1\n',
            text("name", said),
            text("choose", said),
            "[introduction]\n",
            *(text(key, said) for key in introduction),
            '[[steps]]\nid = "first"\n',
            text("title", said),
            text("detail", said),
            '[[steps.checks]]\nid = "one"\n',
            text("title", said),
            '[[steps]]\nid = "second"\n',
            text("title", "harmless"),
            text("detail", "harmless"),
        ]
    )


@pytest.mark.parametrize(
    ("words", "shown"), [(MARKUP, MARKUP), (STEERING, SHOWN[:20])], ids=["markup", "steering"]
)
def test_a_hostile_guide_is_shown_as_it_is(
    mika: Person, tmp_path: Path, words: str, shown: str
) -> None:
    content = directory(
        tmp_path / "content", small_cautions(), hostile=hostile_guide(words).encode()
    )
    mika.run("--content", content, "add", "hostile", "My card")
    with mika.screen("--content", content) as session:
        session.wait_for(shown)
        session.send("\r")
        session.wait_for(lambda s: s.text().count(shown) > 2)
        session.send(" ")
        session.wait_for("1/2")
        look_around(session, shown)
        session.send("\x1b[Z")
        session.settle(0.1)
        session.send("k" * 5)
        session.settle(0.1)
        assert_harmless(session)
    assert mika.json("--content", content, "show", "1")["steps"][0]["title"] == words


def test_a_broken_guide_is_named_without_its_escape_sequences(mika: Person, tmp_path: Path) -> None:
    content = directory(
        tmp_path / "content", small_cautions(), broken='"\\u001b]2;PWNED\\u0007b" = [1\n'
    )
    with mika.screen("--content", content, wait=False) as session:
        session.wait_for("broken.toml")
        session.send("\r")
        session.wait_for(stands)
        assert_harmless(session)

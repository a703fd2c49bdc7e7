"""A locale that is not UTF-8, as an old account still has: said in one line, and survived."""

import pytest

from tests.stories.person import COMMAND, Person, stands
from tests.terminal.pty_session import PtySession

LOCALES = ["ja_JP.EUC-JP", "ja_JP.SJIS", "zh_CN.GB18030", "en_US.ISO-8859-1"]


def in_locale(locale: str) -> tuple[str, ...]:
    return ("env", f"LANG={locale}")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_verb_says_it_in_one_line_and_does_its_work(mika: Person, locale: str) -> None:
    label = "解約のカード"
    ran = mika.command("--lang", "en", "add", "prepaid", label, before=in_locale(locale))
    assert ran.returncode == 0
    assert ran.stderr.startswith(b"kaiyaku: LANG asks for ")
    assert ran.stderr.count(b"\n") == 1
    assert label in ran.stdout.decode()


@pytest.mark.parametrize("argv", [("doctor",), ("backup", "copy.db"), ("guide",), ("--help",)])
def test_every_verb_says_it(mika: Person, card: int, argv: tuple[str, ...]) -> None:
    ran = mika.command("--lang", "en", *argv, before=in_locale(LOCALES[0]), cwd=mika.home)
    assert ran.returncode == 0
    assert ran.stderr.count(b"LANG asks for EUC-JP") == 1


def test_a_dialogue_says_it_once(mika: Person, card: int) -> None:
    answers = b"1\n1\nd\nq\n"
    ran = mika.command("--lang", "en", "--plain", before=in_locale(LOCALES[0]), input=answers)
    assert ran.returncode == 0
    assert mika.states(card)[0] == "done"
    assert ran.stderr.count(b"LANG asks for EUC-JP") == 1


def test_the_full_screen_tells_it_as_it_tells_other_concerns(mika: Person, card: int) -> None:
    argv = [str(COMMAND), "--lang", "en"]
    with PtySession(argv, home=mika.home, env={"LANG": LOCALES[0]}) as session:
        session.wait_for("LANG asks for EUC-JP")
        session.wait_for("Go on")
        session.send("1")
        session.wait_for(stands)
        session.wait_for("My docomo")
        session.send("q")
        assert session.wait_exit() == 0

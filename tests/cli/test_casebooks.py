import os
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.casebook.sqlite import SqliteStore


def test_ones_own_casebook_is_made_when_it_is_first_needed(kaiyaku: Kaiyaku) -> None:
    own = kaiyaku.home / ".local/share/kaiyaku/casebook.db"
    kaiyaku.ok("guide")
    assert not own.exists()
    kaiyaku.ok("list")
    assert own.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "argv",
    [
        ("list",),
        ("show", "1"),
        ("tick", "1", "1"),
        ("undo",),
        ("log",),
        ("holder", "list"),
        ("note", "list", "1"),
    ],
)
@pytest.mark.parametrize("by_environment", [False, True])
def test_a_casebook_that_was_named_and_is_not_there_is_exit_4(
    kaiyaku: Kaiyaku, tmp_path: Path, argv: tuple[str, ...], by_environment: bool
) -> None:
    book = tmp_path / "none.db"
    if by_environment:
        kaiyaku.environ["KAIYAKU_CASEBOOK"] = str(book)
        sentence = kaiyaku.refused(4, *argv)
    else:
        sentence = kaiyaku.refused(4, *argv, "--casebook", book)
    assert str(book) in sentence
    assert not book.exists()


def test_adding_makes_the_casebook_that_was_named(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("add", "prepaid", "Trip", "--casebook", tmp_path / "one.db")
    kaiyaku.ok("holder", "add", "Li Na", "--casebook", tmp_path / "two.db")
    assert kaiyaku.ok("list", "--json", "--casebook", tmp_path / "one.db").data["cards"]
    kaiyaku.refused(3, "note", "add", "1", "--casebook", tmp_path / "three.db", stdin=b"hello")


@pytest.mark.parametrize("kind", ["text", "empty", "directory", "link", "database", "cut"])
def test_what_is_no_casebook_is_exit_4(kaiyaku: Kaiyaku, tmp_path: Path, kind: str) -> None:
    book = tmp_path / "book.db"
    if kind == "text":
        book.write_text("not a casebook" * 1000)
    elif kind == "empty":
        book.touch()
    elif kind == "directory":
        book.mkdir()
    elif kind == "link":
        book.symlink_to(tmp_path / "elsewhere.db")
    elif kind == "database":
        connection = sqlite3.connect(book)
        connection.execute("CREATE TABLE x (y)")
        connection.close()
    else:
        kaiyaku.ok("add", "prepaid", "x", "--casebook", book)
        os.truncate(book, 8192)
    for argv in (("list",), ("add", "prepaid", "x")):
        assert "book.db" in kaiyaku.refused(4, *argv, "--casebook", book)


def test_a_casebook_that_somebody_holds_is_exit_4(
    one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.command.PATIENCE", 0.05)
    store = SqliteStore(one_card.home / ".local/share/kaiyaku/casebook.db")
    with store.writing(1):
        assert "Try again" in one_card.refused(4, "tick", "1", "1")
    store.close()
    one_card.ok("tick", "1", "1")


def test_a_shared_login_says_who_acted(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1", "--as", "Ann\x1b")
    step = one_card.step("check-dates")
    assert step["by"] == "Ann\x1b"
    assert "Ann␛" in one_card.ok("show", "1").out


def test_settings_that_are_wrong_are_named_and_passed_over(kaiyaku: Kaiyaku) -> None:
    config = kaiyaku.home / ".config/kaiyaku"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('language = "klingon"\n')
    ran = kaiyaku("list")
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "klingon" in ran.err
    (config / "config.toml").write_text("ascii = true\n")
    assert kaiyaku.ok("add", "prepaid", "x").out.isascii()


def test_a_fault_of_our_own_is_one_sentence_too(
    one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "".join(["priv", "ate"])

    def broken(*_: object, **__: object) -> None:
        raise KeyError(secret)

    monkeypatch.setattr("tui.cli.command.open_desk", broken)
    sentence = one_card.refused(70, "list")
    number = re.search(r"error of its own \((\w+)\)", sentence)
    assert number
    (note,) = one_card.home.rglob(f"crash-{number[1]}.txt")
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert "KeyError" in note.read_text()
    assert secret not in sentence + note.read_text()

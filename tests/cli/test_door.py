"""What may be asked for behind a door: every verb and every word of it, with hostile values."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku, Ran
from tests.cli.test_plain import talk
from tui.cli.arguments import globals_from
from tui.cli.table import VERBS
from tui.cli.verb import NUMBER, PATH, Operand, Option, Verb
from tui.settings import Places, load_settings, remember

OPEN = sorted(name for name, verb in VERBS.items() if verb.kiosk)
CLOSED = sorted(name for name, verb in VERBS.items() if not verb.kiosk)
GOOD = {
    "card": "1",
    "step": "1",
    "state": "done",
    "note": "1",
    "type": "postpaid",
    "id": "1",
    "label": "Another",
    "name": "Wang",
    "text": "a remark",
    "query": "docomo",
    "n": "1",
    "kind": "termination-confirmation",
    "who": "ken",
    "question": "x",
    "answer": "y",
}


@pytest.fixture
def behind(one_card: Kaiyaku, tmp_path: Path) -> Kaiyaku:
    """A casebook with a card, a letter with a file, and something beside it to look for."""
    bill = tmp_path / "home" / "bill.pdf"
    bill.write_bytes(b"%PDF-1.7\nbill")
    one_card.ok("note", "add", "1", bill)
    (tmp_path / "there").write_text("a secret")
    return one_card


def words_of(verb: Verb) -> Iterator[Option | Operand]:
    yield from verb.takes
    yield from (option for option in verb.options if option.operand)


def asked(verb: Verb, hostile: Option | Operand, value: str) -> list[str]:
    """Return a call of `verb` that is good but for one word; what is many is given once."""
    argv = verb.name.split()
    for operand in verb.takes:
        if operand is hostile:
            argv.append(value)
        elif operand.kind == PATH:
            argv.append("-")
        elif not operand.may_lack or operand.key in ("card", "n"):
            argv.append(GOOD[operand.key])
    if isinstance(hostile, Option):
        argv += [f"{hostile.names[-1]}={value}"]
    if verb.name == "export" and not any("--output" in word for word in argv):
        argv += ["--output", "-"]
    return argv


def files_of(directory: Path) -> dict[str, bytes]:
    """Return every file outside of what is kaiyaku's own, with what is in it."""
    return {
        str(path): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file() and "kaiyaku" not in path.parts
    }


def run_at(kaiyaku: Kaiyaku, argv: list[str]) -> Ran:
    """Run a call behind the door; the casebook is afterwards what it was before."""
    own = kaiyaku.home / ".local"
    shutil.copytree(own, kaiyaku.home / "kept-aside", dirs_exist_ok=True)
    try:
        return kaiyaku(*argv, stdin=b"a letter", is_kiosk=True)
    finally:
        shutil.rmtree(own)
        shutil.move(kaiyaku.home / "kept-aside", own)


@pytest.mark.parametrize("name", OPEN)
def test_no_word_of_a_verb_makes_reads_or_betrays_a_file(
    behind: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    verb = VERBS[name]
    monkeypatch.chdir(tmp_path)
    before = files_of(tmp_path)
    for word in words_of(verb):
        told = []
        for path in ("there", "gone!"):
            value = str(tmp_path / path)
            ran = run_at(behind, asked(verb, word, value))
            assert ran.code != 70, (word, ran.err)
            assert b"a secret" not in ran.written
            told.append((ran.code, ran.err.replace(path, "PATH")))
            if word.kind == PATH:
                assert ran.code == 2
                assert "Files of this machine" in ran.err
            elif word.kind == NUMBER:
                assert "whole number" in ran.err
        assert told[0] == told[1], word
        for odd in ("../x", "/proc/self/fd/1", "new", "-x", "\udcff", "\0", "~/x", "", "a" * 300):
            ran = run_at(behind, asked(verb, word, odd))
            assert ran.code in (0, 1, 2, 3), (word, odd, ran.err)
            if word.kind == PATH and (odd != "-x" or isinstance(word, Option)):
                assert "Files of this machine" in ran.err, (word, odd)
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("name", CLOSED)
def test_a_verb_that_does_not_say_that_it_is_open_is_closed(behind: Kaiyaku, name: str) -> None:
    verb = VERBS[name]
    words = [GOOD.get(each.key, "x") for each in verb.takes if not each.may_lack]
    ran = behind(*name.split(), *words, is_kiosk=True)
    assert (ran.code, ran.written) == (2, b"")
    assert f"{name} is not offered here. Offered: add," in ran.err


def test_what_opens_files_is_closed() -> None:
    assert {"backup", "restore", "init", "move", "doctor", "lint", "verify"} < set(CLOSED)
    assert {"renew", "kiosk", "note attach"} < set(CLOSED)


def test_a_day_and_a_name_are_text_wherever_they_stand(one_card: Kaiyaku) -> None:
    name = "\udcff"
    for argv in (["assign", "1", name], ["assign", "--from", "ken", "--to", name]):
        assert "is not UTF-8 text" in one_card.refused(2, *argv)


def test_a_file_of_a_letter_goes_through_the_pipe(behind: Kaiyaku, tmp_path: Path) -> None:
    for more in ([], ["--output", "-"]):
        assert behind("note", "save", "1", *more, is_kiosk=True).written == b"%PDF-1.7\nbill"


def test_the_dialogue_tells_the_line_that_fetches_the_proof(
    behind: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = files_of(tmp_path)
    answers = ("1", "x", str(tmp_path / "proof.zip"), "b", "q")
    lines = "".join(f"{answer}\n" for answer in answers).encode()
    ran = behind("--plain", stdin=lines, is_kiosk=True)
    assert ran.code == 0
    assert "Into which new file" not in ran.out
    assert "kaiyaku export 1 --output -' > kaiyaku-1-" in ran.out
    assert files_of(tmp_path) == before
    assert (tmp_path / "home").is_dir()
    assert "Into which new file" in talk(behind, "1", "x", "", "q").out


def test_whoever_may_see_one_person_signs_as_them_and_undoes_only_that(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "check-dates")
    key = ("--only", "1")
    ran = one_card("undo", *key, is_kiosk=True)
    assert (ran.code, ran.written) == (2, b"")
    assert "nothing of yours" in ran.err
    assert one_card("tick", "1", "settle-dues", *key, is_kiosk=True).code == 0
    assert one_card.step("settle-dues")["by"] == "mika (1)"
    assert one_card("undo", *key, is_kiosk=True).code == 0
    assert one_card.step("settle-dues")["state"] == "open"
    assert one_card("redo", *key, is_kiosk=True).code == 0
    assert one_card("undo", *key, "--as", "Mika", is_kiosk=True).code == 2
    one_card.ok("undo")
    assert one_card.step("check-dates")["state"] == "open"
    assert one_card.step("settle-dues")["state"] == "done"


def test_whoever_may_see_one_person_cannot_rename_them(one_card: Kaiyaku) -> None:
    for is_kiosk in (True, False):
        ran = one_card(
            "holder", "edit", "1", "--name", "Mika Sato", "--only", "1", is_kiosk=is_kiosk
        )
        assert (ran.code, ran.written) == (2, b"")
        assert "A name is changed where everybody is shown" in ran.err
    assert one_card("holder", "edit", "1", "--contact", "x@y", "--only", "1").code == 0
    assert "mika" in one_card.ok("holder", "edit", "1", "--contact", "-").out


def test_the_log_of_a_letter_that_went_to_another_person_says_nothing_of_it(
    one_card: Kaiyaku,
) -> None:
    one_card.ok("add", "prepaid", "Hers", "--holder", "Wang")
    one_card.ok("note", "add", "1", "--subject", "For Wang alone", stdin=b"her letter")
    one_card.ok("note", "annotate", "1", "she is in hospital")
    mine = one_card("log", "--only", "1").out
    assert "For Wang alone" in mine
    assert "hospital" in mine
    one_card.ok("note", "move", "1", "2")
    for argv in (["log"], ["log", "1"], ["log", "--json"], ["show", "1", "--thread"]):
        ran = one_card(*argv, "--only", "1")
        assert ran.code == 0
        assert "For Wang alone" not in ran.out
        assert "hospital" not in ran.out
    assert "not shown here" in one_card("log", "1", "--only", "1").out
    assert "For Wang alone" in one_card.ok("log", "1").out


def test_each_key_has_a_language_of_its_own(one_card: Kaiyaku) -> None:
    places = Places.of({"HOME": str(one_card.home)})
    key = globals_from({"only": "1"}, {})._replace(is_kiosk=True)
    remember(places._replace(person=key.person), language="ja", theme="light")
    assert load_settings(places).language is None
    assert "登録されていません" in one_card("show", "7", "--only", "1", is_kiosk=True).err
    assert "There is no card" in one_card("show", "7", "--only", "1").err
    assert "There is no card" in one_card("show", "7", is_kiosk=True).err
    remember(places._replace(person="Ken"), language="zh")
    assert "没有" in one_card("show", "7", "--as", "Ken").err
    assert "There is no card" in one_card("show", "7", "--as", "Mika").err

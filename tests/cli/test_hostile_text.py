"""Every field that a person fills in holds hostile text; no verb lets it out as it is.

A hostile text is accepted and kept as it came. What is for a terminal, a calendar, a page of HTML
or JSON is harmless each in its own way; the kept bytes themselves refuse a terminal.
"""

import json
import re
import shutil
import unicodedata
from os import terminal_size
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku, Ran, Terminal
from tui.cli.table import VERBS
from tui.cli.verb import PATH, Verb

EVIL = (
    "<b>{{7*7}}\x1b]2;PWNED\x07\x1b[31mred\x9b5n\u202eright\u2066\u200bz\x0e\x7f\r\nBEGIN:X\r"
    "e" + "\u0301" * 40 + "\U000e0041\ufeff"
)
_FIELDS = ("label", "carrier", "number", "assignee", "holder", "contact", "language")
_RAW = {"note show --original", "note save", "export"}
"""What writes the kept bytes and nothing else: a file, whatever is in it."""
_FOR_FILES = {"note show --original", "note save", "export", "calendar", "plan --output=-"}
CALLS = [
    *(["guide", "postpaid"], ["list"], ["list", "--all"], ["list", "--match", EVIL]),
    *(["facts"], ["facts", EVIL], ["facts", "--due"]),
    *(["show", "1"], ["show", "1", "--thread"], ["due"], ["due", "--bring"], ["phrases", "1"]),
    *(["answer", "1"], ["answer", "1", EVIL], ["log"], ["log", "1"], ["renew", "1"]),
    *(["plan", "1"], ["plan", "1", "--output=-"], ["calendar"], ["find", "PWNED"]),
    *(["note", "list", "1"], ["note", "show", "1"], ["note", "show", "2"]),
    *(
        ["note", "show", "1", "--original"],
        ["note", "redecode", "1"],
        ["note", "save", "2", "1", "--output", "-"],
    ),
    *(["note", "annotate", "1", EVIL], ["note", "withdraw", "1"], ["note", "restore", "1"]),
    *(["note", "move", "2", "2"], ["note", "attach", "1", "FILE"], ["note", "add", "1", "FILE"]),
    *(["letter", "1"], ["letter", "1", "termination-confirmation"], ["letter", "1", EVIL]),
    *(
        ["holder", "list"],
        ["holder", "add", f"other {EVIL}"],
        ["holder", "edit", "1", "--contact", EVIL],
    ),
    *(["add", "postpaid", EVIL], ["add", EVIL, EVIL], ["edit", "1", "--label", EVIL]),
    *(["edit", "1", "--departure", EVIL], ["edit", "1", "--holder", "other"], ["close", "1"]),
    *(["reopen", "1"], ["tick", "1", "1"], ["tick", EVIL, EVIL], ["undo"], ["redo"]),
    *(["mark", "1", "2", "waiting", "--reason", EVIL], ["mark", "1", "2", EVIL]),
    *(["assign", "1", EVIL], ["assign", "--from", EVIL, "--to", EVIL]),
    *(["export", "1", "--output", "-"], ["verify", "FILE"], ["lint", "FILE"], ["doctor"]),
    *(["backup", "FILE"], ["restore", "FILE"], ["init", "FILE"], ["move", "1", "--to", "FILE"]),
    *(["import", "FILE"], ["import", "FILE", "--map", f"{EVIL}=name"], ["list", "--columns", EVIL]),
    *(["list", "--columns", "holder,label,number"], ["count", "--all"], ["dump", "--output", "-"]),
    *(["completion", "words", "--", "show", ""], ["completion", EVIL], ["man"], ["schema"]),
    *(["purge", EVIL, "--yes"], ["purge", "--holder", EVIL], ["purge", "--closed-before", EVIL]),
    *(["kiosk"], ["head"], ["count"], ["dump"], ["show", EVIL], [EVIL], ["list", f"--{EVIL}"]),
]


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a casebook whose every text field is hostile, for each test to copy."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patched:
        _fill(Kaiyaku(home, patched), home.parent)
    return home


@pytest.fixture
def hostile(
    kaiyaku: Kaiyaku, hostile_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Kaiyaku:
    """A casebook whose every text field is hostile."""
    shutil.copytree(hostile_home, kaiyaku.home, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Terminal, "fileno", lambda _: 1)
    monkeypatch.setattr("os.get_terminal_size", lambda _: terminal_size((100, 30)))
    return kaiyaku


def _fill(kaiyaku: Kaiyaku, directory: Path) -> None:
    fields = [
        f"--{name}={EVIL}" for name in _FIELDS if name not in ("label", "contact", "language")
    ]
    who = f"--as={EVIL}"
    assert kaiyaku("add", "postpaid", EVIL, *fields, "--departure", "12/24", who).code == 0
    assert kaiyaku("add", "prepaid", "Second", "--holder", "Wang", who).code == 0
    about = [f"--contact={EVIL}", f"--language={EVIL}"]
    assert kaiyaku("holder", "edit", "1", *about, who).code == 0
    assert kaiyaku("mark", "1", "1", "skipped", f"--reason={EVIL}", who).code == 0
    note = [f"--{name}={EVIL}" for name in ("subject", "sender", "recipient", "carrier")]
    assert kaiyaku("note", "add", "1", *note, who, stdin=EVIL.encode()).code == 0
    assert kaiyaku("note", "annotate", "1", EVIL, who).code == 0
    file = directory / "a\x1b[2Jb\u202e.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    assert kaiyaku("note", "add", "1", file, f"--caption={EVIL}", who).code == 0
    assert kaiyaku("note", "attach", "1", file, f"--caption={EVIL}", who).code == 0


def assert_harmless(text: str, *, lines: str = "\n") -> None:
    """Nothing in it steers, hides or piles up."""
    left = text.replace(lines, "") if lines else text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", left), repr(text)
    found = {c for c in text if unicodedata.category(c) in ("Cf", "Cs")} - {"\u200d"}
    assert not found
    assert not re.search("\u0301{5}", text)


def run(kaiyaku: Kaiyaku, tmp_path: Path, call: list[str], *, terminal: bool) -> Ran:
    argv = [str(tmp_path / "no\x1b[2J\u202ewhere" / "x") if w == "FILE" else w for w in call]
    return kaiyaku(*argv, stdout_is_terminal=terminal)


def name_of(call: list[str]) -> str:
    name = " ".join(call[:2]) if " ".join(call[:2]) in VERBS else call[0]
    flags = [word for word in call if word in ("--original", "--output=-")]
    return " ".join((name, *flags))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: name_of(call)[:30])
def test_no_verb_lets_a_hostile_text_out(hostile: Kaiyaku, tmp_path: Path, call: list[str]) -> None:
    name = name_of(call)
    to_terminal = run(hostile, tmp_path, call, terminal=True)
    assert to_terminal.code != 70, to_terminal.err
    assert_harmless(to_terminal.out)
    assert_harmless(to_terminal.err)
    if name in _FOR_FILES:
        assert (to_terminal.code, to_terminal.out) == (2, "")
        assert to_terminal.err.count("\n") == 1
    if name in _RAW:
        return
    piped = run(hostile, tmp_path, call, terminal=False)
    assert_harmless(piped.out, lines="\r\n" if name == "calendar" else "\n")
    if "--output=-" in call:
        assert "<b>" not in piped.out
        assert "{{7*7}}" in piped.out


@pytest.mark.parametrize(
    "call",
    [call for call in CALLS if (known := VERBS.get(name_of(call))) and "--json" in str(known)],
    ids=lambda call: name_of(call)[:30],
)
def test_json_hides_nothing_and_says_what_was_written(
    hostile: Kaiyaku, tmp_path: Path, call: list[str]
) -> None:
    ran = run(hostile, tmp_path, [*call, "--json"], terminal=True)
    assert_harmless(ran.out)
    if ran.code == 0 and ran.out and call == ["show", "1"]:
        shown = json.loads(ran.out)
        assert shown["card"]["label"] == EVIL.strip()
        assert EVIL.strip() in shown["steps"][0]["reason"]


def test_every_verb_is_tried() -> None:
    tried = {name_of(call).split(" --")[0] for call in CALLS}
    assert set(VERBS) <= tried


def test_a_verb_that_writes_a_file_has_a_hostile_path() -> None:
    def takes_a_path(verb: Verb) -> bool:
        return any(operand.kind == PATH for operand in verb.takes)

    named = {name_of(call) for call in CALLS if "FILE" in call}
    assert {name for name, verb in VERBS.items() if takes_a_path(verb)} <= named

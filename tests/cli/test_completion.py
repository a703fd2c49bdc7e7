"""A shell completes what the verbs declare, and the cards, steps, carriers and people there are."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.cli.examples import EXAMPLES
from tui.cli.page import page
from tui.cli.parse import parse
from tui.cli.table import VERBS
from tui.text.translation import LANGUAGES, Words


def words(kaiyaku: Kaiyaku, *typed: str) -> list[str]:
    lines = kaiyaku.ok("completion", "words", "--", *typed).out.splitlines()
    return [line.partition("  ")[0] for line in lines]


def test_verbs_and_options_are_completed(one_card: Kaiyaku) -> None:
    assert {name.split()[0] for name in VERBS} == set(words(one_card, ""))
    assert words(one_card, "ver") == ["verify"]
    assert "redecode" in words(one_card, "note", "")
    assert words(one_card, "mark", "1", "--re") == ["--reason"]
    assert words(one_card, "--la") == ["--lang"]
    assert words(one_card, "--lang", "ja", "sho") == ["show"]
    for cut in (["--sort", "h"], ["--sort=h"], ["--sort", "=", "h"]):
        assert words(one_card, "list", *cut)[0].removeprefix("--sort=") == "holder"
    assert words(one_card, "nothing", "") == words(one_card, "head", "") == []


def test_what_is_there_is_completed(one_card: Kaiyaku) -> None:
    one_card.ok("holder", "add", "Li Na")
    assert words(one_card, "show", "") == ["1"]
    assert words(one_card, "show", "docomo") == ["1"]
    assert words(one_card, "tick", "1", "contact-carrier/w") == ["contact-carrier/way-known"]
    assert words(one_card, "tick", "My docomo", "settle-d")[0] == "settle-dues"
    assert words(one_card, "tick", "9", "") == []
    assert words(one_card, "mark", "1", "1", "w") == ["waiting"]
    assert words(one_card, "add", "post") == ["postpaid"]
    assert words(one_card, "edit", "1", "--carrier", "docomo") == ["docomo", "docomohikari"]
    assert words(one_card, "edit", "1", "--holder", "") == ["mika", "2"]
    assert words(one_card, "holder", "edit", "li n") == ["2"]
    assert words(one_card, "export", "1", "--output", "x") == [":files"]


def test_completing_makes_no_casebook(kaiyaku: Kaiyaku) -> None:
    assert words(kaiyaku, "show", "") == []
    assert not (kaiyaku.home / ".local/share/kaiyaku").exists()


def test_a_shell_that_is_not_known_is_named(kaiyaku: Kaiyaku) -> None:
    assert "bash, zsh, fish" in kaiyaku.refused(2, "completion", "tcsh")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_its_shell_reads(
    kaiyaku: Kaiyaku, tmp_path: Path, shell: str
) -> None:
    script = tmp_path / "script"
    script.write_bytes(kaiyaku.ok("completion", shell).written)
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    subprocess.run([shell, "-n", script], check=True, timeout=60)


def test_bash_offers_the_words_and_puts_a_single_one_there(
    one_card: Kaiyaku, tmp_path: Path
) -> None:
    script = one_card.ok("completion", "bash").out
    kaiyaku = Path(sys.executable).parent / "kaiyaku"
    tried = "".join(
        f"COMP_WORDS=({kaiyaku} {typed}); COMP_CWORD={len(typed.split())}; _kaiyaku; "
        "printf '<%s>' \"${COMPREPLY[0]}\"\n"
        for typed in ("tick 1 settle-dues", "show docomo", f"import {tmp_path}/pe")
    )
    (tmp_path / "people.csv").write_text("name\n")
    ran = subprocess.run(
        ["bash", "-c", script + tried],
        env={"HOME": str(one_card.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout == f"<settle-dues  Settle what is owed><1><{tmp_path}/people.csv>", ran.stderr


def test_every_verb_has_an_example_that_can_be_typed() -> None:
    assert EXAMPLES.keys() == VERBS.keys()
    for name, call in EXAMPLES.items():
        command, *argv = shlex.split(call.partition(" | ")[0].partition(" > ")[0])
        assert (command, parse(argv, {}).topic) == ("kaiyaku", name)


def test_the_help_of_a_verb_shows_its_example(kaiyaku: Kaiyaku) -> None:
    for name in VERBS:
        out = " ".join(kaiyaku.ok(*name.split(), "--help").out.split())
        assert " ".join(EXAMPLES[name].split()) in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_page_is_one_that_man_reads(
    kaiyaku: Kaiyaku, tmp_path: Path, language: str
) -> None:
    written = kaiyaku.ok("man", "--lang", language).out
    assert written == page(Words(language))
    for name in VERBS:
        assert f"\n.SS kaiyaku {name}" in written.replace(r"\-", "-")
    if shutil.which("groff") is None:
        pytest.skip("there is no groff")
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-wall", "-z"],
        input=written.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert b"error" not in ran.stderr
    assert b"macro" not in ran.stderr


def test_at_a_terminal_the_manual_is_text(
    kaiyaku: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    from os import terminal_size

    from tests.cli.conftest import Terminal

    monkeypatch.setattr(Terminal, "fileno", lambda _: 1)
    monkeypatch.setattr("os.get_terminal_size", lambda _: terminal_size((80, 24)))
    out = kaiyaku("man", stdout_is_terminal=True).out
    assert "\n.SS" not in out
    assert "kaiyaku import FILE" in out

from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui import __version__
from tui.cli.arguments import Globals, for_screen
from tui.cli.table import VERBS


def test_without_a_verb_the_options_are_for_the_screen() -> None:
    options = ["--casebook", "a.db", "--content=more", "--lang", "zh", "--as", "Li Na", "--ascii"]
    options += ["--only", "Lin"]
    expected = Globals(Path("a.db"), Path("more"), "zh", "Li Na", "Lin", ascii=True)
    assert for_screen(options, {}) == expected
    assert for_screen([], {}) == Globals(None, None, None, None, None, ascii=False)


def test_the_environment_fills_in_and_the_options_win() -> None:
    environ = {
        "KAIYAKU_CASEBOOK": "env.db",
        "KAIYAKU_CONTENT": "env",
        "KAIYAKU_LANG": "ja",
    }
    assert for_screen([], environ) == Globals(Path("env.db"), Path("env"), "ja", None, None, False)
    found = for_screen(["--casebook", "x.db", "--lang", "en"], environ)
    assert found == Globals(Path("x.db"), Path("env"), "en", None, None, False)


@pytest.mark.parametrize(
    "argv",
    [
        ["list"],
        ["--lang", "zh", "list"],
        ["--help"],
        ["--version"],
        ["--nonsense"],
        ["--lang"],
        ["--lang", "fr"],
        ["-"],
        ["--as", "\udcff"],
    ],
)
def test_a_verb_a_question_and_a_mistake_are_for_the_command(argv: list[str]) -> None:
    assert for_screen(argv, {}) is None


@pytest.mark.parametrize(
    "argv",
    [
        ("--as", "Ann", "--casebook={}", "note", "add", "1", "{}", "--kind", "sms"),
        ("note", "add", "--as", "Ann", "1", "--kind=sms", "{}", "--casebook", "{}"),
    ],
)
def test_options_stand_before_after_and_between(
    kaiyaku: Kaiyaku, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    book, letter = tmp_path / "team.db", tmp_path / "letter.txt"
    letter.write_text("hello")
    kaiyaku.ok("add", "prepaid", "Trip", "--casebook", book)
    paths = iter([book, letter] if argv[0] == "--as" else [letter, book])
    words = [word.format(next(paths)) if "{}" in word else word for word in argv]
    kaiyaku.ok(*words)
    notes = kaiyaku.ok("note", "list", "1", "--casebook", book, "--json").data["notes"]
    assert [(note["kind"], note["by"]) for note in notes] == [("sms", "Ann")]


def test_after_two_dashes_nothing_is_an_option(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "prepaid", "--number", "-090", "--", "--my card")
    card = kaiyaku.ok("list", "--json").data["cards"][0]
    assert (card["label"], card["number"]) == ("--my card", "-090")


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_function_and_its_help(kaiyaku: Kaiyaku, name: str) -> None:
    verb = VERBS[name]
    module, _, function = verb.runs.rpartition(".")
    assert callable(getattr(import_module(f"tui.cli.{module}"), function))
    help = kaiyaku.ok(*name.split(), "--help").out
    assert help.startswith(verb.usage)
    assert all(option.names[-1] in help for option in verb.options)
    assert verb.says in kaiyaku.ok("--help").out.replace("\n" + " " * 28, " ")


def test_the_help_of_a_group_lists_its_verbs(kaiyaku: Kaiyaku) -> None:
    help = kaiyaku.ok("note", "--help").out
    assert "note withdraw NOTE" in help
    assert "holder" not in help


def test_the_version_is_said(kaiyaku: Kaiyaku) -> None:
    assert kaiyaku.ok("--version").out == f"kaiyaku {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((), "lists the verbs"),
        (("frobnicate",), "no verb frobnicate"),
        (("note",), "note --help"),
        (("note", "frobnicate"), "no verb note frobnicate"),
        (("--nonsense", "list"), "no option --nonsense"),
        (("list", "--nonsense"), "no option --nonsense"),
        (("list", "--js"), "no option --js"),
        (("list", "--json=yes"), "takes no value"),
        (("list", "extra"), "extra is one word too many"),
        (("show",), "needs CARD"),
        (("mark", "1", "2"), "needs STATE"),
        (("show", "1", "--lang"), "--lang needs a value"),
        (("show", "1", "--lang", "fr"), "zh, en, ja"),
        (("mark", "1", "1", "closed"), "open, waiting, done, skipped, not-applicable"),
        (("mark", "1", "1", "done", "--if-revision", "x"), "whole number"),
        (("mark", "1", "1", "done", "--if-revision", "9" * 5000), "whole number"),
        (("mark", "1", "1", "done", "--follow-up", "+3"), "waiting only"),
        (("mark", "1", "1", "waiting", "--follow-up", "unknown"), "waiting only"),
        (("mark", "1", "1", "open", "--reason", "x"), "--reason"),
        (("mark", "1", "1", "skipped"), "says why"),
        (("mark", "1", "1", "skipped", "--reason", "  "), "says why"),
        (("add", "postpaid", " "), "label"),
        (("add", "postpaid", "x", "--departure", "someday"), "someday is no date"),
        (("add", "postpaid", "x", "--departure", "2026-02-30"), "no date"),
        (("add", "postpaid", "x", "--payment", "gold"), "account, card, slip"),
        (("add", "postpaid", "x", "--handset", "-"), "none, instalments"),
        (("add", "postpaid", "\udcff"), "UTF-8"),
        (("edit", "1"), "what to change"),
        (("edit", "1", "--label", "-"), "label"),
        (("edit", "1", "--number", ""), "number"),
        (("holder", "edit", "1"), "what to change"),
        (("holder", "add", ""), "name"),
        (("note", "add", "1"), "note add CARD"),
        (("note", "add", "1", "--kind", "fax"), "mail, sms"),
        (("note", "add", "1", "--direction", "up"), "in, out"),
        (("note", "add", "1", "--date", "unknown"), "no date"),
        (("note", "annotate", "1", " "), "text"),
    ],
)
def test_what_means_nothing_is_one_sentence_and_exit_2(
    one_card: Kaiyaku, argv: tuple[str, ...], said: str
) -> None:
    one_card.ok("note", "add", "1", stdin=b"a note")
    assert said in one_card.refused(2, *argv)

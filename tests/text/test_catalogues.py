"""The translations are complete, fresh, and hold what was agreed about words and widths."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import tui.screens
from tests.text.test_one_word import said as said_in
from tests.translations import (
    TRANSLATED,
    compiled,
    forms,
    messages,
    path_of,
    read,
    said,
    texts,
    unfinished,
)
from tui.keys import BY_ID, shown
from tui.screens.page import Page
from tui.screens.pages.main import _HINTS
from tui.text.translation import Words
from tui.text.width import width

_NEVER = {
    # 解約 is met in Japanese only; a state is 待办, not 打开; what is withdrawn is 作废.
    "zh": re.compile("打开|撤回|解约|解約"),
    # Alone it is a credit or a residence card.
    "ja": re.compile("(?<!クレジット)(?<!プリペイド)カード"),
}

in_every_language = pytest.mark.parametrize("language", TRANSLATED)


@in_every_language
def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    assert {m.id for m in messages(read(language))} == {m.id for m in messages(said())}
    assert not read(language).obsolete


@in_every_language
def test_every_text_is_translated_and_looked_over(language: str) -> None:
    assert unfinished(read(language)) == []


@in_every_language
def test_the_compiled_catalogue_is_the_one_that_is_read_by_people(language: str) -> None:
    assert path_of(language).with_suffix(".mo").read_bytes() == compiled(read(language))


@in_every_language
def test_the_program_says_what_the_catalogue_says(language: str) -> None:
    words = Words(language)
    for message in messages(read(language)):
        assert words(forms(message.id)[0]) == forms(message.string)[0]


@in_every_language
def test_a_translation_is_filled_from_the_same_values_as_its_text(language: str) -> None:
    for message in messages(read(language)):
        for form in forms(message.string):
            assert _fields(form) == _fields(forms(message.id)[-1]), form


@in_every_language
def test_a_count_has_one_form(language: str) -> None:
    assert read(language).plural_forms == "nplurals=1; plural=0;"
    assert Words(language).plural("{n} line", "{n} lines", 1) == "1行"
    assert Words(language).plural("{n} line", "{n} lines", 20) == "20行"


@in_every_language
def test_a_sentence_stays_a_sentence_and_a_label_a_label(language: str) -> None:
    for message in messages(read(language)):
        text = forms(message.id)[0]
        for form in forms(message.string):
            assert form == form.strip()
            if not text.endswith(("?", "?.")):
                assert text.endswith((".", "…")) == form.endswith(("。", "…")), form


@in_every_language
def test_words_that_were_ruled_out_do_not_come_back(language: str) -> None:
    for message in messages(read(language)):
        for form in forms(message.string):
            assert not _NEVER[language].search(form), form


def test_the_japanese_is_written_with_the_characters_of_japanese() -> None:
    """A Chinese character may look like one of them, as U+665A does beside U+6669."""
    written = "".join(text for _, text in said_in("ja"))
    assert set(written) - set(written.encode("cp932", "ignore").decode("cp932")) == set()


@in_every_language
def test_every_footer_fits_into_80_cells(language: str) -> None:
    words = Words(language)
    for hints in _footers():
        labels = [f"{shown(BY_ID[id].keys[0])} {words(BY_ID[id].says)}   " for id in hints]
        assert width(" " + "".join(labels)) <= 80, labels


@in_every_language
def test_every_key_is_named_in_few_characters(language: str) -> None:
    words = Words(language)
    in_a_footer = {id for hints in _footers() for id in hints}
    for id in in_a_footer:
        assert width(words(BY_ID[id].says)) <= 14
    for key in BY_ID.values():
        assert width(words(key.says)) <= 22


def test_a_language_without_its_catalogue_is_an_error_and_no_silent_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.text.translation._CATALOGUES", tmp_path)
    assert Words("en")("To do") == "To do"
    for language in TRANSLATED:
        with pytest.raises(FileNotFoundError):
            Words(language)


def test_texts_are_found_wherever_they_are_looked_up() -> None:
    source = """
A = marked("a" "b")
def f(self, command, n):
    self.words(
        "c "
        "d", x=words("e")
    )
    return f"{command.words('f')} {self.words.plural('{n} g', '{n} gs', n)} {words(A)}"
"""
    assert sorted(texts(source, "some.py"), key=str) == [
        ("{n} g", "{n} gs"),
        "ab",
        "c d",
        "e",
        "f",
    ]


@pytest.mark.parametrize(
    "call", ["words(f'{n} left')", "marked('a' + b)", "words('a' if n else b)"]
)
def test_a_text_that_is_put_together_is_refused(call: str) -> None:
    with pytest.raises(SyntaxError, match=r"some\.py:1"):
        list(texts(call, "some.py"))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _footers() -> Iterator[tuple[str, ...]]:
    """Yield the keys in the footer of every page."""
    for module in pkgutil.iter_modules(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    yield from _HINTS.values()
    pages: list[type[Page[object]]] = [Page]
    while pages:
        page = pages.pop()
        yield page.HINTS
        pages += page.__subclasses__()

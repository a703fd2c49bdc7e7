"""Everything that was kept is found again while one types."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from textual import events
from textual.color import Color

from tests.casebook.examples import letter
from tests.screens.running import Screen, add_card, desk_at, running
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.search.matches import Findings
from tui.desk import Desk
from tui.guides.facts import Term
from tui.screens.pages.find import Find
from tui.text.width import width
from tui.widgets.field import Field
from tui.widgets.lines import Lines

MAIL = Draft(
    original=b"mail",
    text="いつもご利用ありがとうございます。ご解約のお手続きについて。\n違約金は1,100円です。",
    kind="mail",
    subject="お手続きのご案内",
    sender="ﾄﾞｺﾓ <info@docomo.example>",
    date="2026-11-12T10:03:00+09:00",
)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A card with a Japanese mail, and one with an English and a Chinese note."""
    add_card(desk)
    add_card(desk, "Trip SIM", "prepaid")
    desk.casebook.keep(1, MAIL)
    desk.casebook.keep(2, letter("You can cancel the Contract at any shop.", subject="shop"))
    desk.casebook.keep(2, letter("提前终止合约须支付违约金。", subject="chat"))
    return desk


async def answered(screen: Screen) -> None:
    """Wait until what was typed last has its answer."""
    for worker in list(screen.app.workers):
        if worker.group in ("find", "index"):
            await worker.wait()
    await screen.settle()


async def look_for(screen: Screen, text: str) -> None:
    """Open the page where it is not open, and type as an input method does."""
    if not isinstance(screen.app.screen, Find):
        await screen.press("slash")
    await screen.commit(text)
    await answered(screen)


def at(screen: Screen) -> tuple[str, str | None] | None:
    """What is looked for and where the cursor is; None when the page is not there."""
    page = screen.app.screen
    return (page.query_text, page.key) if isinstance(page, Find) else None


def found(screen: Screen) -> list[str]:
    """The lines of what was found."""
    return [line for line in screen.lines[3:-1] if line]


async def test_an_empty_line_says_what_can_be_looked_for(filled: Desk) -> None:
    async with running(filled) as screen:
        await screen.press("slash")
        await answered(screen)
        assert screen.lines[0].split() == ["Find"]
        (said,) = found(screen)
        assert "letters, remarks, file names and cards" in said
        assert "esc back" in screen.lines[-1]


async def test_an_empty_casebook_says_that_there_is_nothing_yet(desk: Desk) -> None:
    async with running(desk) as screen:
        await look_for(screen, "解約")
        assert "Nothing is kept yet" in screen.text


async def test_every_letter_narrows_what_is_shown(filled: Desk) -> None:
    async with running(filled) as screen:
        await look_for(screen, "c")
        # The English note by its text, the mail by its sender, both cards and the chat by labels.
        assert "4 found" in screen.lines[0]
        await look_for(screen, "ontract")
        assert "1 found" in screen.lines[0]
        assert found(screen) == [
            "> Trip SIM  24 Nov 12:00  memo (internal)  shop",
            "    You can cancel the Contract at any shop.",
        ]
        await screen.press("x")
        await answered(screen)
        assert "Nothing found" in screen.text
        await screen.press("backspace")
        await answered(screen)
        assert "1 found" in screen.lines[0]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("解約", "ご解約のお手続きについて。 違約金は1,100円です。"),
        ("料", "Nothing found"),
        ("违约", "提前终止合约须支付违约金。"),
        ("合约", "提前终止合约须支付违约金。"),
        ("CONTRACT", "You can cancel the Contract at any shop."),
        ("ｃｏｎｔｒａｃｔ", "You can cancel the Contract at any shop."),
        ("ドコモ", "sender: ﾄﾞｺﾓ <info@docomo.example>"),
        ("1100円", "違約金は1,100円です。"),
        ("一　违约", "Nothing found"),
        ("终止　违约", "提前终止合约须支付违约金。"),
    ],
)
async def test_chinese_japanese_and_english_in_one_line(
    filled: Desk, typed: str, line: str
) -> None:
    async with running(filled) as screen:
        await look_for(screen, typed)
        assert line in screen.text


async def test_what_was_found_stands_out(filled: Desk) -> None:
    async with running(filled) as screen:
        await look_for(screen, "手続き ｄｏｃｏｍｏ")
        accent = Color.parse(screen.app.get_css_variables()["accent"]).rich_color
        strips = screen.app.screen._compositor.render_strips()
        marked = [
            segment.text
            for strip in strips[3:-1]
            for segment in strip
            if segment.style is not None and segment.style.color == accent
        ]
        assert marked == ["手続き"]


async def test_the_cursor_moves_while_the_line_keeps_the_focus(filled: Desk) -> None:
    async with running(filled) as screen:
        await look_for(screen, "o")
        lines = screen.app.screen.query_one(Lines)
        keys = [row.key for row in lines.rows if row.selectable]
        assert keys[0] == "card:1"
        await screen.press("down", "down")
        assert lines.cursor_key == keys[2]
        await screen.press("up")
        assert lines.cursor_key == keys[1]
        await screen.press("pagedown")
        assert lines.cursor_key == keys[-1]
        await screen.press("pageup")
        assert lines.cursor_key == keys[0]
        await screen.press("tab")
        assert isinstance(screen.app.focused, Field)
        await screen.press("k")
        assert screen.app.screen.query_one(Field).text == "ok"


async def test_enter_opens_a_letter_and_escape_comes_back_to_what_was_found(
    filled: Desk,
) -> None:
    async with running(filled) as screen:
        await look_for(screen, "o")
        await screen.press("down")
        assert at(screen) == ("o", "note:2")
        await screen.press("enter")
        assert at(screen) is None
        assert "cancel the Contract" in screen.text
        assert screen.main.card is not None
        assert screen.main.card.label == "Trip SIM"
        await screen.press("escape")
        await answered(screen)
        assert at(screen) == ("o", "note:2")
        await screen.press("escape")
        assert screen.app.screen is screen.main
        assert screen.main.notes.note == 2


async def test_the_last_query_stands_there_again_and_typing_replaces_it(filled: Desk) -> None:
    async with running(filled) as screen:
        await look_for(screen, "shop")
        await screen.press("escape", "slash")
        await answered(screen)
        assert "1 found" in screen.lines[0]
        await look_for(screen, "解約")
        assert screen.app.screen.query_one(Field).text == "解約"


async def test_enter_on_a_card_shows_it(filled: Desk) -> None:
    async with running(filled) as screen:
        assert screen.main.card is not None
        await look_for(screen, "my doco")
        assert "> My docomo  Postpaid (monthly)  mika" in screen.text
        await screen.press("enter")
        assert screen.app.screen is screen.main
        assert screen.main.card.label == "My docomo"
        assert screen.main.pane == "steps"


async def test_escape_leaves_everything_as_it_was(filled: Desk) -> None:
    async with running(filled) as screen:
        before = screen.text
        await look_for(screen, "解約")
        await screen.press("escape")
        assert screen.text == before


async def test_a_withdrawn_letter_and_a_closed_card_say_so(filled: Desk) -> None:
    filled.casebook.withdraw(1)
    filled.casebook.close_card(1)
    async with running(filled) as screen:
        await look_for(screen, "docomo")
        assert screen.line("Postpaid").endswith("closed")
        assert screen.line("from them").endswith("withdrawn")


async def test_fifty_are_shown_and_more_is_said(filled: Desk) -> None:
    for number in range(60):
        filled.casebook.keep(1, letter(f"解約 {number}"))
    async with running(filled) as screen:
        await look_for(screen, "解約")
        assert "the newest 50 of more" in screen.lines[0]
        assert "解約 59" in screen.text
        lines = screen.app.screen.query_one(Lines)
        assert sum(row.selectable for row in lines.rows) == 50


async def test_typing_goes_on_while_an_older_answer_is_on_its_way(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = {"s": threading.Event(), "sh": threading.Event(), "shopx": threading.Event()}
    asked: list[str] = []
    find = Casebook.find

    def slow(book: Casebook, query: str, glossary: Sequence[Term]) -> Findings:
        asked.append(query)
        may_answer[query].wait(10)
        return find(book, query, glossary=glossary)

    monkeypatch.setattr(Casebook, "find", slow)
    async with running(filled) as screen:
        await screen.press("slash")
        may_answer["s"].set()
        await look_for(screen, "s")
        before = found(screen)
        assert "2 found" in screen.lines[0]
        for character in "hopx":
            await screen.press(character)
        assert screen.app.screen.query_one(Field).text == "shopx"
        # What is on the screen answers something older: there is nothing to be opened yet.
        await screen.press("enter")
        assert at(screen) is not None
        may_answer["sh"].set()
        while len(asked) < 3:
            await screen.settle()
        assert found(screen) == before
        may_answer["shopx"].set()
        await answered(screen)
        assert asked == ["s", "sh", "shopx"]
        assert "Nothing found" in screen.text


async def test_leaving_while_an_answer_is_on_its_way_is_no_harm(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = threading.Event()
    find = Casebook.find

    def slow(book: Casebook, query: str, glossary: Sequence[Term]) -> Findings:
        may_answer.wait(10)
        return find(book, query, glossary=glossary)

    monkeypatch.setattr(Casebook, "find", slow)
    async with running(filled) as screen:
        await screen.press("slash", "7", "escape")
        assert screen.app.screen is screen.main
        may_answer.set()
        await screen.settle()
        await screen.press("slash")
        await answered(screen)
        assert "Nothing found" in screen.text


async def test_a_casebook_that_cannot_be_read_is_said(
    filled: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(filled) as screen:
        await screen.press("slash")
        path = Path(filled.casebook.store.name)
        path.rename(path.with_name("elsewhere.db"))
        await look_for(screen, "a")
        assert "There is no casebook" in screen.text
        path.with_name("elsewhere.db").rename(path)
        await look_for(screen, "u")
        assert "Nothing found" in screen.text


async def test_hostile_letters_are_shown_harmless(filled: Desk) -> None:
    filled.casebook.keep(1, letter("\u202e[/][red]\x1b[2J\x00解\ud800\u200b約[/]" * 1000))
    filled.casebook.keep(1, letter("[/]" * 350_000 + "deposit\x07"))
    async with running(filled) as screen:
        await look_for(screen, "[/][")
        assert "⟨U+202E⟩[/][red]␛[2J␀解" in screen.text
        await screen.press("escape")
        await screen.press("slash")
        await look_for(screen, "deposit")
        assert "[/]deposit␇" in screen.text


@pytest.mark.parametrize("language", ["zh", "ja", "en"])
@pytest.mark.parametrize("columns", [36, 80, 140])
async def test_it_fits_the_screen(filled: Desk, language: str, columns: int) -> None:
    filled.casebook.keep(1, letter("前置き" * 100 + "解約" + "👍🏽ｶﾞ" * 100, subject="件名" * 60))
    async with running(filled, language, size=(columns, 24)) as screen:
        await look_for(screen, "解約")
        assert all(width(line) <= columns for line in screen.lines)
        assert sum("解約" in line for line in found(screen)) == 2
        assert screen.lines[-1].strip().startswith("enter")


async def test_it_is_drawn_in_ascii(filled: Desk) -> None:
    filled.casebook.keep(1, letter("before " * 40 + "deposit" + " after" * 60))
    async with running(filled, ascii=True) as screen:
        await look_for(screen, "deposit")
        line = screen.line("deposit after")
        assert line.strip().startswith("...")
        assert line.endswith("...")
        assert line.isascii()


async def test_a_letter_that_is_pasted_here_is_kept_as_a_draft(filled: Desk) -> None:
    async with running(filled) as screen:
        await screen.press("slash")
        screen.app.post_message(events.Paste("a letter\nof two lines"))
        await screen.settle()
        assert "kept as a draft" in screen.text
        assert screen.app.screen.query_one(Field).text == ""
        screen.app.post_message(events.Paste("shop\n"))
        await screen.settle()
        await answered(screen)
        assert "1 found" in screen.lines[0]


async def test_the_full_width_slash_and_the_palette_open_it(filled: Desk) -> None:
    async with running(filled) as screen:
        await screen.commit("／")
        assert isinstance(screen.app.screen, Find)
        await screen.press("escape", "colon")
        await screen.type("find")
        await screen.press("enter")
        await screen.settle()
        assert isinstance(screen.app.screen, Find)


async def test_one_persons_screen_finds_nobody_elses(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    add_card(desk)
    guide = desk.library.guides[0]
    desk.casebook.add_card(guide, "Wang's", holder="Wang")
    desk.casebook.keep(2, letter("解約 of Wang"))
    desk.casebook.keep(1, letter("解約 of mika"))
    async with running(desk.narrowed(desk.casebook.card(1).holder)) as screen:
        await look_for(screen, "解約")
        assert "1 found" in screen.lines[0]
        assert "Wang" not in screen.text

"""A letter to the carrier: chosen, read in two languages, edited, copied, kept once it is sent."""

from pathlib import Path

import pytest
from textual import events

from tests.screens.running import Screen, add_card, desk_at, running, texts
from tui.casebook.drafts import Unfinished
from tui.desk import Desk
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.screens.pages.letter import LetterPage
from tui.screens.side_by_side import side_by_side
from tui.text.width import width
from tui.widgets.actions import Actions

SUBJECT = "携帯電話回線の解約のお申し出"
ONE_GAP = "個人情報の開示・利用停止等に関するお願い"
"""The subject of the second letter, in which only the customer number is left open."""
CAUTION = "This is a draft: read it through before you send it."


@pytest.fixture
def card(desk: Desk) -> int:
    """A card that knows all that a card can know; the customer number stays a gap."""
    number = add_card(desk)
    card = desk.casebook.card(number)
    fields = {
        "carrier": "ソラモバイル",
        "number": "090-0000-1234",
        "contract_start": "2024-04-01",
        "line_end": "2027-01-10",
    }
    holder = {
        "name": "李偉",
        "contact": "li.wei@mail.example",
        "kana": "リ イ",
        "birth_date": "1999-03-02",
        "address": "東京都新宿区1-2-3",
    }
    desk.casebook.edit_card(
        number,
        {name: (getattr(card, name), value) for name, value in fields.items()},
        {name: (getattr(card.holder, name), value) for name, value in holder.items()},
    )
    return number


def left(desk: Desk) -> list[Unfinished]:
    """Return the drafts that lie on the disk."""
    desk.drafts.flush()
    return desk.drafts.left_behind(own=True)


async def read_whole(screen: Screen) -> str:
    """Turn the pages of a letter to its end and return all that stood there."""
    seen = screen.text
    for _ in range(20):
        await screen.press("pagedown")
        seen += "\n" + screen.text
    return seen


async def test_a_key_asks_which_letter_and_shows_it_filled_in(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M")
        for title in ("Cancellation request", "Request about personal data", "Objection to a bill"):
            assert title in screen.text
        await screen.press("1")
        assert "Cancellation request  My docomo" in screen.lines[0]
        assert "1 gap to fill in" in screen.lines[0]
        assert CAUTION in screen.text
        assert "The carrier may require" in screen.text
        assert f"件名：{SUBJECT}" in screen.text
        assert "2. 電話番号：090-0000-1234" in screen.text
        assert "e edit   y copy   ctrl+s sent: keep it" in screen.lines[-1]


async def test_the_palette_begins_a_letter_as_well(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("colon")
        await screen.type("letter to send")
        await screen.press("enter")
        assert "Which letter do you want to send?" in screen.text


async def test_without_a_card_it_says_where_letters_come_from(desk: Desk) -> None:
    async with running(desk) as screen:
        await screen.press("M")
        assert "A letter is written from a card. a adds one." in screen.lines[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_on_80_columns_the_translation_stands_below(
    desk: Desk, card: int, language: str
) -> None:
    async with running(desk, language) as screen:
        await screen.press("M", "1")
        first = {"zh": "主题：", "en": "Subject: "}[language]
        assert first not in screen.text
        whole = await read_whole(screen)
        assert whole.index("件名：") < whole.index("よろしくお願いいたします") < whole.index(first)


async def test_from_100_columns_on_the_translation_stands_beside_it(desk: Desk, card: int) -> None:
    async with running(desk, "zh", (100, 30)) as screen:
        await screen.press("M", "1")
        assert "主题：申请注销手机号码" in screen.line("件名：")
        assert "2. 电话号码：090-0000-1234" in screen.line("2. 電話番号：090-0000-1234")
        whole = (await read_whole(screen)).splitlines()
        assert any("(4) 別途" in line and "(4) 是否" in line for line in whole)
    async with running(desk_at(desk.places.casebook.parents[3]), "zh", (99, 30)) as screen:
        await screen.press("M", "1")
        assert "主题：" not in screen.line("件名：")


async def test_who_reads_japanese_sees_only_japanese(desk: Desk, card: int) -> None:
    async with running(desk, "ja", (120, 30)) as screen:
        await screen.press("M", "1")
        assert screen.line("件名：").strip(" ▐") == f"件名：{SUBJECT}"
        assert "3. お客様番号：［＿＿ お客様番号 ＿＿］" in screen.text


@pytest.mark.parametrize("cells", [20, 40, 79, 98, 99, 120, 200])
def test_no_row_is_wider_than_the_list(cells: int) -> None:
    japanese = "件名：" + "解約のお願い" * 20 + "\n\n1. ［＿＿ お客様番号／customer number ＿＿］"
    rows = side_by_side(japanese, "Subject: " + "please " * 30 + "\n\n1. x", "en", cells)
    # A list puts a pointer of two cells before each row.
    widest = max(width("".join(piece.text for piece in row.left)) for row in rows)
    assert widest + 2 <= max(cells, 25)


def test_gaps_stand_out_also_where_they_were_broken() -> None:
    rows = side_by_side("番号：［＿＿ お客様番号／客户编号 ＿＿］まで\n以上", "", "zh", 24)
    looks = [[(piece.text, piece.look) for piece in row.left[1:] if piece.text] for row in rows]
    assert looks[0][0] == ("番号：", "")
    assert [look for line in looks[1:-1] for _, look in line[:1]] == ["accent"] * (len(looks) - 2)
    assert looks[-1] == [("以上", "")]
    assert ("まで", "") in [piece for line in looks for piece in line]


async def test_the_japanese_alone_is_copied(
    desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with running(desk) as screen:
        monkeypatch.setattr(screen.app, "copy_to_clipboard", copied.append)
        await screen.press("M", "1", "y")
        assert "Sent to your terminal." in screen.text
    assert copied[0].startswith(f"件名：{SUBJECT}\n\n2026年11月24日\n")
    assert copied[0].endswith("李偉（署名）")
    assert "Subject" not in copied[0]


async def test_what_was_sent_is_kept_as_a_note_from_you(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "2", "ctrl+s")
        assert "1 gap is left in the text. Keep it all the same?" in screen.text
        await screen.press("2")
        assert "How did you send it?" in screen.text
        await screen.press("2")
        assert f"Kept with My docomo: {ONE_GAP}" in screen.lines[-1]
        (note,) = desk.casebook.card(card).notes
        assert (note.kind, note.direction, note.form) == ("letter", "out", "typed")
        assert (note.date, note.subject) == ("2026-11-24", ONE_GAP)
        (text,) = texts(desk, [note.id])
        assert desk.casebook.original(note.id) == text.encode()
        assert "お客様番号：［＿＿ お客様番号／customer number ＿＿］" in text
        assert "Subject" not in text
        assert left(desk) == []


async def test_a_button_keeps_it_where_the_terminal_eats_the_key(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "1", "tab")
        assert isinstance(screen.app.focused, Actions)
        await screen.press("enter", "2", "1")
        assert desk.casebook.card(card).notes[0].kind == "mail"


async def test_the_buttons_do_what_the_keys_do(
    desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with running(desk) as screen:
        monkeypatch.setattr(screen.app, "copy_to_clipboard", copied.append)
        await screen.press("M", "1", "tab", "right", "right", "enter")
        assert len(copied) == 1
        await screen.press("left", "enter")
        assert "Write note" in screen.text
        await screen.press("escape", "tab", "shift+tab", "right", "right", "enter")
        assert not isinstance(screen.app.screen, LetterPage)


async def test_nothing_is_kept_without_an_answer(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "escape")
        await screen.press("M", "1", "ctrl+s", "escape")
        assert isinstance(screen.app.screen, LetterPage)
        await screen.press("ctrl+s", "2", "escape")
        assert isinstance(screen.app.screen, LetterPage)
        await screen.press("q")
        assert desk.casebook.card(card).notes == ()
        assert left(desk) == []


async def test_the_editor_begins_at_the_first_gap_which_is_typed_over(
    desk: Desk, card: int
) -> None:
    async with running(desk) as screen:
        await screen.press("M", "2", "e")
        assert "Save keeps it as sent. esc goes back" in screen.text
        await screen.type("A12")
        await screen.press("escape")
        assert "3. お客様番号：A12" in screen.text
        assert "gap" not in screen.lines[0]
        assert "The translation does not follow what you edited." in screen.text


async def test_the_edited_text_is_what_is_copied_and_kept(
    desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with running(desk) as screen:
        monkeypatch.setattr(screen.app, "copy_to_clipboard", copied.append)
        await screen.press("M", "2", "e")
        await screen.type("A12")
        await screen.press("escape", "y", "ctrl+s")
        assert "How did you send it?" in screen.text, "no gap was left to ask about"
        await screen.press("1")
        (note,) = desk.casebook.card(card).notes
        assert texts(desk, [note.id]) == copied
        assert "3. お客様番号：A12\n" in copied[0]
        assert desk.casebook.original(note.id) == copied[0].encode()
        assert (note.kind, note.date, note.subject) == ("mail", "2026-11-24", ONE_GAP)
        assert left(desk) == []


async def test_saving_in_the_editor_keeps_the_letter_at_once(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "3", "e")
        await screen.type("X")
        await screen.press("ctrl+s")
        assert "Kept with My docomo: ご請求内容" in screen.lines[-1]
        (note,) = desk.casebook.card(card).notes
        assert (note.kind, note.direction, note.date) == ("mail", "out", "2026-11-24")
        assert "1. ご請求日：X\n" in texts(desk, [note.id])[0]
        assert left(desk) == []


async def test_the_question_about_gaps_leads_to_the_editor(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "1", "ctrl+s", "1")
        assert "Write note" in screen.text
        await screen.type("A12")
        await screen.press("escape")
        assert isinstance(screen.app.screen, LetterPage)
        assert "3. お客様番号：A12" in screen.text


async def test_an_edited_letter_that_is_left_stays_a_draft(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "1", "e")
        await screen.type("A12")
        await screen.press("escape", "q")
        assert "Kept as a draft: n goes on with it." in screen.lines[-1]
        (draft,) = left(desk)
        assert "お客様番号：A12" in draft.text
        assert (draft.kind, draft.direction, draft.card) == ("mail", "out", card)
        assert desk.casebook.card(card).notes == ()


async def test_editing_goes_on_where_it_was(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "3", "e")
        await screen.type("X")
        await screen.press("escape", "e")
        await screen.type("Y")
        await screen.press("escape")
        assert "1. ご請求日：X" in screen.text
        assert "2. ご請求金額：Y" in screen.text
        assert len(left(desk)) == 1


async def test_what_was_discarded_or_not_changed_leaves_no_draft(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "2", "e", "escape")
        assert "does not follow" not in screen.text
        assert left(desk) == []
        await screen.press("e")
        await screen.type("A12")
        await screen.press("tab", "right", "right", "enter")
        assert isinstance(screen.app.screen, LetterPage)
        assert "A12" not in screen.text
        assert "1 gap to fill in" in screen.lines[0]
        assert left(desk) == []


async def test_a_date_that_cannot_be_read_gives_way_to_today(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "2", "e")
        await screen.type("A12")
        for _ in range(12):
            if getattr(screen.app.focused, "id", "") == "date":
                break
            await screen.press("shift+tab")
        await screen.type("no")
        await screen.press("escape", "ctrl+s", "1")
        assert desk.casebook.card(card).notes[0].date == "2026-11-24"


async def test_a_casebook_that_refuses_leaves_the_letter_among_the_drafts(
    desk: Desk, card: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.casebook.errors import CasebookError

    def refuse(*_: object, **__: object) -> None:
        raise CasebookError("The disk is full.")

    async with running(desk) as screen:
        await screen.press("M", "1", "ctrl+s", "2")
        monkeypatch.setattr(type(desk.casebook), "keep", refuse)
        await screen.press("2")
        assert "The disk is full." in screen.lines[-1]
        (draft,) = left(desk)
        assert draft.kind == "letter"
        assert f"件名：{SUBJECT}" in draft.text


async def test_a_paste_over_the_letter_is_put_aside(desk: Desk, card: int) -> None:
    async with running(desk) as screen:
        await screen.press("M", "1")
        screen.app.post_message(events.Paste("件名: お知らせ\n本文"))
        await screen.settle()
        assert isinstance(screen.app.screen, LetterPage)
        assert left(desk)[0].pasted


async def test_broken_letters_of_ones_own_are_named_and_the_others_offered(tmp_path: Path) -> None:
    own = tmp_path / "content"
    (own / "guides").mkdir(parents=True)
    (own / "letters.toml").write_text("[[letters]]\nid = [/]\n")
    desk = desk_at(tmp_path, library=load([content_directory(), own], None))
    add_card(desk)
    async with running(desk, size=(130, 30)) as screen:
        await screen.press("M")
        assert "letters.toml" in screen.text
        await screen.press("3")
        assert "Objection to a bill" in screen.lines[0]


@pytest.mark.parametrize("size", [(200, 60), (99, 24), (60, 20), (40, 10), (20, 5), (1, 1)])
async def test_any_size_is_drawn_and_taken(desk: Desk, card: int, size: tuple[int, int]) -> None:
    async with running(desk, "zh", size) as screen:
        await screen.press("M", "1", "j", "pagedown", "tab", "e", "escape", "ctrl+s", "2", "1")
        assert len(desk.casebook.card(card).notes) == 1


async def test_what_a_card_says_is_shown_harmlessly(desk: Desk) -> None:
    number = add_card(desk, "[/]\x1b[2J")
    desk.casebook.edit_card(number, {"number": (None, "[@click=app.quit]\u202e\x07")}, {})
    async with running(desk, size=(130, 36)) as screen:
        await screen.press("M", "1")
        assert "2. 電話番号：[@click=app.quit]" in screen.text
        assert not {"\x1b", "\x07", "\u202e"} & set(screen.text)

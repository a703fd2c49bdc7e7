"""Reading what was kept: heading, charsets, other notes, copying."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from tests.screens.running import Screen, add_card, running, states
from tui.casebook.draft import Draft, Enclosure
from tui.desk import Desk
from tui.screens.pages.note import NotePage

TEXT = "李 娜 様\n\nいつもご利用いただき、ありがとうございます。\n"
MAIL = Draft(
    original=TEXT.encode("cp932"),
    text=TEXT,
    charset="cp932",
    kind="mail",
    direction="in",
    date="2026-11-12T10:05:00+09:00",
    subject="解約手続きのご案内",
    sender="ドコモ <info@docomo.example>",
    recipient="li.na@example.ac.jp",
)
LONG = "解約手続きのご案内と、レンタル機器のご返却に関するお願い、ならびに最終ご請求額のお知らせ"


def keep(desk: Desk, *drafts: Draft) -> None:
    """Keep letters with the only card, making it first."""
    card = add_card(desk) if not desk.casebook.cards() else 1
    for draft in drafts:
        desk.casebook.keep(card, draft)


async def open_reader(screen: Screen) -> None:
    """Open the first note of the card."""
    await screen.press("tab", "enter")
    assert isinstance(screen.app.screen, NotePage)


async def test_the_heading_says_what_it_is_when_and_between_whom(desk: Desk) -> None:
    keep(desk, MAIL)
    async with running(desk) as screen:
        await open_reader(screen)
        assert screen.lines[0].startswith(" 解約手続きのご案内")
        assert screen.lines[0].endswith("1/1")
        assert screen.lines[1].split("  ")[:3] == [
            " from them",
            "e-mail",
            "Thu 12 Nov 10:05, Japan time",
        ]
        assert screen.lines[1].endswith("cp932")
        assert "ドコモ <info@docomo.example>" in screen.line("From")
        assert "li.na@example.ac.jp" in screen.line("To ")
        assert "kept 24 Nov 12:00 by mika" in screen.text
        assert "いつもご利用いただき" in screen.text


async def test_a_time_elsewhere_is_said_as_it_was_in_japan(desk: Desk) -> None:
    keep(desk, replace(MAIL, date="2026-11-11T17:05:00-08:00"))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "Thu 12 Nov 10:05, Japan time" in screen.lines[1]


async def test_a_day_without_a_time_is_said_without_one(desk: Desk) -> None:
    keep(desk, replace(MAIL, date="2026-11-12"))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "Thu 12 Nov  " in screen.lines[1] + "  "
        assert "Japan time" not in screen.text


async def test_a_long_subject_is_shown_whole_where_there_is_room(desk: Desk) -> None:
    keep(desk, replace(MAIL, subject=LONG))
    async with running(desk) as screen:
        await open_reader(screen)
        assert screen.lines[0].strip()[:-3].rstrip() + screen.lines[1].strip() == LONG


@pytest.mark.parametrize("size", [(80, 15), (40, 15)])
async def test_on_a_low_terminal_a_long_subject_takes_one_line(
    desk: Desk, size: tuple[int, int]
) -> None:
    keep(desk, replace(MAIL, subject=LONG * 3))
    async with running(desk, size=size) as screen:
        await screen.press("tab", "enter")
        assert "…" in screen.lines[0]
        assert screen.lines[0].endswith("1/1")
        assert "from them" in screen.lines[1]


async def test_a_letter_that_names_another_charset_than_it_was_read_in_says_so(desk: Desk) -> None:
    keep(desk, replace(MAIL, declared="iso-2022-jp"))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "named iso-2022-jp, read as cp932" in screen.text
        assert "C charset" in screen.lines[-1]


@pytest.mark.parametrize(
    ("declared", "text"),
    [("Shift_JIS", TEXT), ("windows-31j", TEXT), (None, TEXT), ("us-ascii", "all plain")],
)
async def test_a_letter_that_was_read_as_it_says_needs_no_remark(
    desk: Desk, declared: str | None, text: str
) -> None:
    keep(desk, replace(MAIL, declared=declared, text=text))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "read as" not in screen.text
        assert "charset" not in screen.lines[-1]


async def test_what_could_not_be_read_is_said_and_the_way_out_named(desk: Desk) -> None:
    keep(desk, replace(MAIL, lossy=True))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "Some characters could not be read." in screen.text
        assert "C charset" in screen.lines[-1]


async def test_a_letter_that_contradicts_an_earlier_one_says_which(desk: Desk) -> None:
    first = replace(MAIL, form="mail", message_id="a@b", body_hash="1" * 64)
    second = replace(
        first, original=b"other", body_hash="2" * 64, subject="again", text="something else"
    )
    keep(desk, first, second)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("right")
        assert "again" in screen.lines[0]
        said = " ".join(screen.text.split())
        assert "earlier letter with this Message-ID says something else: 12 Nov 解約" in said


async def test_files_are_named_numbered_and_sized_above_the_text(desk: Desk) -> None:
    pdf = Enclosure(name="請求書\x1b[2J.pdf", type="application/pdf", content=b"x" * 123_456)
    photo = Enclosure(name="", type="image/jpeg", content=b"y", caption="the slip")
    keep(desk, replace(MAIL, enclosures=(pdf, photo)))
    async with running(desk) as screen:
        assert "1 of 7" not in screen.text
        await open_reader(screen)
        assert "1 請求書␛[2J.pdf  123 KB  application/pdf" in screen.line("File")
        assert "2 (no name)  1 B  image/jpeg  the slip" in screen.text
        assert "S save files" in screen.lines[-1]


async def test_many_files_are_named_below_the_text(desk: Desk) -> None:
    files = tuple(
        Enclosure(name=f"{n}.jpg", type="image/jpeg", content=bytes([n])) for n in range(8)
    )
    keep(desk, replace(MAIL, enclosures=files))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "8 files, listed below the text" in screen.line("File")
        await screen.press("end")
        below = screen.text[screen.text.index("いつも") :]
        assert "8 7.jpg" in below


async def test_the_list_of_notes_counts_files_and_remarks(desk: Desk) -> None:
    file = Enclosure(name="a", type="a/b", content=b"")
    keep(desk, replace(MAIL, enclosures=(file, file)))
    desk.casebook.annotate(1, "x")
    async with running(desk, size=(100, 24)) as screen:
        assert screen.line("解約手続きのご案内").split("  ")[-2:] == ["2 files", "1 remark"]


async def test_another_charset_is_chosen_by_eye_and_can_be_taken_back(desk: Desk) -> None:
    raw = TEXT.encode("euc-jp")
    keep(desk, replace(MAIL, original=raw, charset="gb18030", text=raw.decode("gb18030")))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "ご利用" not in screen.text
        await screen.press("C")
        first = screen.line("1 euc-jp")
        assert "いつもご利用" in first
        assert "gb18030 (now)" in screen.text
        await screen.press("enter")
        assert "いつもご利用いただき" in screen.text
        assert screen.lines[1].endswith("euc-jp")
        assert "Read as euc-jp now" in screen.lines[-1]
        assert desk.casebook.original(1) == raw
        assert desk.casebook.note(1)[1] == TEXT
        await screen.press("u")
        assert screen.lines[1].endswith("gb18030")
        assert "Undone: charset of a note changed" in screen.lines[-1]
        await screen.press("ctrl+r")
        assert screen.lines[1].endswith("euc-jp")
        await screen.press("C", "escape")
        assert screen.lines[1].endswith("euc-jp")


async def test_what_was_typed_here_has_no_other_charset(desk: Desk) -> None:
    keep(desk, replace(MAIL, form="typed"))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("C")
        assert "This was written here" in screen.lines[-1]


async def test_a_letter_of_plain_letters_reads_the_same_in_every_charset(desk: Desk) -> None:
    keep(desk, replace(MAIL, original=b"plain", text="plain"))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("C")
        assert "reads the same" in screen.lines[-1]


async def test_the_arrows_go_to_the_other_notes_and_round(desk: Desk) -> None:
    keep(desk, *(replace(MAIL, original=s.encode(), subject=s) for s in ("one", "two", "three")))
    async with running(desk) as screen:
        await open_reader(screen)
        seen = []
        for _ in range(4):
            seen.append(screen.lines[0].split())
            await screen.press("right")
        assert seen == [["one", "1/3"], ["two", "2/3"], ["three", "3/3"], ["one", "1/3"]]
        await screen.press("left", "left")
        assert "three" in screen.lines[0] or "one" in screen.lines[0]


async def test_undo_in_the_reader_says_what_it_undid(desk: Desk) -> None:
    keep(desk, MAIL)
    desk.casebook.mark(1, "check-dates", "done")
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("u")
        assert "Undone: 1 Check the contract's dates" in screen.lines[-1]
        assert states(desk)["check-dates"] == "open"
        await screen.press("ctrl+r")
        assert "Redone: 1 Check the contract's dates" in screen.lines[-1]


async def test_what_is_copied_is_clean_and_nobody_claims_it_arrived(desk: Desk) -> None:
    desk = replace(desk, environ={"TERM": "xterm-256color"})
    keep(desk, replace(MAIL, text="解約\x1b[31m\x07"))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("y")
        assert screen.app.clipboard == "解約␛[31m␇"
        said = " ".join(screen.text.split())
        assert "Sent to your terminal. If it does not paste: Y shows the text" in said


async def test_a_long_text_is_sent_and_said_to_be_long(desk: Desk) -> None:
    keep(desk, replace(MAIL, text="解" * 24_667))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("y")
        assert "may arrive cut" in screen.text
        assert len(screen.app.clipboard) == 24_667


async def test_in_tmux_it_is_said_what_tmux_needs(desk: Desk) -> None:
    desk = replace(desk, environ={"TMUX": "/tmp/tmux-1/default,1,0"})
    keep(desk, MAIL)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("y")
        assert "only if set-clipboard is on" in screen.text


async def test_without_frame_there_is_the_text_and_nothing_at_its_sides(desk: Desk) -> None:
    keep(desk, replace(MAIL, text="\n".join(f"line {n}\x1b" for n in range(60))))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("Y")
        assert screen.lines[:3] == ["line 0␛", "line 1␛", "line 2␛"]
        await screen.press("pagedown")
        assert screen.lines[0] == "line 23␛"
        await screen.press("end", "home", "G")
        assert "line 59␛" in screen.lines
        await screen.press("q")
        assert isinstance(screen.app.screen, NotePage)


async def test_without_frame_begins_where_the_reader_was(desk: Desk) -> None:
    keep(desk, replace(MAIL, text="\n".join(f"line {n}." for n in range(200))))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press(*["pagedown"] * 5)
        top = next(line for line in screen.lines[2:] if "line" in line).split()[-1]
        await screen.press("Y")
        assert any(line.endswith(top) for line in screen.lines)


async def test_a_step_can_be_taken_along_from_the_main_screen_too(desk: Desk) -> None:
    keep(desk, MAIL)
    async with running(desk) as screen:
        await screen.press("y")
        assert screen.app.clipboard.startswith("Check the contract's dates")
        await screen.press("Y")
        assert screen.lines[0] == "Check the contract's dates"
        await screen.press("escape", "tab", "Y")
        assert screen.lines[0] == "李 娜 様"


async def test_a_resize_keeps_the_line_that_is_being_read(desk: Desk) -> None:
    text = "\n".join(f"{n}: " + "解約の手続き、" * 9 for n in range(80))
    keep(desk, replace(MAIL, text=text))
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press(*["pagedown"] * 3)
        reader = screen.app.screen
        assert isinstance(reader, NotePage)
        before = reader.first_line()
        assert before > 5
        await screen.pilot.resize_terminal(50, 20)
        await screen.settle()
        assert abs(reader.first_line() - before) <= 1


async def test_a_letter_of_a_megabyte_opens_and_ends(desk: Desk) -> None:
    text = "[/] 解約のお申し込み、ありがとうございます。\n" * 20_000 + "the end"
    keep(desk, replace(MAIL, text=text))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "[/] 解約" in screen.text
        for _ in range(200):
            await screen.press("end")
            if "the end" in screen.text:
                break
        assert "the end" in screen.text


async def test_hostile_people_and_declarations_are_shown_harmlessly(desk: Desk) -> None:
    bad = "\x1b]0;x\x07[/]\u202e"
    keep(desk, replace(MAIL, sender=bad, recipient=bad, declared=bad, subject=bad))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "␛]0;x␇[/]⟨U+202E⟩" in screen.line("From")
        assert not any(character in screen.text for character in "\x1b\x07\u202e")


async def test_what_was_made_visible_is_wrapped_and_not_cut_off(desk: Desk) -> None:
    keep(desk, replace(MAIL, text="\u202e" * 40 + "\t解約"))
    async with running(desk) as screen:
        await open_reader(screen)
        assert "".join(line.strip() for line in screen.lines).count("⟨U+202E⟩") == 40
        assert "解約" in screen.text.partition("⟨")[2]


async def test_a_letter_pasted_over_the_reader_is_reviewed(desk: Desk, tmp_path: Path) -> None:
    keep(desk, MAIL)
    async with running(desk) as screen:
        await open_reader(screen)
        screen.app.post_message(events.Paste("件名: もう一通\n\n本文\n"))
        await screen.settle()
        assert "Check before saving" in screen.text


@pytest.mark.parametrize("language", ["zh", "ja"])
async def test_every_size_of_terminal_shows_the_text(desk: Desk, language: str) -> None:
    file = Enclosure(name="請求書.pdf", type="application/pdf", content=b"x")
    keep(desk, replace(MAIL, enclosures=(file,), subject=LONG))
    for size in ((130, 36), (80, 24), (40, 16), (20, 8)):
        async with running(desk, language, size) as screen:
            await screen.press("tab", "enter", "Y", "q", "v", "q", "q")
            assert "kaiyaku" in screen.lines[0]
        return


@pytest.mark.parametrize("page", [("tab", "enter"), ("v",)])
async def test_something_is_looked_for_from_what_is_read(desk: Desk, page: tuple[str, ...]) -> None:
    keep(desk, MAIL)
    async with running(desk) as screen:
        await screen.press(*page, "slash")
        await screen.type("090")
        assert "Find" in screen.text
        await screen.press("escape", "n")
        assert "Write note" in screen.text

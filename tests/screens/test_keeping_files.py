"""Files become notes: chosen, typed, dropped; looked over one after the other."""

import os
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.screens.filing import (
    a_mail,
    back_on_the_card,
    files_of,
    paste,
    put,
    reviewed,
    shows,
    until,
)
from tests.screens.running import add_card, desk_at, running, texts
from tui.desk import Desk
from tui.screens.folder import Listing, look_into
from tui.settings import Settings, remembered


@pytest.fixture
def home(desk: Desk) -> Path:
    return desk.places.home


async def test_a_file_is_chosen_looked_over_and_kept_byte_for_byte(desk: Desk, home: Path) -> None:
    add_card(desk)
    raw = a_mail()
    put(home / "letters", "解約.eml", raw)
    async with running(desk) as screen:
        await files_of(screen)
        assert "letters/" in screen.text
        await screen.press("enter")
        await shows(screen, "解約.eml")
        await screen.press("enter")
        await reviewed(screen)
        assert "解約手続きのご案内" in screen.line("Subject")
        assert "ドコモ <info@nttdocomo.com>" in screen.line(" From ")
        assert "李 娜" in screen.line(" To ")
        assert "2026-11-12 10:05" in screen.line("Date")
        assert "docomo" in screen.line("Carrier")
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert "Kept with My docomo" in screen.text
        [note] = desk.casebook.card(1).notes
        assert desk.casebook.original(note.id) == raw
        assert (note.direction, note.carrier, note.sender) == (
            "in",
            "docomo",
            "ドコモ <info@nttdocomo.com>",
        )
        assert desk.drafts.left_behind(own=True) == []
        assert (home / "letters" / "解約.eml").exists()


async def test_what_was_guessed_wrong_is_corrected_before_it_is_kept(
    desk: Desk, home: Path
) -> None:
    add_card(desk)
    put(home, "letter.eml", a_mail())
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        form = await reviewed(screen)
        for id, text in (
            ("sender", "Shop"),
            ("recipient", "me"),
            ("carrier", "au"),
            ("date", "11/13"),
        ):
            form.query_one(f"#{id}").focus()
            await screen.settle()
            await screen.press("end", "ctrl+u")
            await screen.type(text)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        [note] = desk.casebook.card(1).notes
        assert (note.sender, note.recipient, note.carrier, note.date) == (
            "Shop",
            "me",
            "au",
            "2026-11-13",
        )


async def test_the_page_opens_where_the_last_file_was(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home / "letters", "one.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await shows(screen, "one.txt")
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert remembered(desk.places, "folder") == str(home / "letters")
        await files_of(screen)
        assert "~/letters" in screen.text
        assert "one.txt" in screen.text


async def test_a_typed_path_is_where_the_last_file_was(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home / "letters", "one.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.type("~/letters/one.txt")
        await screen.press("enter")
        await reviewed(screen)
        assert remembered(desk.places, "folder") == str(home / "letters")


@pytest.mark.parametrize("size", [(200, 60), (60, 20), (40, 10), (20, 5), (1, 1)])
async def test_any_size_is_drawn_and_taken(desk: Desk, home: Path, size: tuple[int, int]) -> None:
    add_card(desk)
    put(home, "one.jpg", b"\xff\xd8\xff" + b"x" * 100)
    async with running(desk, "ja", size) as screen:
        await files_of(screen)
        await screen.press("w", "q", "tab", "a", "backspace", "tab")
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert len(desk.casebook.card(1).notes) == 1


async def test_going_up_comes_back_to_the_folder_left(desk: Desk, home: Path) -> None:
    add_card(desk)
    for name in ("a", "b", "c"):
        (home / name).mkdir()
    put(home / "b", "one.txt", b"hello")
    async with running(desk) as screen:
        page = await files_of(screen)
        await screen.press("down", "enter")
        await shows(screen, "one.txt")
        await screen.press("left")
        await until(screen, lambda: page.files.cursor_key == "db")
        await screen.press("enter")
        await shows(screen, "one.txt")
        await screen.press("home", "enter")
        await until(screen, lambda: page.files.cursor_key == "db")


async def test_only_what_could_be_a_letter_is_shown_unless_asked(desk: Desk, home: Path) -> None:
    put(home / "x", "code.py", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await shows(screen, "1 other file: . shows it")
        assert "code.py" not in screen.text
        await screen.press("full_stop")
        await shows(screen, "code.py")
        await screen.press("full_stop")
        await until(screen, lambda: "code.py" not in screen.text)


async def test_a_typed_path_narrows_completes_and_is_taken(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home / "letters", "one.txt", b"first")
    put(home / "letters", "two.txt", b"second")
    async with running(desk) as screen:
        page = await files_of(screen)
        await screen.type("~/le")
        assert page.line.text == "~/le"
        await screen.press("tab")
        assert page.line.text == "~/letters/"
        await shows(screen, "two.txt")
        await screen.type("t")
        await until(screen, lambda: "one.txt" not in screen.text)
        await screen.press("tab")
        assert page.line.text == "~/letters/two.txt"
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == ["second"]


@pytest.mark.parametrize("name", [b"f\nnew line.txt", b"f\x8d\xc5.txt", b"f\x1b[31m.txt"])
async def test_a_name_that_cannot_be_typed_is_not_completed_but_shown(
    desk: Desk, home: Path, name: bytes
) -> None:
    with open(bytes(home) + b"/" + name, "wb") as file:
        file.write(b"x")
    async with running(desk) as screen:
        page = await files_of(screen)
        await screen.press("tab", "f", "tab")
        assert page.line.text == "f"
        assert screen.app.screen.focused is page.files
        assert len(page.files.rows) == 1


async def test_the_arrow_leaves_the_line_for_what_it_narrowed(desk: Desk, home: Path) -> None:
    add_card(desk)
    for name in ("one.txt", "two.txt", "twelve.txt"):
        put(home, name, name.encode())
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("tab")
        await screen.type("tw")
        await screen.press("down", "down", "enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == ["two.txt"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: os.mkfifo(path), "is a pipe or a device"),
        (lambda path: path.symlink_to(path), "cannot be read"),
        (lambda path: path.symlink_to(path.with_name("nowhere")), "is not on this machine"),
    ],
    ids=["empty", "pipe", "loop", "dangling"],
)
async def test_a_file_that_cannot_be_kept_is_said_and_leaves_nothing(
    desk: Desk, home: Path, make: Callable[[Path], object], says: str
) -> None:
    add_card(desk)
    make(home / "bad.txt")
    async with running(desk) as screen:
        page = await files_of(screen)
        await screen.press("enter")
        await until(screen, lambda: says in page.footer_said)
        assert screen.app.screen is page
        await screen.press("escape")
        assert desk.casebook.card(1).notes == ()
        assert desk.drafts.left_behind(own=True) == []


async def test_a_letter_of_question_marks_gets_the_line_that_works(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home, "letter.txt", b"?????????????????\n????? 090 ????????????????\n??????????\n")
    at = replace(desk, settings=Settings(host="ssh.example.ac.jp"))
    async with running(at) as screen:
        page = await files_of(screen)
        await screen.press("enter")
        await until(screen, lambda: "PowerShell" in page.footer_said)
        assert 'cmd /c "ssh mika@ssh.example.ac.jp kaiyaku note add 1 -' in page.footer_said


async def test_a_folder_that_cannot_be_opened_is_said_and_the_one_before_stays(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "closed").mkdir()
    put(home, "one.txt", b"x")
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    async with running(desk) as screen:
        page = await files_of(screen)
        monkeypatch.setattr(os, "scandir", refused)
        await screen.press("up", "enter")
        await until(screen, lambda: "cannot be opened: Permission denied" in page.footer_said)
        assert "one.txt" in screen.text
        assert screen.app.screen is page


@pytest.mark.parametrize(
    "name",
    [
        b"ev\x1b[31mil.txt",
        "名\u202etxt.exe.txt".encode(),
        b"new\nline.txt",
        b"sjis\x8d\xc5.txt",
        b"[bold].txt",
        b"[@click=app.quit].txt",
        b"-rf.txt",
        b" .txt",
        "文".encode() * 80 + b".txt",
    ],
)
async def test_a_hostile_name_is_shown_harmlessly_and_still_opens(
    desk: Desk, home: Path, name: bytes
) -> None:
    add_card(desk)
    with open(bytes(home) + b"/" + name, "wb") as file:
        file.write("本文です".encode())
    async with running(desk) as screen:
        await files_of(screen)
        assert not any(bad in screen.text for bad in "\x1b\u202e\udc8d")
        await screen.press("enter")
        await reviewed(screen)
        assert not any(bad in screen.text for bad in "\x1b\u202e\udc8d")
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == ["本文です"]


async def test_a_folder_is_read_once_however_much_is_typed(
    desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        (home / f"letter {number:03}.eml").touch()
    read = []

    def counted(folder: str, *, everything: bool) -> Listing:
        read.append(folder)
        return look_into(folder, everything=everything)

    monkeypatch.setattr("tui.screens.pages.browsing.look_into", counted)
    async with running(desk) as screen:
        page = await files_of(screen)
        begun = len(read)
        await screen.press("end", "home", "down", "pagedown", "tab")
        await screen.type("letter 09")
        assert len(page.files.rows) == 10
        assert len(read) == begun


async def test_several_files_are_looked_over_one_after_the_other(desk: Desk, home: Path) -> None:
    add_card(desk)
    for number, name in enumerate(("one.txt", "two.txt", "three.txt")):
        put(home, name, name.encode(), -number)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space", "space")
        assert "3 files chosen" in screen.text
        await screen.press("enter")
        for number in (1, 2, 3):
            await shows(screen, f"{number} of 3")
            await reviewed(screen)
            await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1, 2, 3]) == ["one.txt", "two.txt", "three.txt"]
        assert "3 letters kept." in screen.text


async def test_the_rest_can_be_kept_as_guessed(desk: Desk, home: Path) -> None:
    add_card(desk)
    for number in range(4):
        put(home, f"{number}.txt", f"letter {number}".encode(), -number)
    (home / "4.txt").write_bytes(b"")
    os.utime(home / "4.txt", (1, 1))
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press(*["space"] * 5, "enter")
        await shows(screen, "1 of 5")
        await screen.press("tab")
        form = await reviewed(screen)
        form.query_one("Actions").focus()
        await screen.press("right", "enter")
        await back_on_the_card(screen)
        assert texts(desk, [1, 2, 3, 4]) == [f"letter {number}" for number in range(4)]
        await shows(screen, "4 letters kept.")
        # On the screen a long path may be broken over two lines.
        assert "4.txt is empty" in screen.main.footer_said
        assert desk.drafts.left_behind(own=True) == []


async def test_as_guessed_keeps_nothing_with_a_card_that_merely_happens_to_be_open(
    desk: Desk, home: Path
) -> None:
    guide = desk.library.guide("prepaid")
    assert guide is not None
    other = desk.casebook.add_card(guide, "Trip SIM", number="090-1234-5678").id
    shown = add_card(desk)
    for number, text in enumerate((b"mine", b"090-1234-5678", b"whose?", b"090 1234 5678!")):
        put(home, f"{number}.txt", text, -number)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press(*["space"] * 4, "enter")
        await shows(screen, "1 of 4")
        form = await reviewed(screen)
        form.query_one("Actions").focus()
        await screen.press("right", "enter")
        await shows(screen, "3 of 4")
        await screen.press("escape")
        await back_on_the_card(screen)
        assert texts(desk, [note.id for note in desk.casebook.card(shown).notes]) == ["mine"]
        assert len(desk.casebook.card(other).notes) == 1


async def test_one_of_several_can_be_left_out(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home, "one.txt", b"one", -1)
    put(home, "two.txt", b"two", -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space", "enter")
        await shows(screen, "1 of 2")
        form = await reviewed(screen)
        form.query_one("Actions").focus()
        await screen.press("left", "enter")
        await shows(screen, "2 of 2")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert "1 letter kept, 1 left out." in screen.text
        assert texts(desk, [1]) == ["two"]


async def test_a_file_can_be_chosen_no_more(desk: Desk, home: Path) -> None:
    put(home, "one.txt", b"one", -1)
    put(home, "two.txt", b"two", -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space")
        assert "2 files chosen" in screen.text
        assert "✓" in screen.line("two.txt")
        await screen.press("space")
        assert "1 file chosen" in screen.text
        assert "✓" not in screen.line("two.txt")


async def test_the_card_chosen_for_one_stays_chosen_for_the_next(desk: Desk, home: Path) -> None:
    first, second = add_card(desk, "one"), add_card(desk, "two")
    put(home, "one.txt", b"one", -1)
    put(home, "two.txt", b"two", -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space", "enter")
        await shows(screen, "1 of 2")
        await reviewed(screen)
        await screen.press("tab", "left", "ctrl+s")
        await shows(screen, "2 of 2")
        await reviewed(screen)
        assert "one" in screen.line(" Card ")
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert len(desk.casebook.card(first).notes) == 2
        assert desk.casebook.card(second).notes == ()


async def test_several_files_kept_with_no_card_start_one(desk: Desk, home: Path) -> None:
    put(home, "one.txt", b"one", -1)
    put(home, "two.txt", b"two", -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space", "enter")
        await shows(screen, "1 of 2")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await screen.type("au")
        await screen.press("enter")
        await shows(screen, "2 of 2")
        await reviewed(screen)
        assert "au" in screen.line(" Card ")
        await screen.press("ctrl+s")
        await shows(screen, "At a glance")
        await screen.press("q")
        await back_on_the_card(screen)
        assert texts(desk, [1, 2]) == ["one", "two"]
        assert len(desk.casebook.cards()) == 1


async def test_esc_from_several_keeps_those_that_are_left_as_a_draft(
    desk: Desk, home: Path
) -> None:
    add_card(desk)
    put(home, "one.txt", b"one", -1)
    put(home, "two.txt", b"two", -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("space", "space", "enter")
        await shows(screen, "1 of 2")
        await reviewed(screen)
        await screen.press("escape")
        await back_on_the_card(screen)
        await screen.press("n", "1")
        await shows(screen, "1 of 2")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await shows(screen, "2 of 2")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1, 2]) == ["one", "two"]
        assert [note.subject for note in desk.casebook.card(1).notes] == ["one", "two"]
        assert desk.drafts.left_behind(own=True) == []


async def test_the_same_letter_again_goes_to_its_note(desk: Desk, home: Path) -> None:
    card = add_card(desk)
    put(home, "one.eml", a_mail(Message_ID="<a@b>"))
    async with running(desk) as screen:
        for _ in range(2):
            await files_of(screen)
            await screen.press("enter")
            await reviewed(screen)
            await screen.press("ctrl+s")
            await back_on_the_card(screen)
        assert "Already kept as note 1." in screen.text
        assert len(desk.casebook.card(card).notes) == 1
        assert screen.main.pane == "notes"
        assert screen.main.notes.note == 1
        assert desk.drafts.left_behind(own=True) == []


async def test_another_text_under_the_same_message_id_is_said(desk: Desk, home: Path) -> None:
    add_card(desk)
    put(home, "one.eml", a_mail(text="owes 0 yen", Message_ID="<a@b>"), -1)
    put(home, "two.eml", a_mail(text="owes 9800 yen", Message_ID="<a@b>"), -2)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        await files_of(screen)
        await screen.press("down", "enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert "Note 1 has the same Message-ID and another" in screen.main.footer_said
        assert len(desk.casebook.card(1).notes) == 2


async def test_a_picture_says_what_it_is_and_takes_a_caption(desk: Desk, home: Path) -> None:
    add_card(desk)
    raw = b"\xff\xd8\xff\xe0" + b"x" * 120_000
    put(home, "photo.jpg", raw)
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        assert "JPG, 120 KB, kept byte for byte" in screen.text
        await screen.type("bill page 1")
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        [note] = desk.casebook.card(1).notes
        [file] = note.attachments
        assert (file.caption, file.name) == ("bill page 1", "photo.jpg")
        assert desk.casebook.attachment(file.id)[1] == raw


async def test_the_files_in_a_letter_are_listed_and_kept(desk: Desk, home: Path) -> None:
    add_card(desk)
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "a@b.jp",
        "bill",
        "Thu, 12 Nov 2026 10:05:00 +0900",
    )
    made.set_content("see the file")
    pdf = b"%PDF-1.4\n" + b"y" * 2_000
    made.add_attachment(pdf, maintype="application", subtype="pdf", filename="請求\u202efdp.pdf")
    put(home, "bill.eml", made.as_bytes())
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        assert "+ 請求⟨U+202E⟩fdp.pdf  2 KB" in screen.text
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        [file] = desk.casebook.card(1).notes[0].attachments
        assert desk.casebook.attachment(file.id)[1] == pdf


async def test_a_letter_about_another_card_proposes_it_and_moves_nothing_by_itself(
    desk: Desk, home: Path
) -> None:
    guide = desk.library.guide("prepaid")
    assert guide is not None
    other = desk.casebook.add_card(guide, "Trip SIM", number="090-1234-5678").id
    shown = add_card(desk)
    put(home, "letter.txt", "お客様番号 ０９０１２３４５６７８ のご案内".encode())
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        assert "It names 090-1234-5678: is it about Trip SIM?" in screen.text
        assert "My docomo" in screen.line(" Card ")
        await screen.press("right")
        assert "[ Save with Trip SIM ]" in screen.text
        await screen.press("enter")
        await back_on_the_card(screen)
        assert len(desk.casebook.card(other).notes) == 1
        assert desk.casebook.card(shown).notes == ()


async def test_the_proposal_can_be_passed_over(desk: Desk, home: Path) -> None:
    guide = desk.library.guide("prepaid")
    assert guide is not None
    other = desk.casebook.add_card(guide, "Trip SIM", number="090-1234-5678").id
    shown = add_card(desk)
    put(home, "letter.txt", b"09012345678")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert desk.casebook.card(other).notes == ()
        assert len(desk.casebook.card(shown).notes) == 1


async def test_the_right_card_needs_no_proposal(desk: Desk, home: Path) -> None:
    guide = desk.library.guide("prepaid")
    assert guide is not None
    desk.casebook.add_card(guide, "Trip SIM", number="090-1234-5678")
    put(home, "letter.txt", b"09012345678")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        assert "It names" not in screen.text
        assert "Save with" not in screen.text


async def test_a_file_kept_with_no_card_starts_one(desk: Desk, home: Path) -> None:
    put(home, "letter.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await screen.type("au")
        await screen.press("enter")
        await shows(screen, "At a glance")
        await screen.press("q")
        await back_on_the_card(screen)
        assert desk.casebook.card(1).label == "au"
        assert texts(desk, [1]) == ["hello"]


@pytest.mark.parametrize("quote", ["'{}'", '"{}"', "{}", "file://{}"])
async def test_a_file_dropped_on_the_page_is_taken(desk: Desk, home: Path, quote: str) -> None:
    add_card(desk)
    path = put(home / "letters", "one.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await paste(screen, quote.format(path))
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == ["hello"]


async def test_files_dropped_on_a_card_are_offered_instead_of_their_paths(
    desk: Desk, home: Path
) -> None:
    add_card(desk)
    paths = [put(home, f"{n} letter.txt", f"letter {n}".encode()) for n in (1, 2)]
    async with running(desk) as screen:
        await paste(screen, " ".join(str(path).replace(" ", "\\ ") for path in paths))
        assert "Keep these 2 files?" in screen.text
        assert "1 letter.txt" in screen.text
        await screen.press("1")
        for number in (1, 2):
            await shows(screen, f"{number} of 2")
            await reviewed(screen)
            await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1, 2]) == ["letter 1", "letter 2"]
        assert desk.drafts.left_behind(own=True) == []


async def test_the_path_itself_can_be_what_was_meant(desk: Desk, home: Path) -> None:
    add_card(desk)
    path = put(home, "one.txt", b"hello")
    async with running(desk) as screen:
        await paste(screen, str(path))
        await screen.press("2")
        await reviewed(screen)
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == [str(path)]


async def test_esc_from_the_offer_leaves_the_paste_as_a_draft(desk: Desk, home: Path) -> None:
    add_card(desk)
    path = put(home, "one.txt", b"hello")
    async with running(desk) as screen:
        await paste(screen, str(path))
        await screen.press("escape")
        await back_on_the_card(screen)
        assert "Kept as a draft" in screen.text
        assert [left.text for left in desk.drafts.left_behind(own=True)] == [str(path)]


async def test_a_file_of_another_computer_gets_the_line_that_sends_it_here(
    desk: Desk, home: Path
) -> None:
    add_card(desk)
    at = replace(desk, settings=Settings(host="ssh.example.ac.jp"))
    async with running(at) as screen:
        await paste(screen, "'/Users/li/解約 letter.eml'")
        assert "is not on this machine" in screen.text
        await screen.press("1")
        await shows(screen, "scp '/Users/li/解約 letter.eml' \\")
        assert "mika@ssh.example.ac.jp:.local/share/kaiyaku/inbox/" in screen.text
        await screen.press("q")
        await back_on_the_card(screen)
        page = await files_of(screen)
        await paste(screen, r"C:\Users\li\letter.eml")
        assert "is not on this machine" in screen.text
        assert screen.app.screen is page
        await screen.press("w")
        await shows(screen, r"scp C:\Users\li\letter.eml")


async def test_a_letter_pasted_on_the_page_is_reviewed(desk: Desk, home: Path) -> None:
    add_card(desk)
    async with running(desk) as screen:
        await files_of(screen)
        await paste(screen, "Dear customer,\nyour line ends.\n")
        await reviewed(screen)
        assert "your line ends." in screen.text
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(desk, [1]) == ["Dear customer,\nyour line ends.\n"]


async def test_a_file_under_review_is_offered_again_and_read_again(
    desk: Desk, home: Path, tmp_path: Path
) -> None:
    add_card(desk)
    put(home, "one.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        form = await reviewed(screen)
        form.query_one("#subject").focus()
        await screen.settle()
        await screen.type(" corrected")
        await screen.press("escape")
        await back_on_the_card(screen)
    again = desk_at(tmp_path)
    put(home, "one.txt", b"hello, changed", 60)
    async with running(again) as screen:
        assert "hello corrected" in screen.line("Unfinished")
        await screen.press("1")
        await reviewed(screen)
        assert "has changed since it was looked over" in screen.text
        assert "hello corrected" in screen.line("Subject")
        await screen.press("ctrl+s")
        await back_on_the_card(screen)
        assert texts(again, [1]) == ["hello, changed"]


async def test_a_file_under_review_that_has_gone_is_said(
    desk: Desk, home: Path, tmp_path: Path
) -> None:
    add_card(desk)
    path = put(home, "one.txt", b"hello")
    async with running(desk) as screen:
        await files_of(screen)
        await screen.press("enter")
        await reviewed(screen)
        await screen.press("escape")
        await back_on_the_card(screen)
    path.unlink()
    again = desk_at(tmp_path)
    async with running(again) as screen:
        await screen.press("1")
        await shows(screen, "There is no file")
        await back_on_the_card(screen)
        assert again.drafts.left_behind(own=True) == []


async def test_a_kiosk_opens_no_file(desk: Desk, home: Path) -> None:
    add_card(desk)
    path = put(home, "one.txt", b"hello")
    async with running(desk) as screen:
        screen.app.sitting.is_kiosk = True
        await screen.press("i")
        assert "No file of this machine can be opened here" in screen.text
        await paste(screen, str(path))
        await reviewed(screen)
        # However long it is, it may be on several lines.
        assert str(path) in "".join(screen.text.split())
        assert "hello" not in screen.text

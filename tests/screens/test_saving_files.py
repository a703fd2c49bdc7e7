"""The files of a letter are saved where the person wants them."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.screens.running import Screen, add_card, running
from tui.casebook.draft import Draft, Enclosure
from tui.desk import Desk
from tui.screens.pages.note import NotePage
from tui.screens.pages.saved import Saved

PDF = Enclosure(name="請求書.pdf", type="application/pdf", content=b"%PDF-1.7\n\x00\xff")
PHOTO = Enclosure(name="../../slip.jpg", type="image/jpeg", content=b"\xff\xd8\xff\xe0 slip")
PROGRAM = Enclosure(name="manual.exe", type="application/octet-stream", content=b"MZ\x90\x00")
PAGE = Enclosure(name="page.html", type="text/html", content=b"<html><script>1</script>")
MAIL = Draft(
    original=b"From: a\r\n\r\nhello\r\n",
    text="hello",
    form="mail",
    kind="mail",
    subject="11/12 notice",
)


def keep(desk: Desk, *files: Enclosure, draft: Draft = MAIL) -> None:
    desk.casebook.keep(add_card(desk), replace(draft, enclosures=files))


async def open_reader(screen: Screen) -> None:
    await screen.press("tab", "enter")
    assert isinstance(screen.app.screen, NotePage)


async def where(screen: Screen, folder: str) -> None:
    """Answer into which folder."""
    assert "Into which folder" in screen.text
    await screen.press("ctrl+u")
    await screen.type(folder)


@pytest.fixture
def letters(desk: Desk) -> Path:
    folder = desk.places.home / "letters"
    folder.mkdir()
    return folder


async def test_a_file_is_saved_into_a_chosen_folder_and_how_to_fetch_it_is_said(
    desk: Desk, letters: Path
) -> None:
    settings = desk.settings._replace(host="ssh.example.ac.jp")
    environ = {"SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 2222"}
    desk = replace(desk, environ=environ, settings=settings)
    keep(desk, PDF)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("1")
        await where(screen, "~/letters")
        assert str(letters)[:40] in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, Saved)
        path = letters / "請求書.pdf"
        assert path.read_bytes() == PDF.content
        assert path.stat().st_mode & 0o777 == 0o600
        shown = "".join(line.rstrip("▐").strip() for line in screen.lines)
        assert str(path) in shown
        assert "scp -p -P 2222" in shown
        assert f"@ssh.example.ac.jp:{path}" in shown.replace("'", "")
        await screen.press("y")
        assert screen.app.clipboard.startswith("scp -p -P 2222")
        await screen.press("q")
        assert isinstance(screen.app.screen, NotePage)


async def test_all_files_are_saved_at_once_under_safe_names(desk: Desk, letters: Path) -> None:
    (letters / "slip.jpg").write_bytes(b"mine")
    keep(desk, PDF, PHOTO, PHOTO)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("enter")
        assert "請求書.pdf" in screen.text
        await screen.press("4")
        await where(screen, "letters")
        await screen.press("enter")
        assert isinstance(screen.app.screen, Saved)
    assert sorted(path.name for path in letters.iterdir()) == [
        "slip (2).jpg",
        "slip (3).jpg",
        "slip.jpg",
        "請求書.pdf",
    ]
    assert (letters / "slip.jpg").read_bytes() == b"mine"
    assert list(letters.parent.glob("*.jpg")) == []


async def test_the_letter_itself_can_be_saved_as_it_came(desk: Desk, letters: Path) -> None:
    keep(desk)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("enter")
        assert isinstance(screen.app.screen, NotePage)
        await screen.press("S", "1")
        await where(screen, "~/letters")
        await screen.press("enter")
    assert (letters / "11-12 notice.eml").read_bytes() == MAIL.original


@pytest.mark.parametrize(("file", "warning"), [(PROGRAM, "program"), (PAGE, "web page")])
async def test_what_could_do_harm_is_warned_of_first(
    desk: Desk, letters: Path, file: Enclosure, warning: str
) -> None:
    keep(desk, file)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("1")
        assert file.name in screen.text
        assert warning in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, NotePage)
        assert list(letters.iterdir()) == []
        await screen.press("1", "2")
        await where(screen, "~/letters")
        await screen.press("enter")
        assert (letters / file.name).read_bytes() == file.content
        # It is saved to be looked at elsewhere: nothing here can be executed.
        assert (letters / file.name).stat().st_mode & 0o111 == 0


@pytest.mark.parametrize("folder", ["~/missing", "~nobody-of-that-name/x", "letters/../x"])
async def test_a_folder_that_is_none_is_not_accepted(
    desk: Desk, letters: Path, folder: str
) -> None:
    keep(desk, PDF)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("1")
        await where(screen, folder)
        assert "There is no folder" in screen.text
        await screen.press("enter")
        assert "Into which folder" in screen.text
        await screen.press("escape")
        assert isinstance(screen.app.screen, NotePage)
    assert not (letters.parent / "missing").exists()


async def test_the_folder_of_the_last_time_is_offered_again(desk: Desk, letters: Path) -> None:
    keep(desk, PDF)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("1")
        await where(screen, "~/letters")
        await screen.press("enter", "q", "1")
        assert "~/letters" in screen.text
        await screen.press("enter")
        assert len(list(letters.iterdir())) == 2


async def test_a_folder_that_vanishes_meanwhile_is_said(
    desk: Desk, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(desk, PDF)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("1")
        await where(screen, "~/letters")
        letters.rmdir()
        monkeypatch.setattr(Path, "is_dir", lambda path: True)
        monkeypatch.setattr("os.access", lambda path, mode: True)
        await screen.press("enter")
        assert "cannot be written" in " ".join(screen.text.split())


async def test_where_only_the_casebook_may_be_opened_nothing_is_saved(desk: Desk) -> None:
    keep(desk, PDF)
    async with running(desk) as screen:
        screen.main.sitting.is_kiosk = True
        await open_reader(screen)
        await screen.press("1")
        assert "Nothing can be saved" in screen.lines[-1]
        await screen.press("S")
        assert "Nothing can be saved" in screen.lines[-1]


async def test_a_number_without_a_file_does_nothing(desk: Desk) -> None:
    keep(desk, PDF)
    async with running(desk) as screen:
        await open_reader(screen)
        await screen.press("7")
        assert isinstance(screen.app.screen, NotePage)

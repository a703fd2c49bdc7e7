"""Letters in files, and the page that they are chosen on, for tests."""

import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from textual import events

from tests.screens.running import NOW, Screen
from tui.screens.dialogs.note_form import NoteForm
from tui.screens.pages.files import FilePage


def a_mail(subject: str = "解約手続きのご案内", text: str = "本文です。", **headers: str) -> bytes:
    made = EmailMessage()
    made["From"] = headers.pop("sender", "ドコモ <info@nttdocomo.com>")
    made["To"] = "李 娜 <li@example.ac.jp>"
    made["Subject"] = subject
    made["Date"] = "Thu, 12 Nov 2026 10:05:00 +0900"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def put(folder: Path, name: str, content: bytes, at: int = 0) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    os.utime(path, (NOW.timestamp() + at, NOW.timestamp() + at))
    return path


async def until(screen: Screen, holds: Callable[[], object]) -> None:
    for _ in range(200):
        if holds():
            await screen.settle()
            return
        await screen.pilot.pause(0.02)
    raise AssertionError(screen.text)


async def shows(screen: Screen, text: str) -> None:
    await until(screen, lambda: text in screen.text)


async def files_of(screen: Screen) -> FilePage:
    await screen.press("i")
    await until(
        screen, lambda: isinstance(screen.app.screen, FilePage) and screen.app.screen.is_ready
    )
    page = screen.app.screen
    assert isinstance(page, FilePage)
    return page


async def paste(screen: Screen, text: str) -> None:
    screen.app.post_message(events.Paste(text))
    await screen.settle()


async def reviewed(screen: Screen) -> NoteForm:
    await until(
        screen, lambda: isinstance(screen.app.screen, NoteForm) and screen.app.screen.is_ready
    )
    form = screen.app.screen
    assert isinstance(form, NoteForm)
    return form


async def back_on_the_card(screen: Screen) -> None:
    await until(screen, lambda: screen.app.screen is screen.main and not screen.main.is_at_work)

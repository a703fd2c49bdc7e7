"""What else a mail says of itself: its other part, and all of its headers."""

from dataclasses import replace

from tests.screens.running import NOW, add_card, running
from tui.correspondence.guess import from_bytes
from tui.desk import Desk
from tui.screens.pages.note import NotePage

MAIL = (
    b"Received: from mx.example.jp by mail.example.jp; Thu, 12 Nov 2026 10:06:00 +0900\r\n"
    b"From: =?utf-8?b?44OJ44Kz44Oi?= <info@docomo.example>\r\n"
    b"To: li.na@example.ac.jp\r\n"
    b"Subject: hello\r\n"
    b"Date: Thu, 12 Nov 2026 10:05:00 +0900\r\n"
    b"X-Strange: a\x1b]0;x\x07[/]\r\n"
    b"MIME-Version: 1.0\r\n"
    b"Content-Type: multipart/alternative; boundary=b\r\n"
    b"\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    b"The plain text, which says all of it in so many words.\r\n"
    b"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<html><body><p>The page, which says all of it in other words.</p></body></html>\r\n"
    b"--b--\r\n"
)


def keep(desk: Desk, raw: bytes = MAIL) -> None:
    desk.casebook.keep(add_card(desk), from_bytes(raw, NOW))


async def test_the_other_part_of_a_mail_is_a_key_away_and_back(desk: Desk) -> None:
    keep(desk)
    async with running(desk) as screen:
        await screen.press("tab", "enter")
        assert "The plain text" in screen.text
        await screen.press("o")
        assert "The other part of the mail" in screen.text
        assert "The page, which says" in screen.text
        assert "The plain text" not in screen.text
        await screen.press("y")
        assert "The page" in screen.app.clipboard
        await screen.press("o")
        assert "The plain text" in screen.text
        assert isinstance(screen.app.screen, NotePage)


async def test_all_headers_are_shown_decoded_and_harmless(desk: Desk) -> None:
    keep(desk)
    async with running(desk) as screen:
        await screen.press("tab", "enter", "H")
        assert "Received: from mx.example.jp" in screen.text
        assert "From: ドコモ <info@docomo.example>" in screen.text
        assert "␛]0;x␇[/]" in screen.text
        await screen.press("o")
        assert "The page, which says" in screen.text
        await screen.press("q")
        assert "The plain text" in screen.text
        await screen.press("q")
        assert "kaiyaku" in screen.lines[0]


async def test_a_letter_without_either_says_so(desk: Desk) -> None:
    keep(desk, "拝啓\n解約の件\n".encode())
    async with running(desk) as screen:
        await screen.press("tab", "enter", "o")
        assert "no other part" in screen.lines[-1]
        await screen.press("H")
        assert "no headers" in screen.lines[-1]
        assert "解約の件" in screen.text


async def test_another_note_is_shown_as_its_text_again(desk: Desk) -> None:
    keep(desk)
    desk.casebook.keep(1, replace(from_bytes(b"second text", NOW), subject="second"))
    async with running(desk) as screen:
        await screen.press("tab", "enter", "H", "right")
        assert "second text" in screen.text
        assert "All headers" not in screen.text

"""Hostile mails cost little memory, lose nothing that was kept, and say what is not shown."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.correspondence.hostile import CASES, MB
from tests.correspondence.post import mail, multipart, part, text_mail, with_header
from tests.patience import PATIENCE
from tui.correspondence.mail.mail import read_mail
from tui.text.translation import Words

pytestmark = pytest.mark.xdist_group("hostile mails")


@pytest.fixture(scope="module")
def cost() -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.correspondence.hostile"],
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    return dict(json.loads(run.stdout))


def test_every_hostile_mail_is_read_and_none_needs_much_memory(cost: dict[str, Any]) -> None:
    assert set(cost["seconds"]) == set(CASES)
    assert cost["peak"] < 300


def remarks(raw: bytes) -> list[str]:
    return [remark.say(Words("en")) for remark in read_mail(raw).remarks]


LONG_TEXT = "The text of this mail is too long to show; the rest is in the original."
LONG_HEADER = "The header of this mail is too long to show; the rest is in the original."
MANY_PARTS = "This mail has more than 1000 parts; the others are only in the original."
DEEP_PARTS = "The parts of this mail lie more than 30 deep; the innermost are shown as they stand."
MANY_LETTERS = "Too many mails are enclosed in this one; those beyond the limit were not opened."


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("100,000 encoded words", LONG_HEADER),
        ("1,000,000 header lines", LONG_HEADER),
        ("encoded words of two charsets", LONG_HEADER),
        ("parts 5,000 deep", DEEP_PARTS),
        ("mails 5,000 deep", MANY_LETTERS),
        ("a tree of mails", MANY_PARTS),
        ("50,000 parts", MANY_PARTS),
        ("a text of 25 MB in base64", LONG_TEXT),
        ("flowed lines", LONG_TEXT),
    ],
)
def test_what_is_not_shown_is_said_in_a_sentence(case: str, sentence: str) -> None:
    assert sentence in remarks(CASES[case]())


def test_a_mail_within_the_limits_has_no_remarks() -> None:
    letter = multipart("mixed", *(part(b"x" * 1000, "text/plain") for _ in range(300)))
    assert remarks(with_header(letter)) == []


def test_a_long_text_is_shown_to_its_limit_in_whole_lines() -> None:
    line = "解約を承りました。\n"
    for charset in ("utf-8", "shift_jis", "iso-2022-jp"):
        raw = text_mail(
            (line * 90_000).encode(charset), content_type=f"text/plain; charset={charset}"
        )
        read = read_mail(raw)
        assert set(read.text.split("\n")) == {line.strip()}
        assert not read.lossy


def test_a_file_behind_too_much_text_is_still_kept() -> None:
    letter = multipart(
        "mixed", part(b"x\n" * (3 * MB)), part(b"PDF", "application/pdf; name=a.pdf")
    )
    assert [one.content for one in read_mail(with_header(letter)).enclosures] == [b"PDF"]


def test_who_wrote_when_is_found_behind_two_thousand_lines() -> None:
    raw = mail([("X-A", "b")] * 3000 + [("Subject", "x"), ("From", "a@b.jp")], b"body")
    read = read_mail(raw)
    assert (read.subject, read.sender, read.text) == ("x", "a@b.jp", "body")


def test_more_than_a_hundred_recipients_are_cut_short() -> None:
    raw = mail((("To", ", ".join(f"u{n}@b.jp" for n in range(500))),), b"x")
    assert read_mail(raw).recipient.endswith("u99@b.jp, …")


def test_twenty_enclosed_mails_are_opened_and_all_are_kept() -> None:
    inner = [part(b"Subject: s%d\r\n\r\nbody%d." % (n, n), "message/rfc822") for n in range(25)]
    read = read_mail(with_header(multipart("digest", *inner)))
    assert len(read.enclosures) == 25
    assert "body19." in read.text
    assert "body20." not in read.text

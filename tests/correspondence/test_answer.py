"""What a person wrote above a carrier's mail is theirs, and what is quoted is not its header."""

from datetime import UTC, datetime

import pytest

from tests.correspondence.webmail import COPIES, SENDER
from tui.casebook.draft import Draft
from tui.correspondence.guess import from_text

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ENGLISH = "Dear docomo,\nplease cancel my contract.\nLi\n\n"
JAPANESE = "解約をお願いします。\n李\n\n"
HEADER = COPIES["outlook-plain-ja"].text
LINES = [name for name in COPIES if "-answer-" in name]
HEADERS = [name for name in COPIES if "-plain-" in name]
PASSED_ON = [name for name in COPIES if "-forward-" in name]


def paste(text: str) -> Draft:
    return from_text(text, NOW)


@pytest.mark.parametrize("words", [ENGLISH, JAPANESE, "cancel, please\n\n", "cancel, please\n"])
@pytest.mark.parametrize("name", LINES)
def test_ones_own_words_above_what_they_answer_went_to_the_carrier(name: str, words: str) -> None:
    draft = paste(words + COPIES[name].text)
    assert (draft.kind, draft.direction, draft.carrier) == ("mail", "out", "docomo")
    assert (draft.sender, draft.recipient, draft.date) == ("", SENDER, None)
    assert draft.subject == words.split("\n")[0]


@pytest.mark.parametrize("words", [ENGLISH, JAPANESE, JAPANESE + "_" * 32 + "\n"])
@pytest.mark.parametrize("name", HEADERS)
def test_and_so_they_did_above_its_header(name: str, words: str) -> None:
    draft = paste(words + COPIES[name].text)
    assert (draft.kind, draft.direction, draft.carrier) == ("mail", "out", "docomo")
    assert (draft.sender, draft.recipient, draft.date) == ("", SENDER, None)
    assert draft.subject == words.split("\n")[0]


def test_a_long_answer_is_one_too() -> None:
    draft = paste("解約します。\n" * 40 + "\n" + HEADER)
    assert (draft.direction, draft.recipient, draft.date) == ("out", SENDER, None)


def test_an_answer_may_have_a_date_of_its_own() -> None:
    draft = paste(f"2026年11月13日\n解約します。\n\n{HEADER}")
    assert (draft.direction, draft.date) == ("out", "2026-11-13")


@pytest.mark.parametrize("note", ["ご参考までに。\n\n", "See below.\n\n", "FYI: it ended!\n\n"])
@pytest.mark.parametrize("name", [*PASSED_ON, *HEADERS])
def test_a_mail_that_is_passed_on_with_a_word_stays_the_carriers(name: str, note: str) -> None:
    draft = paste(note + COPIES[name].text)
    assert (draft.direction, draft.sender) == ("in", SENDER)


@pytest.mark.parametrize("name", [*PASSED_ON, *HEADERS])
def test_a_subject_above_a_header_is_no_answer(name: str) -> None:
    subject = "解約手続きが完了しました。"
    text = COPIES[name].text.replace("【ドコモ】解約手続きのご案内", subject)
    draft = paste(f"{subject}\n\n{text}")
    assert (draft.direction, draft.sender, draft.subject) == ("in", SENDER, subject)


def test_an_answer_that_was_copied_with_its_header_is_read_by_that() -> None:
    own = "差出人: Li <li@example.jp>\n日時: 2026年11月13日 9:00\n宛先: noreply@docomo.ne.jp\n"
    draft = paste(f"{own}件名: Re: 解約\n\n解約してください。\n\n{HEADER}")
    assert (draft.direction, draft.sender, draft.subject) == (
        "out",
        "Li <li@example.jp>",
        "Re: 解約",
    )
    assert draft.date == "2026-11-13T09:00:00+09:00"


def test_a_carriers_answer_is_not_taken_for_the_persons() -> None:
    draft = paste(
        "Dear Li,\nyour contract has ended.\n\n"
        "On Thu, Nov 12, 2026 at 10:03 AM Li <li@example.jp> wrote:\n\n> please cancel\n"
    )
    assert (draft.direction, draft.sender, draft.recipient) == ("in", "", "")
    assert draft.date is None

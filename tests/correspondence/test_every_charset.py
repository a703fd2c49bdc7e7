"""A letter read in every charset it could be in."""

import base64
from datetime import UTC, datetime

import pytest

from tui.correspondence.every_charset import Reading, readings

NOW = datetime(2026, 11, 24, tzinfo=UTC)
LETTERS = {
    "ja": "件名: 解約手続きのご案内\n\nいつもご利用いただき、ありがとうございます。\n",
    "zh": "您好：\n您的电话卡注销申请已经受理，请在十二月一日之前确认最后一期账单。\n",
    "tw": "您好：\n您的電話卡註銷申請已經受理，請在十二月一日之前確認最後一期帳單。\n",
    "ko": "안녕하세요. 해지 신청이 접수되었습니다. 감사합니다.\n",
}


def read(original: bytes) -> list[Reading]:
    return readings(original, NOW)


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        *(("ja", charset) for charset in ("utf-8", "cp932", "euc-jp", "iso-2022-jp")),
        *(("ja", charset) for charset in ("utf-16-le", "utf-16-be")),
        *(("zh", charset) for charset in ("utf-8", "gb18030")),
        *(("tw", charset) for charset in ("utf-8", "big5")),
        *(("ko", charset) for charset in ("utf-8", "cp949")),
    ],
)
def test_the_right_charset_comes_first(language: str, charset: str) -> None:
    first, *others = read(LETTERS[language].encode(charset))
    assert first.draft.charset == charset
    assert first.draft.text == LETTERS[language]
    assert others


def test_each_reading_shows_a_line_that_says_enough_and_is_there_once() -> None:
    found = read("李\n解約手続きのご案内です\n".encode("cp932"))
    assert found[0].line == "解約手続きのご案内です"
    assert len({reading.draft.text for reading in found}) == len(found)
    assert len({reading.draft.charset for reading in found}) == len(found)


def test_a_short_line_is_shown_where_there_is_no_other() -> None:
    assert read("hello\n李\n".encode("cp932"))[0].line == "李"


def test_the_original_goes_along_untouched() -> None:
    raw = LETTERS["ja"].encode("euc-jp")
    assert {reading.draft.original for reading in read(raw)} == {raw}


def test_what_depends_on_no_charset_reads_in_one_way() -> None:
    assert len(read(b"The last bill comes in January.\n")) == 1


def test_readings_that_lost_nearly_everything_are_left_out() -> None:
    found = read((LETTERS["ja"] * 5).encode("cp932"))
    assert "utf-8" not in {reading.draft.charset for reading in found}


@pytest.mark.parametrize("raw", [b"", b"\0" * 9, b"\xff" * 50, bytes(range(256)) * 4, b"\x1b$B"])
def test_any_bytes_give_readings_and_no_traceback(raw: bytes) -> None:
    assert read(raw)


def test_a_mail_whose_text_is_wrapped_is_read_in_other_charsets_too() -> None:
    body = base64.encodebytes(LETTERS["ja"].encode("euc-jp"))
    mail = (
        b"From: a@example.jp\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=x-nothing\n"
        b"Content-Transfer-Encoding: base64\n\n" + body
    )
    first, *others = read(mail)
    assert first.draft.charset == "euc-jp"
    assert first.draft.text.strip() == LETTERS["ja"].strip()
    assert {reading.draft.charset for reading in others} & {"gb18030", "cp932"}

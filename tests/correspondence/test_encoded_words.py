"""Subjects and addresses are read as they were written, however clients tore them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.post import (
    ENCODE,
    JAPANESE,
    KOREAN,
    SIMPLIFIED,
    TRADITIONAL,
    WINDOWS_ONLY,
    b_word,
    cut,
    folded,
    q_word,
)
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.header.addresses import decode_addresses
from tui.correspondence.header.encoded_words import decode_words

JIS = ENCODE["iso-2022-jp"]
SJIS = ENCODE["cp932"]

SUBJECTS = {
    "iso-2022-jp": ("ISO-2022-JP", JAPANESE),
    "cp50221": ("ISO-2022-JP", WINDOWS_ONLY),
    "cp932": ("Shift_JIS", JAPANESE + WINDOWS_ONLY),
    "euc-jp": ("EUC-JP", JAPANESE + WINDOWS_ONLY),
    "utf-8": ("UTF-8", JAPANESE + SIMPLIFIED + KOREAN),
    "gbk": ("GB2312", SIMPLIFIED),
    "big5": ("Big5", TRADITIONAL),
    "euc-kr": ("ks_c_5601-1987", KOREAN),
}


def words(value: bytes, **given: str) -> str:
    return decode_words(value, Reading(hints=tuple(given.values())))


def addresses(value: bytes) -> str:
    return decode_addresses(value, Reading())


@pytest.mark.parametrize("encoding", SUBJECTS)
@pytest.mark.parametrize("word", [b_word, q_word])
@given(st.data())
def test_a_subject_that_was_cut_anywhere_is_whole_again(encoding, word, data) -> None:  # type: ignore[no-untyped-def]
    label, texts = SUBJECTS[encoding]
    text = data.draw(st.sampled_from([line for text in texts for line in text.split("\n") if line]))
    pieces = cut(ENCODE[encoding](text), data.draw(st.integers(1, 40)))
    between = data.draw(st.sampled_from([b"\r\n ", b" ", b"\n\t", b""]))
    assert words(between.join(word(piece, label) for piece in pieces)) == text


@pytest.mark.parametrize("encoding", SUBJECTS)
@pytest.mark.parametrize("size", [5, 10, 22, 61])
def test_base64_that_was_cut_without_regard_to_its_quanta_is_whole_again(
    encoding: str, size: int
) -> None:
    label, texts = SUBJECTS[encoding]
    for text in texts:
        encoded = base64.b64encode(ENCODE[encoding](text))
        pieces = [b"=?%s?B?%s?=" % (label.encode(), piece) for piece in cut(encoded, size)]
        assert words(folded(pieces)) == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"plain words", "plain words"),
        (b"folded\r\n\twords", "folded words"),
        (b"Re: " + b_word(JIS("解約"), "iso-2022-jp"), "Re: 解約"),
        (b_word(JIS("解約"), "iso-2022-jp") + b" (A-1)", "解約 (A-1)"),
        (
            b"[a] " + b_word(JIS("解"), "ISO-2022-JP") + b" b " + q_word(b"\xe7\xb4\x84", "utf-8"),
            "[a] 解 b 約",
        ),
        (b_word(JIS("解"), "iso-2022-jp") + b" " + b_word("約".encode(), "utf-8"), "解約"),
        (b"=?UTF-8*ja?B?6Kej57SE?=", "解約"),
        (b"=?utf-8?q?a_b=20c?=", "a b c"),
        (b"=?utf-8?Q?why?_=E8=A7=A3?=", "why? 解"),
        (b"=?utf-8?Q?why?=E8=A7=A3?=", "why?解"),
        (b"=?utf-8?Q?with a blank?=", "with a blank"),
        (b"=?utf-8?B?6Kej\r\n 57SE?=", "解約"),
        (b"=?utf-8?Q?a\r\n b?=", "ab"),
        (b_word(SJIS("解約")[:3], "Shift_JIS") + b" " + b_word(SJIS("解約")[3:], "x-sjis"), "解約"),
        (b"=?utf-8?B?6Kej57SE", "解約"),
        (b"=?utf-8?B?6Kej57S", "解" + "\ufffd"),
        (b"=?utf-8?B?6Kej57SE?", "解約"),
        (b"=?utf-8?B?6Kej57SE?= =?", "解約 =?"),
        (b"=?utf-8?B??=", ""),
        (b"=?x-unknown?B?6Kej57SE?=", "解約"),
        (b"=?us-ascii?Q?=89=F0=96=F1?=", "解約"),
        (b"=?ISO-8859-1?Q?R=E9siliation?=", "Résiliation"),
        (b"=?iso-2022-jp?B?GyRCMnJMcw==?= =?iso-2022-jp?B?GyhCIDE=?=", "解約 1"),
        (b"1 =? 2 ?= 3", "1 =? 2 ?= 3"),
        (b"Forma\xe7\xe3o da R\xe9siliation", "Formação da Résiliation"),
    ],
)
def test_words_of_every_making_are_read(value: bytes, text: str) -> None:
    assert words(value) == text


def test_each_word_is_read_alone_where_joining_them_does_damage() -> None:
    left_open = b"\x1b$B2rLs"
    assert (
        words(folded((b_word(left_open, "iso-2022-jp"), q_word(b"abc", "iso-2022-jp"))))
        == "解約abc"
    )


@pytest.mark.parametrize("text", ["【ドコモ】解約手続きのご案内", "ご請求額 3,278円", "ﾌﾟﾗﾝ変更①"])
@pytest.mark.parametrize("encoding", ["cp50221", "cp932", "euc-jp", "utf-8"])
def test_raw_bytes_in_a_subject_are_read(encoding: str, text: str) -> None:
    assert words(ENCODE[encoding](text)) == text


@pytest.mark.parametrize(
    ("encoding", "hint", "text"),
    [("gbk", "gb2312", "注销通知"), ("big5", "big5", "解約"), ("euc-kr", "euc-kr", "해지 안내")],
)
def test_a_short_raw_subject_is_read_in_the_charset_of_the_text(
    encoding: str, hint: str, text: str
) -> None:
    assert words(ENCODE[encoding](text), hint=hint) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp"])
@pytest.mark.parametrize("size", [3, 4, 5, 7])
def test_raw_bytes_that_were_folded_inside_a_character_are_put_together(
    encoding: str, size: int
) -> None:
    text = "解約手続きのご案内"
    assert words(folded(cut(ENCODE[encoding](text), size))).replace(" ", "") == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (b"noreply@docomo.ne.jp", "noreply@docomo.ne.jp"),
        (b"<noreply@docomo.ne.jp>", "noreply@docomo.ne.jp"),
        (b"NTT <a@b.jp>", "NTT <a@b.jp>"),
        (b'"NTT, Inc." <a@b.jp>', "NTT, Inc. <a@b.jp>"),
        (b'"a \\"b\\" c" <a@b.jp>', 'a "b" c <a@b.jp>'),
        (b"a@b.jp (Taro)", "Taro <a@b.jp>"),
        (b'"a@b.jp" <a@b.jp>', "a@b.jp"),
        (b"a@b.jp, c@d.jp ,\r\n e@f.jp", "a@b.jp, c@d.jp, e@f.jp"),
        (b"a@b.jp; c@d.jp", "a@b.jp, c@d.jp"),
        (b"A <a@b.jp> C <c@d.jp>", "A <a@b.jp>, C <c@d.jp>"),
        (b"A <a@b.jp> (desk)", "A <a@b.jp>"),
        (b"undisclosed-recipients:;", "undisclosed-recipients"),
        (b"Team: a@b.jp, c@d.jp;", "a@b.jp, c@d.jp"),
        (b_word(JIS("ドコモ"), "ISO-2022-JP") + b" <a@b.jp>", "ドコモ <a@b.jp>"),
        (b'"' + b_word(JIS("ドコモ"), "ISO-2022-JP") + b'" <a@b.jp>', "ドコモ <a@b.jp>"),
        (q_word("鈴木, <太郎>".encode(), "utf-8") + b"<a@b.jp>", "鈴木, <太郎> <a@b.jp>"),
        (b_word("山田 <a@b.jp>".encode(), "utf-8"), "山田 <a@b.jp>"),
        (JIS('山田"太郎"，花子') + b" <a@b.jp>", "山田太郎，花子 <a@b.jp>"),
        (b'"' + JIS("解約、窓口") + b'" <a@b.jp>', "解約、窓口 <a@b.jp>"),
        (b'"' + SJIS("表示ソ") + b'" <a@b.jp>', "表示ソ <a@b.jp>"),
        (b"a@b.jp (" + b_word(JIS("窓口"), "ISO-2022-JP") + b")", "窓口 <a@b.jp>"),
        (b"", ""),
        (b"<>", ""),
    ],
)
def test_addresses_are_shown_as_name_and_address(value: bytes, shown: str) -> None:
    assert addresses(value) == shown


@given(st.binary(max_size=120))
def test_any_bytes_are_some_subject_and_some_address(value: bytes) -> None:
    assert isinstance(words(value), str)
    assert isinstance(addresses(value), str)

"""Whatever encoding a letter comes in, it is read as it was written."""

import codecs
from collections.abc import Callable
from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.correspondence.examples import (
    JAPANESE,
    KOREAN,
    SIMPLIFIED,
    TRADITIONAL,
    WESTERN,
    WINDOWS_ONLY,
    euc_jp,
    iso_2022_jp,
)
from tui.correspondence.charsets.decoding import (
    BINARY,
    canonical,
    decode,
    decode_as,
    looks_destroyed,
)


def letters(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return letters of some sentences and lines as carriers put them between."""
    between = st.sampled_from(["\n", "\r\n", " ", "\n\nhttps://www.docomo.ne.jp/\n", " A-1234 "])
    sentence = st.tuples(st.sampled_from(sentences), between).map("".join)
    return st.lists(sentence, min_size=1, max_size=8).map("".join)


RUSSIAN = (
    "Уважаемый клиент, ваш договор будет расторгнут 31 декабря. Ещё раз спасибо!",
    "ПОСЛЕДНИЙ СЧЁТ БУДЕТ СПИСАН С ВАШЕГО СЧЁТА",
)
JAPANESE_LETTERS = letters(JAPANESE)


@given(JAPANESE_LETTERS)
@pytest.mark.parametrize(
    ("encode", "charset"),
    [
        (lambda text: text.encode("cp932"), "cp932"),
        (euc_jp, "euc-jp"),
        (iso_2022_jp, "iso-2022-jp"),
        (lambda text: text.encode("iso2022_jp"), "iso-2022-jp"),
        (lambda text: text.encode("utf-8"), "utf-8"),
        (lambda text: text.encode("utf-8-sig"), "utf-8"),
        (lambda text: text.encode("utf-16"), "utf-16-le"),
        (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "utf-16-be"),
        (lambda text: text.encode("utf-16-le"), "utf-16-le"),
        (lambda text: text.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_a_japanese_letter_without_a_label_is_read_as_written(
    encode: Callable[[str], bytes], charset: str, text: str
) -> None:
    decoded = decode(encode(text))
    assert (decoded.text, decoded.charset, decoded.lossy) == (text, charset, False)


@given(st.data())
@pytest.mark.parametrize(
    ("sentences", "codec", "charset"),
    [
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (KOREAN, "euc_kr", "cp949"),
        (WESTERN, "cp1252", "cp1252"),
        (SIMPLIFIED, "utf-8", "utf-8"),
    ],
)
def test_a_letter_in_another_language_is_read_as_written(
    sentences: tuple[str, ...], codec: str, charset: str, data: st.DataObject
) -> None:
    text = data.draw(letters(sentences))
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.charset, decoded.lossy) == (text, charset, False)


@pytest.mark.parametrize(
    "word", ["解約", "料金", "ご案内", "お知らせ", "ドコモ", "契約書", "東京都"]
)
@pytest.mark.parametrize("encode", [euc_jp, lambda text: text.encode("cp932")])
def test_one_japanese_word_is_enough(word: str, encode: Callable[[str], bytes]) -> None:
    assert decode(encode(word)).text == word


@pytest.mark.parametrize(
    "encode", [iso_2022_jp, euc_jp, lambda text: text.encode("cp932")], ids=["jis", "euc", "sjis"]
)
def test_characters_that_only_windows_has_are_read(encode: Callable[[str], bytes]) -> None:
    assert decode(encode(WINDOWS_ONLY)).text == WINDOWS_ONLY


def test_a_letter_all_in_half_width_kana_is_read() -> None:
    for text in ("ｶｲﾔｸﾉﾃﾂﾂﾞｷｶﾞｶﾝﾘｮｳｲﾀｼﾏｼﾀ｡", "ｺﾞｹｲﾔｸｼｬｻﾏ\nｵｼﾊﾗｲｶﾞｶｸﾊ 3,278ｴﾝﾃﾞｽ｡"):
        decoded = decode(text.encode("cp932"))
        assert (decoded.text, decoded.charset, decoded.lossy) == (text, "cp932", False)


def test_other_escapes_of_the_iso_2022_family_are_read() -> None:
    assert decode(b"\x1b$@2rLs\x1b(J\\100").text == "解約¥100"
    assert decode(b"\x1b$(D\x30\x21\x1b(B").text == "丂"
    assert decode(b"\x1b$B2rLs\x1b$A=bT<\x1b(B").text == "解約解约"
    assert decode(b"\x1b$B2rLs\x1b(B\x0e1\x0f.").text == "解約ｱ."


def test_a_line_that_does_not_switch_back_spoils_only_itself() -> None:
    decoded = decode(b"\x1b$B2rLs\nplain words!\n\x1b$B2rLs\x1b(B\n")
    assert decoded.text == "解約\nplain words!\n解約\n"


def test_colours_of_a_terminal_are_not_taken_for_japanese() -> None:
    decoded = decode(b"\x1b[31mred\x1b(B\x1b[m")
    assert (decoded.text, decoded.charset) == ("\x1b[31mred\x1b(B\x1b[m", "utf-8")


@pytest.mark.parametrize("text", ["解約手続きのご案内です。", "您的合约将于下个月解除。"])
@pytest.mark.parametrize(
    "label", ["iso-2022-jp", "shift_jis", "windows-1252", "us-ascii", "x-unknown"]
)
def test_utf_8_under_a_wrong_label_is_read(text: str, label: str) -> None:
    assert decode(text.encode(), label).text == text


@pytest.mark.parametrize(
    "label", ["iso-2022-jp", "windows-1252", "iso-8859-1", "utf-8", "us-ascii"]
)
def test_shift_jis_under_a_wrong_label_is_read(label: str) -> None:
    text = "".join(JAPANESE)
    assert decode(text.encode("cp932"), label).text == text


@pytest.mark.parametrize("text", [*JAPANESE, "㈱ﾓﾊﾞｲﾙより、解約手数料①1,100円のご案内"])
@pytest.mark.parametrize(
    "label", ["gb2312", "big5", "euc-kr", "koi8-r", "windows-1251", "iso-8859-5", "iso-8859-15"]
)
def test_shift_jis_with_kana_is_read_under_a_label_from_abroad(label: str, text: str) -> None:
    decoded = decode(text.encode("cp932"), label)
    assert (decoded.text, decoded.charset, decoded.lossy) == (text, "cp932", False)


@given(st.data())
@pytest.mark.parametrize(
    ("sentences", "label"),
    [
        (SIMPLIFIED, "gbk"),
        ((*SIMPLIFIED, *TRADITIONAL, *JAPANESE), "gb18030"),
        (TRADITIONAL, "big5"),
        (KOREAN, "euc-kr"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "iso-8859-5"),
        (WESTERN, "iso-8859-15"),
        (WESTERN, "windows-1250"),
    ],
)
def test_a_right_label_from_abroad_is_believed(
    sentences: tuple[str, ...], label: str, data: st.DataObject
) -> None:
    sentence = data.draw(st.sampled_from(sentences))
    start = data.draw(st.integers(0, len(sentence) - 1))
    text = sentence[start : data.draw(st.integers(start + 1, len(sentence)))]
    raw = text.encode(label, "ignore")
    assert decode(raw, label).text == raw.decode(label)


@pytest.mark.parametrize("label", ["windows-1252", "iso-8859-1"])
def test_a_western_label_is_doubted_even_where_every_byte_is_a_letter(label: str) -> None:
    raw = "お知らせ".encode("cp932")
    assert raw.decode("cp1252")
    assert decode(raw, label).text == "お知らせ"
    assert decode("résilié".encode("cp1252"), label).text == "résilié"


def test_escapes_beat_an_eight_bit_label() -> None:
    assert decode(iso_2022_jp("解約"), "shift_jis").text == "解約"


def test_a_right_label_decides_what_the_bytes_leave_open() -> None:
    raw = "日本".encode("gb18030")
    assert decode(raw, "gb2312").text == "日本"
    assert decode(raw, "GB2312").charset == "gb18030"


def test_little_damage_under_the_label_is_shown_and_not_guessed_away() -> None:
    raw = "".join(JAPANESE).encode("cp932") + b"\x85"
    decoded = decode(raw, "Shift_JIS")
    assert (decoded.text, decoded.charset) == ("".join(JAPANESE) + "\ufffd", "cp932")
    assert decoded.lossy


def test_utf_8_cut_in_the_middle_of_a_character_stays_utf_8() -> None:
    decoded = decode("".join(JAPANESE).encode()[:-1])
    assert decoded.text == "".join(JAPANESE)[:-1] + "\ufffd"
    assert (decoded.charset, decoded.lossy) == ("utf-8", True)


def test_a_long_english_beginning_does_not_hide_the_encoding() -> None:
    text = "header: value\n" * 5000 + JAPANESE[1]
    assert decode(euc_jp(text)).text == text


def test_a_person_can_choose_the_charset() -> None:
    raw = "解約".encode("cp932")
    assert decode_as(raw, "windows-31j").text == "解約"
    assert decode_as(raw, "latin1").charset == "cp1252"
    with pytest.raises(LookupError, match="klingon"):
        decode_as(raw, "klingon")


@pytest.mark.parametrize("label", ["punycode", "idna", "hex", "unicode_escape", "rot13", "cp", ""])
def test_a_label_that_names_no_charset_is_none(label: str) -> None:
    assert canonical(label) is None


LABELS = {
    *(alias.replace("_", "-") for alias in (*aliases, *aliases.values())),
    *(f"iso-8859-{number}" for number in range(1, 17)),
    *(f"{family}{number}" for family in ("cp", "windows-") for number in range(2_000)),
    *("x-sjis", "x-gbk", "windows-31j", "ms_kanji", "big5-hkscs", "uhc", "utf-32-le", BINARY),
}


@pytest.mark.parametrize("label", sorted(filter(canonical, LABELS)))
def test_the_name_under_which_a_charset_is_kept_names_it_again(label: str) -> None:
    name = decode_as("Kündigung".encode("latin-1"), label).charset
    assert name == canonical(label) == canonical(name)


@pytest.mark.parametrize(
    ("label", "raw", "text", "name"),
    [
        ("ISO-8859-15", b"K\xfcndigung \xa45", "Kündigung €5", "iso-8859-15"),
        ("iso8859-2", b"Zru\xb9en\xed", "Zrušení", "iso-8859-2"),
        ("cp819", b"r\xe9sili\xe9", "résilié", "cp1252"),
        ("cp1051", b"r\xc5sili\xc5", "résilié", "hp-roman8"),
        ("cp1361", "해지".encode("johab"), "해지", "johab"),
        ("cp154", "қазақ".encode("ptcp154"), "қазақ", "ptcp154"),
    ],
)
def test_a_letter_from_further_away_is_read_by_its_label(
    label: str, raw: bytes, text: str, name: str
) -> None:
    assert (decode_as(raw, label).text, decode_as(raw, label).charset) == (text, name)


def test_a_label_for_ascii_says_nothing_of_what_is_not_ascii() -> None:
    assert decode("解約手続き".encode("cp932"), "cp367").text == "解約手続き"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8,
        b"%PDF-1.7\n" + b"stream" * 100,
    ],
)
def test_a_picture_or_a_pdf_is_no_text(raw: bytes) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.charset, decoded.lossy) == ("", BINARY, True)


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "iso-2022-jp", "gb2312", "big5"]))
def test_any_bytes_become_a_text_that_can_be_stored(raw: bytes, label: str | None) -> None:
    decoded = decode(raw, label)
    assert decoded.text.encode("utf-8").decode("utf-8") == decoded.text


@given(st.binary(max_size=200))
def test_what_a_charset_read_it_reads_again(raw: bytes) -> None:
    decoded = decode(raw)
    assert decode_as(raw, decoded.charset) == decoded


@pytest.mark.parametrize(
    "text", ["????", "???? ??? 12?31?", "??????????????\nhttps://www.docomo.ne.jp/"]
)
def test_a_letter_that_lost_its_characters_is_noticed(text: str) -> None:
    assert looks_destroyed(text)


@pytest.mark.parametrize(
    "text", ["", "When? Why??", "What???? Really, are you sure about this?", "解約????????????"]
)
def test_a_letter_with_questions_is_not_taken_for_destroyed(text: str) -> None:
    assert not looks_destroyed(text)


def test_the_pipe_that_replaces_every_character_is_noticed() -> None:
    assert looks_destroyed("\n".join(JAPANESE).encode("ascii", "replace").decode())

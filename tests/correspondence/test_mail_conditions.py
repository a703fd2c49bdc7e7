"""Every charset under every label, in every transfer encoding: exactly the text that was sent."""

from collections.abc import Callable, Iterator

import pytest

from tests.correspondence.post import (
    ENCODE,
    JAPANESE,
    KOREAN,
    SIMPLIFIED,
    TRADITIONAL,
    WINDOWS_ONLY,
    b_word,
    base64_lines,
    cut,
    folded,
    multipart,
    part,
    q_word,
    quoted_printable,
    text_mail,
    with_header,
)
from tui.correspondence.mail.flowed import unflow
from tui.correspondence.mail.mail import read_mail

WRAPPED: dict[str, Callable[[bytes], bytes]] = {
    "8bit": lambda raw: raw,
    "base64": base64_lines,
    "quoted-printable": quoted_printable,
}
JAPANESE_TEXTS = (*WINDOWS_ONLY, *JAPANESE)
TEXTS = {
    "iso-2022-jp": JAPANESE,
    "cp50221": JAPANESE_TEXTS,
    "cp932": JAPANESE_TEXTS,
    "euc-jp": JAPANESE_TEXTS,
    "utf-8": (*JAPANESE[:4], *SIMPLIFIED[:3], *TRADITIONAL[:3], *KOREAN[:3]),
    "gbk": SIMPLIFIED,
    "gb18030": SIMPLIFIED,
    "big5": TRADITIONAL,
    "euc-kr": KOREAN,
}
RIGHT = {
    "iso-2022-jp": ("ISO-2022-JP", "iso-2022-jp-1", '"csISO2022JP"'),
    "cp50221": ("ISO-2022-JP", "iso-2022-jp-ms", "cp50220", "cp50221"),
    "cp932": ("Shift_JIS", "x-sjis", "windows-31j", "MS_Kanji"),
    "euc-jp": ("EUC-JP", "x-euc-jp"),
    "utf-8": ("UTF-8", "utf8"),
    "gbk": ("GBK", "gb2312", "x-gbk"),
    "gb18030": ("gb18030", "GB2312"),
    "big5": ("Big5",),
    "euc-kr": ("EUC-KR", "ks_c_5601-1987"),
}
WRONG = {
    "iso-2022-jp": ("us-ascii", "Shift_JIS", "utf-8", "iso-8859-1", "x-unknown", None),
    "cp50221": ("us-ascii", "Shift_JIS", "utf-8", None),
    "cp932": ("iso-2022-jp", "utf-8", "us-ascii", "windows-1252", "EUC-JP", None),
    "euc-jp": ("iso-2022-jp", "utf-8", "Shift_JIS", "iso-8859-1", None),
    "utf-8": ("iso-2022-jp", "Shift_JIS", "EUC-JP", "us-ascii", "windows-1252", "gb2312", None),
    "gbk": ("utf-8", "us-ascii", "iso-8859-1", None),
    "gb18030": ("utf-8", None),
    "big5": ("utf-8", "us-ascii", None),
    "euc-kr": ("utf-8", "us-ascii", None),
}
STYLES = ("b", "q", "b torn", "q torn", "raw", "quoted by its charset alone", "labelled wrong")


def conditions() -> Iterator[tuple[str, str | None]]:
    for encoding in TEXTS:
        for label in (*RIGHT[encoding], *WRONG[encoding]):
            yield encoding, label


@pytest.mark.parametrize("transfer", WRAPPED)
@pytest.mark.parametrize(("encoding", "label"), conditions())
def test_a_body_is_read_as_it_was_written(encoding: str, label: str | None, transfer: str) -> None:
    content_type = f"text/plain; charset={label}" if label else "text/plain"
    for text in TEXTS[encoding]:
        sent = ENCODE[encoding](text.replace("\n", "\r\n"))
        raw = text_mail(WRAPPED[transfer](sent), content_type=content_type, encoding=transfer)
        mail = read_mail(raw)
        assert (mail.text, mail.lossy, mail.text_from) == (text, False, "plain")
        assert mail.declared == (label.strip('"') if label else None)


@pytest.mark.parametrize("label", ["Shift_JIS", "windows-31j", "iso-2022-jp", "EUC-JP"])
def test_a_japanese_label_is_enough_to_know_half_width_kana(label: str) -> None:
    text = "㈱ﾓﾊﾞｲﾙ　ｻﾎﾟｰﾄ担当　髙橋"
    raw = text_mail(text.encode("cp932"), content_type=f"text/plain; charset={label}")
    assert read_mail(raw).text == text


@pytest.mark.parametrize(("encoding", "label"), conditions())
def test_a_page_is_read_as_it_was_written(encoding: str, label: str | None) -> None:
    content_type = f"text/html; charset={label}" if label else "text/html"
    for text in TEXTS[encoding]:
        html = f"<html><body><p>{text}</p></body></html>".replace("\n", "<br>")
        raw = text_mail(
            base64_lines(ENCODE[encoding](html)), content_type=content_type, encoding="base64"
        )
        mail = read_mail(raw)
        wide = " ".join(mail.text.replace("\u3000", " ").split())
        assert wide == " ".join(text.replace("\u3000", " ").split())
        assert mail.text_from == "html"


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "gbk", "big5", "euc-kr"])
def test_a_page_that_names_its_charset_only_itself_is_read_in_it(encoding: str) -> None:
    label = RIGHT[encoding][0]
    for text in TEXTS[encoding]:
        line = text.split("\n")[0][:6]
        html = f'<html><head><meta charset="{label}"></head><body>{line}</body></html>'
        mail = read_mail(text_mail(ENCODE[encoding](html), content_type="text/html"))
        assert (mail.text, mail.declared) == (line.strip(), label)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("encoding", TEXTS)
def test_a_subject_is_read_as_it_was_written(encoding: str, style: str) -> None:
    label = RIGHT[encoding][0]
    for text in TEXTS[encoding]:
        line = text.split("\n")[0]
        raw = ENCODE[encoding](line)
        subject = {
            "b": b_word(raw, label),
            "q": q_word(raw, label),
            "b torn": folded(b_word(piece, label) for piece in cut(raw, 7)),
            "q torn": b" ".join(q_word(piece, label) for piece in cut(raw, 5)),
            "raw": raw,
            "quoted by its charset alone": b_word(raw, label.lower()),
            "labelled wrong": b_word(raw, "us-ascii"),
        }[style]
        assert read_mail(text_mail(b"-", subject=subject)).subject == line


@pytest.mark.parametrize("style", ["rfc 2231", "continued", "b", "q", "folded words", "raw", "jis"])
@pytest.mark.parametrize("encoding", TEXTS)
def test_a_file_name_is_read_as_it_was_written(encoding: str, style: str) -> None:
    label = RIGHT[encoding][0]
    for text in TEXTS[encoding]:
        name = text.split("\n")[0][:20].strip() + ".pdf"
        raw = ENCODE[encoding](name)
        percent = b"".join(b"%%%02X" % byte for byte in raw)
        value = {
            "rfc 2231": b"filename*=%s''%s" % (label.encode(), percent),
            "continued": b"filename*0*=%s''%s; filename*1*=%s;\r\n filename*2*=%s"
            % (label.encode(), percent[:30], percent[30:33], percent[33:]),
            "b": b'filename="%s"' % b_word(raw, label),
            "q": b"filename=%s" % q_word(raw, label),
            "folded words": b'filename="%s"' % folded(b_word(one, label) for one in cut(raw, 9)),
            "raw": b'filename="%s"' % raw,
            "jis": b'filename="%s"' % ENCODE["cp50221"](name)
            if encoding in ("cp932", "euc-jp")
            else b'filename="%s"' % raw,
        }[style]
        letter = multipart(
            "mixed",
            part(b"-", f"text/plain; charset={label}"),
            part(b"x", "application/pdf", ("Content-Disposition", b"attachment; " + value)),
        )
        mail = read_mail(with_header(letter))
        assert [enclosure.name for enclosure in mail.enclosures] == [" ".join(name.split())]


@pytest.mark.parametrize("encoding", ["iso-2022-jp", "cp932", "euc-jp", "utf-8"])
def test_flowed_japanese_is_joined_without_the_blanks_that_mark_it(encoding: str) -> None:
    for text in JAPANESE:
        line = text.replace("\n", "")
        sent = " \r\n".join(line[at : at + 5] for at in range(0, len(line), 5)) + "\r\n二行目"
        raw = text_mail(
            ENCODE[encoding](sent),
            content_type=f"text/plain; charset={encoding}; format=flowed; delsp=yes",
        )
        assert read_mail(raw).text == f"{line}\n二行目"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("one \n\ntwo", "one \n\ntwo"),
        ("> one \n> two\nthree", "> one two\nthree"),
        ("> one \n>> two", "> one \n>> two"),
        (" From here \n  two", "From here  two"),
        ("one \n-- \nname", "one \n-- \nname"),
        ("one ", "one "),
        ("", ""),
    ],
)
def test_flowed_lines_are_joined(sent: str, shown: str) -> None:
    assert unflow(sent, delete_space=False) == shown

"""The lines `From: …`, `差出人：…`, `发件人：…` at the top of a mail that was copied as text."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, Literal

Field = Literal["from", "date", "to", "subject", "other"]

_FIELDS: Final[dict[str, Field]] = {
    **dict.fromkeys(("from", "sender", "差出人", "送信者", "送信元", "差出人名"), "from"),
    **dict.fromkeys(("发件人", "發件人", "寄件者", "寄件人", "发信人", "发送人", "发送者"), "from"),
    **dict.fromkeys(("date", "sent", "日時", "日付", "送信日時", "送信日", "受信日時"), "date"),
    **dict.fromkeys(
        ("发送时间", "發送時間", "发送日期", "寄件日期", "时间", "時間", "日期"), "date"
    ),
    **dict.fromkeys(("发件时间", "发信时间", "寄件時間", "收件时间", "接收时间"), "date"),
    **dict.fromkeys(("to", "宛先", "收件人", "收件者", "受信者", "送信先", "收信人"), "to"),
    **dict.fromkeys(("发送至", "发送给", "发给", "寄給"), "to"),
    **dict.fromkeys(("subject", "件名", "題名", "主题", "主題", "主旨", "标题", "題目"), "subject"),
    **dict.fromkeys(("cc", "bcc", "抄送", "密送", "副本", "返信先", "回复", "附件"), "other"),
    **dict.fromkeys(
        ("抄送至", "抄送人", "密送人", "副本抄送", "大小", "邮寄者", "邮件大小"), "other"
    ),
    **dict.fromkeys(("签名者", "安全性", "署名元", "セキュリティ", "security"), "other"),
    **dict.fromkeys(
        ("received", "references", "precedence", "organization", "sensitivity"), "other"
    ),
    **dict.fromkeys(("添付", "添付ファイル", "重要度", "importance", "attachments"), "other"),
}
_LONGEST_NAME: Final = 40
_LINES: Final = 200
_STRAYS: Final = 2
_ABOVE: Final = 6
_ENGLISH_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_QUOTE = re.compile(r"^(?:>[ \t]?){1,10}")
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"))
QUOTED_MAIL = re.compile(
    r"_{10,}|[-=*\s]{3,30}(?:original|forward|元のメッセージ|転送|原始邮件|原邮件|邮件原件|原始郵件"
    r"|转发|轉寄|回复的原)|begin forwarded message:|(?:下記|以下)は?、?転送|开始转发的邮件",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headers:
    """The header lines found, by what they tell; they are lines `start` to before `end`."""

    fields: dict[Field, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        told = self.fields.keys() & {"from", "date", "to", "subject"}
        return len(told) >= 2 and not told.isdisjoint({"from", "subject"})


def read_headers(lines: list[str]) -> Headers:
    """Return the header block at the top of `lines`; it is false where there is none.

    The subject or a word to the reader may stand above it. The header of a mail that is quoted
    below an answer is not this mail's.
    """
    fields: dict[Field, str] = {}
    waiting: Field | None = None
    above = strays = start = end = 0
    after_blank = False
    for number, line in enumerate(lines[:_LINES]):
        said = visible(line)
        if not said.strip(" \t>|"):
            after_blank = True
            continue
        name, value = _header(said)
        if name is not None and not (said.startswith(">") and above > _STRAYS):
            waiting = None if value else name
            if value:
                fields.setdefault(name, value)
            start = start if end else number
            strays, end = 0, number + 1
        elif waiting is not None:
            fields.setdefault(waiting, _QUOTE.sub("", said).strip())
            waiting, end = None, number + 1
        elif not end:
            if above > _ABOVE or (above > _STRAYS and QUOTED_MAIL.match(said)):
                break
            above += 1
        elif not said[0].isspace() or after_blank:
            strays += 1
            if after_blank or strays > _STRAYS:
                break
        after_blank = False
    return Headers(fields, start, end)


def begins_header(line: str) -> bool:
    """Say whether a line tells from whom, to whom, when or about what a mail is."""
    return _header(visible(line))[0] in ("from", "date", "to", "subject")


def visible(line: str) -> str:
    """Return a line without the characters of no width that pages put between others."""
    return line.translate(_INVISIBLE)


def _header(line: str) -> tuple[Field | None, str]:
    """Return what a header line tells and its value; None for any other line."""
    if line.startswith(">"):
        line = _QUOTE.sub("", line)
    if line.startswith("|"):
        # 163 quotes a mail as a table.
        cells = [cell.strip() for cell in line.split("|", 3)]
        return _named(cells[1]), cells[2] if len(cells) > 2 else ""
    if not line or line[0].isspace():
        return None, ""
    cut = min((at for at in (line.find(":"), line.find("：")) if at >= 0), default=-1)
    if not 0 < cut <= _LONGEST_NAME or 0 < line.find("\t") < cut - 1:
        return _without_colon(line)
    written = line[:cut].strip(" *・")
    known = _named(written)
    if known is None and not (_ENGLISH_NAME.fullmatch(written) and "-" in written):
        return None, ""
    value = line[cut + 1 :].removeprefix("*") if line.startswith("*") else line[cut + 1 :]
    return known or "other", value.strip()


def _without_colon(line: str) -> tuple[Field | None, str]:
    """Return what a row of a page's table tells: name and value, or the name on a line alone."""
    name, tab, value = line.partition("\t")
    found = _named(name) if tab or not line.isascii() else None
    return found, value.strip()


def _named(name: str) -> Field | None:
    # QQ writes "时   间", and programs that know bold text leave its asterisks.
    return _FIELDS.get(
        "".join(unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).casefold().split())
    )

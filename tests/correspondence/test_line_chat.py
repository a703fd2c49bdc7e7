"""A chat that LINE exported tells with whom it was, and when the last word was said."""

from datetime import UTC, datetime

import pytest

from tui.casebook.draft import Draft
from tui.correspondence.guess import from_bytes, from_text

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LAST = "2026-11-12T10:04:00+09:00"

JAPANESE = """[LINE] ドコモとのトーク履歴
保存日時：2026/11/13 09:00

2026/11/11(水)
21:59\tドコモ\tこんばんは

2026/11/12(木)
10:03\tドコモ\tどうぞ
10:04\t李 偉\t"解約したいです
よろしくお願いします"
"""
ENGLISH = """[LINE] Chat history with docomo
Saved on: 11/13/2026, 09:00

Thu, 11/12/2026
10:03 AM\tdocomo\tHello
10:04 AM\tLi Wei\tI want to cancel
"""
SIMPLIFIED = """[LINE] 与docomo的聊天记录
保存日期：2026/11/13 09:00

2026/11/12(周四)
上午10:03\tdocomo\t您好
上午10:04\t李伟\t我想解约
"""
TRADITIONAL = """[LINE] 與docomo的聊天記錄
儲存日期：2026/11/13 09:00

2026/11/12（四）
上午10:03\tdocomo\t您好
上午10:04\t李偉\t我想解約
"""
DESKTOP = """[LINE] ドコモとのトーク履歴
保存日時：2026/11/13 09:00

2026.11.12 木曜日
10:03 ドコモ どうぞ
10:04 李 解約したいです
"""


def paste(text: str) -> Draft:
    return from_text(text, NOW)


@pytest.mark.parametrize(
    ("text", "partner", "other"),
    [
        (JAPANESE, "ドコモ", "李 偉"),
        (ENGLISH, "docomo", "Li Wei"),
        (SIMPLIFIED, "docomo", "李伟"),
        (TRADITIONAL, "docomo", "李偉"),
        (DESKTOP, "ドコモ", ""),
    ],
    ids=["ja", "en", "zh", "zh-tw", "desktop"],
)
def test_an_export_is_a_chat_with_its_partner(text: str, partner: str, other: str) -> None:
    draft = paste(text)
    assert (draft.kind, draft.direction, draft.carrier) == ("chat", "in", "docomo")
    assert (draft.sender, draft.recipient) == (partner, other)
    assert (draft.date, draft.date_source) == (LAST, "text")
    assert draft.subject == text.split("\n")[0].removeprefix("[LINE] ")
    assert draft.text == text


@pytest.mark.parametrize(
    ("text", "other"),
    [(JAPANESE, "李 偉"), (ENGLISH, "Li Wei"), (TRADITIONAL, "李偉"), (DESKTOP, "")],
    ids=["ja", "en", "zh-tw", "desktop"],
)
def test_an_export_without_its_title_is_the_same_chat(text: str, other: str) -> None:
    saved = text.partition("\n")[2]
    for copied in (saved, saved.partition("\n")[2].lstrip(), f"\ufeff{saved}"):
        draft = paste(copied)
        assert (draft.kind, draft.direction, draft.carrier) == ("chat", "in", "docomo")
        assert draft.sender in ("ドコモ", "docomo")
        assert (draft.recipient, draft.date) == (other, LAST)
        assert draft.subject in (
            "ドコモ こんばんは",
            "docomo Hello",
            "docomo 您好",
            "ドコモ どうぞ",
        )


def test_without_a_title_only_a_carrier_is_known_for_the_partner() -> None:
    draft = paste("2026/11/12(木)\n10:03\tMei\thello\n10:04\tLi\tbye\n")
    assert (draft.kind, draft.sender, draft.recipient, draft.date) == ("chat", "", "", LAST)


def test_a_day_and_a_time_make_no_chat_of_a_letter() -> None:
    for hours in ("10:00 開店です。\n", "10:00 開店です。\n20:00 閉店です。\n"):
        assert paste(f"2026年11月12日\n\n{hours}\n" + "長い手紙です。\n" * 9).kind != "chat"


def test_a_file_from_windows_is_read_alike() -> None:
    draft = from_bytes(JAPANESE.replace("\n", "\r\n").encode("utf-8-sig"), NOW, name="[LINE].txt")
    assert (draft.sender, draft.date, draft.remarks) == ("ドコモ", LAST, ())


def test_where_only_the_person_speaks_it_is_outgoing() -> None:
    draft = paste("[LINE] ドコモとのトーク履歴\n\n2026/11/12(木)\n10:04\t李 偉\t解約したい\n")
    assert (draft.direction, draft.sender, draft.recipient) == ("out", "李 偉", "ドコモ")


def test_without_a_day_there_is_no_date() -> None:
    assert paste("[LINE] ドコモとのトーク履歴\n10:04\tドコモ\tはい\n").date is None
    assert paste("[LINE] Chat history with au\n\n11/12/2026\n10:04\tau\tyes\n").date is None


def test_an_unknown_title_is_still_a_chat() -> None:
    draft = paste("[LINE] something else\n\n2026/11/12(木)\n10:04\tドコモ\tはい\n")
    assert (draft.kind, draft.subject, draft.date) == ("chat", "something else", LAST)


def very_long_chat() -> str:
    day = "\n2026/11/10(火)\n" + "10:04\tドコモ\tはい\n" * 50 + "\n7月\n\n12日\n"
    last = "\n2026/11/12(木)\n10:04\tドコモ\tはい\n"
    return "[LINE] ドコモとのトーク履歴\n" + day * 20_000 + last


def test_the_last_day_of_a_very_long_chat_is_its_date() -> None:
    assert paste(very_long_chat()).date == LAST


ANDROID = """{title}
{saved}2026/11/13 09:00

2026/11/12(木)
23:58\tドコモ\t受け付けました
{last}\t李 偉\tどうも
"""


@pytest.mark.parametrize(
    ("last", "date"),
    [
        ("24:05", "2026-11-13T00:05:00+09:00"),
        ("25:30", "2026-11-13T01:30:00+09:00"),
        ("23:59", "2026-11-12T23:59:00+09:00"),
        ("48:00", None),
    ],
)
def test_hours_past_midnight_are_of_the_next_day(last: str, date: str | None) -> None:
    text = ANDROID.format(title="ドコモとのトーク履歴", saved="保存日時：", last=last)
    draft = from_text(text, NOW)
    assert (draft.kind, draft.sender, draft.direction) == ("chat", "ドコモ", "in")
    assert draft.date == date


@pytest.mark.parametrize(
    ("title", "saved"),
    [
        ("ドコモとのトーク履歴", "保存日時："),
        ("Chat history with ドコモ", "Saved on: "),
        ("与ドコモ的聊天记录", "保存日期："),
    ],
)
def test_a_title_without_line_names_the_partner_too(title: str, saved: str) -> None:
    draft = from_text(ANDROID.format(title=title, saved=saved, last="23:59"), NOW)
    assert (draft.subject, draft.sender, draft.recipient) == (title, "ドコモ", "李 偉")


@pytest.mark.parametrize("blank", ["\u202f", "\xa0", " ", ""])
def test_any_blank_may_stand_before_pm(blank: str) -> None:
    text = ENGLISH.replace(" AM", f"{blank}AM")
    draft = from_text(text, NOW)
    assert (draft.kind, draft.sender, draft.date) == ("chat", "docomo", LAST)
    assert draft.original == text.encode()

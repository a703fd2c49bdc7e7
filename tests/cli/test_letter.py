import errno
import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.text.width import width

KINDS = (
    *("cancellation", "personal-data", "objection", "initial-cancellation"),
    *("eight-day-request", "attorney", "billing-address", "refund"),
)
DRAFT = "kaiyaku: This is a draft: read it through before you send it. "


@pytest.fixture
def card(kaiyaku: Kaiyaku) -> Kaiyaku:
    """A casebook with one card that knows all that a card can know of a cancellation."""
    kaiyaku.ok(
        *("add", "postpaid", "My phone", "--holder", "李偉", "--carrier", "ソラモバイル"),
        *("--number", "090-0000-1234", "--contract-start", "2024-04-01"),
        *("--line-end", "2027-01-10", "--departure", "2027-01-15"),
    )
    kaiyaku.ok("holder", "edit", "1", "--contact", "li.wei@mail.example")
    return kaiyaku


def out(kaiyaku: Kaiyaku, *argv: str | Path) -> str:
    ran = kaiyaku("letter", *argv)
    assert ran.code == 0, ran.err
    return ran.out


def test_without_a_kind_the_letters_are_listed_with_when_to_use_them(card: Kaiyaku) -> None:
    page = card.ok("letter", "1").out
    assert [line.partition(" ")[0] for line in page.splitlines() if line[0] != " "] == [*KINDS]
    assert "personal-data · Request about personal data" in page
    assert "It is a request" in page
    assert max(map(width, page.splitlines())) <= 80
    assert "账单异议" in card.ok("letter", "1", "--lang", "zh").out
    listed = card.ok("letter", "1", "--json").data["letters"]
    assert [letter["id"] for letter in listed] == [*KINDS]
    assert set(listed[0]) == {"id", "title", "when", "told"}


def test_the_japanese_comes_first_and_the_translation_under_a_line(card: Kaiyaku) -> None:
    japanese, rule, english = out(card, "1", "cancellation").partition("\n" + "─" * 40 + "\n")
    assert rule
    assert japanese.startswith("件名：携帯電話回線の解約のお申し出\n\n2026年11月22日\n")
    assert "5. 解約希望日：2027年1月10日" in japanese
    assert english.strip().startswith("Subject: Request to cancel a mobile line")
    assert "7. Contact after cancellation: li.wei@mail.example" in english
    assert out(card, "1", "cancellation", "--ascii").count("-" * 40) == 1


def test_the_translation_is_in_the_language_that_was_asked_for(card: Kaiyaku) -> None:
    assert "主题：申请注销手机号码" in out(card, "1", "cancellation", "--lang", "zh")
    japanese = out(card, "1", "cancellation", "--lang", "ja")
    assert "─" not in japanese
    assert japanese.endswith("\n李偉（署名）\n")


def test_only_the_japanese_is_what_can_be_pasted(card: Kaiyaku) -> None:
    only = out(card, "My phone", "objection", "--japanese", "--lang", "zh")
    assert only.startswith("件名：ご請求内容についての異議および確認のお願い\n")
    assert only.endswith("よろしくお願いいたします。\n\n李偉（署名）\n")


def test_standard_error_says_that_it_is_a_draft_and_which_gaps_there_are(card: Kaiyaku) -> None:
    ran = card("letter", "1", "objection", "--japanese")
    said = ran.err.splitlines()
    copy = "Keep a copy, and write no PIN or password into it. "
    assert said[0] == DRAFT + copy + "The carrier may require its own form."
    assert said[1].startswith("kaiyaku: 8 gaps to fill in: 請求日／date of the bill, 請求金額／")
    assert len(said) == 2
    one = card("letter", "1", "cancellation").err.splitlines()[1]
    assert one.startswith("kaiyaku: 4 gaps to fill in: お客様番号／customer number, フリガナ／name")


def test_a_login_does_not_sign(kaiyaku: Kaiyaku, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.desk.login_name", lambda: "u1234")
    kaiyaku.ok("add", "postpaid", "My phone")
    assert "契約者名／contract holder's name" in kaiyaku("letter", "1", "cancellation").err
    assert "u1234" not in out(kaiyaku, "1", "cancellation")


def test_the_data_can_be_had_as_json(card: Kaiyaku) -> None:
    letter = card.ok("letter", "1", "personal-data", "--json", "--lang", "zh").data["letter"]
    assert set(letter) == {"id", "title", "subject", "japanese", "translation", "gaps", "told"}
    assert (letter["id"], letter["title"]) == ("personal-data", "个人信息的查询与删除请求")
    assert letter["subject"] == "個人情報の開示・利用停止等に関するお願い"
    assert letter["gaps"][0] == "お客様番号／客户编号"
    assert len(letter["gaps"]) == 4
    assert letter["japanese"].startswith("件名：")
    assert letter["translation"].startswith("主题：")
    japanese = card.ok("letter", "1", "personal-data", "--json", "--lang", "ja").data["letter"]
    assert japanese["translation"] is None


def test_a_file_gets_what_would_be_printed_and_is_private(card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    ran = card("letter", "1", "cancellation", "--output", path)
    assert ran.out == f"Written to {path}\n"
    assert ran.err.startswith(DRAFT)
    assert path.read_text("utf-8") == out(card, "1", "cancellation")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert out(card, "1", "cancellation", "--output", "-") == path.read_text("utf-8")


def test_json_and_a_file_go_together(card: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    ran = card.ok("letter", "1", "cancellation", "--japanese", "--output", path, "--json")
    assert path.read_text("utf-8") == ran.data["letter"]["japanese"] + "\n"


def test_no_file_is_overwritten_and_no_link_followed(card: Kaiyaku, tmp_path: Path) -> None:
    path, link = tmp_path / "letter.txt", tmp_path / "link"
    path.write_text("mine")
    link.symlink_to(tmp_path / "elsewhere")
    for there in (path, link):
        said = card.refused(2, "letter", "1", "cancellation", "--output", there)
        assert "is there already: name another file" in said
    assert path.read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()
    nowhere = tmp_path / "none" / "letter.txt"
    said = card.refused(2, "letter", "1", "cancellation", "--output", nowhere, "--keep")
    assert "cannot be written: No such file or directory." in said
    assert card.ok("note", "list", "1", "--json").data["notes"] == []


def test_a_disk_that_is_full_leaves_no_half_letter(
    card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.txt"

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = card.refused(2, "letter", "1", "cancellation", "--output", path)
    assert "cannot be written: No space left on device." in said
    assert not path.exists()
    assert not list(tmp_path.glob(".kaiyaku-*"))


def test_a_letter_that_was_sent_is_kept_as_a_note_from_you(card: Kaiyaku) -> None:
    ran = card("letter", "1", "cancellation", "--keep", "--japanese", "--lang", "zh")
    assert (ran.code, ran.out[:3]) == (0, "件名：")
    (note,) = card.ok("note", "list", "1", "--json").data["notes"]
    assert (note["kind"], note["direction"], note["form"]) == ("mail", "out", "typed")
    assert (note["date"], note["charset"]) == ("2026-11-22", "utf-8")
    assert note["subject"] == "携帯電話回線の解約のお申し出"
    kept = card.ok("note", "show", "1", "--original").written
    assert kept.decode() + "\n" == ran.out


def test_it_is_said_what_was_kept_and_that_gaps_were_in_it(card: Kaiyaku) -> None:
    said = card("letter", "1", "objection", "--keep", "--by", "letter").err.splitlines()
    assert said[2] == "kaiyaku: Note 1 kept with My phone"
    assert "kaiyaku note add 1 FILE --kind letter --direction out" in said[3]
    assert card.ok("note", "list", "1", "--json").data["notes"][0]["kind"] == "letter"


def test_a_letter_without_gaps_is_kept_without_a_warning(card: Kaiyaku, tmp_path: Path) -> None:
    own = (Path(__file__).parents[2] / "content" / "letters.toml").read_text()
    head, _, tail = own.partition('ja = """\n1. 契約者名')
    middle = tail.partition("[[letters.paragraphs]]")[2]
    (tmp_path / "letters.toml").write_text(
        head.rpartition("[[letters.paragraphs]]")[0] + "[[letters.paragraphs]]" + middle
    )
    ran = card("letter", "1", "cancellation", "--keep", "--content", tmp_path)
    assert ran.err.splitlines()[1:] == ["kaiyaku: Note 1 kept with My phone"]


def test_json_tells_of_the_kept_note(card: Kaiyaku) -> None:
    data = card.ok("letter", "1", "cancellation", "--keep", "--json").data
    assert (data["note"]["id"], data["note"]["direction"]) == (1, "out")
    assert "note" not in card.ok("letter", "1", "cancellation", "--json").data


def test_how_it_was_sent_goes_with_keeping_it(card: Kaiyaku) -> None:
    said = card.refused(2, "letter", "1", "cancellation", "--by", "letter")
    assert "it goes with --keep" in said
    said = card.refused(2, "letter", "1", "cancellation", "--keep", "--by", "pigeon")
    assert "mail, letter" in said


def test_an_unknown_letter_names_those_there_are(card: Kaiyaku) -> None:
    said = card.refused(3, "letter", "1", "love")
    assert "There is no letter love. There is: cancellation, personal-data, objection, " in said
    assert "no card" in card.refused(3, "letter", "7", "cancellation")


def test_letters_of_ones_own_are_offered_and_broken_ones_named(
    card: Kaiyaku, tmp_path: Path
) -> None:
    shipped = (Path(__file__).parents[2] / "content" / "letters.toml").read_text()
    (tmp_path / "letters.toml").write_text(
        shipped.replace('id = "objection"', 'id = "thanks"').replace("Objection to a bill", "Mine")
    )
    listed = card.ok("letter", "1", "--json", "--content", tmp_path).data["letters"]
    assert [letter["id"] for letter in listed] == [*KINDS, "thanks"]
    (tmp_path / "letters.toml").write_text("[[letters]\x1b")
    ran = card("letter", "1", "cancellation", "--content", tmp_path)
    assert (ran.code, ran.err.count("letters.toml")) == (0, 1)
    assert "\x1b" not in ran.err


def test_the_users_own_directory_is_read_without_being_named(card: Kaiyaku) -> None:
    own = card.home / ".config" / "kaiyaku" / "content"
    own.mkdir(parents=True)
    shipped = (Path(__file__).parents[2] / "content" / "letters.toml").read_text()
    (own / "letters.toml").write_text(shipped.replace("申请注销手机号码", "我自己的信"))
    assert "主题：我自己的信" in out(card, "1", "cancellation", "--lang", "zh")


def test_a_hostile_card_reaches_no_terminal(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("add", "postpaid", "x", "--holder", "\x1b]0;x\x07[/]", "--carrier", "\u202eモバ")
    path = tmp_path / "letter.txt"
    printed = out(kaiyaku, "1", "cancellation")
    out(kaiyaku, "1", "cancellation", "--output", path)
    for text in (printed, path.read_text("utf-8")):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert "[/]" in text


def test_what_a_carrier_does_not_accept_is_not_offered_but_what_to_use_is(card: Kaiyaku) -> None:
    card.ok("edit", "1", "--carrier", "sakura")
    page = card.ok("letter", "1").out
    assert "Sakura Mobile does not accept this letter. Use: the form in My Page" in page
    assert "To ask in writing for the line to end" not in page
    said = card("letter", "1", "cancellation").err.splitlines()
    assert "does not accept" in said[0]
    told = card.ok("letter", "1", "initial-cancellation", "--json").data["letter"]["told"]
    assert told == ["The 8 days ended on Mon 8 Apr 2024."]

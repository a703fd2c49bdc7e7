"""The dialogue, a line at a time, with answers as a person or a script gives them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku, Ran


def talk(kaiyaku: Kaiyaku, *answers: str, options: tuple[str, ...] = ()) -> Ran:
    lines = "".join(f"{answer}\n" for answer in answers)
    return kaiyaku("--plain", *options, stdin=lines.encode())


def test_a_card_is_added_and_its_first_step_done(kaiyaku: Kaiyaku) -> None:
    ran = talk(kaiyaku, "a", "2", "docomo", "1/15", "1", "1", "d", "q")
    assert (ran.code, ran.err) == (0, "")
    assert "only you can read this" in ran.out
    assert "Everything is saved" in ran.out
    (card,) = kaiyaku.ok("list", "--json").data["cards"]
    assert (card["carrier"], card["departure"]) == ("docomo", "2027-01-15")
    assert kaiyaku.step("check-dates")["state"] == "done"


def test_waiting_skipping_and_checks_are_answered_in_turn(one_card: Kaiyaku) -> None:
    talk(one_card, "1", "4", "w", "12/1", "2", "s", "nothing is owed", "1", "1", "q")
    assert one_card.step("contact-carrier")["follow_up"] == "2026-12-01"
    assert one_card.step("settle-dues")["reason"] == "nothing is owed"
    assert one_card.step("check-dates")["checks"][0]["state"] == "done"


def test_a_step_is_done_with_the_letter_that_proves_it_or_without(one_card: Kaiyaku) -> None:
    mail = b"From: info@docomo.example\nSubject: accepted\n\nA-1234\n"
    one_card.ok("note", "add", "1", "-", "--kind", "mail", stdin=mail)
    talk(one_card, "1", "5", "d", "1", "q")
    assert one_card.step("fill-form")["proven_by"] == 1
    talk(one_card, "1", "5", "o", "5", "d", "n", "q")
    assert one_card.step("fill-form")["unproven"]


def test_the_last_bill_is_seen_or_is_not_right(one_card: Kaiyaku) -> None:
    def bill() -> str:
        checks = one_card.step("confirm-done")["checks"]
        return str(next(check for check in checks if check["expects"] == "bill")["state"])

    ran = talk(one_card, "1", "7", "2", "2", "q")
    assert "`kaiyaku letter 1 objection` writes it." in ran.out
    assert bill() == "waiting"
    one_card.ok("undo")
    talk(one_card, "1", "7", "2", "b", "7", "2", "1", "q")
    assert bill() == "done"


def test_a_note_is_written_line_by_line_and_read_back(one_card: Kaiyaku) -> None:
    ran = talk(one_card, "1", "n", "c", "Ms Sato, ref. A-1", "mail by 1 Dec", ".", "l", "1", "q")
    assert ran.code == 0
    assert one_card.ok("note", "show", "1", "--original").out == "Ms Sato, ref. A-1\nmail by 1 Dec"
    assert "mail by 1 Dec" in ran.out.split("Which one?")[1]


def test_a_line_that_drops_in_the_middle_of_a_note_loses_nothing(one_card: Kaiyaku) -> None:
    ran = talk(one_card, "1", "n", "c", "half a note")
    assert ran.code == 0
    again = talk(one_card, "k", "q")
    assert "half a note" in again.out
    assert one_card.ok("note", "show", "1", "--original").out == "half a note"
    assert "Unfinished" not in talk(one_card, "q").out


def test_an_answer_that_was_not_offered_is_asked_again(one_card: Kaiyaku) -> None:
    ran = talk(one_card, "7", "hello", "1", "99", "b", "q")
    assert ran.code == 0
    assert ran.out.count("Please answer one of these") == 3


def test_what_a_verb_refuses_is_one_sentence_and_the_talk_goes_on(one_card: Kaiyaku) -> None:
    ran = talk(one_card, "1", "4", "w", "nonsense", "b", "q")
    assert ran.err.count("kaiyaku: ") == 1
    assert "no date" in ran.err
    assert "Everything is saved" in ran.out


@pytest.mark.parametrize(("language", "said"), [("zh", "已全部保存"), ("ja", "すべて保存")])
def test_it_speaks_the_readers_language(kaiyaku: Kaiyaku, language: str, said: str) -> None:
    assert said in talk(kaiyaku, "q", options=("--lang", language)).out


def test_nothing_but_text_is_written(one_card: Kaiyaku) -> None:
    ran = talk(one_card, "1", "1", "b", "l", "q")
    assert b"\x1b" not in ran.written
    assert b"\r" not in ran.written


def test_the_questions_are_answered_and_change_the_steps(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "My au", "--carrier", "au", "--departure", "12/25")
    ran = talk(kaiyaku, "1", "?", "1", "2", "?", "4", "3278", "month-end", "q")
    assert ran.err == ""
    assert "at a glance · 9 things not answered yet" in ran.out
    assert "at a glance · 8 things not answered yet" in ran.out
    assert "at a glance · 7 things not answered yet" in ran.out
    assert "Ask au by Thu 24 Dec" in ran.out
    assert kaiyaku.step("reserve-number")
    card = kaiyaku.ok("show", "1", "--json").data["card"]
    assert (card["monthly_charge"], card["closing_day"]) == (3278, "month-end")


def test_a_line_of_the_glance_can_wait_and_be_answered_anew(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "My au", "--carrier", "au", "--departure", "12/25")
    ran = talk(kaiyaku, "1", "?", "1", "b", "?", "6", "card", "?", "6", "account", "2", "q")
    assert ran.err == ""
    assert ran.out.count("9 things not answered yet") == 2
    card = kaiyaku.ok("show", "1", "--json").data
    assert card["card"]["payment"] == "account"
    assert {asked["id"]: asked["answer"] for asked in card["questions"]}["account"] == "after"


def test_a_pasted_mail_is_read_as_one(one_card: Kaiyaku) -> None:
    mail = ("From: docomo <info@docomo.example>", "Subject: 解約のお知らせ", "", "本文です。", ".")
    ran = talk(one_card, "1", "n", "p", *mail, "q")
    assert (ran.code, ran.err) == (0, "")
    note = one_card.ok("note", "show", "1", "--json").data["note"]
    assert (note["kind"], note["subject"]) == ("mail", "解約のお知らせ")
    assert note["direction"] == "in"


def test_what_is_due_found_changed_and_written_goes_through_the_verbs(one_card: Kaiyaku) -> None:
    one_card.ok("edit", "1", "--departure", "+60")
    found = talk(one_card, "d", "f", "docomo", "q")
    assert "Later" in found.out
    assert found.out.count("My docomo") > 2
    changed = talk(one_card, "1", "e", "3", "090-1234-5678", "q")
    assert changed.err == ""
    assert one_card.ok("show", "1", "--json").data["card"]["number"] == "090-1234-5678"
    letter = talk(one_card, "1", "t", "1", "p", "h", "q")
    assert "解約" in letter.out


def test_a_whole_cancellation_ends_in_an_export_and_can_be_opened_again(
    one_card: Kaiyaku, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.zip"
    ran = talk(one_card, "1", "x", str(proof), "c", "o", "1", "r", "q")
    assert ran.code == 0
    assert one_card.ok("verify", str(proof)).code == 0
    assert one_card.ok("list", "--json").data["cards"][0]["closed_at"] is None

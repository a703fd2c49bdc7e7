"""The dialogue, a line at a time, with answers as a person or a script gives them."""

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

"""What is still to come after the end, and what proves that a step is done, by command."""

from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku

MAIL = """\
From: info@docomo.ne.jp
Subject: =?utf-8?B?6Kej57SE5Y+X5LuY44Gu44GK55+l44KJ44Gb?=
Date: Thu, 12 Nov 2026 10:00:00 +0900

受付番号 A-1234
""".encode()
BILL, SECOND = "confirm-done/statement-30", "confirm-done/statement-60"
DEPOSIT, REFUND = "confirm-done/deposit-back", "confirm-done/refund-come"


@pytest.fixture
def ended(kaiyaku: Kaiyaku) -> Kaiyaku:
    """A line that ends on 21 December; it is 22 November 2026."""
    kaiyaku.ok(
        *("add", "postpaid", "My docomo", "--carrier", "docomo", "--departure", "2026-12-21"),
        *("--line-end", "2026-12-21", "--monthly-charge", "3300", "--deposit", "5000"),
        *("--refund", "unknown"),
    )
    return kaiyaku


def check(kaiyaku: Kaiyaku, item: str) -> Any:
    step, _, id = item.partition("/")
    return next(each for each in kaiyaku.step(step)["checks"] if each["id"] == id)


def test_show_says_what_is_to_come_with_amount_day_and_that_nobody_has_seen_it(
    ended: Kaiyaku,
) -> None:
    said = " ".join(ended.ok("show", "1").out.split())
    assert "Last bill, about ¥3,300 by 20 Jan · not seen yet" in said
    assert "Deposit back, ¥5,000 by 19 Feb · not received yet" in said
    assert "Refund by 19 Feb · not received yet" in said
    bill = check(ended, BILL)
    assert (bill["expects"], bill["amount"], bill["due"]["date"]) == ("bill", 3300, "2027-01-20")


def test_money_that_nobody_owes_is_not_waited_for(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "My au")
    items = kaiyaku.ok("show", "1", "--json").data["card"]["to_come"]
    assert DEPOSIT not in items
    assert BILL in items
    kaiyaku.ok("edit", "1", "--deposit", "3000")
    assert DEPOSIT in kaiyaku.ok("show", "1", "--json").data["card"]["to_come"]


def test_every_printed_face_has_it_on_the_same_day(ended: Kaiyaku) -> None:
    items = {
        f"{item['step']}/{item['check']}": item
        for item in ended.ok("due", "--json").data["items"]
        if item["expects"]
    }
    assert {BILL, SECOND, DEPOSIT, REFUND} <= items.keys()
    due, taken = ended.ok("due").out, ended.ok("plan", "1").out
    calendar = ended.ok("calendar").out.replace("\r\n ", "").replace("\\,", ",")
    for item, found in items.items():
        shown = check(ended, item)
        assert shown["due"]["date"] == found["date"]
        assert shown["title"] == found["title"]
        event = next(it for it in calendar.split("BEGIN:VEVENT") if shown["title"] in it)
        assert f"DTSTART;VALUE=DATE:{found['date'].replace('-', '')}" in event
    assert "Last bill" in due
    assert "Last bill, about ¥3,300: Wed 20 Jan" in taken


def test_what_was_seen_is_to_come_no_longer(ended: Kaiyaku) -> None:
    assert ended.ok("tick", "1", BILL).out.startswith("Last bill, about ¥3,300: seen")
    card = ended.ok("show", "1", "--json").data["card"]
    assert BILL not in card["to_come"]
    assert "Last bill" not in ended.ok("plan", "1").out
    ended.ok("undo")
    assert BILL in ended.ok("show", "1", "--json").data["card"]["to_come"]


@pytest.mark.parametrize(
    ("item", "outcome", "said", "letter"),
    [
        (BILL, "wrong", "not right", "objection"),
        (SECOND, "wrong", "not right", "objection"),
        (DEPOSIT, "missing", "has not come", "refund"),
        (REFUND, "wrong", "not right", "refund"),
    ],
)
def test_what_is_amiss_waits_for_an_answer_and_names_the_letter(
    ended: Kaiyaku, item: str, outcome: str, said: str, letter: str
) -> None:
    told = ended.ok("mark", "1", item, "waiting", "--outcome", outcome).out
    assert f": {said} · ask again Sun 6 Dec" in told
    assert f"`kaiyaku letter 1 {letter}` writes it." in told
    now = check(ended, item)
    assert (now["state"], now["outcome"], now["follow_up"]) == ("waiting", outcome, "2026-12-06")
    assert said in ended.ok("show", "1").out
    assert said in " ".join(ended.ok("show", "1", "--thread").out.split())
    ended.ok("tick", "1", item)
    assert check(ended, item)["outcome"] is None


def test_the_letter_about_it_is_filled_in_with_what_is_owed_and_what_was_kept(
    ended: Kaiyaku,
) -> None:
    ended.ok("note", "add", "1", "-", stdin=MAIL)
    ended.ok("tick", "1", "fill-form", "--proof", "1")
    made = ended("letter", "1", "refund").out
    assert "9. 保証金：5,000円" in made
    assert "2026年12月6日までに" in made
    assert "解約受付のお知らせ（2026年11月12日）" in ended("letter", "1", "objection").out


def test_no_outcome_without_something_that_can_have_it(ended: Kaiyaku) -> None:
    assert "goes with waiting for what is still to come" in ended.refused(
        2, "mark", "1", "fill-form", "waiting", "--outcome", "wrong"
    )
    assert "can be wrong here" in ended.refused(
        2, "mark", "1", BILL, "waiting", "--outcome", "missing"
    )


def test_money_outlives_a_step_that_is_done(ended: Kaiyaku) -> None:
    ended.ok("tick", "1", "confirm-done")
    items = ended.ok("due", "--json").data["items"]
    assert BILL in {f"{item['step']}/{item['check']}" for item in items}


UNPROVEN = {"en": "no proof kept", "zh": "没存凭证", "ja": "控えなし"}


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_step_without_proof_is_done_and_every_face_says_so(ended: Kaiyaku, language: str) -> None:
    said = UNPROVEN[language]
    assert said in ended.ok("--lang", language, "tick", "1", "fill-form").out
    step = ended.step("fill-form")
    assert (step["state"], step["unproven"], step["proven_by"]) == ("done", True, None)
    for verb in (("show", "1"), ("plan", "1")):
        assert said in ended.ok("--lang", language, *verb).out
    assert ended.ok("list", "--json").data["cards"][0]["unproven"] == ["fill-form"]
    assert "My docomo" in ended.ok("list", "--unproven").out
    ended.ok("note", "add", "1", "-", stdin=MAIL)
    ended.ok("tick", "1", "fill-form", "--proof", "1")
    for verb in (("show", "1"), ("plan", "1")):
        assert said not in ended.ok("--lang", language, *verb).out
    assert ended.ok("list", "--json").data["cards"][0]["unproven"] == []
    assert "My docomo" not in ended.ok("list", "--unproven").out


def test_a_tick_tells_which_letter_may_prove_it(ended: Kaiyaku) -> None:
    ended.ok("note", "add", "1", "-", stdin=MAIL)
    told = ended.ok("tick", "1", "fill-form").out
    assert "Note 1 may prove it: 解約受付のお知らせ" in told
    assert "`kaiyaku tick 1 5 --proof 1`" in told
    ended.ok("tick", "1", "5", "--proof", "1")
    assert ended.step("fill-form")["proven_by"] == 1
    assert "proof: note 1" in ended.ok("show", "1", "--thread").out
    ended.ok("tick", "1", "5", "--proof", "-")
    assert ended.step("fill-form")["unproven"]


def test_a_letter_named_with_a_check_proves_its_step(ended: Kaiyaku) -> None:
    ended.ok("note", "add", "1", "-", stdin=MAIL)
    ended.ok("tick", "1", "confirm-done/confirmation-kept", "--proof", "1")
    ended.ok("tick", "1", "confirm-done")
    assert not ended.step("confirm-done")["unproven"]


def test_a_letter_of_another_card_proves_nothing_here(ended: Kaiyaku) -> None:
    ended.ok("add", "prepaid", "Other")
    ended.ok("note", "add", "2", "-", stdin=MAIL)
    assert "not of this card" in ended("tick", "1", "fill-form", "--proof", "1").err
    assert ended.step("fill-form")["state"] == "open"

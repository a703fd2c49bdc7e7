"""What may not be meant is said at once, whichever verb wrote it; nothing is refused for it."""

from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku

POLICY = "tui.casebook.access.policy"


def about(kaiyaku: Kaiyaku, *argv: str) -> list[str]:
    return [remark["about"] for remark in said(kaiyaku, *argv)]


def said(kaiyaku: Kaiyaku, *argv: str) -> Any:
    return kaiyaku.ok(*argv, "--json").data["remarks"]


@pytest.mark.parametrize(
    ("option", "remark"),
    [
        (("--carrier", "docmo"), "carrier"),
        (("--number", "090-123"), "number"),
        (("--departure", "2026-11-01"), "past"),
    ],
)
def test_a_card_is_looked_at_when_it_is_added_and_changed(
    one_card: Kaiyaku, option: tuple[str, str], remark: str
) -> None:
    assert about(one_card, "edit", "1", *option) == [remark]
    one_card.ok("edit", "1", "--number", "-", "--departure", "-", "--carrier", "-")
    assert about(one_card, "add", "prepaid", "New", "--holder", "Li", *option) == [remark]
    assert about(one_card, "edit", "1", "--label", "x") == []


def test_a_person_is_looked_at_too(one_card: Kaiyaku) -> None:
    assert about(one_card, "holder", "add", "Ｍika") == ["person"]
    assert about(one_card, "holder", "add", "Li", "--language", "klingonisch") == ["language"]
    assert about(one_card, "holder", "edit", "Li", "--language", "中文") == []
    assert about(one_card, "holder", "edit", "Li", "--departure", "2026-11-01") == ["past"]
    assert one_card.ok("holder", "list", "--json").data["holders"][2]["language"] == "zh"


def test_another_departure_of_the_same_person_is_said(one_card: Kaiyaku) -> None:
    one_card.ok("edit", "1", "--departure", "2027-01-15")
    argv = ("add", "prepaid", "Spare", "--holder", "mika", "--departure", "2027-02-15")
    (remark,) = said(one_card, *argv)
    assert remark["about"] == "moves"
    assert remark["said"].startswith("The departure of mika was Fri 15 Jan")
    assert remark["said"].endswith("1 other card moves with it.")
    out = one_card.ok("edit", "2", "--departure", "2027-03-15").out
    assert out.count("1 other card moves with it") == 1
    assert about(one_card, "holder", "edit", "1", "--departure", "2027-04-01") == ["moves"]


def test_what_is_there_already_is_said(one_card: Kaiyaku) -> None:
    one_card.ok("edit", "1", "--number", "090-1234-5678")
    one_card.ok("holder", "edit", "1", "--email", "mika@example.org")
    argv = ("add", "prepaid", "x", "--holder", "Li", "--number", "+819012345678")
    (remark,) = said(one_card, *argv)
    assert remark["said"] == "There is such a card already: 1 My docomo, mika."
    assert about(one_card, "add", "prepaid", "my docomo", "--holder", "mika") == ["card"]
    assert about(one_card, "holder", "add", "Other", "--email", "MIKA@example.org") == ["person"]


def test_whom_nobody_knows_is_said_where_there_is_a_team(
    one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert about(one_card, "edit", "1", "--assignee", "kne") == []
    monkeypatch.setattr(f"{POLICY}.colleagues", lambda _: frozenset({"ken", "Yui"}))
    assert about(one_card, "edit", "1", "--assignee", "kne2") == ["assignee"]
    assert about(one_card, "edit", "1", "--assignee", "yui") == []
    assert about(one_card, "edit", "1", "--assignee", "-") == []
    assert "Nobody at this desk is known as kno" in one_card.ok("assign", "1", "kno").out
    assert one_card.ok("assign", "1", "ken").out.count("\n") == 1

"""Three hundred in March: the list narrowed and sorted, and cards given from one to another."""

import pytest

from tests.cli.conftest import Kaiyaku


@pytest.fixture
def march(kaiyaku: Kaiyaku) -> Kaiyaku:
    """Four cards; it is 22 November 2026."""
    for label, holder, day, who in (
        ("Lin docomo", "Lin", "2027-01-15", "ken"),
        ("Wang au", "Wang Fang", "2027-01-12", "ken"),
        ("Mei povo", "Mei", "2027-03-31", "mika"),
        ("Old SIM", "Ana", "2026-11-01", "mika"),
    ):
        kaiyaku.ok("add", "postpaid", label, "--holder", holder, "--assignee", who)
        kaiyaku.ok("holder", "edit", holder, "--departure", day)
    kaiyaku.ok("mark", "3", "4", "waiting", "--follow-up", "2026-12-01")
    return kaiyaku


def listed(kaiyaku: Kaiyaku, *options: str) -> list[int]:
    return [card["id"] for card in kaiyaku.ok("list", "--json", *options).data["cards"]]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], [1, 2, 3, 4]),
        (["--assignee", "ken"], [1, 2]),
        (["--assignee", "-"], []),
        (["--leaving", "2027-01-13"], [1, 2]),
        (["--late"], [4]),
        (["--waiting"], [3]),
        (["--match", "ＷＡＮＧ"], [2]),
        (["--match", "mika povo"], [3]),
        (["--sort", "departure"], [4, 2, 1, 3]),
        (["--sort", "holder", "--reverse"], [2, 3, 1, 4]),
        (["--sort", "next"], [4, 3, 2, 1]),
        (["--sort", "changed", "--reverse"], [3, 4, 2, 1]),
        (["--assignee", "ken", "--sort", "label", "--reverse"], [2, 1]),
    ],
)
def test_the_list_is_narrowed_and_sorted(
    march: Kaiyaku, options: list[str], expected: list[int]
) -> None:
    assert listed(march, *options) == expected


def test_what_is_late_is_said(march: Kaiyaku) -> None:
    rows = march.ok("list").out.splitlines()
    assert ["late" in row for row in rows] == [False, False, False, True]


def test_cards_are_given_to_somebody_in_one_act_with_one_undo(march: Kaiyaku) -> None:
    out = march.ok("assign", "1", "3", "4", "x").out
    assert "3 cards are looked after by x now" in out
    assert listed(march, "--assignee", "x") == [1, 3, 4]
    march.ok("undo")
    assert listed(march, "--assignee", "mika") == [3, 4]
    march.ok("assign", "2", "-")
    assert listed(march, "--assignee", "-") == [2]


def test_when_somebody_leaves_all_of_theirs_go_to_another(march: Kaiyaku) -> None:
    march.ok("close", "2")
    assert "1 card is" in march.ok("assign", "--from", "ken", "--to", "mika").out
    assert listed(march, "--assignee", "mika") == [1, 3, 4]
    assert listed(march, "--all", "--assignee", "ken") == [2]


@pytest.mark.parametrize(
    "argv",
    [[], ["mika"], ["--from", "ken"], ["1", "mika", "--from", "ken", "--to", "x"]],
)
def test_half_an_assignment_is_refused(march: Kaiyaku, argv: list[str]) -> None:
    assert "kaiyaku assign" in march.refused(2, "assign", *argv)


def test_an_unknown_column_names_those_there_are(march: Kaiyaku) -> None:
    assert "departure" in march.refused(2, "list", "--sort", "colour")


def test_an_undo_over_several_cards_says_how_many(march: Kaiyaku) -> None:
    march.ok("assign", "1", "2", "4", "emi")
    assert "3 cards" in march.ok("undo").out


def test_the_pages_of_several_people_are_one_file(march: Kaiyaku) -> None:
    march.ok("holder", "edit", "Wang Fang", "--language", "zh")
    page = march.ok("plan", "1", "2", "3", "--output", "-").out
    assert page.count("<article") == 3
    assert page.count("<!DOCTYPE") == 1
    assert '<article lang="zh-Hans">' in page
    assert "办理计划" in page
    assert "Plan to take home" in page

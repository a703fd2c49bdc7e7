"""The end of a line by the command: shown, chosen, and refused where it cannot be had."""

import pytest

from tests.cli.conftest import Kaiyaku

SAKURA = ("add", "postpaid", "Mine", "--carrier", "sakura", "--departure", "2027-01-30")


@pytest.fixture
def sakura(kaiyaku: Kaiyaku) -> Kaiyaku:
    """A month-end carrier's card on 22 November, of somebody who flies on 30 January."""
    kaiyaku.ok(*SAKURA, "--codes", "none", "--monthly-charge", "3000")
    return kaiyaku


def end(kaiyaku: Kaiyaku) -> dict[str, object]:
    found: dict[str, object] = kaiyaku.ok("show", "1", "--json").data["end"]
    return found


def test_the_end_is_in_the_json_with_the_others_and_their_price(sakura: Kaiyaku) -> None:
    found = end(sakura)
    others = found.pop("others")
    assert found == {
        "state": "planned",
        "ask_from": "2026-12-26",
        "ask_by": "2027-01-25",
        "until": None,
        "ends": "2027-01-31",
        "ends_latest": "2027-01-31",
        "nights_without_phone": 0,
        "periods_paid": 3,
        "price": 9000,
    }
    assert isinstance(others, list)
    assert [(other["ask_by"], other["ends"], other["price"]) for other in others] == [
        ("2026-12-25", "2026-12-31", 6000)
    ]


def test_another_end_can_be_chosen_and_given_up_again(sakura: Kaiyaku) -> None:
    out = " ".join(sakura.ok("show", "1").out.split())
    assert "by 25 Dec → 31 Dec: saves one month's charge, 30 nights without a phone" in out
    moved = sakura.ok("edit", "1", "--chosen-end", "2026-12-31").out
    assert "was 25 Jan, now 25 Dec" in moved
    assert (end(sakura)["state"], end(sakura)["ends"]) == ("chosen", "2026-12-31")
    sakura.ok("edit", "1", "--chosen-end", "-")
    assert end(sakura)["state"] == "planned"


def test_an_end_that_cannot_be_had_is_refused_with_those_that_can(sakura: Kaiyaku) -> None:
    said = sakura.refused(2, "edit", "1", "--chosen-end", "2026-12-15")
    assert "The end on Tue 15 Dec cannot be had any more." in said
    assert "31 Dec" in said
    assert end(sakura)["state"] == "planned"


def test_what_the_carrier_confirmed_wins(sakura: Kaiyaku) -> None:
    sakura.ok("edit", "1", "--chosen-end", "2026-12-31", "--line-end", "2027-01-31")
    assert (end(sakura)["state"], end(sakura)["ends"]) == ("confirmed", "2027-01-31")
    assert "as was confirmed" in " ".join(sakura.ok("show", "1").out.split())


def test_while_codes_come_to_the_number_that_is_the_sentence(sakura: Kaiyaku) -> None:
    sakura.ok("edit", "1", "--codes", "Yucho, WeChat")
    out = " ".join(sakura.ok("show", "1").out.split())
    assert "Codes still come to this number (Yucho, WeChat): move them first" in out
    assert (end(sakura)["state"], end(sakura)["ask_by"]) == ("held", None)


def test_a_card_that_runs_out_has_no_end_to_ask_for(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "prepaid", "Trip", "--carrier", "mobal", "--departure", "2027-01-30")
    assert end(kaiyaku) is None

from os import terminal_size
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku, Terminal


def test_a_new_card_is_confirmed_with_weekday_and_days_left(kaiyaku: Kaiyaku) -> None:
    out = kaiyaku.ok("add", "postpaid", "My docomo", "--departure", "12/15").out
    assert "Card 1 added: My docomo" in out
    assert "departure: Tue 15 Dec, 23 days" in out
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("12/15", "2026-12-15"),
        ("12月15日", "2026-12-15"),
        ("+14", "2026-12-06"),
        ("2027-01-05", "2027-01-05"),
        ("unknown", "unknown"),
        ("不明", "unknown"),
        ("-", None),
    ],
)
def test_dates_are_taken_as_people_write_them(
    kaiyaku: Kaiyaku, written: str, stored: str | None
) -> None:
    card = kaiyaku.ok("add", "postpaid", "x", "--departure", written, "--json").data["card"]
    assert card["departure"] == stored


def test_the_start_of_a_contract_lies_in_the_past(kaiyaku: Kaiyaku) -> None:
    dates = ("--contract-start", "12/15", "--contract-received", "11/20", "--line-end", "12/15")
    card = kaiyaku.ok("add", "postpaid", "x", *dates, "--json").data["card"]
    assert card["contract_start"] == "2025-12-15"
    assert card["contract_received"] == "2026-11-20"
    assert card["line_end"] == "2026-12-15"


def test_every_field_of_a_new_card_is_kept_and_said(kaiyaku: Kaiyaku) -> None:
    fields = {
        "carrier": "docomo",
        "holder": "Li Na",
        "number": "090-1234-5678",
        "payment": "slip",
        "handset": "return-programme",
        "assignee": "ken",
    }
    options = [word for name, value in fields.items() for word in (f"--{name}", value)]
    out = kaiyaku.ok("add", "postpaid", "x", *options).out
    assert "holder: Li Na" in out
    assert "paid by: payment slip" in out
    card = kaiyaku.ok("show", "x", "--json").data["card"]
    assert {name: card[name] for name in fields} == fields
    page = kaiyaku.ok("show", "x").out
    assert all(value in page for value in ("docomo", "Li Na", "090-1234-5678", "ken"))


def test_a_holder_is_found_by_name_or_number_and_else_made(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "one", "--holder", "Li Na", "--departure", "12/15")
    for holder in ("Li Na", "li na", "1"):
        added = kaiyaku.ok("add", "postpaid", "more", "--holder", holder, "--json").data
        assert (added["card"]["holder_id"], added["card"]["departure"]) == (1, "2026-12-15")
    assert "There is: 1 Li Na" in kaiyaku.refused(3, "add", "postpaid", "x", "--holder", "7")


def test_a_name_that_two_people_have_is_not_guessed(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("holder", "add", "Li Na")
    kaiyaku.ok("holder", "add", "Li Na")
    sentence = kaiyaku.refused(3, "add", "postpaid", "x", "--holder", "Li Na")
    assert "1 Li Na, 2 Li Na" in sentence


def test_an_unknown_type_names_those_there_are_and_makes_nothing(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    book = tmp_path / "new.db"
    sentence = kaiyaku.refused(3, "add", "landline", "x", "--casebook", book)
    assert "prepaid, postpaid" in sentence
    assert not book.exists()


def test_the_list_hides_closed_cards_until_asked(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "Trip SIM")
    assert "Card 1 closed: My docomo" in one_card.ok("close", "1").out

    def labels(*options: str) -> list[str]:
        cards = one_card.ok("list", "--json", *options).data["cards"]
        return [card["label"] for card in cards]

    assert labels() == ["Trip SIM"]
    assert labels("--closed") == ["My docomo"]
    assert labels("--all") == ["My docomo", "Trip SIM"]
    assert "My docomo" not in one_card.ok("list").out
    assert "closed" in one_card.ok("list", "--all").out
    one_card.ok("reopen", "1")
    assert labels() == ["My docomo", "Trip SIM"]


def test_closing_twice_says_so_and_changes_nothing(one_card: Kaiyaku) -> None:
    one_card.ok("close", "1")
    events = len(one_card.ok("log", "--json").data["events"])
    assert "already" in one_card.ok("close", "1").out
    one_card.ok("reopen", "1")
    assert "not closed" in one_card.ok("reopen", "1").out
    assert len(one_card.ok("log", "--json").data["events"]) == events + 1


def test_a_closed_card_takes_no_marks(one_card: Kaiyaku) -> None:
    one_card.ok("close", "1")
    assert "Reopen" in one_card.refused(2, "tick", "1", "1")


def test_an_empty_casebook_says_what_to_do_next(kaiyaku: Kaiyaku) -> None:
    assert "kaiyaku guide" in kaiyaku.ok("list").out
    assert kaiyaku.ok("list", "--json").data == {"cards": []}
    kaiyaku.ok("add", "prepaid", "x")
    kaiyaku.ok("close", "x")
    assert "--all" in kaiyaku.ok("list").out


def test_progress_counts_steps(one_card: Kaiyaku) -> None:
    total = len(one_card.ok("show", "1", "--json").data["steps"])
    one_card.ok("tick", "1", "1")
    one_card.ok("mark", "1", "2", "not-applicable")
    progress = one_card.ok("list", "--json").data["cards"][0]["progress"]
    assert progress == {"done": 1, "total": total - 1}
    assert f"1 of {total - 1} done" in one_card.ok("list").out


def test_an_edit_changes_and_clears_and_says_what_is_now(one_card: Kaiyaku) -> None:
    first = ("--label", "Work phone", "--carrier", "au", "--payment", "card")
    assert "Work phone" in one_card.ok("edit", "1", *first).out
    out = one_card.ok("edit", "1", "--carrier", "-", "--payment", "-", "--line-end", "+3").out
    assert "line ends: Wed 25 Nov, 3 days" in out
    card = one_card.ok("show", "Work phone", "--json").data["card"]
    assert (card["carrier"], card["payment"], card["line_end"]) == (None, None, "2026-11-25")


def test_a_departure_moves_with_all_cards_of_the_person(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "Trip", "--holder", "mika")
    out = one_card.ok("edit", "Trip", "--departure", "12/15").out
    assert "1 other card of this person moves with it" in out
    cards = one_card.ok("list", "--json").data["cards"]
    assert [card["departure"] for card in cards] == ["2026-12-15", "2026-12-15"]


def test_a_card_given_to_somebody_else_takes_the_departure_with_it(one_card: Kaiyaku) -> None:
    one_card.ok("holder", "add", "Li Na", "--departure", "2027-03-01")
    one_card.ok("edit", "1", "--holder", "Li Na", "--departure", "2027-03-05")
    people = one_card.ok("holder", "list", "--json").data["holders"]
    assert [person["departure"] for person in people] == [None, "2027-03-05"]
    assert one_card.ok("show", "1", "--json").data["card"]["holder"] == "Li Na"
    one_card.refused(3, "edit", "1", "--holder", "nobody")


@pytest.mark.parametrize("card", ["1", "My docomo", "my DOCOMO", " １ ", "Ｍｙ ｄｏｃｏｍｏ"])
def test_a_card_is_found_by_number_or_label(one_card: Kaiyaku, card: str) -> None:
    assert one_card.ok("show", card, "--json").data["card"]["id"] == 1


@pytest.mark.parametrize("card", ["7", "docomo", "", "9" * 40, "-1"])
def test_an_unknown_card_names_those_there_are(one_card: Kaiyaku, card: str) -> None:
    assert "1 My docomo" in one_card.refused(3, "show", "--", card)


def test_a_label_that_two_cards_have_is_not_guessed(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "My docomo")
    assert "1 My docomo, 2 My docomo" in one_card.refused(3, "show", "My docomo")


def test_a_label_may_be_a_number_that_no_card_has(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "2026")
    assert one_card.ok("show", "2026", "--json").data["card"]["id"] == 2


HOSTILE = "x\x1b]0;owned\x07\u202ekcab\r\n\u200b[/]{label}\U000e0041\x9b"


def test_a_hostile_label_reaches_no_terminal(kaiyaku: Kaiyaku) -> None:
    runs = [
        kaiyaku.ok("add", "postpaid", HOSTILE, "--holder", HOSTILE, "--assignee", HOSTILE),
        kaiyaku.ok("list"),
        kaiyaku.ok("show", "1"),
        kaiyaku.ok("log"),
        kaiyaku.ok("holder", "list"),
        kaiyaku.ok("mark", "1", "1", "waiting", "--reason", HOSTILE),
        kaiyaku("show", HOSTILE + "?"),
        kaiyaku.ok("undo"),
    ]
    for ran in runs:
        for character in "\x1b\x07\u202e\u200b\x9b\r\U000e0041":
            assert character not in ran.out + ran.err
    assert kaiyaku.ok("list").out.count("\n") == 1


def test_hidden_characters_are_escaped_in_json_and_come_back_whole(kaiyaku: Kaiyaku) -> None:
    label = HOSTILE + "\ue000\u2028\x7f 解約"
    ran = kaiyaku.ok("add", "postpaid", label, "--json")
    assert ran.data["card"]["label"] == label
    assert "解約" in ran.out
    hidden = set(label) - set("x]0;ownedkcab[/]{label} 解約") - set("\r\n")
    assert not hidden & set(ran.out)
    assert "\\ud83d" not in ran.out
    assert "\\udb40\\udc41" in ran.out


def test_a_wide_label_keeps_the_columns_and_the_width(
    kaiyaku: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    kaiyaku.ok("add", "postpaid", "解約する回線" * 30)
    kaiyaku.ok("add", "postpaid", "short")
    from tui.text.width import width

    monkeypatch.setattr(Terminal, "fileno", lambda _: 1)
    monkeypatch.setattr("os.get_terminal_size", lambda _: terminal_size((80, 24)))
    lines = kaiyaku("list", stdout_is_terminal=True).out.splitlines()
    assert max(map(width, lines)) <= 80
    before = [width(line[: line.index("Postpaid")]) for line in lines]
    assert before[0] == before[1]
    ascii = kaiyaku("list", "--ascii", stdout_is_terminal=True).out
    assert "..." in ascii
    assert "…" not in ascii


def test_an_unknown_carrier_is_answered_with_the_nearest_and_what_follows(
    kaiyaku: Kaiyaku,
) -> None:
    added = kaiyaku.ok("add", "postpaid", "My phone", "--carrier", "docmo").out
    assert "Perhaps you mean docomo" in added
    assert "Nothing is known of docmo" in added
    shape = kaiyaku.ok("edit", "1", "--carrier", "kitsune", "--json").data
    assert shape["carrier"]["known"] is False
    told = kaiyaku.ok("edit", "1", "--carrier", "docomo").out
    assert "Nothing is known" not in told
    assert "carrier" not in kaiyaku.ok("edit", "1", "--carrier", "au", "--json").data

"""A card begun in the wrong casebook goes where it belongs, with all that is on it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Kaiyaku

LETTER = "解約のお手続き".encode("cp932")


@pytest.fixture
def desk(one_card: Kaiyaku, tmp_path: Path) -> Path:
    """The desk's casebook, with a card of its own; mika's own has card 1 to move."""
    book = tmp_path / "desk" / "casebook.db"
    one_card.ok("add", "prepaid", "Other", "--holder", "Ken", "--casebook", book)
    one_card.ok("edit", "1", "--carrier", "docomo", "--departure", "2027-01-15")
    one_card.ok("holder", "edit", "1", "--contact", "li@example.org")
    one_card.ok("tick", "1", "check-dates", "--as", "mika")
    one_card.ok("mark", "1", "2", "skipped", "--reason", "paid", "--as", "ken")
    for letter in (LETTER, b"withdrawn"):
        one_card.ok("note", "add", "1", "--as", "ken", stdin=letter)
    one_card.ok("note", "annotate", "1", "a remark", "--as", "mika")
    one_card.ok("note", "withdraw", "2")
    return book


def shown(kaiyaku: Kaiyaku, card: str, *options: str | Path) -> Any:
    return kaiyaku.ok("show", card, "--json", *options).data


def without_numbers(told: Any) -> Any:
    """Return what was told without what every casebook counts for itself."""
    if isinstance(told, dict):
        counted = ("id", "card", "note", "revision", "holder_id", "differs_from", "touched")
        return {key: without_numbers(value) for key, value in told.items() if key not in counted}
    return [without_numbers(item) for item in told] if isinstance(told, list) else told


def test_everything_on_it_comes_along(kaiyaku: Kaiyaku, desk: Path) -> None:
    before = shown(kaiyaku, "1")
    ran = kaiyaku.ok("move", "1", "--to", desk, "--json")
    assert (ran.data["card"]["id"], ran.data["casebook"]) == (2, str(desk))
    after = shown(kaiyaku, "2", "--casebook", desk)
    memo = after["notes"].pop()
    assert without_numbers(after) == without_numbers(before)
    marked = [(step["by"], step["at"]) for step in after["steps"][:2]]
    assert marked == [(step["by"], step["at"]) for step in before["steps"][:2]]
    assert memo["kind"] == "memo"
    original = kaiyaku.ok("note", "show", "1", "--original", "--casebook", desk).written
    assert original == LETTER
    kaiyaku.ok("doctor", "--casebook", desk)
    kaiyaku.ok("doctor")


def test_its_history_comes_along_and_still_holds(kaiyaku: Kaiyaku, desk: Path) -> None:
    before = kaiyaku.ok("log", "1", "--json").data["events"]
    kaiyaku.ok("move", "1", "--to", desk)
    with closing(sqlite3.connect(desk)) as connection:
        (kept,) = connection.execute(
            "SELECT content FROM attachment JOIN blob USING (sha256) WHERE name = 'history.jsonl'"
        ).fetchone()
    lines = [json.loads(line) for line in kept.splitlines()]
    assert [line["hash"] for line in lines] == [event["hash"] for event in before]
    assert all(line["salt"] and line["body"] for line in lines)


def test_it_is_gone_from_the_first_casebook_and_can_be_brought_back(
    kaiyaku: Kaiyaku, desk: Path
) -> None:
    before = shown(kaiyaku, "1")
    kaiyaku.ok("move", "1", "--to", desk)
    assert kaiyaku.ok("list", "--all", "--json").data["cards"] == []
    kaiyaku.refused(3, "show", "1")
    kaiyaku.refused(3, "note", "show", "1")
    assert kaiyaku.ok("find", "解約", "--json").data["matches"] == []
    kaiyaku.ok("undo", "1")
    assert without_numbers(shown(kaiyaku, "1")) == without_numbers(before)
    kaiyaku.ok("redo", "1")
    kaiyaku.refused(3, "show", "1")
    kaiyaku.ok("doctor")


def test_the_move_can_be_undone_where_it_went_to(kaiyaku: Kaiyaku, desk: Path) -> None:
    kaiyaku.ok("move", "1", "--to", desk)
    kaiyaku.ok("undo", "2", "--casebook", desk)
    labels = [
        card["label"] for card in kaiyaku.ok("list", "--json", "--casebook", desk).data["cards"]
    ]
    assert labels == ["Other"]
    kaiyaku.ok("doctor", "--casebook", desk)


def test_a_person_who_is_known_there_is_not_made_twice(kaiyaku: Kaiyaku, desk: Path) -> None:
    name = shown(kaiyaku, "1")["card"]["holder"]
    kaiyaku.ok("holder", "add", name, "--contact", "the desk knows better", "--casebook", desk)
    kaiyaku.ok("move", "1", "--to", desk)
    holders = kaiyaku.ok("holder", "list", "--json", "--casebook", desk).data["holders"]
    (found,) = [holder for holder in holders if holder["name"] == name]
    assert found["contact"] == "the desk knows better"
    assert found["departure"] == "2027-01-15"


def test_a_move_that_was_cut_off_is_ended_by_moving_again(
    kaiyaku: Kaiyaku, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tui.casebook.moving._take_away", killed)
        assert kaiyaku("move", "1", "--to", desk).code == 130
    assert shown(kaiyaku, "1")["card"]["label"] == "My docomo"
    kaiyaku.ok("move", "1", "--to", desk)
    cards = kaiyaku.ok("list", "--json", "--casebook", desk).data["cards"]
    assert [card["label"] for card in cards] == ["Other", "My docomo"]
    kaiyaku.refused(3, "show", "1")


def test_what_cannot_be_moved_stays(kaiyaku: Kaiyaku, desk: Path, tmp_path: Path) -> None:
    own = kaiyaku.home / ".local/share/kaiyaku/casebook.db"
    kaiyaku.refused(2, "move", "1")
    kaiyaku.refused(2, "move", "1", "--to", own)
    kaiyaku.refused(3, "move", "9", "--to", desk)
    kaiyaku.refused(4, "move", "1", "--to", tmp_path / "none.db")
    kaiyaku.refused(2, "move", "1", "--to", desk, "--only", "1")
    assert not (tmp_path / "none.db").exists()
    assert len(kaiyaku.ok("list", "--json").data["cards"]) == 1
    assert len(kaiyaku.ok("list", "--json", "--casebook", desk).data["cards"]) == 1

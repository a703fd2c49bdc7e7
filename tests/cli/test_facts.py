"""`kaiyaku facts`: what is known, how old it is, and what a desk of its own is told."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.guides.ageing import AT_STAKE

KEYS = {"carrier", "id", "topic", "confidence", "sources", "stale", "review_by", "ask", "digest"}


def listed(kaiyaku: Kaiyaku, *argv: str | Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = kaiyaku.ok("facts", *argv, "--json").data["facts"]
    return found


def test_every_fact_is_listed_with_its_grade_its_age_and_its_digest(kaiyaku: Kaiyaku) -> None:
    found = listed(kaiyaku)
    assert set(found[0]) >= KEYS
    assert {each["carrier"] for each in found} > {None, "au", "docomo"}
    own = listed(kaiyaku, "エーユー")
    assert {each["carrier"] for each in own} == {"au"}
    page = kaiyaku.ok("facts", "au", "--lang", "zh").out
    assert "au · cut-off" in page
    assert "另有说法" in page
    assert "2027-02-20" in page


def test_nothing_is_due_when_it_ships(kaiyaku: Kaiyaku) -> None:
    assert kaiyaku.ok("facts", "--due").out == "Nothing is to be looked at again yet.\n"
    assert listed(kaiyaku, "--due") == []


@pytest.mark.parametrize(("month", "some_left"), [(3, True), (6, False)])
def test_what_is_due_comes_with_the_question_to_ask(
    kaiyaku: Kaiyaku, month: int, some_left: bool
) -> None:
    kaiyaku.clock.now = datetime(2027, month, 15, 3, 0, tzinfo=UTC)
    due, every = listed(kaiyaku, "--due"), listed(kaiyaku)
    assert due
    assert (len(due) < len(every)) is some_left
    assert [each["review_by"] for each in due] == sorted(str(each["review_by"]) for each in due)
    if some_left:
        assert {each["topic"] for each in due} <= AT_STAKE
    asked = {each["topic"] for each in due if each["ask"]}
    assert {"fee", "cut-off", "final-month"} <= asked


def test_an_unknown_carrier_is_refused(kaiyaku: Kaiyaku) -> None:
    assert "Known are" in kaiyaku.refused(3, "facts", "kitsune")


def test_a_desk_is_told_on_every_verb_where_ours_has_changed(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    folder = tmp_path / "own" / "amendments"
    folder.mkdir(parents=True)
    (folder / "au.toml").write_text(
        'carrier = "au"\n[[facts]]\nid = "cut-off"\ntopic = "cut-off"\nconfidence = "high"\n'
        'replaces = "0123456789ab"\ntext.en = "Until 20:00."\ntext.zh = "到20:00。"\n'
        'text.ja = "20:00まで。"\n[[facts.sources]]\nkind = "carrier"\nread = "2026-11-20"\n'
        'url = "https://au.example/"\nstored_copy = false\n'
    )
    ran = kaiyaku("list", "--content", tmp_path / "own")
    assert "ours has changed since" in ran.err
    own = json.loads(kaiyaku("facts", "au", "--content", tmp_path / "own", "--json").written)[
        "facts"
    ]
    (cut_off,) = [each for each in own if each["id"] == "cut-off"]
    assert cut_off["text"] == "Until 20:00."

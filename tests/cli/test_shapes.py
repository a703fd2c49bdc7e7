"""What scripts rely on: the keys of the design's section 8."""

from datetime import datetime

import pytest

from tests.cli.conftest import Kaiyaku
from tui.cli.output import as_json


@pytest.fixture
def filled(one_card: Kaiyaku) -> Kaiyaku:
    one_card.ok("tick", "1", "check-dates")
    one_card.ok("note", "add", "1", stdin=b"hello")
    # Closing a card whose proof is nowhere else says so.
    one_card("export", "1", "--output", "-")
    return one_card


def test_show_has_card_steps_and_notes(filled: Kaiyaku) -> None:
    shown = filled.ok("show", "1", "--json").data
    assert list(shown) == ["card", "end", "reckoned", "glance", "questions", "steps", "notes"]
    card = {"id", "label", "type", "carrier", "holder", "departure", "progress"}
    assert card <= shown["card"].keys()
    assert set(shown["card"]["progress"]) == {"done", "total"}
    step = {"id", "number", "title", "state", "by", "at", "due", "revision", "checks"}
    assert step <= shown["steps"][0].keys()
    check = {"id", "number", "title", "state", "by", "at", "revision"}
    assert check <= shown["steps"][0]["checks"][0].keys()
    note = {"id", "kind", "direction", "date", "subject", "by", "sha256", "charset", "withdrawn"}
    assert note <= shown["notes"][0].keys()
    assert datetime.fromisoformat(shown["steps"][0]["at"]).tzinfo is not None
    assert datetime.fromisoformat(shown["notes"][0]["at"]).tzinfo is not None


@pytest.mark.parametrize(
    ("argv", "key"),
    [
        (("add", "prepaid", "x"), "card"),
        (("list",), "cards"),
        (("edit", "1", "--carrier", "au"), "card"),
        (("close", "1"), "card"),
        (("reopen", "1"), "card"),
        (("tick", "1", "2"), "card"),
        (("mark", "1", "2", "waiting"), "step"),
        (("note", "list", "1"), "notes"),
        (("note", "show", "1"), "note"),
        (("note", "annotate", "1", "x"), "note"),
        (("note", "move", "1", "1"), "note"),
        (("note", "withdraw", "1"), "note"),
        (("note", "restore", "1"), "note"),
        (("holder", "add", "x"), "holder"),
        (("holder", "edit", "1", "--contact", "x"), "holder"),
        (("holder", "list"), "holders"),
        (("undo",), "undone"),
        (("log",), "events"),
        (("guide",), "guides"),
    ],
)
def test_every_verb_can_answer_in_json(filled: Kaiyaku, argv: tuple[str, ...], key: str) -> None:
    assert key in filled.ok(*argv, "--json").data


def test_json_escapes_what_cannot_be_seen_and_nothing_else() -> None:
    hidden = "\x00\x1b\x7f\x85\xad\u200b\u202e\u2028\ufeff\ud800\ue000\uffff\U000e0001\U0010fffd"
    assert as_json(hidden).isascii()
    seen = "解約 ご案内 カード ｶｰﾄﾞ 注销 é 😀 ①"
    assert as_json(seen) == f'"{seen}"'

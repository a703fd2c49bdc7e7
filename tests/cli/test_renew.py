"""A guide that changes under a card: the difference, taken or left."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tests.guides.advised import dated_guide
from tests.guides.small import directory, text

OLD = dated_guide()
ADDED = '[[steps]]\nid = "post"\n' + text("title", "Post it") + text("detail", "Send it back.")
NEW = (
    OLD.replace("version = 1", "version = 2")
    .replace('title.en = "Look"', 'title.en = "Look twice"')
    .replace('[[steps]]\nid = "ask"', ADDED + '[[steps]]\nid = "ask-now"')
)


@pytest.fixture
def card(kaiyaku: Kaiyaku, tmp_path: Path) -> Kaiyaku:
    """A card that began with the old guide; what it ticked is gone in the new one."""
    kaiyaku.environ["KAIYAKU_CONTENT"] = str(tmp_path / "content")
    directory(tmp_path / "content", dated=OLD)
    kaiyaku.ok("add", "dated", "My card", "--departure", "2026-12-20")
    kaiyaku.ok("tick", "1", "look")
    kaiyaku.ok("tick", "1", "ask")
    directory(tmp_path / "content", dated=NEW)
    return kaiyaku


def steps(kaiyaku: Kaiyaku) -> dict[str, str]:
    found = kaiyaku.ok("show", "1", "--json").data["steps"]
    return {step["id"]: step["state"] for step in found}


def test_a_card_keeps_the_guide_it_began_with(card: Kaiyaku) -> None:
    assert steps(card) == {"look": "done", "ask": "done"}


def test_the_difference_names_what_is_added_changed_and_gone(card: Kaiyaku) -> None:
    out = card.ok("renew", "1").out
    for line in ("Changed: Look twice", "Added: Post it", "Removed: Ask for the end"):
        assert line in out
    assert "Version 1 to 2" in out
    assert steps(card) == {"look": "done", "ask": "done"}
    changes = card.ok("renew", "1", "--json").data["changes"]
    assert ("removed", "ask") in {(each["kind"], each["item"]) for each in changes}


def test_taken_marks_survive_and_a_step_that_is_gone_stays_in_the_history(card: Kaiyaku) -> None:
    card.ok("renew", "1", "--take")
    assert steps(card) == {"look": "done", "post": "open", "ask-now": "open"}
    log = card.ok("log", "1").out
    assert "newer guide taken" in log
    assert "ask" in log
    assert "no newer guide" in card.refused(3, "renew", "1")
    card.ok("undo", "1")
    assert steps(card) == {"look": "done", "ask": "done"}


def test_left_the_card_stays_as_it_is(card: Kaiyaku) -> None:
    card.ok("renew", "1", "--leave")
    assert steps(card) == {"look": "done", "ask": "done"}
    assert "left aside" in card.ok("show", "1", "--thread").out


def test_both_at_once_are_refused(card: Kaiyaku) -> None:
    card.refused(2, "renew", "1", "--take", "--leave")

"""What a card keeps of its guide comes back whole, and stays the same bytes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.guides.small import directory, small_guide
from tui.guides.canonical import canonical, from_canonical
from tui.guides.guide import Guide
from tui.guides.load import load
from tui.guides.shipped import content_directory


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    return load([directory(tmp_path, a=small_guide())], None).guides[0]


@pytest.mark.parametrize("guide_id", ["prepaid", "postpaid"])
def test_a_shipped_guide_comes_back_as_it_was(guide_id: str) -> None:
    guide = load([content_directory()], None).guide(guide_id)
    assert guide
    assert from_canonical(canonical(guide)) == guide


def test_equal_guides_have_equal_bytes(guide: Guide) -> None:
    turned = replace(guide, name=dict(reversed(list(guide.name.items()))))
    assert canonical(turned) == canonical(guide)


def test_the_bytes_are_utf8_sorted_and_without_blanks(guide: Guide) -> None:
    document = canonical(guide)
    assert document.startswith(
        b'{"format":1,"guide":{"cautions":[{"detail":{"en":"text","ja":"text '
    )
    assert "中".encode() in document
    assert b'", "' not in document


def test_keys_of_later_programs_are_passed_over(guide: Guide) -> None:
    document = json.loads(canonical(guide))
    document["later"] = 1
    document["guide"]["later"] = {"a": 1}
    document["guide"]["steps"][0]["later"] = []
    document["guide"]["steps"][0]["checks"][0]["later"] = None
    assert from_canonical(json.dumps(document).encode()) == guide


def test_what_an_older_program_left_out_has_its_default(guide: Guide) -> None:
    document = json.loads(canonical(guide))
    del document["guide"]["steps"][0]["contact"]
    assert from_canonical(json.dumps(document).encode()) == guide


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"format":1}',
        b'{"format":1,"guide":7}',
        b'{"format":1,"guide":[]}',
        b'{"format":1,"guide":{}}',
    ],
)
def test_bytes_that_hold_no_guide_are_refused(document: bytes) -> None:
    with pytest.raises(ValueError):
        from_canonical(document)


@pytest.mark.parametrize("written_as", [0, 2, "1", True, None])
def test_an_unknown_format_is_refused(guide: Guide, written_as: object) -> None:
    document = {**json.loads(canonical(guide)), "format": written_as}
    with pytest.raises(ValueError, match="format"):
        from_canonical(json.dumps(document).encode())

"""A manifest that says something else than the history; and histories made to be heavy."""

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import listed, manifest, members, packed, summed
from tests.exports.examples import MAIL, filled, write
from tui.exports.proof.choices import Choices
from tui.exports.proof.unpacked import Altered
from tui.exports.proof.verify import verify

HISTORY = "cards/1-my-docomo/history.jsonl"


def verified(archive: bytes, directory: Path) -> str:
    path = directory / "proof.zip"
    path.write_bytes(archive)
    try:
        verify(path)
    except Altered as altered:
        return str(altered)
    return ""


def forge(archive: bytes, change: Callable[[Any], None]) -> bytes:
    told = manifest(archive)
    change(told["cards"][0])
    return packed(summed({**members(archive), "manifest.json": json.dumps(told).encode()}))


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("note 1", "date", "2026-10-01T10:05:00+09:00"),
        ("note 1", "subject", "You are free"),
        ("note 1", "kept", "2026-10-01T10:05:00+09:00"),
        ("note 1", "direction", "sideways"),
        ("note 1", "sender", "somebody@example.org"),
        ("card 1", "label", "Another"),
        ("card 1", "carrier", "au"),
    ],
)
def test_what_the_manifest_says_is_what_the_history_says(
    tmp_path: Path, names: bool, part: str, field: str, value: str
) -> None:
    def change(card: Any) -> None:
        (card if part.startswith("card") else card["notes"][0])[field] = value

    archive = write(filled(MemoryStore()), (1, 2), Choices(names=names))[0]
    said = verified(forge(archive, change), tmp_path)
    assert said == f"manifest.json says something else of {part} than the history: {field}."


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices(names=True, memos=True),
        Choices(number=False, holder=False),
        Choices(number=False, holder=False, names=True, memos=True),
    ],
)
def test_what_happened_to_a_letter_elsewhere_makes_no_difference(
    tmp_path: Path, choices: Choices
) -> None:
    book = filled(MemoryStore())
    book.move(1, 2)
    book.redecode(1, replace(MAIL, text="別の読み方", charset="shift_jis", subject="別"))
    book.move(1, 1)
    book.edit_card(1, {"label": ("My docomo", "Mine")})
    book.undo(1)
    book.withdraw(2)
    book.restore(2)
    assert verified(write(book, (1, 2), choices)[0], tmp_path) == ""


@pytest.mark.parametrize(
    "line",
    [
        b"[" + b"[]," * 5_000_000,
        b'{"body":"' + b"[]," * 5_000_000 + b'"}',
        b'{"a":' + b"[" * 15_000_000,
        b'{"a":' + b"7," * 7_500_000,
    ],
    ids=["lists", "a text of lists", "depth", "numbers"],
)
def test_a_line_made_to_be_heavy_takes_a_few_times_its_size(tmp_path: Path, line: bytes) -> None:
    archive = write(filled(MemoryStore()))[0]
    forged = packed(summed(listed({**members(archive), HISTORY: line + b"\n"})))
    tracemalloc.start()
    try:
        said = verified(forged, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 8 * len(line)
    finally:
        tracemalloc.stop()
    assert "is not as kaiyaku writes it" in said


def test_a_long_remark_is_no_such_line(tmp_path: Path) -> None:
    book = filled(MemoryStore())
    book.annotate(1, '[1, 2, "x"],\\' * 100_000)
    assert verified(write(book, (1,), Choices(names=True))[0], tmp_path) == ""

"""What was left out is in nothing that kaiyaku writes, and the proof says that it was."""

import html
import json
import re
from typing import Any

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import history, manifest, members
from tests.exports.examples import (
    COLLEAGUE,
    CONTACT,
    HOLDER,
    LETTER,
    LOGIN,
    MEMO_TEXT,
    NUMBER,
    WITHDRAWN_TEXT,
    filled,
    note,
    write,
)
from tui.casebook.casebook import Casebook
from tui.casebook.event import Who
from tui.casebook.storage import Store
from tui.exports.proof.choices import Choices
from tui.exports.proof.mask import Mask

ALL_IN = Choices(names=True, memos=True)
NUMBERLESS, NAMELESS = Choices(number=False), Choices(holder=False)


def written_by_us(archive: bytes) -> dict[str, str]:
    """Return the text of every file but the originals and attachments; JSON without escapes."""
    return {
        name: _said(name, content.decode())
        for name, content in members(archive).items()
        if "/originals/" not in name and "/attachments/" not in name
    }


def _said(name: str, text: str) -> str:
    if not name.endswith((".json", ".jsonl")):
        return text
    unescaped = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return unescaped.replace("\\", "")


def files_that_say(archive: bytes, *values: str) -> list[str]:
    mask = Mask(values)
    found = [name for name, text in written_by_us(archive).items() if mask.holds(text)]
    return found + [name for name in members(archive) if mask.holds(name)]


def test_the_number_is_nowhere(store: Store) -> None:
    archive, written = write(filled(store), choices=NUMBERLESS)
    assert files_that_say(archive, NUMBER) == []
    assert ">phone number<" not in written_by_us(archive)["index.html"]
    assert written.originals_that_say_it == 2
    (card,) = manifest(archive)["cards"]
    assert card["originals_that_say_it"] == [1, 2]
    assert manifest(archive)["without"] == ["number"]


def test_the_number_is_there_otherwise() -> None:
    archive, written = write(filled(MemoryStore()))
    assert {"index.html", "cards/1-my-docomo/history.jsonl"} <= {*files_that_say(archive, NUMBER)}
    assert written.originals_that_say_it == 0
    assert "originals_that_say_it" not in manifest(archive)["cards"][0]


@pytest.mark.parametrize("names", [False, True])
def test_the_holder_is_nowhere(store: Store, names: bool) -> None:
    archive, _ = write(filled(store), choices=Choices(holder=False, names=names))
    assert files_that_say(archive, HOLDER, CONTACT) == []
    assert "2027-01-15" not in "".join(written_by_us(archive).values())
    said = manifest(archive)["cards"][0]["notes"]
    assert [(note["sender"], note["recipient"]) for note in said] == [
        ("ドコモ インフォメーション <info@example.jp>", None),
        (None, "info@example.jp"),
    ]


def test_whatever_the_holders_end_of_a_letter_is_called_is_left_out_with_them() -> None:
    book = filled(MemoryStore())
    letter = note(
        "Sent to 娜娜 <nana@mail.example>, as always.",
        kind="mail",
        subject="for nana@mail.example",
        sender="docomo for 娜娜 <info@example.jp>",
        recipient="娜娜 <nana@mail.example>",
    )
    book.keep(1, letter)
    archive, _ = write(book, choices=NAMELESS)
    assert files_that_say(archive, "娜娜", "nana@mail.example") == []
    page = html.unescape(written_by_us(archive)["index.html"])
    assert "docomo for █████ <info@example.jp>" in page
    assert "█████ <█████>" not in page.replace("Sent to █████ <█████>", "")


def test_a_number_that_the_card_had_once_is_left_out_too() -> None:
    book = filled(MemoryStore())
    book.edit_card(1, {"number": (NUMBER, "080-8765-4321")})
    archive, _ = write(book, choices=NUMBERLESS)
    assert files_that_say(archive, NUMBER, "080-8765-4321") == []


def test_a_label_that_says_the_holder_names_no_directory() -> None:
    book = filled(MemoryStore())
    book.edit_card(1, {"label": ("My docomo", "Li Na docomo")})
    archive, _ = write(book, choices=NAMELESS)
    assert files_that_say(archive, HOLDER) == []
    assert any(name.startswith("cards/1/") for name in members(archive))


def test_the_originals_are_as_they_came_and_the_proof_says_so() -> None:
    archive, _ = write(filled(MemoryStore()), choices=NUMBERLESS)
    found = members(archive)
    assert found["cards/1-my-docomo/originals/0001.eml"] == LETTER.encode()
    page = found["index.html"].decode()
    assert "The letters and files beside this page are as they came." in page
    assert "These originals still say it: 0001, 0002." in page


def test_a_photograph_is_not_on_a_page_that_leaves_something_out() -> None:
    assert b"<img" in members(write(filled(MemoryStore()))[0])["index.html"]
    archive, _ = write(filled(MemoryStore()), choices=NUMBERLESS)
    assert b"<img" not in members(archive)["index.html"]


def test_memos_and_names_stay_unless_asked_for(store: Store) -> None:
    archive, written = write(filled(store))
    everything = b"".join(members(archive).values()).decode("utf-8", "replace")
    for private in (LOGIN, COLLEAGUE, MEMO_TEXT):
        assert private not in everything
    assert written.memos == 1
    assert manifest(archive)["cards"][0]["left_out"]["memos"] == 1
    assert "1 internal memo was left out." in everything
    assert "Who did what was left out." in everything


def test_memos_and_names_are_there_when_asked_for() -> None:
    archive, written = write(filled(MemoryStore()), choices=ALL_IN)
    page = members(archive)["index.html"].decode()
    for wanted in (LOGIN, COLLEAGUE, MEMO_TEXT):
        assert wanted in page
    assert written.memos == 0
    assert manifest(archive)["with"] == ["memos", "names"]


def test_withdrawn_notes_are_never_there(store: Store) -> None:
    archive, written = write(filled(store), choices=ALL_IN)
    assert WITHDRAWN_TEXT not in b"".join(members(archive).values()).decode("utf-8", "replace")
    assert written.withdrawn == 1
    assert manifest(archive)["cards"][0]["left_out"]["withdrawn_notes"] == 1
    assert "1 withdrawn note is not here." in members(archive)["index.html"].decode()


def test_a_note_that_was_restored_is_there_again() -> None:
    book = filled(MemoryStore())
    book.restore(4)
    archive, written = write(book, choices=ALL_IN)
    assert written.withdrawn == 0
    assert members(archive)["cards/1-my-docomo/originals/0004.txt"] == WITHDRAWN_TEXT.encode()


def test_nothing_is_told_of_a_note_that_went_to_another_card() -> None:
    book = filled(MemoryStore())
    moved = "a letter about another person"
    card = book.keep(1, note(moved, kind="letter", subject=moved, sender=moved))
    number = max(kept.id for kept in card.notes)
    book.annotate(number, f"remark on {moved}")
    book.move(number, 2)
    archive, _ = write(book, choices=ALL_IN)
    assert moved not in b"".join(members(archive).values()).decode("utf-8", "replace")
    other, _ = write(book, (2,), ALL_IN)
    assert moved in members(other)["index.html"].decode()


def test_a_remark_that_was_undone_is_not_told() -> None:
    book = filled(MemoryStore())
    book.annotate(1, "nobody should read this")
    book.undo(1)
    archive, _ = write(book, choices=ALL_IN)
    assert "nobody should" not in b"".join(members(archive).values()).decode("utf-8", "replace")


def test_without_names_an_entry_says_an_id_and_nothing_that_leads_from_it_to_a_name() -> None:
    book = filled(MemoryStore())
    book.edit_card(1, {"carrier": ("docomo", "au")})
    book.undo(1)
    archive, _ = write(book)
    for line in history(archive):
        assert not {"login", "name", "by"} & line.keys()
        assert len(bytes.fromhex(line["person"])) == 32
        assert "takes_back" not in str(line.get("body"))
        assert line["kind"] != "undo" or isinstance(line["takes_back"], int)


def test_salt_is_only_there_where_the_whole_change_is() -> None:
    archive, _ = write(filled(MemoryStore()), choices=Choices(number=False, names=True))
    withheld = [line for line in history(archive) if "withheld" in line]
    assert {tuple(line["withheld"]) for line in withheld} == {("number",), ("note",)}
    assert all("salt" not in line and "body" not in line for line in withheld)
    assert all("changes" not in line for line in withheld if "note" in line["withheld"])


def test_a_holder_who_did_it_themselves_is_not_named_with_the_names() -> None:
    book = Casebook(MemoryStore(), Who("lina"), filled(MemoryStore()).clock)
    from tests.exports.examples import guide

    book.add_card(guide(), "mine", carrier="au")
    book.edit_card(1, {"carrier": ("au", "docomo")})
    archive, _ = write(book, choices=Choices(holder=False, names=True))
    assert files_that_say(archive, "lina") == []
    (card,) = manifest(archive)["cards"]
    assert card["history"]["checkable"] == "whole"


def test_it_says_which_events_are_told_in_part() -> None:
    archive, _ = write(filled(MemoryStore()), choices=ALL_IN)
    lines: list[dict[str, Any]] = history(archive)
    in_part = sum("withheld" in line for line in lines)
    assert manifest(archive)["cards"][0]["left_out"]["events_in_part"] == in_part > 0
    assert json.dumps(lines)

"""What an archive holds, and that the same casebook gives the same bytes."""

import hashlib
import json
from io import BytesIO
from pathlib import Path

import pytest

from tests.casebook.examples import MIKA, FrozenClock
from tests.casebook.memory import MemoryStore
from tests.exports.archives import history, manifest, members
from tests.exports.examples import (
    ANSWER,
    LETTER,
    MAIL,
    filled,
    guide,
    guide_of,
    note,
    situation_of,
    write,
)
from tui import __version__
from tui.casebook.action import Action
from tui.casebook.casebook import Casebook
from tui.casebook.errors import NoSuchThing, Refused
from tui.casebook.event import PURGED, Who, purge
from tui.casebook.storage import Store
from tui.exports.proof.choices import Choices
from tui.exports.proof.evidence import Member
from tui.exports.proof.making import Proof
from tui.exports.proof.manifest import manifest as manifest_of
from tui.text.translation import LANGUAGES, Words

ROOT = Path(__file__).parents[2]


def test_everything_is_there_under_names_of_our_own(store: Store) -> None:
    archive, written = write(filled(store), (1, 2))
    assert list(members(archive)) == [
        "cards/1-my-docomo/attachments/0001-1.bin",
        "cards/1-my-docomo/attachments/0001-2.png",
        "cards/1-my-docomo/history.jsonl",
        "cards/1-my-docomo/originals/0001.eml",
        "cards/1-my-docomo/originals/0002.eml",
        "cards/1-my-docomo/texts/0001.txt",
        "cards/1-my-docomo/texts/0002.txt",
        "cards/2/history.jsonl",
        "cards/2/originals/0005.txt",
        "cards/2/texts/0005.txt",
        "index.html",
        "manifest.json",
        "README.txt",
        "SHA256SUMS",
    ]
    assert written.files == 14
    assert written.size == len(archive)
    assert written.sha256 == hashlib.sha256(archive).hexdigest()


def test_originals_and_attachments_are_byte_for_byte(store: Store) -> None:
    found = members(write(filled(store))[0])
    assert found["cards/1-my-docomo/originals/0001.eml"] == LETTER.encode()
    assert found["cards/1-my-docomo/originals/0002.eml"] == ANSWER.encode()
    for place, enclosure in enumerate(MAIL.enclosures, start=1):
        (name,) = (n for n in found if f"attachments/0001-{place}." in n)
        assert found[name] == enclosure.content


def test_a_text_is_harmless_to_the_terminal_that_shows_it() -> None:
    text = members(write(filled(MemoryStore()))[0])["cards/1-my-docomo/texts/0001.txt"].decode()
    assert text == LETTER.replace("\x1b", "␛")


def test_lists_escape_what_hides_and_still_say_it() -> None:
    archive, _ = write(filled(MemoryStore()), choices=Choices(names=True))
    for name in ("manifest.json", "cards/1-my-docomo/history.jsonl"):
        assert "\u202e" not in members(archive)[name].decode()
    (first, *_) = manifest(archive)["cards"][0]["notes"]
    assert first["attachments"][0]["name"] == "../請求書\u202efdp.exe"
    kept = next(line for line in history(archive) if line["kind"] == "attachment.kept")
    assert json.loads(kept["body"])["changes"]["name"][1] == "../請求書\u202efdp.exe"


def test_the_manifest_says_what_is_there() -> None:
    archive, written = write(filled(MemoryStore()))
    told, found = manifest(archive), members(archive)
    assert (told["kaiyaku"], told["format"]) == (__version__, 2)
    assert told["as_of"] == written.as_of == history(archive)[-1]["at"]
    assert {member["name"] for member in told["members"]} == {*found} - {
        "manifest.json",
        "SHA256SUMS",
    }
    for member in told["members"]:
        content = found[member["name"]]
        assert member["size"] == len(content)
        assert member["sha256"] == hashlib.sha256(content).hexdigest()
    (card,) = told["cards"]
    assert card["history"] == {
        "events": len(history(archive)),
        "head": history(archive)[-1]["hash"],
        "checkable": "whole",
        "breaks_at": None,
    }


def test_what_the_casebook_lost_or_altered_is_said(tmp_path: Path) -> None:
    store = MemoryStore()
    book = filled(store)
    kept = book.card(1).notes
    blobs = store._contents.blobs
    blobs[kept[0].sha256] = b"somebody was here"
    del blobs[kept[0].attachments[0].sha256]
    archive, written = write(book)
    found = members(archive)
    assert written.damaged == (
        "cards/1-my-docomo/attachments/0001-1.bin",
        "cards/1-my-docomo/originals/0001.eml",
    )
    assert "cards/1-my-docomo/attachments/0001-1.bin" not in found
    assert found["cards/1-my-docomo/originals/0001.eml"] == b"somebody was here"
    page = found["index.html"].decode()
    assert "This file is lost: the casebook no longer has it." in page
    assert f"This is not what was kept: its SHA-256 was {kept[0].sha256}." in page


def test_a_history_that_was_tampered_with_is_said() -> None:
    store = MemoryStore()
    book = filled(store)
    events = store._contents.events
    events[6] = events[6]._replace(at="2026-01-01T00:00:00+00:00")
    archive, written = write(book)
    assert written.breaks == (1,)
    assert manifest(archive)["cards"][0]["history"]["breaks_at"] == 7
    page = members(archive)["index.html"].decode()
    assert "The history does not add up from entry 7 on." in page


def test_it_is_of_one_moment_whatever_is_done_while_it_is_written() -> None:
    book = filled(MemoryStore())
    before, _ = write(book)
    sink = BytesIO()
    proof = Proof(book, [1], guide_of, situation_of, Choices(), Words("en"))
    book.mark(1, "fill-form", "done")
    book.withdraw(1)
    proof.write(sink)
    assert sink.getvalue() == before


def test_a_card_that_is_not_there_is_no_proof() -> None:
    with pytest.raises(NoSuchThing):
        write(filled(MemoryStore()), (1, 99))


def test_a_card_with_nothing_on_it_has_a_proof_too() -> None:
    book = Casebook(MemoryStore(), Who("mika"), filled(MemoryStore()).clock)
    book.add_card(guide(), "ドコモ")
    archive, written = write(book)
    assert written.files == 5
    assert "cards/1/history.jsonl" in members(archive)


def test_what_is_too_large_for_everybodys_programs_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui.exports.proof.making._LARGEST", 5_000)
    with pytest.raises(Refused, match="fewer cards"):
        write(filled(MemoryStore()))


def test_the_history_of_a_purged_event_still_follows() -> None:
    store = MemoryStore()
    book = filled(store)
    events = store._contents.events
    place = next(n for n, e in enumerate(events) if e.card == 1 and e.kind == "mark.set")
    events[place] = events[place]._replace(salt=None, body=None)
    assert write(book, choices=Choices(names=True))[1].breaks == (1,)
    with store.writing(0) as writer:
        Action(writer, MIKA, FrozenClock()()).append(PURGED, None, purge([events[place].seq]))
    archive, written = write(book, choices=Choices(names=True))
    assert written.breaks == ()
    (line,) = [line for line in history(archive) if line["seq"] == events[place].seq]
    assert line["withheld"] == ["purged"]


def test_the_language_is_the_readers() -> None:
    archives = {
        language: write(filled(MemoryStore()), language=language)[0] for language in LANGUAGES
    }
    pages = {language: members(a)["index.html"].decode() for language, a in archives.items()}
    assert "契約の日付を確認する" in pages["zh"]
    assert "查清合同的各个日期" in pages["zh"]
    assert "Check the contract" in pages["en"]
    assert "Check the contract" not in pages["ja"]
    assert manifest(archives["ja"])["language"] == "ja"


def test_notes_beyond_the_ten_thousandth_are_in_order() -> None:
    book = filled(MemoryStore())
    store = book.store
    assert isinstance(store, MemoryStore)
    note_9999 = dict(store._contents.tables["note"][2]) | {"id": 10_001}
    store._contents.tables["note"][10_001] = note_9999
    store._contents.texts[10_001, note_9999["charset"]] = "as the other"
    archive, _ = write(book)
    assert "cards/1-my-docomo/originals/10001.eml" in members(archive)


def test_a_manifest_is_one_spelling_of_what_it_says() -> None:
    told = manifest_of([], [Member("a", 1, "b")], Choices(), "", "en")
    assert list(told["members"][0]) == ["name", "size", "sha256"]
    assert (told["with"], told["without"]) == ([], [])


def test_the_history_says_the_same_as_the_casebooks_log() -> None:
    book = filled(MemoryStore())
    archive, _ = write(book, choices=Choices(names=True, memos=True))
    lines, log = history(archive), book.log(1)
    assert [line["hash"] for line in lines] == [event.hash for event in log]
    assert [line["person"] for line in lines] == [event.person for event in log]
    by = [(line["by"]["login"], line["by"]["name"]) for line in lines]
    assert by == [(event.login, event.name) for event in log]
    whole = [(line, event) for line, event in zip(lines, log, strict=True) if "body" in line]
    assert len(whole) == len(log) - 2
    assert all(event.body == line["body"].encode() for line, event in whole)


def test_an_original_that_is_a_web_page_does_not_open_as_one() -> None:
    book = filled(MemoryStore())
    book.keep(2, note("<img src='https://tracker.example'>", form="html", kind="mail"))
    found = members(write(book, (2,))[0])
    assert "cards/2/originals/0006.html.txt" in found
    assert not [name for name in found if name.endswith((".html", ".svg")) and name != "index.html"]

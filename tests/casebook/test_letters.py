"""Letters with their files: kept once, read anew, moved and taken back as a whole."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.casebook.examples import GUIDE, KEN, casebook, letter
from tests.casebook.raw import raw
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.errors import KeptAlready, NoSuchThing, Refused
from tui.casebook.fold import first_fault, rebuild
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.schema import MIGRATIONS
from tui.casebook.storage import Store

PDF = Enclosure(name="請求書.pdf", type="application/pdf", content=b"%PDF-1.7 \x00\xff")
MAIL = Draft(
    original=b"Message-ID: <a@docomo.ne.jp>\r\n\r\nhello",
    text="hello",
    form="mail",
    kind="mail",
    subject="Your bill",
    sender="docomo <info@docomo.ne.jp>",
    recipient="mika@example.org",
    carrier="docomo",
    date="2026-11-12T10:05:00+09:00",
    message_id="a@docomo.ne.jp",
    body_hash="b" * 64,
    declared="us-ascii",
    enclosures=(PDF,),
)


def test_a_mails_files_come_back_byte_for_byte(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    (note,) = book.keep(1, MAIL).notes
    (file,) = note.attachments
    assert (file.name, file.type, file.size) == (PDF.name, PDF.type, len(PDF.content))
    assert file.sha256 == hashlib.sha256(PDF.content).hexdigest()
    assert book.attachment(file.id) == (file, PDF.content)
    assert (note.recipient, note.carrier, note.form) == ("mika@example.org", "docomo", "mail")
    assert book.note(note.id)[0] == note


def test_a_file_that_two_letters_share_is_stored_once(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "book.db")
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    big = Enclosure(name="a.bin", type="application/octet-stream", content=b"x" * 500_000)
    for body in ("one", "two", "three"):
        book.keep(1, replace(letter(body), enclosures=(big,)))
    store.close()
    assert (tmp_path / "book.db").stat().st_size < 1_000_000


def test_the_same_letter_is_noticed_and_not_doubled(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, MAIL)
    forwarded = replace(MAIL, original=MAIL.original.replace(b"\r\n", b"\n"))
    for copy in (MAIL, forwarded):
        with pytest.raises(KeptAlready) as kept:
            book.keep(1, copy)
        assert (kept.value.note, kept.value.card) == (1, 1)
    assert len(book.card(1).notes) == 1
    assert len(book.keep(1, MAIL, again=True).notes) == 2


def test_a_letter_without_an_id_is_known_by_what_it_says_and_when(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    plain = replace(MAIL, message_id=None)
    book.keep(1, plain)
    other = replace(plain, original=b"as it was exported elsewhere")
    with pytest.raises(KeptAlready):
        book.keep(1, other)
    assert len(book.keep(1, replace(other, date="2026-12-12")).notes) == 2


def test_one_message_id_with_two_texts_is_kept_twice_and_said(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, MAIL)
    changed = replace(MAIL, original=b"tampered", text="tampered", body_hash="c" * 64)
    first, second = book.keep(1, changed).notes
    assert (first.differs_from, second.differs_from) == (None, first.id)


def test_the_same_words_after_two_calls_are_two_notes(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    call = replace(letter("no answer"), form="typed", kind="call")
    book.keep(1, call)
    assert len(book.keep(1, call).notes) == 2


def test_a_family_bill_may_be_kept_with_each_card_and_again_after_a_withdrawal(
    store: Store,
) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.add_card(GUIDE, "Mother's")
    book.keep(1, MAIL)
    assert len(book.keep(2, MAIL).notes) == 1
    book.withdraw(1)
    assert len(book.keep(1, MAIL).notes) == 2


def test_files_go_with_their_note_to_another_card(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.add_card(GUIDE, "Mother's")
    book.keep(1, MAIL)
    assert [file.name for file in book.move(1, 2).notes[0].attachments] == [PDF.name]
    assert book.card(1).notes == ()
    book.undo(1)
    assert [file.name for file in book.card(1).notes[0].attachments] == [PDF.name]


def test_undo_of_a_kept_letter_withdraws_it_with_its_files_still_there(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, MAIL)
    assert book.undo(1).kind == "note.kept"
    (note,) = book.card(1).notes
    assert note.withdrawn
    assert [file.name for file in note.attachments] == [PDF.name]
    book.redo(1)
    assert not book.card(1).notes[0].withdrawn


def test_a_photo_is_put_to_a_kept_note_and_taken_back(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, letter("the letter, typed off"))
    photo = Enclosure(name="p1.jpg", type="image/jpeg", content=b"\xff\xd8", caption="page 1")
    (note,) = book.attach(1, [photo]).notes
    assert note.attachments[0].caption == "page 1"
    book.undo(1)
    assert book.card(1).notes[0].attachments == ()
    with pytest.raises(NoSuchThing):
        book.attachment(note.attachments[0].id)
    book.redo(1)
    assert len(book.card(1).notes[0].attachments) == 1


def test_reading_a_note_in_another_charset_changes_its_text_and_never_its_bytes(
    store: Store,
) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    raw = "解約".encode("cp932")
    wrong = Draft(original=raw, text="\x89ðñ", charset="cp1252", subject="\x89ð")
    book.keep(1, wrong)
    right = Draft(original=raw, text="解約", charset="cp932", subject="解約")
    (note,) = book.redecode(1, right).notes
    assert (note.charset, note.subject, book.note(1)[1]) == ("cp932", "解約", "解約")
    assert book.original(1) == raw
    book.undo(1)
    assert (book.card(1).notes[0].charset, book.note(1)[1]) == ("cp1252", wrong.text)
    with pytest.raises(ValueError, match="original"):
        book.redecode(1, letter("another letter"))


def test_an_export_is_remembered_without_being_work_on_the_card(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    before, history = book.card(1), book.log(1)
    book.exported([1])
    after = book.card(1)
    assert before.exported_at is None
    assert after.exported_at == book.log()[-1].at
    assert (after.touched, book.log(1)) == (before.touched, history)
    assert book.undo().kind == "card.added"
    with pytest.raises(Refused):
        book.undo()
    with store.reading() as reader:
        assert first_fault(reader) is None


def test_everything_about_letters_is_rebuilt_from_the_events(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, MAIL)
    book.attach(1, [replace(PDF, name="second.pdf")])
    book.exported([1])
    casebook(store, KEN).annotate(1, "I called them about this")
    before = (book.card(1), book.note(1))
    with store.writing(5) as writer:
        rebuild(writer)
    assert (book.card(1), book.note(1)) == before


def test_a_casebook_of_the_first_format_keeps_its_notes_and_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    SqliteStore(path, migrations=MIGRATIONS[:1]).close()
    with raw(path) as connection:
        connection.execute(
            "INSERT INTO card (id, type, label, guide_version, guide_sha256, present, touched, "
            "revision) VALUES (1, 'postpaid', 'My docomo', 1, '', 1, '', 1)"
        )
        connection.execute(
            "INSERT INTO note (id, card, kind, direction, subject, charset, lossy, sha256, size, "
            "by, at, present, revision) "
            "VALUES (1, 1, 'mail', 'in', 's', 'cp932', 0, 'x', 1, 'mika', '', 1, 1)"
        )
        connection.execute("INSERT INTO note_text VALUES (1, ?)", ("解約".encode(),))
    connection.close()
    store = SqliteStore(path)
    note, text = casebook(store).note(1)
    assert (note.charset, note.form, note.attachments, text) == ("cp932", "text", (), "解約")
    store.close()


def test_many_letters_are_kept_in_one_action_and_the_known_ones_are_found(store: Store) -> None:
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    (first,) = book.keep(1, MAIL).notes
    other = replace(letter("two"), message_id="b@docomo.ne.jp", body_hash="c" * 64)
    kept = book.keep_all(
        [(1, each) for each in (MAIL, other, replace(other, original=b"another way"), other)]
    )
    assert [(note.id, is_new) for note, is_new in kept] == [
        (1, False),
        (2, True),
        (2, False),
        (2, False),
    ]
    assert kept[0][0] == first
    book.undo(1)
    assert [note.withdrawn for note in book.card(1).notes] == [False, True]
    with pytest.raises(NoSuchThing):
        book.keep_all([(9, other)])

"""Letters, remarks, files and cards are found again, with and without an index."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casebook.examples import GUIDE, KEN, casebook, letter
from tests.casebook.memory import MemoryStore
from tests.casebook.raw import raw
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.fold import rebuild
from tui.casebook.sqlite import SqliteStore, search
from tui.casebook.sqlite.grams import narrowing
from tui.casebook.sqlite.schema import MIGRATIONS
from tui.casebook.storage import Store
from tui.guides.facts import Term
from tui.text.folding import fold

MAIL = Draft(
    original=b"mail",
    text="ご解約のお手続きについて。\n違約金は1,100円です。お電話は090-1234-5678まで。",
    kind="mail",
    subject="解約手続きのご案内",
    sender="ドコモ <info@docomo.example>",
    recipient="lin@example.org",
    enclosures=(
        Enclosure(name="請求書.pdf", type="application/pdf", content=b"%PDF", caption="last bill"),
    ),
)


@pytest.fixture
def book(store: Store) -> Casebook:
    """One card of Lin's with a mail."""
    made = casebook(store)
    made.add_card(GUIDE, "My docomo", holder="林 美華", carrier="docomo", number="080-9876-5432")
    made.keep(1, MAIL)
    return made


def notes(book: Casebook, query: str, limit: int | None = None) -> list[int]:
    return [match.note.id for match in book.find(query, limit).matches if match.note]


def cards(book: Casebook, query: str) -> list[int]:
    return [match.card.id for match in book.find(query).matches if not match.note]


@pytest.mark.parametrize(
    ("query", "field", "marked"),
    [
        ("手続き", "subject", ["手続き"]),
        ("違約金", "text", ["違約金"]),
        ("料 違約金", "text", None),
        ("案内ご解約", None, None),
        ("docomo.example", "sender", ["docomo.example"]),
        ("ﾄﾞｺﾓ", "sender", ["ドコモ"]),
        ("LIN@", "recipient", ["lin@"]),
        ("請求書", "attachment", ["請求書"]),
        ("ＢＩＬＬ", "attachment", ["bill"]),
        ("1100円", "text", ["1,100円"]),
        ("09012345678", "text", ["090-1234-5678"]),
        ("090 1234 5678", "text", ["090-1234-5678"]),
        ("1234-5678", "text", ["1234-5678"]),
        ("約", "subject", ["約"]),
    ],
)
def test_a_mail_is_found_by_all_that_is_said_of_it(
    book: Casebook, query: str, field: str | None, marked: list[str] | None
) -> None:
    matches = [match for match in book.find(query).matches if match.note]
    if marked is None:
        assert matches == []
        return
    (match,) = matches
    assert match.field == field
    assert [text for text, is_found in match.excerpt.pieces if is_found] == marked
    assert match.card.label == "My docomo"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("My", "label"),
        ("ｄｏｃｏｍｏ", "label"),
        ("林美華", "holder"),
        ("林　美華", "holder"),
        ("08098765432", "number"),
        ("9876-5432", "number"),
        ("080 9876 5432", "number"),
    ],
)
def test_a_card_is_found_by_its_label_number_carrier_and_holder(
    book: Casebook, query: str, field: str
) -> None:
    match = book.find(query).matches[0]
    assert (match.card.id, match.note, match.field) == (1, None, field)


def test_the_carrier_is_said_where_nothing_else_says_it(book: Casebook) -> None:
    book.edit_card(1, {"label": ("My docomo", "old card")})
    assert next((m.field, m.excerpt.text) for m in book.find("docomo").matches) == (
        "carrier",
        "docomo",
    )


def test_every_word_must_be_there_wherever_it_stands(book: Casebook) -> None:
    assert notes(book, "解約 bill") == [1]
    assert notes(book, "解約 bills") == []


def test_some_of_the_words_may_name_the_card_but_not_all(book: Casebook) -> None:
    book.add_card(GUIDE, "Trip SIM", holder="Wang")
    book.keep(2, letter("違約金"))
    assert notes(book, "違約金 林美華") == [1]
    assert notes(book, "wang 違約金") == [2]
    assert notes(book, "trip sim") == []
    assert cards(book, "trip sim") == [2]
    assert notes(book, "trip my 違約金") == []


def test_the_newest_come_first_and_more_is_said(book: Casebook) -> None:
    for number in range(60):
        book.keep(1, letter(f"解約 {number}"))
    assert notes(book, "解約") == [*range(61, 11, -1)]
    assert book.find("解約").more
    assert notes(book, "解約", 3) == [61, 60, 59]
    assert not book.find("解約", 61).more
    assert len(book.find("解約", 61).matches) == 61


def test_cards_come_first_and_leave_room_for_letters(book: Casebook) -> None:
    for number in range(12):
        book.add_card(GUIDE, f"au {number}")
        book.keep(1, letter(f"au {number}"))
    assert cards(book, "au") == [*range(13, 1, -1)]
    few = book.find("au", 10)
    assert [match.note is None for match in few.matches] == [True] * 2 + [False] * 8
    assert few.more
    assert [match.card.id for match in book.find("au 11", 1).matches] == [13]


def test_a_withdrawn_note_is_found_and_says_so(book: Casebook) -> None:
    book.withdraw(1)
    (match,) = book.find("違約金").matches
    assert match.note is not None
    assert match.note.withdrawn


def test_what_is_added_later_is_found(book: Casebook) -> None:
    book.annotate(1, "they called back about the deposit")
    book.attach(1, [Enclosure(name="photo.jpg", type="image/jpeg", content=b"x", caption="返却")])
    assert book.find("deposit").matches[0].field == "annotation"
    assert book.find("返却").matches[0].field == "attachment"


def test_undo_and_redo_change_what_is_found(book: Casebook) -> None:
    book.annotate(1, "deposit")
    book.undo()
    assert notes(book, "deposit") == []
    book.redo()
    assert notes(book, "deposit") == [1]
    book.edit_card(1, {"label": ("My docomo", "Reiseplan")})
    book.undo()
    assert cards(book, "reiseplan") == []
    assert cards(book, "my docomo") == [1]


def test_another_charset_is_found_by_what_it_reads(book: Casebook) -> None:
    book.keep(1, Draft(original=b"\xe8", text="garbled", charset="cp1252"))
    book.redecode(2, Draft(original=b"\xe8", text="mended", charset="cp932", subject="new"))
    assert (notes(book, "garbled"), notes(book, "mended"), notes(book, "new")) == ([], [2], [2])
    book.undo()
    assert (notes(book, "garbled"), notes(book, "mended"), notes(book, "new")) == ([2], [], [])


def test_a_moved_note_is_found_with_its_new_card(book: Casebook) -> None:
    book.add_card(GUIDE, "Trip SIM")
    book.move(1, 2)
    (match,) = [match for match in book.find("違約金").matches if match.note]
    assert match.card.label == "Trip SIM"
    assert notes(book, "trip 違約金") == [1]
    assert notes(book, "美華 違約金") == []


def test_a_new_name_of_the_holder_finds_their_cards(book: Casebook) -> None:
    book.edit_holder(1, {"name": ("林 美華", "Lin Meihua")})
    assert cards(book, "meihua") == [1]
    assert cards(book, "美華") == []


def test_a_card_that_was_undone_is_not_found(book: Casebook) -> None:
    book.add_card(GUIDE, "Trip SIM")
    book.undo()
    assert cards(book, "trip") == []


def test_a_rebuilt_casebook_finds_the_same(book: Casebook) -> None:
    book.annotate(1, "deposit")
    with book.store.writing(1) as writer:
        rebuild(writer)
    assert notes(book, "deposit") == notes(book, "違約金") == [1]
    assert cards(book, "my") == [1]


def test_one_persons_part_finds_nobody_elses(book: Casebook, store: Store) -> None:
    book.add_card(GUIDE, "Wang's", holder="Wang")
    book.keep(2, letter("解約 of Wang"))
    whole, wangs = casebook(store), Casebook(store, KEN, book.clock, wait=5, only=2)
    assert notes(whole, "解約") == [2, 1]
    assert notes(wangs, "解約") == [2]
    assert cards(wangs, "docomo") == []
    assert wangs.find("林").matches == ()
    assert notes(wangs, "wang 解約") == [2]


@pytest.mark.parametrize("query", ["", " \u3000 ", "\x00"])
def test_nothing_asked_is_nothing_found(book: Casebook, query: str) -> None:
    assert book.find(query).matches == ()


@pytest.mark.parametrize("query", ['"', "%", "_", "*", "' OR 1", '"解約"*', "解約 NOT", "\ud800"])
def test_signs_are_looked_for_and_mean_nothing_else(book: Casebook, query: str) -> None:
    assert [match for match in book.find(query).matches if match.note] == []
    text = f"before {query} after"
    book.keep(1, letter(text))
    assert notes(book, query) == [2]


def test_a_megabyte_of_markup_is_found_and_told_shortly(book: Casebook) -> None:
    book.keep(1, letter("[/]" * 350_000 + "\x00\u202e解約\ud800"))
    (first, _) = (match for match in book.find("解約").matches if match.note)
    assert first.note is not None
    assert first.note.id == 2
    assert len(first.excerpt.text) < 250
    assert notes(book, "[/]") == [2]


def test_a_word_that_a_line_end_cuts_is_found(book: Casebook) -> None:
    book.keep(1, letter("ご請求額の確\n　定について"))
    (match,) = (match for match in book.find("確定").matches if match.note)
    assert [text for text, is_found in match.excerpt.pieces if is_found] == ["確 定"]


# From here on: the index of the SQLite adapter.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.db"


@pytest.fixture
def indexed(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setattr(search, "INDEXED_ABOVE", 0)
    monkeypatch.setattr(search, "_NEWEST", 1)
    made = casebook(SqliteStore(path))
    made.add_card(GUIDE, "My docomo")
    yield made
    made.store.close()


def index_all(book: Casebook) -> None:
    while book.index(1):
        pass


def columns(path: Path, query: str) -> list[tuple[object, ...]]:
    with raw(path) as connection:
        return connection.execute(query).fetchall()


LETTERS = [
    "ご解約のお手続き MNP予約番号 090-1234-5678",
    "您的合约将于本月底到期。提前终止合约须支付违约金。",
    "A cancellation fee of 9,500 yen applies to your contract: see au.com/x?y=1",
    "解約金 料金料金 の のの 5G 4Gプラン",
    "emoji 🎤📱 and signs [/] %_* 𠮷野家 ㋿ 𪛟 か\u3099 ｶﾞ",
    "Договор расторгнут. Ünïcödé ß ǅ ﬁ สัญญา 계약 해지",
    "一",
    "解\n約 解 約 解約",
    "a b c 1 2 3 料",
]


def test_index_and_scan_find_the_same(indexed: Casebook) -> None:
    for number in range(5):
        for text in LETTERS:
            indexed.keep(1, letter(f"{text} {number}"))
    whole = [fold(text) for text in LETTERS]
    index_all(indexed)
    assert indexed.store.index(1) is False
    plain = casebook(MemoryStore())
    plain.add_card(GUIDE, "My docomo")
    for number in range(5):
        for text in LETTERS:
            plain.keep(1, letter(f"{text} {number}"))

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def same(data: st.DataObject) -> None:
        words = []
        for _ in range(data.draw(st.integers(1, 3))):
            text = data.draw(st.sampled_from([*LETTERS, *whole]))
            start = data.draw(st.integers(0, len(text) - 1))
            words.append(text[start : start + data.draw(st.integers(1, 6))])
        query, limit = " ".join(words), data.draw(st.sampled_from([1, 7, 50]))
        assert notes(indexed, query, limit) == notes(plain, query, limit)

    same()


GLOSSARY = (
    Term(japanese="解約", reading="kaiyaku", meaning={}, words=("注销", "cancel")),
    Term(japanese="請求書", reading="seikyūsho", meaning={}, words=("账单", "請求", "bill")),
    Term(japanese="約款", reading="yakkan", meaning={}),
)


@pytest.mark.parametrize("is_indexed", [False, True], ids=["looked through", "indexed"])
@pytest.mark.parametrize(
    ("query", "found", "also"),
    [
        ("解约", [4, 3, 2, 1], ("注销", "cancel")),
        ("kaiyaku", [4, 3, 2, 1], ("解約", "注销", "cancel")),
        ("帳單", [], ()),
        ("賬單", [5], ("請求",)),
        ("Seikyusho", [5], ("請求",)),
        ("seikyūsho", [5], ("請求",)),
        ("bill", [5], ("請求",)),
        ("注銷 会员", [3], ()),
        ("cancel 料", [2], ("解約",)),
        ("約款", [], ()),
    ],
)
def test_a_word_finds_what_means_the_same_in_other_languages(
    indexed: Casebook, query: str, found: list[int], also: tuple[str, ...], is_indexed: bool
) -> None:
    for text in ("ご解約の件", "解約料", "會員注銷", "You may cancel it", "ご請求金額"):
        indexed.keep(1, letter(text))
    if is_indexed:
        index_all(indexed)
    findings = indexed.find(query, glossary=GLOSSARY)
    assert [match.note.id for match in findings.matches if match.note] == found
    assert findings.also == also


def test_words_that_the_card_has_are_found_through_the_index_too(indexed: Casebook) -> None:
    indexed.edit_card(1, {"label": ("My docomo", "My [docomo]")})
    for text in ("docomo", "[ and nothing else", "neither", "解約 docomo", "my own"):
        indexed.keep(1, letter(text))
    expected = {"my docomo": [5, 4, 1], "[ docomo": [4, 2, 1], "解約 my": [4], "my zzz": []}
    assert {query: notes(indexed, query) for query in expected} == expected
    index_all(indexed)
    assert {query: notes(indexed, query) for query in expected} == expected


@pytest.mark.parametrize(
    ("words", "match"),
    [
        (["解約"], '(("解約"))'),
        (["解約金"], '(("解約" AND "約金"))'),
        (["contract"], '(("con" AND "ont" AND "ntr" AND "tra" AND "rac" AND "act"))'),
        (["1100円"], '(("110" AND "100"))'),
        (["解約", "mnp"], '(("解約")) AND (("mnp"))'),
        (["の"], '(("の"*))'),
        (["5g", "の"], '(("5g"*)) AND (("の"*))'),
        (["の", "解約"], '(("解約"))'),
        (["[/]", "解約"], '(("解約"))'),
    ],
)
def test_the_index_is_asked_for_pieces_of_the_words(words: list[str], match: str) -> None:
    narrowed = narrowing([(word,) for word in words])
    assert narrowed is not None
    assert narrowed == (match, match.endswith("*))"))


def test_the_index_is_asked_for_all_forms_of_a_word() -> None:
    assert narrowing([("解約", "cancel"), ("mnp",)]) == (
        '(("解約") OR ("can" AND "anc" AND "nce" AND "cel")) AND (("mnp"))',
        False,
    )
    assert narrowing([("解約", "[/]")]) is None


def test_the_index_is_not_asked_for_signs() -> None:
    assert narrowing([("[/]",), ("🎤",)]) is None


def test_a_half_made_index_changes_no_answer(indexed: Casebook, path: Path) -> None:
    for number in range(30):
        indexed.keep(1, letter(f"解約 {number} {'rare' if number % 7 == 0 else ''}"))
    expected = notes(indexed, "rare"), notes(indexed, "解約"), notes(indexed, "解")
    assert indexed.index(0)
    steps = 1
    while True:
        assert (notes(indexed, "rare"), notes(indexed, "解約"), notes(indexed, "解")) == expected
        if not indexed.index(0):
            break
        steps += 1
    assert steps == 30
    assert columns(path, "SELECT indexed FROM search_state") == [(30,)]


def test_what_changes_after_it_was_indexed_is_found_anew(indexed: Casebook, path: Path) -> None:
    for number in range(5):
        indexed.keep(1, letter(f"解約 {number}"))
    index_all(indexed)
    indexed.annotate(2, "deposit")
    assert notes(indexed, "deposit") == [2]
    assert indexed.index(0)
    assert columns(path, "SELECT indexed FROM search_state") == [(5,)]
    assert indexed.index(0) is False
    assert notes(indexed, "deposit") == [2]
    indexed.undo()
    assert notes(indexed, "deposit") == []
    index_all(indexed)
    assert notes(indexed, "deposit") == []
    assert notes(indexed, "解約") == [5, 4, 3, 2, 1]


def test_only_a_change_of_the_text_is_indexed_again(indexed: Casebook, path: Path) -> None:
    indexed.keep(1, letter("解約"))
    index_all(indexed)
    indexed.withdraw(1)
    assert columns(path, "SELECT * FROM search_again") == []
    indexed.annotate(1, "x")
    assert columns(path, "SELECT * FROM search_again") == [(1,)]


def test_a_small_casebook_gets_no_index(path: Path) -> None:
    book = casebook(SqliteStore(path))
    book.add_card(GUIDE, "My docomo")
    book.keep(1, letter("解約"))
    assert not book.index(1)
    assert columns(path, "SELECT * FROM sqlite_master WHERE name LIKE 'note_index%'") == []
    book.store.close()


def test_the_size_of_all_texts_is_known(indexed: Casebook, path: Path) -> None:
    indexed.keep(1, letter("解約", subject="x"))
    indexed.annotate(1, "料金")
    indexed.keep(1, letter("abc"))
    indexed.undo()
    total = "SELECT sum(length(CAST(text AS BLOB))) FROM note_search"
    assert columns(path, "SELECT size FROM search_state") == columns(path, total)


def _forget_fts5(path: Path) -> None:
    """Make of the index what a Python without FTS5 sees of it."""
    with raw(path) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'fts5', 'fts9') WHERE name = 'note_index'"
        )


def test_without_fts5_everything_is_found_by_looking(
    indexed: Casebook, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        indexed.keep(1, letter(f"解約 {number}"))
    index_all(indexed)
    monkeypatch.setattr(search, "_has_fts5", lambda _: False)
    _forget_fts5(path)
    book = casebook(SqliteStore(path))
    assert notes(book, "解約") == [3, 2, 1]
    book.keep(1, letter("解約 again"))
    book.annotate(1, "deposit")
    assert notes(book, "deposit") == [1]
    assert notes(book, "解約") == [4, 3, 2, 1]
    book.index(1)
    assert notes(book, "解約") == [4, 3, 2, 1]
    book.store.close()


def test_a_damaged_index_is_made_again(indexed: Casebook, path: Path) -> None:
    for number in range(3):
        indexed.keep(1, letter(f"解約 {number}"))
    index_all(indexed)
    with raw(path) as connection:
        connection.execute("UPDATE note_index_data SET block = x'ffffffffffffffff'")
    book = casebook(SqliteStore(path))
    assert notes(book, "解約") == [3, 2, 1]
    book.keep(1, letter("解約 again"))
    index_all(book)
    assert notes(book, "解約") == [4, 3, 2, 1]
    columns(path, "INSERT INTO note_index (note_index) VALUES ('integrity-check')")
    book.store.close()


def test_what_is_purged_is_in_no_index(indexed: Casebook, path: Path) -> None:
    for text in ("解約 secret", "解約"):
        indexed.keep(1, letter(text))
    index_all(indexed)
    with indexed.store.writing(1) as writer:
        record = writer.record("note", 1)
        assert record is not None
        writer.put("note", record | {"present": False})
        writer.make_findable("note", 1)
    assert columns(path, "SELECT name FROM sqlite_master WHERE name LIKE 'note_index%'") == []
    assert columns(path, "SELECT note FROM note_search") == [(2,)]
    assert notes(indexed, "secret") == []
    index_all(indexed)
    assert notes(indexed, "解約") == [2]


def test_what_is_purged_without_fts5_is_in_no_index_either(
    indexed: Casebook, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed.keep(1, letter("secret"))
    index_all(indexed)
    monkeypatch.setattr(search, "_has_fts5", lambda _: False)
    _forget_fts5(path)
    book = casebook(SqliteStore(path))
    with book.store.writing(1) as writer:
        record = writer.record("note", 1)
        assert record is not None
        writer.put("note", record | {"present": False})
        writer.make_findable("note", 1)
    assert columns(path, "SELECT * FROM note_index_data") == []
    book.store.close()


def test_indexing_gives_way_to_a_writer(indexed: Casebook, path: Path) -> None:
    indexed.keep(1, letter("解約"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert indexed.index(1) is False
    assert notes(indexed, "解約") == [1]
    other.execute("ROLLBACK")
    other.close()
    assert indexed.index(1)


def test_indexing_shows_other_sessions_nothing_new(indexed: Casebook, path: Path) -> None:
    indexed.keep(1, letter("解約"))
    other = casebook(SqliteStore(path), KEN)
    seen = other.version(), indexed.version()
    index_all(other)
    assert (other.version(), indexed.version()) == seen
    other.annotate(1, "deposit")
    assert other.version() == seen[0]
    assert indexed.version() != seen[1]
    other.store.close()


def test_a_change_between_two_of_ones_own_writes_is_noticed(indexed: Casebook, path: Path) -> None:
    other = casebook(SqliteStore(path), KEN)
    seen = indexed.version()
    other.add_card(GUIDE, "Ken's")
    indexed.mark(1, "check-dates", "done")
    assert indexed.version() != seen
    other.store.close()


def test_an_older_casebook_is_made_findable_when_it_is_opened(path: Path) -> None:
    SqliteStore(path, migrations=MIGRATIONS[:1]).close()
    with raw(path) as connection:
        connection.execute(
            "INSERT INTO holder (id, name, present, revision) VALUES (1, 'Lin', 1, 1)"
        )
        connection.execute(
            "INSERT INTO card (id, holder, type, label, guide_version, guide_sha256, present, "
            "touched, revision) VALUES (1, 1, 'postpaid', 'My docomo', 1, '', 1, '', 1)"
        )
        connection.execute(
            "INSERT INTO note (id, card, kind, direction, subject, charset, lossy, sha256, size, "
            "by, at, present, revision) "
            "VALUES (1, 1, 'mail', 'in', '件名', 'cp932', 0, 'x', 1, 'mika', '', 1, 1)"
        )
        connection.execute("INSERT INTO note_text VALUES (1, ?)", ("ﾒｰﾙ".encode(),))
        connection.execute("INSERT INTO annotation VALUES (1, 1, 1, 'deposit', 'mika', '', 1, 1)")
    connection.close()
    store = SqliteStore(path)
    book = casebook(store)
    assert notes(book, "件名") == notes(book, "メール deposit") == [1]
    assert cards(book, "lin docomo") == [1]
    store.close()


def test_opening_and_working_never_read_what_is_searched(path: Path) -> None:
    store = SqliteStore(path)
    book = casebook(store)
    book.add_card(GUIDE, "My docomo")
    book.keep(1, letter("解約"))
    store.close()
    with raw(path) as connection:
        connection.execute("DROP TABLE note_search")
    store = SqliteStore(path)
    book = casebook(store)
    assert [card.label for card in book.cards()] == ["My docomo"]
    assert book.last_worked_on() == 1
    assert book.card(1).notes[0].id == 1
    assert book.note(1)[1] == "解約"
    book.mark(1, "check-dates", "done")
    book.undo()
    store.close()

"""`kaiyaku find`: what was kept is found again."""

import pytest

from tests.cli.conftest import Kaiyaku
from tui.casebook.sqlite import search

LETTER = "ご解約のお手続きについて。違約金は1,100円です。お電話は090-1234-5678まで。"


@pytest.fixture
def filled(one_card: Kaiyaku) -> Kaiyaku:
    """A card with a Japanese letter, and one with an English and a Chinese note."""
    one_card.ok("add", "prepaid", "Trip SIM", "--holder", "林 美華", "--number", "080-9876-5432")
    one_card.ok(
        "note",
        "add",
        "1",
        "--subject",
        "お手続きのご案内",
        "--date",
        "11/12",
        stdin=LETTER.encode(),
    )
    english, chinese = b"You can cancel the Contract at any shop.", "提前终止合约须支付违约金。"
    one_card.ok("note", "add", "2", "--subject", "shop", stdin=english)
    one_card.ok("note", "add", "2", "--subject", "chat", stdin=chinese.encode())
    return one_card


def found(kaiyaku: Kaiyaku, query: str, *options: str) -> list[tuple[int | None, int, str]]:
    matches = kaiyaku.ok("find", query, *options, "--json").data["matches"]
    return [(match["note"], match["card"], match["field"]) for match in matches]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("解約", [(2, 2, "text"), (1, 1, "text")]),
        ("注销", [(2, 2, "text"), (1, 1, "text")]),
        ("kaiyaku", [(2, 2, "text"), (1, 1, "text")]),
        ("違約金", [(3, 2, "text"), (1, 1, "text")]),
        ("約", [(3, 2, "text"), (1, 1, "text")]),
        ("合約", [(3, 2, "text")]),
        ("contract", [(2, 2, "text")]),
        ("ＣＯＮＴＲＡＣＴ", [(2, 2, "text")]),
        ("解約 1100円", [(1, 1, "text")]),
        ("解約　案内", [(1, 1, "subject")]),
        ("案内", [(1, 1, "subject")]),
        ("09012345678", [(1, 1, "text")]),
        ("090 1234 5678", [(1, 1, "text")]),
        ("080-9876", [(None, 2, "number")]),
        ("林美華", [(None, 2, "holder")]),
        ("ＴＲＩＰ", [(None, 2, "label")]),
        ("trip contract", [(2, 2, "text")]),
        ("解約 contract", [(2, 2, "text")]),
        ("違約 contract", []),
    ],
)
def test_chinese_japanese_and_english_are_found_by_words(
    filled: Kaiyaku, query: str, matches: list[tuple[int | None, int, str]]
) -> None:
    assert found(filled, query) == matches


def test_the_json_has_what_scripts_rely_on(filled: Kaiyaku) -> None:
    answer = filled.ok("find", "解約", "--json").data
    assert list(answer) == ["matches", "more", "also"]
    assert answer["also"] == ["cancel"]
    match = answer["matches"][1]
    assert {"note", "card", "field", "excerpt"} <= match.keys()
    assert match["excerpt"] == LETTER
    assert match["withdrawn"] is False


def test_a_person_reads_which_letter_and_where_it_says_so(filled: Kaiyaku) -> None:
    _, _, first, second, also = filled.ok("find", "解約").out.splitlines()
    assert also == "also cancel"
    assert first.startswith("note 1 · My docomo · Thu 12 Nov · ")
    assert first.endswith(" · お手続きのご案内")
    assert second.startswith("    ご解約のお手続きについて。")
    assert filled.ok("find", "trip").out == "card 2 · Trip SIM · Prepaid · 林 美華\n"
    assert filled.ok("find", "9876").out.splitlines()[1] == "    phone number: 080-9876-5432"


def test_remarks_and_withdrawn_letters_are_found(filled: Kaiyaku) -> None:
    filled.ok("note", "annotate", "2", "asked about the deposit")
    filled.ok("note", "withdraw", "2")
    first, second = filled.ok("find", "deposit").out.splitlines()
    assert "withdrawn" in first
    assert second == "    remark: asked about the deposit"
    assert filled.ok("find", "deposit", "--json").data["matches"][0]["withdrawn"] is True


def test_the_newest_fifty_come_first_and_more_is_said(filled: Kaiyaku) -> None:
    for number in range(4):
        filled.ok("note", "add", "1", stdin=f"invoice {number}".encode())
    assert [note for note, _, _ in found(filled, "invoice", "--limit", "3")] == [7, 6, 5]
    page = filled.ok("find", "invoice", "--limit", "3").out.splitlines()
    assert len(page) == 7
    assert "--limit" in page[-1]
    assert filled.ok("find", "invoice", "--limit=3", "--json").data["more"] is True
    assert filled.ok("find", "invoice", "--json").data["more"] is False


def test_nothing_found_is_said_and_is_no_failure(filled: Kaiyaku) -> None:
    assert filled.ok("find", "zzz").out == "Nothing found for zzz.\n"
    assert filled.ok("find", "zzz", "--json").data == {
        "matches": [],
        "more": False,
        "also": [],
    }


@pytest.mark.parametrize("argv", [("",), ("　 ",), ("解約", "--limit", "x"), ("解約", "MNP"), ()])
def test_what_cannot_be_looked_for_is_one_sentence(filled: Kaiyaku, argv: tuple[str, ...]) -> None:
    filled.refused(2, "find", *argv)


def test_hostile_letters_come_out_harmless(filled: Kaiyaku) -> None:
    filled.ok("note", "add", "1", stdin="\u202e[/]\x1b[2J\x00解約".encode() + b"[/]" * 300_000)
    out = filled.ok("find", "[/] 解約").out
    assert "⟨U+202E⟩[/]␛[2J␀解約[/]" in out
    assert "\x1b" not in out
    written = filled.ok("find", "[/] 解約", "--json").out
    assert "\\u202e" in written
    assert "\x1b" not in written


def test_one_persons_part_finds_nobody_elses(filled: Kaiyaku) -> None:
    assert found(filled, "contract", "--only", "林 美華") == [(2, 2, "text")]
    assert found(filled, "違約 案内", "--only", "林 美華") == []


def test_no_casebook_is_made_to_be_searched(kaiyaku: Kaiyaku) -> None:
    kaiyaku.refused(4, "find", "解約", "--casebook", kaiyaku.home / "none.db")


def test_a_search_works_at_the_index_of_a_large_casebook(
    filled: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "INDEXED_ABOVE", 0)
    made: list[float] = []
    monkeypatch.setattr(search, "index", lambda _, seconds: made.append(seconds))
    assert found(filled, "案内") == [(1, 1, "subject")]
    assert made == [0.2]

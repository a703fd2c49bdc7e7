"""What a letter under review is said to be, and which card it seems to be about."""

from dataclasses import replace
from datetime import date

import pytest

from tui.casebook.draft import Draft, Enclosure
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card, Holder
from tui.deadlines.dates import DateError
from tui.screens.review import belongs, corrected, looked_over, preview, written_date
from tui.text.translation import Words, marked
from tui.text.trouble import Trouble
from tui.widgets.voice import Voice

VOICE = Voice(Words("en"), date(2026, 11, 24))


def draft(text: str = "", **fields: object) -> Draft:
    made = Draft(original=text.encode(), text=text, date_source="header")
    return replace(made, **fields)  # type: ignore[arg-type]


def card(id: int, *, number: str | None = None, carrier: str | None = None, **more: str) -> Card:
    return Card(
        id=id,
        type="postpaid",
        label=more.pop("label", f"card {id}"),
        holder=Holder(1, "li"),
        guide_version=1,
        guide_sha256="",
        number=number,
        carrier=carrier,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    "text",
    [
        "お客様の電話番号：090-1234-5678 について",
        "０９０－１２３４－５６７８",
        "090 1234 5678",
        "(090)1234-5678",
        "09012345678",
        "+81 90-1234-5678",
    ],
)
@pytest.mark.parametrize("number", ["090-1234-5678", "+81 90 1234 5678", "０９０１２３４５６７８"])
def test_a_number_in_the_letter_tells_its_card(text: str, number: str) -> None:
    found = belongs(draft(text), [card(1), card(2, number=number), card(3, number="080-1111-2222")])
    assert found is not None
    assert (found.card, found.because) == (2, number)


def test_a_number_that_two_cards_have_tells_nothing() -> None:
    both = [card(1, number="090-1234-5678"), card(2, number="09012345678")]
    assert belongs(draft("090-1234-5678"), both) is None


def test_a_short_number_tells_nothing() -> None:
    assert belongs(draft("12345678"), [card(1, number="1234")]) is None


@pytest.mark.parametrize("carrier", ["docomo", "NTTドコモ", "ドコモ"])
def test_a_carrier_tells_its_only_card(carrier: str) -> None:
    cards = [card(1, carrier="au"), card(2, carrier=carrier), card(3)]
    found = belongs(draft(carrier="docomo"), cards)
    assert found is not None
    assert (found.card, found.because) == (2, carrier)


def test_a_carrier_of_two_cards_tells_nothing_but_a_closed_card_does_not_count() -> None:
    two = [card(1, carrier="docomo"), card(2, carrier="docomo")]
    assert belongs(draft(carrier="docomo"), two) is None
    closed = [two[0], two[1]._replace(closed_at="2026-11-01T00:00:00+00:00")]
    found = belongs(draft(carrier="docomo"), closed)
    assert found is not None
    assert found.card == 1


def test_a_number_weighs_more_than_a_carrier() -> None:
    cards = [card(1, carrier="docomo"), card(2, number="090-1234-5678")]
    found = belongs(draft("090-1234-5678", carrier="docomo"), cards)
    assert found is not None
    assert found.card == 2


def rows(made: Draft) -> list[str]:
    return ["".join(piece.text for piece in row.left).strip() for row in preview(made, VOICE, 60)]


def test_what_was_hard_to_read_stands_above_the_text_as_a_problem() -> None:
    made = draft("hello", remarks=(Trouble(marked("The letter is cut off.")),))
    first = preview(made, VOICE, 60)[0]
    assert first.left[0].look == "problem"
    assert rows(made) == ["! The letter is cut off.", "", "hello"]


def test_characters_that_were_lost_are_said() -> None:
    assert "Some characters could not be read." in rows(draft("h", lossy=True))[0]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("header", ""),
        ("received", "when it arrived"),
        ("text", "stands in the text"),
        ("none", "No date was found"),
    ],
)
def test_where_the_date_comes_from_is_said_unless_it_is_the_letters_own(
    source: str, said: str
) -> None:
    shown = rows(draft("hello", date_source=source))
    assert (said in shown[0]) if said else (shown == ["hello"])


def test_files_that_came_with_it_are_named_cleanly_with_their_size() -> None:
    files = (
        Enclosure(name="請求\u202egpj.exe\n", type="x/y", content=b"x" * 12_345),
        Enclosure(name="", type="x/y", content=b""),
    )
    shown = rows(draft("hello", enclosures=files))
    assert shown[:2] == ["+ 請求⟨U+202E⟩gpj.exe   12 KB", "+ a file without a name  0 B"]


def test_a_picture_says_what_it_is() -> None:
    raw = b"\xff\xd8\xff" + b"x" * 120_000
    file = Enclosure(name="letter.jpg", type="image/jpeg", content=raw)
    made = Draft(original=raw, text="", form="file", lossy=True, enclosures=(file,))
    assert rows(made) == ["JPG, 120 KB, kept byte for byte"]


def test_a_long_letter_is_shown_in_part_and_says_how_much_is_left() -> None:
    shown = rows(draft("\n".join(f"line {n}" for n in range(500))))
    assert shown[-1] == "… and 100 more lines, kept too"
    assert len(shown) == 401


def test_a_guess_is_taken_once_and_then_the_writer_knows_better() -> None:
    made = draft("x", subject="guessed", sender="a@b.jp", carrier="au", date="2026-11-12")
    over = looked_over(Unfinished(text=""), made)
    assert (over.subject, over.sender, over.carrier, over.date) == (
        "guessed",
        "a@b.jp",
        "au",
        "2026-11-12",
    )
    mine = over._replace(subject="mine")
    assert looked_over(mine, made).subject == "mine"


def test_what_was_corrected_goes_into_the_note_and_the_bytes_stay() -> None:
    file = Enclosure(name="a.jpg", type="image/jpeg", content=b"raw")
    made = Draft(
        original=b"raw",
        text="",
        date="2026-11-12",
        date_source="header",
        carrier="au",
        enclosures=(file,),
    )
    now = Unfinished(text="", kind="letter", direction="in", sender="KDDI", caption="page 1")
    kept = corrected(made, now, "2026-11-13")
    assert (kept.original, kept.enclosures[0].content) == (b"raw", b"raw")
    assert (kept.sender, kept.enclosures[0].caption, kept.subject) == ("KDDI", "page 1", "page 1")
    assert (kept.date, kept.date_source, kept.carrier) == ("2026-11-13", "none", None)
    assert corrected(made, now, "2026-11-12").date_source == "header"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-12 10:05", "2026-11-12T10:05:30+09:00"),
        ("2026-11-12 10:06", "2026-11-12T10:06:00+09:00"),
        ("11/13 9:00", "2026-11-13T09:00:00+09:00"),
        ("13 Nov", "2026-11-13"),
        ("", None),
    ],
)
def test_a_date_can_be_corrected_with_its_time(written: str, read: str | None) -> None:
    made = draft("x", date="2026-11-12T10:05:30+09:00")
    assert written_date(written, made, VOICE) == read


def test_a_corrected_time_is_by_the_clock_that_the_letters_own_was() -> None:
    made = draft("x", date="2026-11-12T10:05:30-05:00")
    assert written_date("2026-11-12 11:00", made, VOICE) == "2026-11-12T11:00:00-05:00"


@pytest.mark.parametrize("written", ["11/13 25:00", "soon 9:00", "9:00", "2/31"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(DateError):
        written_date(written, draft("x"), VOICE)

import pytest

from tests.stories.person import Person
from tests.terminal.pty_session import PtySession

# Lines that begin with keys, brackets and a sentence in full-width characters.
LETTER = "".join(
    f"{'quswLnxc'[n % 8]} {n:03} [docomo] ご解約のお手続きのご案内\n" for n in range(200)
)
PIECE = 256
PAUSE = 0.1


def bracketed(session: PtySession) -> None:
    session.paste(LETTER)


def in_one_piece(session: PtySession) -> None:
    session.send(LETTER.replace("\n", "\r"))


def in_small_pieces(session: PtySession) -> None:
    data = LETTER.replace("\n", "\r").encode()
    cut = [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    assert any(piece[0] & 0xC0 == 0x80 for piece in cut), "no character is cut in two"
    for piece in cut:
        session.send(piece)
        session.idle(PAUSE)


@pytest.mark.parametrize("arrives", [bracketed, in_one_piece, in_small_pieces])
def test_a_long_letter_is_kept_as_it_came_and_no_line_of_it_is_a_key(
    mika: Person, card: int, arrives: object
) -> None:
    assert callable(arrives)
    with mika.screen() as session:
        arrives(session)
        session.wait_for("Check before saving")
        session.wait_for("w 003 [docomo] ご解約のお手続き")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        assert session.alive()
        session.send("q")
        assert session.wait_exit() == 0
    [note] = mika.notes(card)
    assert mika.original(note["id"]) == LETTER.encode()
    assert set(mika.states(card)) == {"open"}
    assert [event["kind"] for event in mika.json("log")["events"]][-1] == "note.kept"
    assert mika.json("show", str(card))["card"]["closed"] is False


def test_a_letter_goes_to_the_card_that_the_review_names(mika: Person, card: int) -> None:
    other = mika.add("Trip SIM", "prepaid")
    mika.run("tick", str(card), "1")
    with mika.screen() as session:
        session.paste("Dear customer,\nyour line ends.\n")
        session.wait_for("your line ends.")
        assert "My docomo" in session.text()
        # From the buttons around to the first field, which is the card.
        session.send("\t")
        session.settle()
        session.send("\x1b[C")
        session.wait_for("Trip SIM")
        assert "My docomo" not in session.text()
        session.send("\x13")
        session.wait_for("Kept with Trip SIM")
    assert [len(mika.notes(card)), len(mika.notes(other))] == [0, 1]


def test_what_is_pasted_into_a_note_stays_in_its_lines(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.paste("一行目\n二行目\n\n四行目")
        session.wait_for("四行目")
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.settle()
        assert "draft" not in session.text()
    assert mika.original(mika.notes(card)[0]["id"]) == "一行目\n二行目\n\n四行目".encode()
    with mika.screen() as session:
        session.settle()
        assert "Unfinished" not in session.text()

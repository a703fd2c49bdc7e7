import signal

import pytest

from tests.stories.person import Person, cursor_on, shows_done


def test_what_was_shown_as_ticked_survives_a_kill(
    mika: Person, card: int, titles: list[str]
) -> None:
    for number, title in enumerate(titles[:3]):
        with mika.screen() as session:
            session.wait_for(cursor_on(title))
            session.send(" ")
            session.wait_for(shows_done(title))
            session.kill(signal.SIGKILL)
            assert session.wait_exit() == -signal.SIGKILL
        assert mika.states(card)[: number + 2] == ["done"] * (number + 1) + ["open"]


@pytest.mark.parametrize("milliseconds", [0, 2, 5, 12])
def test_a_kill_between_key_and_tick_leaves_a_whole_casebook(
    mika: Person, card: int, titles: list[str], milliseconds: int
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.idle(milliseconds / 1000)
        session.kill(signal.SIGKILL)
        session.wait_exit()
    assert mika.states(card)[0] in ("open", "done")
    assert mika.states(card)[1:] == ["open"] * (len(titles) - 1)
    mika.run("tick", str(card), "2")
    assert mika.states(card)[1] == "done"
    assert not list(mika.casebook.parent.glob(".casebook*")), "something half made was left"


@pytest.mark.parametrize("typed", ["R", "Ref. A-1234", "Ref. A-1234, 佐藤さん, mail by 1 Dec"])
def test_text_that_was_typed_survives_a_kill(mika: Person, card: int, typed: str) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type(typed)
        session.wait_for(typed)
        session.wait_for(lambda _: typed in mika.drafts())
        session.kill(signal.SIGKILL)
        session.wait_exit()
    offered_and_kept(mika, card, typed)


def offered_and_kept(mika: Person, card: int, typed: str) -> None:
    """The next start offers the text; going on with it and saving it makes it a note."""
    with mika.screen(wait=False) as session:
        session.wait_for("Unfinished text")
        session.send("\r")
        session.wait_for(lambda s: typed.split("\n")[0] in s.text() and "[ Save ]" in s.text())
        session.send("\x13")
        session.wait_for("Letters and notes · 1")
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.original(mika.notes(card)[0]["id"]).decode() == typed
    assert mika.drafts() == []


def test_a_letter_in_review_survives_a_kill(mika: Person, card: int) -> None:
    letter = "ご契約者様\n解約手続きのご案内です。\n"
    with mika.screen() as session:
        session.paste(letter)
        session.wait_for("解約手続きのご案内です。")
        # A letter is on the disk before it is shown.
        session.kill(signal.SIGKILL)
        session.wait_exit()
    assert mika.drafts() == [letter]
    offered_and_kept(mika, card, letter)


def test_an_unfinished_text_can_wait_or_be_thrown_away(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type("half a word")
        session.send("\x1b")
        session.wait_for("Letters and notes")
        assert mika.drafts() == ["half a word"]
        session.send("q")
        assert session.wait_exit() == 0
    with mika.screen(wait=False) as session:
        session.wait_for("half a word")
        session.send("2")
        session.wait_for(lambda s: "Unfinished" not in s.text())
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.drafts() == ["half a word"]
    with mika.screen(wait=False) as session:
        session.wait_for("half a word")
        session.send("3")
        session.wait_for(lambda s: "Unfinished" not in s.text())
        assert mika.drafts() == []
    assert mika.notes(card) == []


def test_a_draft_is_not_offered_while_its_writer_is_still_there(mika: Person, card: int) -> None:
    with mika.screen() as first:
        first.send("n")
        first.wait_for("Write note")
        first.type("still being typed")
        first.wait_for(lambda _: "still being typed" in mika.drafts())
        with mika.screen() as second:
            second.settle()
            assert "still being typed" not in second.text()


@pytest.mark.parametrize("controlling", [True, False], ids=["signalled", "only-gone"])
def test_a_dropped_line_right_after_typing_keeps_the_text(
    mika: Person, card: int, controlling: bool
) -> None:
    with mika.screen(controlling=controlling) as session:
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        session.hang_up()
        assert session.wait_exit() == 128 + signal.SIGHUP
    offered_and_kept(mika, card, "Ref. A-1234")


def test_a_shutdown_keeps_the_text_and_gives_the_terminal_back(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type("Ref. A-1234")
        session.wait_for("Ref. A-1234")
        session.kill(signal.SIGTERM)
        assert session.wait_exit() == 128 + signal.SIGTERM
        assert session.attributes == session.attributes_before
        last = bytes(session.output[-200:])
        for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l"):
            assert mode in last
    assert mika.drafts() == ["Ref. A-1234"]


def test_an_unfinished_text_is_for_its_writer_alone(mika: Person, card: int) -> None:
    with mika.screen() as session:
        session.send("n")
        session.wait_for("Write note")
        session.type("private")
        session.wait_for(lambda _: "private" in mika.drafts())
        [path] = (mika.state / "drafts").glob("*/*.json")
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    # The casebook can be shared; what is not kept is not in it.
    assert b"private" not in mika.casebook.read_bytes()

from tests.stories.person import Person, cursor_on, row_of, shows_done


def test_what_was_ticked_is_ticked_at_the_next_start(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.states(card)[:2] == ["done", "open"]
    with mika.screen() as session:
        session.wait_for(shows_done(titles[0]))
        assert "✓" not in row_of(session, titles[1])


def test_the_program_opens_where_work_goes_on(mika: Person, card: int, titles: list[str]) -> None:
    mika.add("Trip SIM", "prepaid")
    mika.run("tick", str(card), "1")
    with mika.screen() as session:
        session.wait_for(cursor_on(titles[1]))
        # Keys go to the steps at once.
        session.send(" ")
        session.wait_for(shows_done(titles[1]))
        session.send("\x11")
        assert session.wait_exit() == 0
    assert mika.states(card)[:3] == ["done", "done", "open"]


def test_the_first_tick_starts_a_card_and_a_restart_shows_it(mika: Person) -> None:
    with mika.screen() as session:
        session.send(" ")
        session.wait_for("when do you leave")
        session.type("docomo 12/15\r")
        session.wait_for("At a glance")
        session.send("q")
        session.wait_for("1/7")
        session.send("q")
        assert session.wait_exit() == 0
    shown = mika.json("show", "1")["card"]
    assert (shown["label"], shown["carrier"]) == ("docomo", "docomo")
    assert str(shown["departure"]).endswith("-12-15")
    with mika.screen() as session:
        session.wait_for("1/7")
        assert "docomo" in session.text()

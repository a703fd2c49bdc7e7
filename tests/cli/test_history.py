from datetime import timedelta

from tests.cli.conftest import Kaiyaku


def test_undo_and_redo_go_from_run_to_run(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "check-dates", "--as", "mika")
    out = one_card.ok("undo", "--as", "mika").out
    assert out == "Undone: 1 Check the contract's dates · 1 My docomo\n"
    assert one_card.step("check-dates")["state"] == "open"
    assert one_card.ok("redo", "1", "--as", "mika").out.startswith("Done again: 1 Check")
    assert one_card.step("check-dates")["state"] == "done"


def test_nothing_of_ones_own_to_undo_is_said(one_card: Kaiyaku) -> None:
    one_card.refused(2, "undo", "--as", "somebody else")
    one_card.refused(2, "redo", "--as", "mika")


def test_undo_is_refused_once_a_colleague_changed_it(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1", "--as", "mika")
    one_card.ok("mark", "1", "1", "waiting", "--as", "ken")
    assert "ken" in one_card.refused(5, "undo", "1", "--as", "mika")


def test_undo_of_a_kept_note_is_a_withdrawal(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=b"hello")
    undone = one_card.ok("undo", "1", "--json").data["undone"]
    assert (undone["kind"], undone["table"], undone["id"]) == ("note.kept", "note", 1)
    assert one_card.ok("note", "list", "1", "--json").data["notes"][0]["withdrawn"]


def test_a_card_that_was_undone_is_redone_by_its_number(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "prepaid", "Trip")
    kaiyaku.ok("undo", "Trip")
    assert kaiyaku.ok("list", "--json").data == {"cards": []}
    kaiyaku.ok("redo", "1")
    assert kaiyaku.ok("list", "--json").data["cards"][0]["label"] == "Trip"
    kaiyaku.refused(3, "undo", "9")


def test_the_log_has_every_event_oldest_first(one_card: Kaiyaku) -> None:
    one_card.ok("add", "prepaid", "Trip", "--as", "ken")
    one_card.ok("mark", "1", "1", "waiting", "--reason", "queue", "--as", "mika")
    events = one_card.ok("log", "--json").data["events"]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert set(events[-1]) == {"seq", "at", "by", "card", "kind", "hash"}
    assert (events[-1]["by"], events[-1]["card"], events[-1]["kind"]) == ("mika", 1, "mark.set")
    assert events[-1]["at"].startswith("2026-11-22T01:00:")
    assert events[-1]["at"].endswith("+00:00")
    assert len(events[-1]["hash"]) == 64
    of_trip = one_card.ok("log", "Trip", "--json").data["events"]
    assert {event["card"] for event in of_trip} == {2}
    last = one_card.ok("log").out.splitlines()[-1]
    assert "22 Nov 10:00  mika  1" in last
    assert "check-dates · Waiting · queue" in last or "check-dates · queue · Waiting" in last


def test_a_clock_that_went_back_is_marked_and_the_order_stays(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1")
    one_card.clock.now -= timedelta(days=400)
    one_card.ok("tick", "1", "2")
    one_card.clock.now += timedelta(days=401)
    one_card.ok("tick", "1", "3")
    lines = one_card.ok("log").out.splitlines()
    assert ["clock had gone back" in line for line in lines[-3:]] == [False, True, False]


def test_the_log_says_what_was_changed(one_card: Kaiyaku) -> None:
    assert one_card.ok("edit", "1", "--carrier", "au").code == 0
    assert "carrier: au" in one_card.ok("log", "1").out.splitlines()[-1]


def test_an_empty_log_says_so(kaiyaku: Kaiyaku) -> None:
    assert kaiyaku.ok("log", "--json").data == {"events": []}
    assert "Nothing" in kaiyaku.ok("log").out

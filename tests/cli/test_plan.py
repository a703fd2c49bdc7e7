"""`kaiyaku plan` and `kaiyaku calendar`: what is taken out of the house."""

from datetime import timedelta
from pathlib import Path

import pytest
import vobject

from tests.cli.conftest import Kaiyaku
from tests.guides.advised import advised
from tui.text.width import width


@pytest.fixture
def dated(kaiyaku: Kaiyaku, tmp_path: Path) -> Kaiyaku:
    """A card of somebody who leaves on 20 December; it is 22 November."""
    kaiyaku.environ["KAIYAKU_CONTENT"] = str(advised(tmp_path / "content"))
    kaiyaku.ok(
        *("add", "dated", "My tanuki", "--carrier", "たぬき", "--holder", "Lin"),
        *("--departure", "2026-12-20", "--number", "090-1234-5678"),
    )
    return kaiyaku


def events(ics: str) -> dict[str, vobject.base.Component]:
    calendar = vobject.readOne(ics)
    return {event.uid.value: event for event in calendar.vevent_list}


def test_the_page_says_what_is_next_whom_to_ask_and_what_to_say(dated: Kaiyaku) -> None:
    out = dated.ok("plan", "1").out
    assert max(map(width, out.splitlines())) <= 80
    for said in ("Lin", "My tanuki", "Tanuki Mobile", "090-1234-5678", "20 Dec"):
        assert said in out
    ask = out.index("Ask for the end: Sat 19 Dec, until 21:10 Japan time")
    assert out.index("You fly on Sun 20 Dec") < ask < out.index("Look (and 1 check): do now")
    assert out.index("Bring these") < out.index("Passport")
    assert "解約料はかかりますか。" in out
    assert "kaiyakuryō wa kakarimasu ka" in out
    assert "Reference number: ____" in out


def test_what_is_done_stands_with_its_day_and_is_not_next(dated: Kaiyaku) -> None:
    dated.ok("tick", "1", "look")
    out = dated.ok("plan", "1").out
    assert "- Look, 22 Nov" in out
    assert "Look: do now" not in out


def test_it_is_in_the_holders_language_unless_another_is_asked_for(dated: Kaiyaku) -> None:
    dated.ok("holder", "edit", "1", "--language", "ja")
    assert "手続きの計画" in dated.ok("plan", "1").out
    assert "办理计划" in dated.ok("plan", "1", "--lang", "zh").out


def test_it_shows_nobody_else_and_no_note(dated: Kaiyaku) -> None:
    dated.ok("add", "dated", "Other card", "--holder", "Mei")
    dated.ok("note", "add", "1", "-", stdin=b"the secret memo")
    for argv in (("1",), ("--holder", "Lin")):
        out = dated.ok("plan", *argv).out
        assert "My tanuki" in out
        assert not any(other in out for other in ("Mei", "Other card", "memo"))


def test_a_page_to_print_needs_nothing_else_and_is_written_once(
    dated: Kaiyaku, tmp_path: Path
) -> None:
    file = tmp_path / "plan.html"
    dated.ok("plan", "1", "--output", file)
    html = file.read_text("utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    assert html.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in html
    assert not any(part in html for part in ("<script", "http://", "https://", "src="))
    assert str(file) in dated.refused(2, "plan", "1", "--output", file)
    assert dated.ok("plan", "1", "--output", "-").out == html


def test_names_do_not_become_markup(dated: Kaiyaku) -> None:
    dated.ok("edit", "1", "--label", "<b>x</b>")
    html = dated.ok("plan", "1", "--output", "-").out
    assert "<b>x" not in html
    assert "&lt;b&gt;x" in html


def test_one_card_or_one_person_has_to_be_named(dated: Kaiyaku) -> None:
    dated.refused(2, "plan")
    dated.refused(2, "plan", "1", "--holder", "Lin")
    dated.refused(3, "plan", "--holder", "Nobody")


def test_the_calendar_has_what_is_due_with_its_day(dated: Kaiyaku) -> None:
    found = events(dated.ok("calendar").out)
    assert {event.summary.value: str(event.dtstart.value) for event in found.values()} == {
        "Look (My tanuki)": "2026-11-22",
        "Ask for the end (My tanuki)": "2026-12-19",
    }
    (look, ask) = sorted(found.values(), key=lambda event: str(event.dtstart.value))
    assert "- Logins moved: by 13 Dec" in look.description.value
    assert "until 21:10 Japan time" in ask.description.value


def test_an_alarm_rings_only_for_what_costs_money_or_the_number(dated: Kaiyaku) -> None:
    dated.ok("tick", "1", "look/logins")
    by_name = {e.summary.value.split()[0]: e for e in events(dated.ok("calendar").out).values()}
    assert not hasattr(by_name["Look"], "valarm")
    assert hasattr(by_name["Ask"], "valarm")


def test_a_second_import_moves_the_events_instead_of_doubling_them(dated: Kaiyaku) -> None:
    before = events(dated.ok("calendar").out)
    dated.ok("edit", "1", "--departure", "2027-01-10")
    dated.ok("tick", "1", "look")
    dated.clock.now += timedelta(minutes=5)
    after = events(dated.ok("calendar").out)
    assert before.keys() == after.keys()
    for uid, event in after.items():
        assert int(event.sequence.value) > int(before[uid].sequence.value)
    days = {event.summary.value: str(event.dtstart.value) for event in after.values()}
    assert days["Ask for the end (My tanuki)"] == "2027-01-09"
    told = {uid.split("-")[-1]: event.status.value for uid, event in after.items()}
    # The logins have a day after the one on which their step was done.
    assert told == {"look@kaiyaku": "CONFIRMED", "ask@kaiyaku": "CONFIRMED"}
    assert days["Look (My tanuki)"] == "2027-01-03"
    dated.ok("tick", "1", "look/logins")
    told = {uid: event.status.value for uid, event in events(dated.ok("calendar").out).items()}
    assert sorted(told.values()) == ["CANCELLED", "CONFIRMED"]


def test_the_calendar_can_be_of_one_person(dated: Kaiyaku) -> None:
    dated.ok("add", "dated", "Other card", "--holder", "Mei", "--departure", "2026-12-20")
    assert "Other card" in dated.ok("calendar").out
    assert "Other card" not in dated.ok("calendar", "--holder", "Lin").out
    assert "My tanuki" not in dated.ok("calendar", "2").out

"""`kaiyaku due`, `answer`, and what is known of a carrier."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tests.guides.advised import advised


@pytest.fixture
def dated(kaiyaku: Kaiyaku, tmp_path: Path) -> Kaiyaku:
    """A card of somebody who leaves on 20 December; it is 22 November."""
    kaiyaku.environ["KAIYAKU_CONTENT"] = str(advised(tmp_path / "content"))
    kaiyaku.ok(
        *("add", "dated", "My tanuki", "--carrier", "たぬき", "--holder", "Lin"),
        *("--departure", "2026-12-20"),
    )
    return kaiyaku


def test_what_is_due_comes_in_order_of_day(dated: Kaiyaku) -> None:
    items = dated.ok("due", "--json").data["items"]
    assert [(item["date"], item["step"], item["check"], item["kind"]) for item in items] == [
        ("2026-11-22", "look", None, "now"),
        ("2026-12-13", "look", "logins", "by"),
        ("2026-12-19", "ask", None, "by"),
    ]
    assert {item["overdue"] for item in items} == {False}
    assert items[-1]["until"] == "2026-12-19T21:10:00+09:00"
    assert items[0]["title"] == "Look"


def test_it_is_read_under_today_this_week_and_later(dated: Kaiyaku) -> None:
    out = dated.ok("due").out
    assert out.index("Today, Sun 22 Nov") < out.index("do now") < out.index("Later")
    assert "by 19 Dec" in out
    assert "My tanuki" in out
    assert "Logins moved" not in dated.ok("due", "--within", "7").out


def test_a_moved_departure_moves_what_is_due(dated: Kaiyaku) -> None:
    dated.ok("edit", "1", "--departure", "2026-12-30")
    dates = [item["date"] for item in dated.ok("due", "--json").data["items"]]
    assert dates == ["2026-11-30", "2026-12-23", "2026-12-29"]


def test_for_cron_it_ends_with_1_where_something_is_for_today(dated: Kaiyaku) -> None:
    assert dated("due", "--exit-code").code == 1
    dated.ok("edit", "1", "--departure", "2027-02-20")
    assert dated("due", "--exit-code").code == 0


def test_what_to_bring_is_listed_by_holder(dated: Kaiyaku) -> None:
    out = dated.ok("due", "--bring").out
    assert out.splitlines() == ["Lin · My tanuki · たぬき", "  □ Passport"]
    dated.ok("tick", "1", "look/papers")
    assert dated.ok("due", "--bring").out == "There is nothing to bring.\n"


def test_days_that_are_no_number_are_refused(dated: Kaiyaku) -> None:
    assert "--within" in dated.refused(2, "due", "--within", "-1")


def test_without_cards_it_says_where_to_begin(kaiyaku: Kaiyaku) -> None:
    assert "kaiyaku guide" in kaiyaku.ok("due").out


def test_an_answer_decides_which_steps_there_are(dated: Kaiyaku) -> None:
    def steps() -> list[str]:
        return [step["id"] for step in dated.ok("show", "1", "--json").data["steps"]]

    assert steps() == ["look", "ask"]
    assert "end (no)" in dated.ok("answer", "1").out
    assert "Keep the number? yes" in dated.ok("answer", "1", "number", "keep").out
    assert steps() == ["look", "move", "ask"]
    dated.ok("undo")
    assert steps() == ["look", "ask"]
    dated.ok("answer", "1", "number", "keep")
    dated.ok("answer", "1", "number", "-")
    assert steps() == ["look", "ask"]


def test_an_answer_is_told_in_the_history_as_it_was_given(dated: Kaiyaku) -> None:
    dated.ok("answer", "1", "number", "keep")
    assert "Keep the number? yes" in dated.ok("show", "1", "--thread").out


def test_what_is_no_question_or_answer_is_refused_with_what_there_is(dated: Kaiyaku) -> None:
    assert "number" in dated.refused(3, "answer", "1", "colour", "red")
    assert "end, keep" in dated.refused(3, "answer", "1", "number", "sell")
    assert "end, keep" in dated.refused(2, "answer", "1", "number")


def test_a_guide_with_a_carrier_has_its_facts_with_source_and_age(dated: Kaiyaku) -> None:
    page = dated.ok("guide", "dated", "--carrier", "tanuki").out
    assert "Requests until 21:10 count today." in page
    assert "https://example.jp/cancel" in page
    assert "2026-06-06" in page
    assert "may be out of date (2024-05)" in page
    assert "Another source: Nothing at all." in page
    assert "Ask: Is the month charged in full?" in page
    facts = dated.ok("guide", "dated", "--carrier", "たぬき", "--json").data["steps"][0]["facts"]
    assert [(fact["id"], fact["of_carrier"], fact["stale"]) for fact in facts] == [
        ("young", True, True),
        ("cut-off", True, False),
        ("late", False, False),
    ]
    assert facts[1]["sources"][0]["stored_copy"] is True


def test_without_a_carrier_there_are_the_general_rules(dated: Kaiyaku) -> None:
    steps = dated.ok("guide", "dated", "--json").data["steps"]
    assert [fact["id"] for fact in steps[0]["facts"]] == ["late"]
    assert "tanuki" in dated.refused(3, "guide", "dated", "--carrier", "kitsune")


def test_a_step_that_comes_after_another_says_so(dated: Kaiyaku) -> None:
    blocked = [step["blocked_by"] for step in dated.ok("show", "1", "--json").data["steps"]]
    assert blocked == [[], [1]]
    dated.ok("tick", "1", "look")
    blocked = [step["blocked_by"] for step in dated.ok("show", "1", "--json").data["steps"]]
    assert blocked == [[], []]


def test_the_phrases_of_the_next_step_or_all_can_be_printed(dated: Kaiyaku) -> None:
    out = dated.ok("phrases", "1").out
    assert out.splitlines()[:2] == ["解約料はかかりますか。", "  kaiyakuryō wa kakarimasu ka"]
    assert dated.ok("phrases", "--json").data["phrases"][0]["meaning"] == "Is there a fee?"
    dated.ok("answer", "1", "number", "keep")
    assert "`kaiyaku phrases`" in dated.refused(3, "phrases", "1", "move")


def test_what_moves_with_the_departure_is_listed(dated: Kaiyaku) -> None:
    edited = dated.ok("edit", "1", "--departure", "2027-01-10").out
    assert "Logins moved: was 13 Dec, now 3 Jan" in edited
    back = dated.ok("holder", "edit", "1", "--departure", "2026-12-20").out
    assert "Logins moved: was 3 Jan, now 13 Dec" in back
    told = dated.ok("edit", "1", "--departure", "2027-01-10", "--json").data["moved"]
    assert {"card": 1, "item": "look/logins", "before": "2026-12-13", "after": "2027-01-03"} in told


def test_much_that_moves_is_summed_up_in_a_few_lines(kaiyaku: Kaiyaku) -> None:
    for label in ("One", "Two"):
        kaiyaku.ok(
            *("add", "postpaid", label, "--carrier", "au", "--holder", "Lin", "--codes", "none"),
            *("--departure", "2027-03-20"),
        )
    told = kaiyaku.ok("holder", "edit", "1", "--departure", "2027-04-08", "--json").data["moved"]
    assert {each["card"] for each in told} == {1, 2}
    lines = kaiyaku.ok("holder", "edit", "1", "--departure", "2027-03-20").out.splitlines()
    assert len(told) > 20
    assert 4 < len(lines) <= 11
    assert sum("2 cards: was " in line for line in lines) == 4
    assert any("more: 19 days earlier" in line for line in lines)


def test_an_answer_says_what_it_moves(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "Moving", "--carrier", "au", "--departure", "2027-03-20")
    out = kaiyaku.ok("answer", "1", "number", "keep").out
    assert "was no day, now " in out
    assert kaiyaku.ok("answer", "1", "number", "end", "--json").data["moved"]


def test_a_step_done_before_those_that_come_first_says_and_keeps_it(dated: Kaiyaku) -> None:
    assert "first: 1" in dated.ok("show", "1").out
    assert "before step 1" in dated.ok("mark", "1", "ask", "done").out
    assert dated.step("ask")["reason"] == "before step 1"


def test_too_late_comes_with_what_to_do_instead(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "Late", "--carrier", "au", "--line-end", "2026-11-20")
    told = " ".join(kaiyaku.ok("due").out.split())
    assert "too late since 20 Nov" in told
    assert "ask at once all the same" in told
    page = " ".join(kaiyaku.ok("plan", "1", "--text").out.split())
    assert "ask at once all the same" in page


@pytest.mark.parametrize(
    "asked",
    [
        ("due",),
        ("due", "--by", "card"),
        ("show", "1"),
        ("show", "1", "--json"),
        ("plan", "1", "--text"),
        ("plan", "1", "--output", "-"),
        ("calendar",),
        ("--plain",),
    ],
)
def test_every_face_says_what_remains_where_it_is_too_late(
    kaiyaku: Kaiyaku, asked: tuple[str, ...]
) -> None:
    kaiyaku.ok("add", "postpaid", "Late", "--carrier", "au", "--line-end", "2026-11-20")
    number = kaiyaku.step("fill-form")["number"]
    typed = f"1\n{number}\nb\nq\n".encode() if asked == ("--plain",) else b""
    told = kaiyaku(*asked, stdin=typed).out.replace("\r\n ", "")
    assert "ask at once all the same" in " ".join(told.split())


def test_what_harms_most_of_too_much_for_today_stands_apart(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "Hurry", "--carrier", "au", "--departure", "+3")
    lines = kaiyaku.ok("due").out.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Today"))
    assert lines[first].endswith("these first")
    also = lines.index("Also today")
    assert also - first <= 4
    assert any("number" in line and "+1 check" in line for line in lines[first + 1 : also])
    assert len(lines) <= 24


def test_what_the_days_of_a_card_come_to_is_shown_with_it(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok(
        *("add", "postpaid", "Young", "--carrier", "sakura", "--departure", "2026-11-26"),
        *("--contract-received", "2026-11-20"),
    )
    shown = " ".join(kaiyaku.ok("show", "1").out.split())
    assert "The 8 days end on Fri 27 Nov" in shown
    assert (
        "Ask Sakura Mobile by Wed 25 Nov. Better not on the last day. "
        "The line ends on 30 Nov. You fly on Thu 26 Nov." in shown
    )
    items = kaiyaku.ok("due", "--json").data["items"]
    assert [i["date"] for i in items if i["step"] == "fill-form" and not i["check"]] == [
        "2026-11-25"
    ]


def test_a_carriers_page_is_given_where_the_carrier_is_reached(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "prepaid", "Hana", "--carrier", "hanacell", "--departure", "+60")
    address = "https://hanacell.com/terms"
    assert address in kaiyaku.ok("guide", "prepaid", "--carrier", "hanacell").out
    assert address in kaiyaku.ok("plan", "1", "--text").out


def test_staff_are_shown_what_was_decided_about_the_number(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "Moving", "--carrier", "au")
    kaiyaku.ok("answer", "1", "number", "keep")
    for asked in (("phrases", "1", "check-dates"), ("phrases", "1", "reserve-number")):
        told = kaiyaku.ok(*asked).out
        assert "番号そのまま" in told
        assert "解約したい" not in told
        assert "解約すると決めて" not in told
    assert "番号は残さず" not in kaiyaku.ok("plan", "1", "--text").out


@pytest.fixture
def desk(dated: Kaiyaku) -> Kaiyaku:
    """Eight more people of two who look after them, who leave in two weeks."""
    for number in range(8):
        who, day = ("ken", 20) if number % 2 else ("mika", 28)
        dated.ok(
            *("add", "dated", f"Nr {number}", "--holder", f"Wang {number}", "--assignee", who),
            *("--departure", f"2026-12-{day}", "--carrier", "docomo" if number < 2 else "Tanuki"),
        )
    return dated


@pytest.mark.parametrize(
    ("options", "cards"),
    [
        ((), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        (("--assignee", "ken"), {3, 5, 7, 9}),
        (("--assignee", "-"), {1}),
        (("--leaving", "2026-12-15"), {1, 3, 5, 7, 9}),
        (("--carrier", "たぬき"), {1, 4, 5, 6, 7, 8, 9}),
        (("--carrier", "tanuki", "--assignee", "mika"), {4, 6, 8}),
        (("--match", "my TANUKI"), {1}),
        (("--assignee", "nobody at all"), set()),
    ],
)
def test_a_desk_asks_for_some_cards(
    desk: Kaiyaku, options: tuple[str, ...], cards: set[int]
) -> None:
    items = desk.ok("due", *options, "--json").data["items"]
    assert {item["card"] for item in items} == cards
    listed = desk.ok("list", *options, "--json").data["cards"]
    assert {card["id"] for card in listed} == cards


def test_a_desk_has_a_row_for_each_card_and_a_person_for_each_step(desk: Kaiyaku) -> None:
    rows = [line for line in desk.ok("due").out.splitlines() if line.startswith("  ")]
    assert len(rows) == 9
    assert all("+1 step" in row for row in rows)
    by_day = [line for line in desk.ok("due", "--by", "day").out.splitlines() if line[:1] == " "]
    assert len(by_day) > 2 * len(rows)
    one = desk.ok("due", "--match", "My tanuki").out
    assert "+1 step" not in one
    assert "+1 step" in desk.ok("due", "--match", "My tanuki", "--by", "card").out


def test_a_desk_asks_for_one_step(desk: Kaiyaku) -> None:
    items = desk.ok("due", "--step", "ask", "--json").data["items"]
    assert {item["step"] for item in items} == {"ask"}
    assert len(items) == 9


def test_a_calendar_of_ones_own_is_brought_up_to_date(desk: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "ken.ics"
    desk.ok("calendar", "--assignee", "ken", "--output", path)
    before = path.read_bytes()
    assert before.count(b"BEGIN:VEVENT") == 8
    assert path.stat().st_mode & 0o777 == 0o600
    desk.ok("edit", "3", "--assignee", "mika")
    desk.ok("calendar", "--assignee", "ken", "--output", path)
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 6
    assert [file.name for file in tmp_path.glob("*ken*")] == ["ken.ics"]


@pytest.mark.parametrize(
    ("options", "row", "day"),
    [
        (
            ("--carrier", "uq", "--contract-received", "-5", "--contract-start", "-5"),
            "8-day cancellation",
            "by 24 Nov",
        ),
        (
            ("--carrier", "rakuten", "--contract-start", "2025-12-15"),
            "costs no first-year fee",
            "from 16 Dec",
        ),
        (("--carrier", "sakura", "--codes", "none"), "Fill in the cancellation form", "by 25 Jan"),
        (("--carrier", "au", "--codes", "none"), "Fill in the cancellation form", "by 29 Jan"),
    ],
)
def test_a_day_with_which_money_is_lost_has_a_row_of_its_own(
    kaiyaku: Kaiyaku, options: tuple[str, ...], row: str, day: str
) -> None:
    kaiyaku.ok("add", "postpaid", "Line", "--departure", "2027-01-30", *options)
    for number in range(6):
        # Others make it a desk's list, which one screen does not cut.
        kaiyaku.ok(
            *("add", "postpaid", f"Nr {number}", "--holder", f"Wang {number}"),
            *("--departure", "2027-03-30"),
        )
    lines = kaiyaku.ok("due", "--by", "day").out.splitlines()
    found = [line for line in lines if row in line and "Line" in line]
    assert len(found) == 1
    assert found[0].endswith(day)


def test_a_follow_up_has_a_row(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("add", "postpaid", "Line", "--carrier", "au", "--departure", "2027-01-30")
    kaiyaku.ok("mark", "1", "contact-carrier", "waiting", "--follow-up", "2026-11-25")
    line = next(each for each in kaiyaku.ok("due").out.splitlines() if "Contact" in each)
    assert line.endswith("ask again 25 Nov")


OURS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kaiyaku//due//EN\r\n"
EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nDESCRIPTION:{text}\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    "content",
    [
        "milk",
        "",
        "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n",
        # Somebody's own appointment beside ours, or our name in what somebody else wrote.
        OURS + EVENT.format(uid="0-1-ask@kaiyaku", text="") + EVENT.format(uid="mine", text=""),
        "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n"
        + EVENT.format(uid="1", text="\r\nPRODID:-//kaiyaku//due//EN"),
        OURS.replace("PRODID:", "X-PRODID:"),
    ],
)
def test_nothing_but_a_calendar_of_ones_own_is_replaced(
    desk: Kaiyaku, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "there.ics"
    path.write_bytes(content.encode())
    assert "not all of it was written by kaiyaku" in desk.refused(2, "calendar", "--output", path)
    assert path.read_bytes() == content.encode()


@pytest.mark.parametrize("kind", ["link", "dangling link", "directory", "pipe"])
def test_a_calendar_takes_the_place_of_a_file_alone(
    desk: Kaiyaku, tmp_path: Path, kind: str
) -> None:
    path, target = tmp_path / "there.ics", tmp_path / "target.ics"
    if kind == "directory":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        if kind == "link":
            desk.ok("calendar", "--output", target)
        path.symlink_to(target)
    before = target.read_bytes() if target.exists() else None
    desk.ok("edit", "1", "--departure", "2027-01-30")
    assert "is there already" in desk.refused(2, "calendar", "--output", path)
    assert (target.read_bytes() if target.exists() else None) == before
    assert path.is_symlink() == ("link" in kind)

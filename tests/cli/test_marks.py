import pytest

from tests.cli.conftest import Kaiyaku


def test_a_tick_says_the_title_the_state_and_the_open_checks(one_card: Kaiyaku) -> None:
    step = one_card.step("check-dates")
    out = one_card.ok("tick", "1", "check-dates").out
    assert out == f"{step['title']}: Done · {len(step['checks'])} checks left\n"
    now = one_card.step("check-dates")
    assert now["state"] == "done"
    assert {check["state"] for check in now["checks"]} == {"open"}


def test_the_last_check_does_not_tick_the_step_and_says_so(one_card: Kaiyaku) -> None:
    checks = one_card.step("settle-dues")["checks"]
    said = [
        one_card.ok("tick", "1", f"settle-dues/{number}").out
        for number in range(1, len(checks) + 1)
    ]
    assert f"{len(checks) - 1} checks left" in said[0]
    assert "1 check left" in said[-2]
    assert "still to be ticked: settle-dues" in said[-1]
    assert one_card.step("settle-dues")["state"] == "open"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2", ("settle-dues", None)),
        ("settle-dues", ("settle-dues", None)),
        ("２", ("settle-dues", None)),
        ("2/1", ("settle-dues", 0)),
        ("settle-dues/2", ("settle-dues", 1)),
        ("２／１", ("settle-dues", 0)),
    ],
)
def test_steps_and_checks_go_by_id_or_number(
    one_card: Kaiyaku, written: str, found: tuple[str, int | None]
) -> None:
    step, check = found
    one_card.ok("tick", "1", written)
    now = one_card.step(step)
    marked = now if check is None else now["checks"][check]
    assert marked["state"] == "done"


def test_a_check_goes_by_its_id(one_card: Kaiyaku) -> None:
    id = one_card.step("settle-dues")["checks"][1]["id"]
    one_card.ok("tick", "1", f"settle-dues/{id}")
    assert one_card.step("settle-dues")["checks"][1]["state"] == "done"


def test_unknown_steps_and_checks_name_those_there_are(one_card: Kaiyaku) -> None:
    assert "1 check-dates, 2 settle-dues" in one_card.refused(3, "tick", "1", "99")
    checks = one_card.step("check-dates")["checks"]
    sentence = one_card.refused(3, "tick", "1", "1/nothing")
    assert all(f"{check['number']} {check['id']}" in sentence for check in checks)


def test_waiting_says_when_to_ask_again(one_card: Kaiyaku) -> None:
    mark = ("mark", "1", "contact-carrier", "waiting", "--follow-up", "11/28", "--reason", "queue")
    assert "Waiting · ask again Sat 28 Nov, 6 days" in one_card.ok(*mark).out
    step = one_card.step("contact-carrier")
    assert (step["state"], step["follow_up"], step["reason"]) == ("waiting", "2026-11-28", "queue")
    page = one_card.ok("show", "1").out
    assert "ask again Sat 28 Nov, 6 days · queue" in page


@pytest.mark.parametrize(
    ("state", "word"), [("skipped", "Skipped"), ("not-applicable", "Not applicable")]
)
def test_a_reason_is_kept_and_shown(one_card: Kaiyaku, state: str, word: str) -> None:
    out = one_card.ok("mark", "1", "1", state, "--reason", "paid at the shop").out
    assert word in out
    assert "checks" not in out
    page = one_card.ok("show", "1").out
    assert word in page
    assert "paid at the shop" in page


def test_open_again_forgets_who_and_when(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1")
    assert "To do" in one_card.ok("mark", "1", "1", "open").out
    step = one_card.step("check-dates")
    assert (step["state"], step["by"], step["at"]) == ("open", None, None)


def test_a_mark_tells_its_revision_for_the_next_one(one_card: Kaiyaku) -> None:
    step = one_card.ok("tick", "1", "1", "--json").data["step"]
    assert step["revision"] == one_card.step("check-dates")["revision"] > 0
    one_card.ok("mark", "1", "1", "open", "--if-revision", str(step["revision"]))


def test_two_sessions_do_not_overwrite_each_other(one_card: Kaiyaku) -> None:
    one_card.ok("mark", "1", "1", "waiting", "--as", "ken", "--if-revision", "0")
    sentence = one_card.refused(5, "mark", "1", "1", "done", "--as", "mika", "--if-revision", "0")
    assert "check-dates was changed by ken" in sentence
    assert "Waiting" in sentence
    assert one_card.step("check-dates")["by"] == "ken"


def test_a_conflict_names_who_set_it_back(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1")
    one_card.ok("mark", "1", "1", "open", "--as", "ken")
    sentence = one_card.refused(5, "mark", "1", "1", "done", "--if-revision", "0")
    assert "check-dates was changed by ken meanwhile and is now: To do." in sentence


def test_marks_use_ascii_where_it_is_asked_for(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "1")
    one_card.ok("mark", "1", "2", "waiting")
    plain = one_card.ok("show", "1").out
    assert "✓ 1" in plain
    assert "… 2" in plain
    ascii = one_card.ok("show", "1", "--ascii").out
    assert "x 1" in ascii
    assert "~ 2" in ascii
    assert ascii.isascii()

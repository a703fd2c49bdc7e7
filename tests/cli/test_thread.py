from tests.cli.conftest import Kaiyaku

MAIL = (
    "From: 解約センター <support@docomo.example>\n"
    "Date: Thu, 12 Nov 2026 10:03:00 +0900\n"
    "Subject: 解約手続きのご案内\x1b[2J\n"
    "\n"
    "本文\n"
)


def test_the_thread_tells_letters_and_marks_in_their_order(one_card: Kaiyaku) -> None:
    one_card.ok("tick", "1", "4", "--as", "mika")
    one_card.ok("note", "add", "1", stdin=MAIL.encode())
    lines = one_card.ok("show", "1", "--thread").out.splitlines()
    assert lines[0].startswith("12 Nov 10:03  e-mail from them: 解約手続きのご案内␛[2J · 解約")
    assert lines[2].endswith("card added, mika")
    assert "  step 4 done, mika · " in lines[3]


def test_a_long_entry_is_wrapped_under_itself(one_card: Kaiyaku) -> None:
    one_card.ok("mark", "1", "1", "skipped", "--reason", "because " * 20)
    lines = one_card.ok("show", "1", "--thread").out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[2].startswith(" " * len("22 Nov 10:00  ") + "because")


def test_the_thread_as_data_names_notes_and_items(one_card: Kaiyaku) -> None:
    one_card.ok("note", "add", "1", stdin=MAIL.encode())
    one_card.ok("mark", "1", "4", "waiting", "--follow-up", "2026-12-01", "--as", "mika")
    one_card.ok("note", "annotate", "1", "see page 2", "--as", "mika")
    note, added, mark, remark = one_card.ok("show", "1", "--thread", "--json").data["thread"]
    assert note == {
        "kind": "note",
        "at": "2026-11-12T10:03:00+09:00",
        "timed": True,
        "note": 1,
    }
    assert (added["kind"], added["by"]) == ("card.added", "mika")
    assert (mark["kind"], mark["item"], mark["state"]) == ("mark", "contact-carrier", "waiting")
    assert (mark["follow_up"], mark["reason"]) == ("2026-12-01", None)
    assert (remark["note"], remark["text"]) == (1, "see page 2")

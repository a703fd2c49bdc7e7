"""A line has ended: what proves it, and what is still to come, by screen and command."""

import pytest

from tests.stories.person import Person, cursor_on, row_of

MAIL = """\
From: info@docomo.example
Subject: =?utf-8?B?6Kej57SE5Y+X5LuY44Gu44GK55+l44KJ44Gb?=
Date: Thu, 12 Nov 2026 10:00:00 +0900

受付番号 A-1234
""".encode()
NO_PROOF = {"en": "no proof kept", "zh": "没存凭证", "ja": "控えなし"}
STATES = {
    "en": ("not seen yet", "seen"),
    "zh": ("还没看到", "已看过"),
    "ja": ("未確認", "確認済み"),
}


@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_step_is_ticked_with_its_proof_and_the_last_bill_is_waited_for_and_seen(
    mika: Person, language: str
) -> None:
    mika.add("My docomo", "postpaid", "--line-end", "2026-11-20", "--monthly-charge", "3300")
    mika.run("note", "add", "1", "-", input=MAIL)
    steps = mika.steps()
    form = next(step for step in steps if step["id"] == "fill-form")
    title = mika.json("show", "1", "--lang", language)["steps"][form["number"] - 1]["title"]
    with mika.screen(language=language) as session:
        session.send(str(form["number"]))
        session.wait_for(cursor_on(title[:8]))
        session.send(" ")
        session.wait_for(lambda s: "解約受付" in row_of(s, "> 1 "))
        assert NO_PROOF[language] in row_of(session, "  2 ")
        # It is done before the question is answered.
        assert mika.states()[form["number"] - 1] == "done"
        session.send("1")
        session.wait_for(lambda s: NO_PROOF[language] not in s.text())
        session.send("q")
        assert session.wait_exit() == 0
    assert mika.steps()[form["number"] - 1]["proven_by"] == 1
    awaited, seen = STATES[language]
    assert awaited in mika.run("show", "1", "--lang", language).decode()
    said = mika.run("tick", "1", "confirm-done/statement-30", "--lang", language).decode()
    assert seen in said
    mika.run("undo")
    bill = "confirm-done/statement-30"
    assert bill in mika.json("show", "1")["card"]["to_come"]

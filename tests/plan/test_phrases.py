"""The phrases of a card: what is decided, what is still open, and what the card fills in."""

from datetime import date

import pytest

from tui.casebook.records import Card, Holder, Mark
from tui.guides.advice import Advice
from tui.guides.shipped import content_directory
from tui.plan.advice.phrases import ShownPhrase, phrases_for
from tui.plan.conditions import question_item

TODAY = date(2026, 11, 30)
OPPOSITES = [
    {"cancel-not-port", "port-not-cancel"},
    {"cancel-not-port", "undecided"},
    {"port-not-cancel", "undecided"},
    {"opening-call", "opening-move"},
    {"decline-offer", "decline-move-offer"},
    {"choose-day", "port-not-cancel"},
    {"decline-offer", "port-not-cancel"},
]
CARD = Card(
    id=1,
    type="postpaid",
    label="My phone",
    holder=Holder(id=1, name="李偉", departure="2027-01-15"),
    guide_version=2,
    guide_sha256="",
)


@pytest.fixture(scope="module")
def advice() -> Advice:
    return Advice([content_directory()], None)


def answered(answer: str | None) -> Card:
    if answer is None:
        return CARD
    mark = Mark(item=question_item("number"), state="done", reason=answer, revision=1)
    return CARD._replace(marks={question_item("number"): mark})


def said(advice: Advice, card: Card | None, language: str = "en") -> dict[str, ShownPhrase]:
    found = phrases_for((), advice, language, card, None, TODAY)
    return {phrase.id: phrase for phrase in found}


@pytest.mark.parametrize("answer", [None, "end", "keep"])
def test_one_never_stands_beside_its_opposite(advice: Advice, answer: str | None) -> None:
    ids = said(advice, answered(answer)).keys()
    assert [pair for pair in OPPOSITES if pair <= ids] == []
    assert {pair_id for pair in OPPOSITES for pair_id in pair} <= {p.id for p in advice.phrases}


def test_while_the_number_is_undecided_both_ways_are_asked_for(advice: Advice) -> None:
    assert "undecided" in said(advice, answered(None))
    assert "cancel-not-port" in said(advice, answered("end"))
    assert "port-not-cancel" in said(advice, answered("keep"))


@pytest.mark.parametrize(
    ("received", "start", "there"),
    [
        (None, None, True),
        ("2026-11-23", None, True),
        ("2026-11-22", None, False),
        ("2026-11-20", "2026-11-25", True),
        ("2026-11-01", "2026-11-02", False),
    ],
)
def test_the_eight_days_are_asked_for_only_while_they_can_be_open(
    advice: Advice, received: str | None, start: str | None, there: bool
) -> None:
    card = CARD._replace(contract_received=received, contract_start=start)
    assert ("within-eight-days" in said(advice, card)) is there


def test_the_day_of_departure_and_the_end_are_filled_in(advice: Advice) -> None:
    card = answered("end")._replace(line_end="2027-01-14")
    home = said(advice, card)["going-home"]
    assert home.japanese.startswith("1月15日に日本を離れます。")
    assert home.reading.startswith("ichigatsu jūgonichi ni nihon")
    assert home.meaning.startswith("I leave Japan on 15 January.")
    assert "海外発行の" in home.japanese
    assert "1月14日" in said(advice, card, "zh")["choose-day"].meaning


def test_the_number_and_the_planned_end_are_filled_in(advice: Advice) -> None:
    card = answered("end")._replace(number="090-0000-1234")
    sakura = advice.carrier("sakura")
    found = {it.id: it for it in phrases_for((), advice, "ja", card, sakura, TODAY)}
    assert found["this-line"].japanese == "契約者（李偉）の回線で、番号は090-0000-1234です。"
    assert found["choose-day"].japanese == "解約日を1月31日に指定できますか。"
    assert "〇〇〇-〇〇〇〇-〇〇〇〇" in said(advice, None)["this-line"].japanese


def test_what_nobody_has_said_is_left_open(advice: Advice) -> None:
    card = answered("end")._replace(holder=Holder(id=1, name="李偉"))
    assert said(advice, card)["choose-day"].japanese == "解約日を〇月〇日に指定できますか。"
    assert said(advice, card)["going-home"].reading.startswith("… gatsu … nichi")
    without = said(advice, None)
    assert without["by-proxy"].japanese.startswith("契約者は日本にいません。")
    assert not any(set("{}") & set("".join(phrase)) for phrase in without.values())


def test_the_holder_is_named_to_whom_acts_for_them(advice: Advice) -> None:
    assert said(advice, CARD)["by-proxy"].japanese.startswith("契約者（李偉）は日本にいません。")
    assert said(advice, CARD)["holder-died"].meaning.startswith("The holder (李偉) has died.")

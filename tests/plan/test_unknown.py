"""What is said where a carrier is not known: who may be meant, and what follows."""

import pytest

from tui.guides.advice import Advice
from tui.guides.shipped import content_directory
from tui.plan.advice.unknown import unknown_said
from tui.text.translation import Words


@pytest.fixture(scope="module")
def shipped() -> Advice:
    return Advice([content_directory()], None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("docmo", "docomo"),
        ("DoCoMoo", "docomo"),
        ("softbnk", "SoftBank"),
        ("rakuten mobil", "Rakuten Mobile"),
        ("ワイモバイ", "Y!mobile"),
        ("sakura mobil", "Sakura Mobile"),
        ("ahammo", "ahamo"),
    ],
)
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(
    shipped: Advice, written: str, meant: str
) -> None:
    said = unknown_said(written, shipped, Words("en"))
    assert said.startswith("Perhaps you mean ")
    assert meant in said.partition(".")[0]
    assert f"Nothing is known of {written}" in said
    assert "35 days" in said


def test_a_carrier_that_nobody_knows_says_what_follows(shipped: Advice) -> None:
    said = unknown_said("Kitsune Tel \x1b[2J", shipped, Words("zh"))
    assert "Kitsune Tel" in said
    assert "\x1b" not in said
    assert "35" in said
    assert "Perhaps" not in unknown_said("Kitsune Tel", shipped, Words("en"))


@pytest.mark.parametrize(
    "written", [None, "", "docomo", "ドコモ", "irumo", "eximo", "ドコモ MAX", "BIC SIM", "OCN"]
)
def test_nothing_is_said_of_a_carrier_that_is_known(shipped: Advice, written: str | None) -> None:
    assert unknown_said(written, shipped, Words("en")) == ""


@pytest.mark.parametrize(
    ("plan", "carrier"),
    [("irumo", "docomo"), ("eximo", "docomo"), ("docomo mini", "docomo"), ("BIC SIM", "iijmio")],
)
def test_a_plan_or_a_shops_brand_leads_to_its_carrier(
    shipped: Advice, plan: str, carrier: str
) -> None:
    found = shipped.carrier(plan)
    assert found
    assert found.id == carrier

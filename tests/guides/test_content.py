"""The guides that come with the program, held against what they must say and must not say."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tui.guides.advice import Advice
from tui.guides.ageing import grade, is_due
from tui.guides.check_planning import check_phrase_references
from tui.guides.facts import Fact
from tui.guides.guide import Guide, Step, Text, to_plain
from tui.guides.load import Library, load
from tui.guides.shipped import content_directory
from tui.text.clean import clean
from tui.text.width import width

CAUTIONS = ("plan-ahead", "keep-copies", "ask-about-data", "leave-nothing-unpaid")
CHECKS = {
    "prepaid": {
        "check-balance": ["balance-and-end-date", "refund-terms", "balance-used", "receipt-kept"],
        "stop-using": ["top-up-off", "renewal-off", "logins-moved", "card-left-in"],
        "contact-carrier": ["ends-by-itself", "number-and-identity", "return-asked", "data-asked"],
        "move-number": ["can-it-move", "new-line-works"],
        "submit-request": [
            "right-number",
            "entries-complete",
            "lasting-contact",
            "request-accepted",
        ],
        "confirm-done": [
            "account-checked",
            "no-new-charges",
            "things-returned",
            "deposit-back",
            "refund-come",
            "esim-deleted",
            "proof-at-home",
        ],
    },
    "postpaid": {
        "check-dates": [
            "number-decided",
            "start-date",
            "eight-days-decided",
            "fee-over",
            "term-and-renewal",
            "no-plan-change",
            "logins-listed",
            "number-replaced",
            "letters-reach-me",
        ],
        "settle-dues": [
            "nothing-overdue",
            "last-bill-payment",
            "bank-told",
            "handset-settled",
            "services-moved",
            "store-payment",
            "points-used",
            "transit-cards-moved",
            "family-and-home",
            "main-line-passed",
        ],
        "prepare-documents": [
            "identity-document",
            "bank-details",
            "contract-copy",
            "online-login",
            "mail-saved",
            "statements-saved",
            "sim-photographed",
        ],
        "act-for-holder": ["letter-of-attorney", "holder-identity", "own-identity", "way-agreed"],
        "after-death": ["proof-of-death", "sim-of-holder", "visitor-identity", "end-or-take-over"],
        "contact-carrier": [
            "way-known",
            "last-moment",
            "costs-asked",
            "return-asked",
            "data-asked",
            "phone-unlocked",
        ],
        "reserve-number": ["one-stop-asked", "reservation-kept", "same-name"],
        "open-new-line": ["new-line-works", "old-line-ended", "works-abroad"],
        "fill-form": ["entries-checked", "lasting-contact", "logins-moved", "request-kept"],
        "await-outcome": ["reachable", "questions-answered", "things-returned"],
        "confirm-done": [
            "confirmation-kept",
            "esim-deleted",
            "statement-30",
            "statement-60",
            "statement-90",
            "deposit-back",
            "refund-come",
            "ids-closed",
            "payment-kept",
            "proof-at-home",
        ],
    },
    "home-internet": {
        "check-dates": ["company-found", "apply-by-found", "term-and-cost", "phone-discount"],
        "settle-dues": ["nothing-overdue", "last-bill-payment", "device-balance"],
        "contact-carrier": [
            "last-moment",
            "removal-asked",
            "return-asked",
            "request-kept",
            "data-asked",
        ],
        "removal": ["landlord-asked", "somebody-there"],
        "return-device": ["reset", "photographed", "posted"],
        "confirm-done": [
            "confirmation-kept",
            "statement-30",
            "statement-60",
            "statement-90",
            "deposit-back",
            "refund-come",
            "proof-at-home",
        ],
    },
    "tourist": {
        "read-end-date": ["end-date-noted", "renews-itself", "deposit-looked-for", "receipt-kept"],
        "move-logins": ["logins-listed", "logins-moved"],
        "stop-renewal": ["top-up-off", "renewal-off", "card-removed"],
        "send-back": ["photographed", "posted"],
        "confirm-done": [
            "sim-out",
            "esim-deleted",
            "no-new-charges",
            "deposit-back",
            "refund-come",
            "proof-at-home",
        ],
    },
    "wifi": {
        "check-dates": ["start-date", "closing-day", "term-and-renewal"],
        "settle-dues": ["nothing-overdue", "last-bill-payment", "device-balance"],
        "contact-carrier": ["last-moment", "return-asked", "request-kept", "data-asked"],
        "return-device": ["reset", "photographed", "posted"],
        "confirm-done": [
            "confirmation-kept",
            "statement-30",
            "statement-60",
            "statement-90",
            "deposit-back",
            "refund-come",
            "proof-at-home",
        ],
    },
}
CARRIERS = re.compile(
    r"docomo|ドコモ|ahamo|irumo|\bau\b|kddi|\buq\b|povo|softbank|ソフトバンク|软银|y!?mobile|linemo"
    r"|rakuten|楽天|乐天|iij|mineo|nuro|\bhis\b|sakura|mobal|gtn|hanacell|japasim|b-mobile",
    re.IGNORECASE,
)
STALE = re.compile(
    r"two-year|2年縛り|两年合约|yen|円|日元|one month's notice|\d\d,\d{3}|\b\d,\d{3}\b"
    r"|fees are gone|never a fee|by the 15th|21:10|20:00",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load([content_directory()], None)


@pytest.fixture(params=CHECKS)
def guide(request: pytest.FixtureRequest, library: Library) -> Guide:
    found = library.guide(request.param)
    assert found
    return found


def texts(value: Any, place: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text in a guide with the place where it stands."""
    if isinstance(value, dict) and "en" in value:
        yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{place}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, f"{place}[{index}]")


def every_line(guide: Guide) -> Iterator[tuple[str, str]]:
    for place, text in texts(to_plain(guide)):
        for language, line in text.items():
            yield f"{place}.{language}", line


def step(guide: Guide, step_id: str) -> Step:
    found = guide.step(step_id)
    assert found
    return found


def test_the_shipped_content_has_no_fault(library: Library) -> None:
    assert [str(fault) for fault in library.faults] == []
    assert [guide.id for guide in library.guides] == list(CHECKS)


def test_the_steps_come_in_their_order(guide: Guide) -> None:
    assert [step.id for step in guide.steps] == list(CHECKS[guide.id])


def test_ids_of_checks_stay_what_casebooks_refer_to(guide: Guide) -> None:
    assert {step.id: [check.id for check in step.checks] for step in guide.steps} == CHECKS[
        guide.id
    ]


def test_the_last_step_asks_for_the_proof_on_the_own_computer(guide: Guide) -> None:
    last = guide.steps[-1].checks[-1]
    assert last.id == "proof-at-home"
    assert last.title["en"] == "The proof is on my own computer, not only here"


def test_the_four_cautions_stand_in_every_guide_and_in_its_steps(guide: Guide) -> None:
    assert tuple(caution.id for caution in guide.cautions) == CAUTIONS
    assert {id for step in guide.steps for id in step.cautions} == set(CAUTIONS)


def test_contact_and_request_of_a_prepaid_card_lapse_together(library: Library) -> None:
    prepaid = library.guide("prepaid")
    assert prepaid
    assert step(prepaid, "contact-carrier").lapses_with == ("submit-request",)
    assert step(prepaid, "submit-request").lapses_with == ("contact-carrier",)


def test_contacts_with_the_carrier_are_marked(guide: Guide) -> None:
    asked = "stop-renewal" if guide.id == "tourist" else "contact-carrier"
    assert [step.id for step in guide.steps if step.contact] == [asked]


def test_every_step_has_two_to_ten_checks(guide: Guide) -> None:
    assert [step.id for step in guide.steps if not 2 <= len(step.checks) <= 10] == []


def test_the_first_question_of_a_card_with_a_number_is_whether_it_is_kept(library: Library) -> None:
    for guide_id, cancels in (("prepaid", "submit-request"), ("postpaid", "fill-form")):
        guide = library.guide(guide_id)
        assert guide
        assert guide.questions[0].id == "number"
        kept = step(guide, cancels).when
        assert kept
        assert "keep" not in kept.answers["number"]


def test_titles_fit_on_their_line(guide: Guide) -> None:
    for step in guide.steps:
        for language, title in step.title.items():
            assert width(title) <= 34, (step.id, language)
        for check in step.checks:
            for language, title in check.title.items():
                assert width(title) <= 60, (step.id, check.id, language)
                assert language == "en" or len(title) <= 30, (step.id, check.id, language)


def test_every_text_is_there_in_exactly_three_languages(guide: Guide) -> None:
    for place, text in texts(to_plain(guide)):
        assert set(text) == {"en", "zh", "ja"}, place
        assert all(text.values()), place


def test_no_text_stands_in_the_wrong_language(guide: Guide) -> None:
    kana = re.compile("[ぁ-ゖァ-ヺ]")
    for place, line in every_line(guide):
        if place.endswith(".ja"):
            assert kana.search(line) or line == "eSIM", place
        elif place.endswith(".zh"):
            # A Japanese word the reader will meet stands in quotation marks or brackets.
            assert not kana.search(re.sub("“.*?”|（.*?）", "", line)), place
        else:
            assert len(re.findall("[A-Za-z]", line)) > len(line) / 2, place


def test_chinese_texts_use_simplified_forms_and_the_right_word_for_the_act(guide: Guide) -> None:
    for place, line in every_line(guide):
        if place.endswith(".zh"):
            plain = re.sub("“.*?”|（.*?）", "", line)
            assert not re.search("[們這個對會說時約話錢號碼網請費]|解约", plain), place


def test_texts_are_clean_and_free_of_double_blanks(guide: Guide) -> None:
    for place, line in every_line(guide):
        assert clean(line) == line, place
        assert line == line.strip(), place
        assert "  " not in line, place


def test_texts_carry_no_address_no_carrier_and_no_stale_claim(guide: Guide) -> None:
    for place, line in every_line(guide):
        assert not re.search(r"https?:|www\.|\.jp|\.com|@", line), place
        assert not CARRIERS.search(line), place
        assert not STALE.search(line), place


@pytest.mark.parametrize(
    ("guide_id", "step_id", "words"),
    [
        ("prepaid", "contact-carrier", "not applicable"),
        ("prepaid", "stop-using", "Leave the SIM in the phone"),
        ("postpaid", "check-dates", "Cancelling destroys the number"),
        ("postpaid", "check-dates", "contract started"),
        ("postpaid", "settle-dues", "one to three months after"),
        ("postpaid", "settle-dues", "period of stay"),
        ("postpaid", "prepare-documents", "4-digit PIN"),
        ("postpaid", "contact-carrier", "Japan time"),
        ("postpaid", "fill-form", "no login but the carrier's own"),
        ("postpaid", "await-outcome", "at month end"),
        ("postpaid", "confirm-done", "30, 60 and 90 days"),
    ],
)
def test_what_plain_advice_gets_wrong_is_said_right(
    library: Library, guide_id: str, step_id: str, words: str
) -> None:
    guide = library.guide(guide_id)
    assert guide
    assert words in step(guide, step_id).detail["en"]


def test_nobody_is_promised_erasure(guide: Guide) -> None:
    caution = guide.caution("ask-about-data")
    assert caution
    assert "no general right" in caution.detail["en"]


def test_the_page_says_that_188_may_not_be_reachable(guide: Guide) -> None:
    asked = guide.introduction.whom_to_ask
    assert all("188" in asked[language] for language in ("en", "zh", "ja"))
    assert "cannot be called from some prepaid and IP phones" in asked["en"]


def test_content_is_found_in_the_package_before_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.guides.shipped._PACKAGE", tmp_path / "tui")
    assert content_directory() == tmp_path / "content"
    (tmp_path / "tui" / "content").mkdir(parents=True)
    assert content_directory() == tmp_path / "tui" / "content"


def test_every_phrase_that_a_step_names_is_there(guide: Guide) -> None:
    known = {phrase.id for phrase in Advice([content_directory()], None).phrases}
    assert list(check_phrase_references(guide, known)) == []
    assert list(check_phrase_references(guide, known - {"ask-proof"}))


def test_what_is_known_of_carriers_and_rules_has_no_fault() -> None:
    advice = Advice([content_directory()], None)
    assert len(advice.carriers) >= 41
    assert advice.rules
    assert advice.help_lines
    assert advice.glossary
    assert [str(fault) for fault in advice.faults] == []
    sources = [source for fact in every_fact(advice) for source in fact.sources]
    assert all((source.url or "").startswith("https://") for source in sources)


def test_no_fact_is_past_its_day_of_review_when_it_ships() -> None:
    advice = Advice([content_directory()], None)
    assert advice.edition
    shipped = date.fromisoformat(advice.edition.date)
    assert [fact.id for fact in every_fact(advice) if is_due(fact, shipped)] == []
    assert [fact.id for fact in every_fact(advice) if fact.review_by] == []


def test_no_fact_is_called_certain_whose_pages_are_too_old() -> None:
    advice = Advice([content_directory()], None)
    assert advice.edition
    shipped = date.fromisoformat(advice.edition.date)
    assert [it.id for it in every_fact(advice) if grade(it, shipped) != it.confidence] == []


def test_every_fact_has_a_step_that_shows_it(library: Library) -> None:
    advice = Advice([content_directory()], None)
    shown = {topic for guide in library.guides for step in guide.steps for topic in step.topics}
    assert {fact.topic for fact in every_fact(advice)} - shown == set()
    asked = {ask.topic for carrier in advice.carriers for ask in carrier.ask}
    assert asked - shown == set()


def every_fact(advice: Advice) -> list[Fact]:
    return [*(fact for carrier in advice.carriers for fact in carrier.facts), *advice.rules]

"""A letter filled in with a card: what it knows, what it does not, and in which words."""

from datetime import date

import pytest

from tui.casebook.records import Card, Holder
from tui.guides.advice import Advice
from tui.guides.letters import PLACEHOLDERS, Letter, Letters, load_letters
from tui.guides.shipped import content_directory
from tui.plan.advice.letter import (
    GAP,
    WrittenLetter,
    deadline_said,
    gaps_in,
    letters_for,
    refusal_said,
    written,
)
from tui.text.translation import Words

TODAY = date(2026, 11, 24)
KINDS = (
    *("cancellation", "personal-data", "objection", "initial-cancellation"),
    *("eight-day-request", "attorney", "billing-address", "refund"),
)

HOLDER = Holder(
    id=1, name="李偉", departure="2027-01-15", contact="li.wei@mail.example", language="zh"
)
CARD = Card(
    id=1,
    type="postpaid",
    label="My phone",
    holder=HOLDER,
    guide_version=1,
    guide_sha256="",
    carrier="ソラモバイル株式会社",
    number="090-0000-1234",
    contract_start="2024-04-01",
    contract_received="2024-04-03",
    line_end="2027-01-10",
)
EMPTY = CARD._replace(
    holder=Holder(id=1, name="mika"),
    carrier=None,
    number=None,
    contract_start=None,
    contract_received=None,
    line_end=None,
)


@pytest.fixture(scope="module")
def letters() -> Letters:
    return load_letters([content_directory()], None)[0]


def write(
    letters: Letters, kind: str, card: Card = CARD, language: str = "zh", login: str | None = None
) -> WrittenLetter:
    letter = letters.letter(kind)
    assert letter
    return written(letter, card, language, TODAY, names=letters.placeholders, login=login)


def of(*paragraphs: str) -> Letter:
    """Return a letter that says the same in every language."""
    return Letter(
        id="own",
        title={"en": "own"},
        when={"en": "own"},
        subject={"en": "about", "ja": "用件"},
        paragraphs=tuple({"en": text, "zh": text, "ja": text} for text in paragraphs),
    )


def test_a_letter_is_filled_in_with_the_card(letters: Letters) -> None:
    made = write(letters, "cancellation")
    assert made.subject == "携帯電話回線の解約のお申し出"
    lines = made.japanese.splitlines()
    assert lines[0] == "件名：携帯電話回線の解約のお申し出"
    assert lines[2:4] == ["2026年11月24日", "ソラモバイル株式会社 お客様窓口 御中"]
    for line in (
        "1. 契約者名：李偉",
        "2. 電話番号：090-0000-1234",
        "4. 契約日：2024年4月1日",
        "5. 解約希望日：2027年1月10日",
        "6. 出国日（予定を含む）：2027年1月15日",
        "7. 解約後の連絡先：li.wei@mail.example",
    ):
        assert line in lines
    assert lines[-1] == "李偉（署名）"


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_tells_who_writes_of_which_line_to_whom(letters: Letters, kind: str) -> None:
    """What a desk needs to find the holder; a secret of theirs never."""
    whose = HOLDER._replace(kana="リ イ", birth_date="1999-03-02", address="東京都新宿区1-2-3")
    made = write(letters, kind, CARD._replace(holder=whose, contract_number="C-77"), "en")
    for known in (
        "2026年11月24日",
        "ソラモバイル株式会社",
        "李偉",
        "リ イ",
        "1999年3月2日",
        "東京都新宿区1-2-3",
        "090-0000-1234",
        "li.wei@mail.example",
        "署名",
    ):
        assert known in made.japanese, known
    for secret in ("暗証番号", "パスワード", "PIN"):
        assert secret not in made.japanese
        assert secret not in made.translation


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_card_knows_is_a_gap_in_no_letter(letters: Letters, kind: str) -> None:
    whose = HOLDER._replace(kana="リ イ", birth_date="1999-03-02", address="東京都新宿区1-2-3")
    made = write(letters, kind, CARD._replace(holder=whose, contract_number="C-77"), "ja")
    known = ("holder", "number", "contact", "kana", "birth-date", "contract-address", "line-end")
    of_the_card = {letters.placeholders[key]["ja"] for key in (*known, "customer-number")}
    assert not of_the_card & set(made.gaps)


def test_a_letter_asks_for_the_end_that_is_planned_or_chosen(
    letters: Letters, advice: Advice
) -> None:
    letter, sakura = letters.letter("cancellation"), advice.carrier("sakura")
    assert letter
    card = CARD._replace(carrier="sakura", line_end=None)

    def wanted(card: Card) -> str:
        names = letters.placeholders
        return written(letter, card, "ja", TODAY, names=names, carrier=sakura).japanese

    assert "5. 解約希望日：2027年1月31日" in wanted(card)
    assert "5. 解約希望日：2026年12月31日" in wanted(card._replace(chosen_end="2026-12-31"))
    # While codes still come to the number nothing is to be ended.
    assert "解約希望日：［＿＿" in wanted(card._replace(codes="Yucho"))


def test_the_translation_says_the_same_facts_in_the_readers_way(letters: Letters) -> None:
    english = write(letters, "cancellation", language="en").translation.splitlines()
    assert english[:4] == [
        "Subject: Request to cancel a mobile line",
        "",
        "24 November 2026",
        "To the customer service of ソラモバイル株式会社",
    ]
    assert "5. Cancellation wanted on: 10 January 2027" in english
    chinese = write(letters, "cancellation").translation.splitlines()
    assert "6. 离境日期（含预定）：2027年1月15日" in chinese


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_japanese_gets_only_japanese(letters: Letters, kind: str) -> None:
    made = write(letters, kind, EMPTY, "ja")
    assert made.translation == ""
    assert "［＿＿ フリガナ ＿＿］" in made.japanese or "［＿＿ お客様番号 ＿＿］" in made.japanese
    assert not any("／" in gap for gap in made.gaps)


def test_what_no_card_knows_is_a_gap_named_in_both_languages(letters: Letters) -> None:
    made = write(letters, "cancellation")
    assert made.gaps == (
        "お客様番号／客户编号",
        "フリガナ／姓名的片假名",
        "生年月日／出生日期",
        "ご契約住所／合同上的地址",
    )
    assert "3. お客様番号：［＿＿ お客様番号／客户编号 ＿＿］" in made.japanese
    assert "3. 客户编号：［＿＿ お客様番号／客户编号 ＿＿］" in made.translation


def test_the_gaps_of_an_objection_are_those_of_the_bill(letters: Letters) -> None:
    assert write(letters, "objection", language="en").gaps == (
        "請求日／date of the bill",
        "請求金額／amount of the bill",
        "お客様番号／customer number",
        "受付番号／reference number",
        "添付資料／enclosures",
        "フリガナ／name in kana",
        "生年月日／date of birth",
        "ご契約住所／address in the contract",
    )


def test_whatever_the_card_lacks_is_a_gap_and_each_counts_once(letters: Letters) -> None:
    made = write(letters, "cancellation", EMPTY, "en", login="mika")
    assert [gap.partition("／")[0] for gap in made.gaps] == [
        "携帯会社名",
        "契約者名",
        "電話番号",
        "お客様番号",
        "契約日",
        "解約日",
        "出国日",
        "連絡先",
        "フリガナ",
        "生年月日",
        "ご契約住所",
    ]
    assert made.japanese.count("［＿＿ 契約者名／") == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("card", [CARD, EMPTY])
def test_no_brace_is_left_and_both_texts_have_the_same_gaps(
    letters: Letters, kind: str, language: str, card: Card
) -> None:
    made = write(letters, kind, card, language)
    assert not set("{}") & set(made.japanese + made.translation)
    assert made.gaps == gaps_in(made.japanese)
    if made.translation:
        assert sorted(GAP.findall(made.translation)) == sorted(GAP.findall(made.japanese))
        assert made.translation.count("\n\n") == made.japanese.count("\n\n")


@pytest.mark.parametrize("day", ["unknown", "", None, "soon", "2027-13-01"])
def test_a_date_that_nobody_knows_is_a_gap(letters: Letters, day: str | None) -> None:
    card = CARD._replace(line_end=day, holder=HOLDER._replace(departure=day))
    made = write(letters, "cancellation", card)
    assert "解約日／注销日期" in made.gaps
    assert "出国日／离境日期" in made.gaps
    assert "unknown" not in made.japanese


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_is_a_gap_too(letters: Letters, blank: str) -> None:
    made = write(letters, "cancellation", CARD._replace(number=blank, carrier=blank))
    assert made.gaps[:2] == ("携帯会社名／运营商名称", "電話番号／电话号码")


def test_a_login_is_no_name_to_sign_with(letters: Letters) -> None:
    card = CARD._replace(holder=HOLDER._replace(name="mika"))
    assert "契約者名／机主姓名" in write(letters, "objection", card, login="mika").gaps
    assert "1. 契約者名：mika" in write(letters, "cancellation", card, login="ken").japanese


def test_what_the_card_says_is_never_read_as_a_placeholder(letters: Letters) -> None:
    card = CARD._replace(holder=HOLDER._replace(name="{number} \\1 {holder.name}"))
    made = write(letters, "cancellation", card)
    assert "1. 契約者名：{number} \\1 {holder.name}" in made.japanese


def test_what_the_card_says_stays_on_its_line_and_hides_nothing(letters: Letters) -> None:
    card = CARD._replace(
        carrier="ソラ\n\n以上です",
        holder=HOLDER._replace(name="\u202e李\x1b[2J", contact=" a@mail.example\t"),
    )
    made = write(letters, "cancellation", card)
    assert "ソラ  以上です お客様窓口 御中" in made.japanese.splitlines()
    assert not {"\u202e", "\x1b", "\t"} & set(made.japanese + made.translation)
    assert "7. 解約後の連絡先：a@mail.example\n" in made.japanese


def test_every_placeholder_can_be_filled_or_is_a_gap() -> None:
    names = {key: {"en": key, "zh": key, "ja": key} for key in PLACEHOLDERS}
    letter = of(*(f"{key}={{{key}}}" for key in PLACEHOLDERS))
    holder = HOLDER._replace(kana="リ イ", birth_date="1999-03-02", address="東京都新宿区1-2-3")
    known = CARD._replace(holder=holder, contract_number="C-77", deposit=5000, refund=1200)
    made = written(letter, known, "en", TODAY, names=names)
    assert made.japanese.split("\n\n")[:18] == [
        "subject=用件",
        "today=2026年11月24日",
        "carrier=ソラモバイル株式会社",
        "holder=李偉",
        "number=090-0000-1234",
        "label=My phone",
        "contract-start=2024年4月1日",
        "contract-received=2024年4月3日",
        "line-end=2027年1月10日",
        "departure=2027年1月15日",
        "contact=li.wei@mail.example",
        "customer-number=C-77",
        "kana=リ イ",
        "birth-date=1999年3月2日",
        "contract-address=東京都新宿区1-2-3",
        "answer-by=2026年12月8日",
        "deposit=5,000円",
        "overpaid=1,200円",
    ]
    # What comes back of a prepaid card is a balance, and no overpayment.
    assert made.gaps == PLACEHOLDERS[PLACEHOLDERS.index("overpaid") + 1 :]


def test_a_further_language_reads_the_english() -> None:
    letter = of("Hello {holder}")
    assert written(letter, CARD, "en", TODAY, names={}).translation == "Hello 李偉"


def test_the_gaps_that_are_left_are_counted_in_an_edited_text() -> None:
    assert gaps_in("a ［＿＿ x／y ＿＿］ b ［＿＿ z ＿＿］ ［＿＿ x／y ＿＿］") == ("x／y", "z")
    assert gaps_in("a ［＿＿ x\n ＿＿］ ［＿＿］ ＿＿ x ＿＿") == ()


@pytest.fixture(scope="module")
def advice() -> Advice:
    return Advice([content_directory()], None)


@pytest.mark.parametrize(
    ("carrier", "addressee"),
    [
        ("エーユー", "KDDI株式会社（au） お客様窓口 御中"),
        ("docomo", "株式会社NTTドコモ お客様窓口 御中"),
        ("irumo", "株式会社NTTドコモ お客様窓口 御中"),
        ("Y!mobile", "ソフトバンク株式会社（ワイモバイル） お客様窓口 御中"),
        ("nuro", "nuro お客様窓口 御中"),
    ],
)
def test_a_letter_goes_to_the_company_and_not_to_what_was_typed(
    letters: Letters, advice: Advice, carrier: str, addressee: str
) -> None:
    letter = letters.letter("cancellation")
    assert letter
    card = CARD._replace(carrier=carrier)
    known = advice.carrier(carrier)
    made = written(letter, card, "zh", TODAY, names=letters.placeholders, carrier=known)
    assert made.japanese.splitlines()[3] == addressee


@pytest.mark.parametrize(
    ("carrier", "has", "lacks"),
    [
        ("docomo", "eight-day-request", "initial-cancellation"),
        ("sakura", "initial-cancellation", "eight-day-request"),
        ("uq", "initial-cancellation", None),
        ("nuro", "initial-cancellation", None),
    ],
)
def test_the_letters_are_those_of_the_carriers_way_out(
    letters: Letters, advice: Advice, carrier: str, has: str, lacks: str | None
) -> None:
    ids = {letter.id for letter in letters_for(letters.letters, advice.carrier(carrier))}
    assert has in ids
    assert lacks not in ids
    assert {"attorney", "billing-address", "refund"} <= ids


@pytest.mark.parametrize("carrier", ["rakuten", "sakura", "povo", "ahamo", "linemo"])
def test_where_a_letter_is_not_accepted_it_says_what_to_use(
    letters: Letters, advice: Advice, carrier: str
) -> None:
    cancellation, objection = letters.letter("cancellation"), letters.letter("objection")
    assert cancellation
    assert objection
    known = advice.carrier(carrier)
    for language, word in (("en", "does not accept"), ("zh", "不受理"), ("ja", "受け付けません")):
        assert word in refusal_said(cancellation, known, Words(language))
        assert refusal_said(objection, known, Words(language)) == ""
    assert refusal_said(cancellation, advice.carrier("au"), Words("en")) == ""
    assert refusal_said(cancellation, None, Words("en")) == ""


@pytest.mark.parametrize(
    ("received", "start", "said"),
    [
        ("2026-11-20", None, "Post it by Fri 27 Nov"),
        ("2026-11-20", "2026-11-22", "Post it by Fri 27 Nov"),
        ("2026-11-20", "2026-11-22", "may be open until Sun 29 Nov"),
        ("2026-11-01", "2026-11-02", "The 8 days ended on Mon 9 Nov"),
        (None, None, "Enter when the contract document came"),
    ],
)
def test_a_notice_says_by_when_it_has_to_be_posted(
    letters: Letters, received: str | None, start: str | None, said: str
) -> None:
    notice, other = letters.letter("initial-cancellation"), letters.letter("refund")
    assert notice
    assert other
    card = CARD._replace(contract_received=received, contract_start=start)
    assert said in deadline_said(notice, card, TODAY, Words("en"))
    assert deadline_said(other, card, TODAY, Words("en")) == ""

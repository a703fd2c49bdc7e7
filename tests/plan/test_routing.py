"""Every letter finds its card: a desk with 300 people, and what carriers and people write."""

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casebook.examples import FrozenClock
from tui.casebook.draft import Draft
from tui.casebook.records import Card, Holder, Letter
from tui.correspondence.guess import from_bytes
from tui.plan.routing.names import Names
from tui.plan.routing.routing import NOBODY, Routing, Verdict

NOW = FrozenClock()()
_SURNAMES = ("山田", "佐藤", "鈴木", "高橋", "渡辺", "伊藤", "中村", "小林", "加藤", "吉田")
_GIVEN = ("一郎", "二郎", "三郎", "四郎", "五郎", "六郎", "七海", "八重", "久美子", "十和子")
_FAMILY = ("Nguyen", "Kowalski", "Fernandez", "Okafor", "Lindqvist")
_FIRST = ("Anh", "Marta", "Diego", "Chioma", "Astrid", "Bao", "Piotr", "Lucia", "Emeka", "Nils")
_CARRIERS = ("docomo", "au", "SoftBank", "楽天モバイル", "IIJmio", "ahamo", "UQ mobile", "mineo")


def card(id: int, holder: Holder, carrier: str | None, **more: str | None) -> Card:
    return Card(
        id=id,
        type="postpaid",
        label=f"{carrier or 'SIM'} {id}",
        holder=holder,
        guide_version=1,
        guide_sha256="",
        carrier=carrier,
        **more,  # type: ignore[arg-type]
    )


def _everybody() -> list[Card]:
    """Return a desk's cards: those that the letters are about, and 290 people beside them."""
    lina = Holder(1, "李 娜", kana="リ ナ", email="li.na@example.ac.jp")
    cards = [
        card(1, lina, "docomo", number="090-1111-0001", contract_number="D12345678"),
        card(2, lina, "楽天モバイル", number="070-1111-0002"),
        card(3, Holder(2, "田中 太郎", kana="タナカ タロウ"), "au", number="080-1111-0003"),
        card(4, Holder(3, "田中 花子", kana="タナカ ハナコ"), "au", number="080-1111-0004"),
        card(5, Holder(4, "Jürgen Müller", email="jm@example.org"), "SoftBank"),
        card(6, Holder(5, "张伟", email="zhang@example.cn"), "ahamo", number="080-1111-0006"),
        card(7, Holder(6, "王 芳", kana="オウ ホウ"), None, number="+81 90 1111 0007"),
        card(8, Holder(7, "Sara Rossi"), "IIJmio", iccid="8981100000012345678"),
        card(9, Holder(8, "Maria Garcia", email="mg@example.es"), "mineo"),
        card(10, Holder(9, "Maria Garcia", email="maria.g@example.mx"), "mineo"),
    ]
    for number in range(11, 301):
        if number % 2:
            name = f"{_SURNAMES[number % 10]} {_GIVEN[number // 10 % 10]}"
        else:
            name = (
                f"{_FIRST[number // 2 % 10]} {_FAMILY[number // 20 % 5]}{chr(97 + number // 100)}"
            )
        holder = Holder(number, name, email=f"s{number}@example.ac.jp")
        at = _CARRIERS[number % len(_CARRIERS)]
        cards.append(card(number, holder, at, number=f"090-2222-{number:04}"))
    return cards


CARDS = _everybody()
KEPT = [
    Letter(3, "sent-3@example.ac.jp", "解約について", "au"),
    Letter(8, "m8@iijmio.jp", "Your cancellation", "iijmio"),
]


def mail(
    text: str,
    subject: str = "お知らせ",
    sender: str = "NTTドコモ <info@nttdocomo.com>",
    to: str = "desk@example.ac.jp",
    answers: str = "",
) -> Draft:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = "Thu, 12 Nov 2026 10:00:00 +0900"
    if answers:
        made["In-Reply-To"] = f"<{answers}>"
    made.set_content(text)
    return from_bytes(made.as_bytes(), NOW)


AU = "au <noreply@au.com>"
SOFTBANK = "SoftBank <support@mb.softbank.jp>"
RAKUTEN = "楽天モバイル <no-reply@mobile.rakuten.co.jp>"
AHAMO = "ahamo <info@ahamo.com>"
IIJ = "IIJmio <support@iijmio.jp>"
MINEO = "mineo <info@mineo.jp>"
A_DESK = "International Office <desk@example.ac.jp>"


class Said(NamedTuple):
    """A letter, whose it is, and whether that must be sure (None: either)."""

    letter: Draft
    card: int | None
    sure: bool | None = True


LETTERS = [
    Said(mail("お客様の電話番号：090-1111-0001\n解約のお手続きを承りました。"), 1),
    Said(mail("ご契約番号　０９０－１１１１－０００１"), 1),
    Said(mail("电话号码 +81 90-1111-0001 的解约手续已受理。"), 1),
    Said(mail("Your line (070)1111-0002 will end on 30 Nov.", sender=RAKUTEN), 2),
    Said(mail("いつもご利用ありがとうございます。", to="li.na@example.ac.jp"), 1),
    Said(mail("最終のご請求です。", sender=RAKUTEN, to="LI.NA@example.ac.jp"), 2),
    Said(mail("李　娜　様\n解約の件", sender=RAKUTEN), 2),
    Said(mail("契約番号 D-1234-5678 の解約"), 1),
    Said(mail("田中太郎 様\n料金のお知らせ", sender=AU), 3),
    Said(mail("タナカ　ハナコ様\n料金のお知らせ", sender=AU), 4),
    Said(mail("ﾀﾅｶ ﾊﾅｺ 様\n料金", sender=AU), 4),
    Said(mail("Dear TANAKA Tarou,\nyour bill", sender=AU), 3),
    Said(mail("Dear Hanako Tanaka,\nyour bill", sender=AU), 4),
    Said(mail("田中 様\n料金のお知らせ", sender=AU), None, False),
    Said(mail("Dear Mr. Tanaka,\nyour bill", sender=AU), None, False),
    Said(
        mail(
            "ご返信ありがとうございます。", "Re: 解約について", AU, answers="sent-3@example.ac.jp"
        ),
        3,
    ),
    Said(mail("We received your request.", "Re: Your cancellation", IIJ), 8, False),
    Said(mail("Thanks.", "Re: Your cancellation", IIJ, answers="m8@iijmio.jp"), 8),
    Said(mail("Sehr geehrter Herr Juergen Mueller", sender=SOFTBANK), None, False),
    Said(mail("Dear Jurgen Muller,\nthe line ends.", sender=SOFTBANK), 5),
    Said(mail("Dear MÜLLER, Jürgen,\nthe line ends.", sender=SOFTBANK), 5),
    Said(mail("the line ends.", sender=SOFTBANK, to="Jürgen <jm@example.org>"), 5),
    Said(mail("張偉 様\nお手続きのご案内", sender=AHAMO), 6),
    Said(mail("尊敬的张伟先生：\n您的线路将于30日终止。", sender=AHAMO), 6),
    Said(mail("０８０１１１１０００６", sender=AHAMO), 6),
    Said(mail("電話番号 090 1111 0007", sender="窓口 <x@example.com>"), 7),
    Said(mail("ICCID 8981100000012345678", sender=IIJ), 8),
    Said(mail("Dear Sara Rossi,\nBill", sender=IIJ), 8),
    Said(mail("Dear Maria Garcia,\nBill", sender=MINEO), None, False),
    Said(mail("Dear Maria Garcia,\nBill", sender=MINEO, to="mg@example.es"), 9),
    Said(mail("Dear Maria Garcia,\nBill", sender=MINEO, to="maria.g@example.mx"), 10),
    Said(
        mail(
            "I am Zhang Wei's friend. His number is 080-1111-0006.",
            sender="Li Na <li.na@example.ac.jp>",
        ),
        None,
        False,
    ),
    Said(
        mail(
            "Is mine ready too?\n\n> 080-1111-0006 is cancelled.\n> au",
            sender="li <li.na@example.ac.jp>",
            to=A_DESK,
        ),
        None,
        False,
    ),
    Said(
        mail(
            "See below.\n\n---------- Forwarded message ---------\n090-1111-0001 解約",
            "Fwd: 解約",
            "Li <li.na@example.ac.jp>",
            A_DESK,
        ),
        1,
    ),
    Said(mail("090-1111-0001 と 080-1111-0003 について"), None, False),
    Said(mail("キャンペーンのお知らせ"), None, False),
    Said(mail("Lunch on Friday?", "Lunch", "bob@example.com", "carol@example.com"), None, False),
    Said(mail("注文番号 1090111100012 のお知らせ"), None, False),
    Said(mail("090-2222-0123 様 解約手続き"), 123),
    Said(mail("Your phone 09022220210 ends", sender=AU), 210),
    Said(mail("Newsletter", "News", "news@example.com", "li.na@example.ac.jp"), None, False),
    Said(mail("請求書", sender=AU, to="li.na@example.ac.jp"), None, False),
]


def test_forty_letters_of_three_hundred_people_go_where_they_belong_and_none_elsewhere() -> None:
    routing = Routing(CARDS, KEPT)
    wrong, missed = [], []
    for said in LETTERS:
        found = routing.verdict(said.letter)
        told = (said.letter.text, said.letter.subject, found.card and found.card.id, found.because)
        if found.is_sure and (found.card is None or found.card.id != said.card):
            wrong.append(told)
        elif said.sure and not found.is_sure:
            missed.append(told)
        elif said.sure is False and found.is_sure:
            wrong.append(told)
    assert (wrong, missed) == ([], [])
    assert len(LETTERS) >= 40


@pytest.mark.parametrize("said", LETTERS[:8])
def test_the_order_of_the_cards_changes_nothing(said: Said) -> None:
    assert Routing(CARDS[::-1], KEPT).verdict(said.letter) == Routing(CARDS, KEPT).verdict(
        said.letter
    )


def test_a_letter_to_nobody_belongs_to_nobody() -> None:
    assert Routing([]).verdict(LETTERS[0].letter) == NOBODY
    assert Verdict(None) == NOBODY


_FORMS = st.sampled_from(
    [
        lambda n: n,
        lambda n: f"{n[:3]}-{n[3:7]}-{n[7:]}",
        lambda n: f"({n[:3]}) {n[3:7]} {n[7:]}",
        lambda n: f"+81 {n[1:3]}-{n[3:7]}-{n[7:]}",
        lambda n: f"+81 (0){n[1:3]}-{n[3:7]}-{n[7:]}",
        lambda n: n.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    ]
)


@given(one=st.integers(10, 299), form=_FORMS, before=st.text(max_size=20))
def test_a_number_finds_its_card_however_it_is_written_and_no_other(
    one: int, form: Callable[[str], str], before: str
) -> None:
    number = (CARDS[one].number or "").replace("-", "")
    letter = replace(LETTERS[0].letter, text=f"{before}\n番号 {form(number)} です", form="text")
    found = ROUTING.verdict(letter)
    assert found.card is not None
    assert found.card.id == CARDS[one].id or not found.is_sure


@given(digits=st.from_regex(r"0[789]0-3[0-9]{3}-[0-9]{4}", fullmatch=True))
def test_a_number_that_no_card_has_makes_nothing_sure(digits: str) -> None:
    letter = replace(LETTERS[0].letter, text=f"番号 {digits} です", form="text")
    assert not ROUTING.verdict(letter).is_sure


@given(one=st.integers(10, 299), turned=st.booleans(), caps=st.booleans())
def test_a_name_is_found_in_either_order_and_case(one: int, turned: bool, caps: bool) -> None:
    parts = CARDS[one].holder.name.split()
    written = " ".join(parts[::-1] if turned else parts)
    names = Names()
    names.add(1, CARDS[one].holder.name)
    assert names.found_in(f"Dear {written.upper() if caps else written}, 様")[0].people == {1}


ROUTING = Routing(CARDS, KEPT)

"""Which carrier a letter is from is told by its office's address, or by its name."""

import pytest

from tui.correspondence.carriers import carrier_named, carrier_of_address, carrier_of_person
from tui.correspondence.direction import direction_of


@pytest.mark.parametrize(
    ("person", "carrier"),
    [
        ("ドコモ <noreply@docomo.ne.jp>", "docomo"),
        ("info@mail.smt.docomo.ne.jp", "docomo"),
        ("ahamo <noreply@ahamo.com>", "ahamo"),
        ("au <info@au.com>", "au"),
        ("<x@notice.kddi.com>", "au"),
        ("UQ mobile <info@uqmobile.jp>", "uq"),
        ("povo <noreply@povo.jp>", "povo"),
        ("SoftBank <x@mb.softbank.jp>", "softbank"),
        ("ワイモバイル <x@mail.ymobile.jp>", "ymobile"),
        ("LINEMO <noreply@linemo.jp>", "linemo"),
        ("楽天モバイル <x@mail.mobile.rakuten.co.jp>", "rakuten"),
        ("IIJmio <x@iijmio.jp>", "iijmio"),
        ("support@mineo.jp", "mineo"),
        ("Sakura Mobile <hello@sakuramobile.jp>", "sakura"),
        ("Mobal <x@mobal.com>", "mobal"),
        ("x@bmobile.ne.jp", "b-mobile"),
        ("李 偉 <li.wei@docomo.ne.jp>", None),
        ("mei@ezweb.ne.jp", None),
        ("mei@i.softbank.jp", None),
        ("shop@rakuten.co.jp", None),
        ("noreply@docomo.ne.jp.example.com", None),
        ("noreply@notdocomo.ne.jp", None),
        ("ドコモ <noreply@delivery.example.com>", "docomo"),
        ("ソフトバンク株式会社（LINEMO） <x@example.com>", "linemo"),
        ("KDDI株式会社 <x@example.com>", "au"),
        ("au Support <x@example.com>", "au"),
        ("Laura <laura@example.com>", None),
        ("Aurora <x@example.com>", None),
        ("", None),
        ("＠", None),
    ],
)
def test_an_office_is_told_from_a_customer(person: str, carrier: str | None) -> None:
    assert carrier_of_person(person) == carrier


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("【ドコモ】重要なお知らせ", "docomo"),
        ("ＤＯＣＯＭＯからのお知らせ", "docomo"),
        ("【au】ご請求金額のお知らせ", "au"),
        ("Votre contrat au Japon", None),
        ("ドコモからソフトバンクへ", None),
        ("Re: Rakuten Mobile", "rakuten"),
        ("dinner", None),
    ],
)
def test_a_subject_names_one_carrier_or_none(text: str, carrier: str | None) -> None:
    assert carrier_named(text) == carrier


def test_the_first_address_counts() -> None:
    assert carrier_of_address("a <x@povo.jp>, b <y@ahamo.com>") == "povo"
    assert carrier_of_address("no address") is None


@pytest.mark.parametrize(
    ("sender", "recipient", "direction"),
    [
        ("li@example.jp", "support@linemo.jp", "out"),
        ("me", "", "out"),
        ("自分 <li@example.jp>", "", "out"),
        ("noreply@docomo.ne.jp", "li@example.jp", "in"),
        ("noreply@docomo.ne.jp", "support@docomo.ne.jp", "in"),
        ("", "support@linemo.jp", "in"),
        ("mei@example.jp", "li@docomo.ne.jp", "in"),
    ],
)
def test_what_goes_to_a_carrier_went_out(sender: str, recipient: str, direction: str) -> None:
    assert direction_of(sender, recipient) == direction

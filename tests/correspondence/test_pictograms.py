"""The pictograms that phones send are shown as the emoji they are."""

import pytest

from tests.correspondence.post import b_word, base64_lines, text_mail
from tui.correspondence.charsets.pictograms import carrier_of, with_emoji
from tui.correspondence.mail.mail import read_mail


def from_phone(sender: str, body: bytes, charset: str, subject: bytes = b"x") -> tuple[str, str]:
    raw = text_mail(
        base64_lines(body),
        content_type=f"text/plain; charset={charset}",
        encoding="base64",
        subject=subject,
    )
    mail = read_mail(raw.replace(b"noreply@example.jp", sender.encode()))
    return mail.subject, mail.text


@pytest.mark.parametrize(
    ("sender", "code", "emoji"),
    [
        ("a@docomo.ne.jp", b"\xf8\x9f", "☀"),
        ("a@docomo.ne.jp", b"\xf9\x87", "1️⃣"),
        ("a@docomo.ne.jp", b"\xf9\x91", "❤"),
        ("a@ezweb.ne.jp", b"\xf6\x60", "☀"),
        ("a@ezweb.ne.jp", b"\xf6\xfb", "1️⃣"),
        ("a@ezweb.ne.jp", b"\xf3\x48", "🇪🇸"),
        ("a@softbank.ne.jp", b"\xf9\x8b", "☀"),
        ("a@softbank.ne.jp", b"\xf7\xbc", "1️⃣"),
        ("a@d.vodafone.ne.jp", b"\xf9\x41", "👦"),
        ("a@example.jp", b"\xf8\x9f", "☀"),
    ],
)
def test_in_shift_jis_the_sender_decides_what_a_code_shows(
    sender: str, code: bytes, emoji: str
) -> None:
    told = "本文".encode("cp932") + code
    subject, text = from_phone(sender, told, "Shift_JIS", b_word(told, "Shift_JIS"))
    assert (subject, text) == (f"本文{emoji}", f"本文{emoji}")


@pytest.mark.parametrize(
    ("sender", "place", "emoji"),
    [
        ("a@docomo.ne.jp", "\ue63e", "☀"),
        ("a@ezweb.ne.jp", "\ue488", "☀"),
        ("a@ezweb.ne.jp", "\uef60", "☀"),
        ("a@ezweb.ne.jp", "\ueb0e", "🇩🇪"),
        ("a@i.softbank.jp", "\ue04a", "☀"),
        ("a@i.softbank.jp", "\ue21c", "1️⃣"),
        ("a@softbank.ne.jp", "\ue50b", "🇯🇵"),
        ("a@example.jp", "\ue63e", "☀"),
        ("a@example.jp", "\ue04a", "〓"),
        ("a@example.jp", "\uf8ff", "〓"),
        ("a@example.jp", "\U000fe000", "〓"),
    ],
)
def test_in_unicode_each_carrier_has_places_of_its_own(sender: str, place: str, emoji: str) -> None:
    assert from_phone(sender, f"本文{place}".encode(), "UTF-8")[1] == f"本文{emoji}"


def test_pictograms_of_au_in_iso_2022_jp_are_shown() -> None:
    body = b"\x1b$B2rLs\x75\x41\x77\x5c\x1b(B"
    assert from_phone("a@ezweb.ne.jp", body, "ISO-2022-JP")[1].startswith("解約☀")
    assert from_phone("a@example.jp", body, "ISO-2022-JP")[1].startswith("解約☀")


def test_what_is_a_pictogram_from_au_is_a_kanji_from_others() -> None:
    body = b"\x1b$B\x79\x21\x1b(B"
    assert from_phone("a@ezweb.ne.jp", body, "ISO-2022-JP")[1] == "🍂"
    assert from_phone("a@example.jp", body, "ISO-2022-JP")[1] == "纊"


def test_a_name_written_by_au_keeps_its_kanji() -> None:
    assert with_emoji("山﨑様", "iso-2022-jp", "au") == "山﨑様"


def test_kanji_where_softbank_has_pictograms_stay_kanji() -> None:
    assert from_phone("a@softbank.ne.jp", "髙橋".encode("cp932"), "Shift_JIS")[1] == "髙橋"


def test_a_page_may_spell_pictograms_as_references() -> None:
    raw = text_mail(b"<p>a&#xE63E;b</p>", content_type="text/html; charset=utf-8")
    assert read_mail(raw).text == "a☀b"


@pytest.mark.parametrize(
    ("address", "carrier"),
    [
        ("a@docomo.ne.jp", "docomo"),
        ("a@mail.ezweb.ne.jp", "au"),
        ("a@au.com", "au"),
        ("info@connect.au.com", None),
        ("a@notdocomo.ne.jp", None),
        ("a@SOFTBANK.ne.jp>", "softbank"),
        ("", None),
    ],
)
def test_phones_are_told_from_companies_by_their_domain(address: str, carrier: str | None) -> None:
    assert carrier_of(address) == carrier

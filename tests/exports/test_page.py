"""The page that people read: harmless, in two languages, and the same on paper."""

import re
from html import escape
from html.parser import HTMLParser

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import members
from tests.exports.examples import LETTER, MAIL, filled, note, picture, write
from tui.casebook.draft import Enclosure
from tui.exports.proof.choices import Choices
from tui.exports.proof.page_letter import language_of
from tui.exports.proof.pictures import Pictures, media_type
from tui.text.translation import LANGUAGES

HARMLESS = {"class", "lang", "charset", "content", "name", "http-equiv", "scope", "alt", "src"}
"""The attributes that a page may have; only `src` can lead anywhere."""


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: dict[str, list[str]] = {}
        self._languages: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += attrs
        if tag not in ("meta", "img"):
            before = self._languages[-1][1] if self._languages else ""
            self._languages.append((tag, dict(attrs).get("lang") or before))

    def handle_endtag(self, tag: str) -> None:
        assert self._languages.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.setdefault(self._languages[-1][1], []).append(data.strip())


def page_of(language: str = "en", choices: Choices | None = None, *cards: int) -> str:
    archive, _ = write(filled(MemoryStore()), cards or (1,), choices, language)
    return members(archive)["index.html"].decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_needs_no_network_no_script_and_no_other_file(language: str) -> None:
    page = page_of(language, Choices(names=True, memos=True), 1, 2)
    found = Page(page)
    assert {name for name, _ in found.attributes} <= HARMLESS
    assert all(
        (value or "").startswith("data:image/png;base64,")
        for name, value in found.attributes
        if name == "src"
    )
    assert not found.elements & {"script", "link", "iframe", "object", "base", "form", "svg", "a"}
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert ("content", policy) in found.attributes
    style = page[page.index("<style>") : page.index("</style>")]
    assert not re.search(r"url\(|@import|@font-face|expression", style)


def test_a_letter_is_verbatim_and_nothing_in_it_is_markup() -> None:
    page = page_of()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "\x1b" not in page
    assert "␛[31m [/]" in page
    text = LETTER.replace("\x1b", "␛").strip("\n")
    assert text in "".join(Page(page).text["ja"])


@pytest.mark.parametrize(
    "hostile",
    ['"><img src=x onerror=alert(1)>', "</div></body>", "{{ 7*7 }}", "{% x %}", "&#60;b&#62;"],
)
def test_no_field_of_a_letter_is_markup_or_a_template(hostile: str) -> None:
    book = filled(MemoryStore())
    file = Enclosure(name=hostile, type=hostile, content=b"x", caption=hostile)
    book.keep(
        2,
        note(
            hostile,
            kind="mail",
            subject=hostile,
            sender=hostile,
            recipient=hostile,
            date="2026-11-21",
            enclosures=(file,),
        ),
    )
    book.annotate(6, hostile)
    book.edit_card(2, {"label": ("旅行卡", hostile), "carrier": ("au", hostile)})
    book.mark(2, "stop-using", "skipped", reason=hostile)
    page = members(write(book, (2,), Choices(names=True))[0])["index.html"].decode()
    found = Page(page)
    assert {name for name, _ in found.attributes} <= HARMLESS
    assert "img" not in found.elements
    said = sum(text.count(hostile) for texts in found.text.values() for text in texts)
    assert said >= 9


@pytest.mark.parametrize(
    ("language", "tag", "step"),
    [("zh", "zh-Hans", "查清合同的各个日期"), ("en", "en", "Check the contract's dates")],
)
def test_the_readers_language_and_japanese_stand_side_by_side(
    language: str, tag: str, step: str
) -> None:
    page = page_of(language)
    assert step in Page(page).text[tag]
    assert "契約の日付を確認する" in Page(page).text["ja"]
    reader = f'<span class="r" lang="{tag}">{escape(step).replace("&#x27;", "&#39;")}</span>'
    assert f'{reader}<span class="j" lang="ja">契約の日付を確認する</span>' in page


def test_a_japanese_reader_sees_japanese_alone() -> None:
    page = page_of("ja")
    assert '<html lang="ja">' in page
    assert 'class="j"' not in page
    assert page.count("契約の日付を確認する<") == 1
    assert set(Page(page).text) <= {"ja", ""}


def test_the_sentence_comes_first_as_it_was_when_the_card_was_last_worked_on() -> None:
    page = page_of("en")
    said = "The line ends on Tue 1 Dec, as was confirmed. You fly on Fri 15 Jan."
    assert page.index(said) < page.index("What happened, in order")
    assert "回線は12月1日（火）に終了します" in page
    # Who is left out flies on no day either.
    assert "You fly" not in page_of("en", Choices(holder=False))


def test_letters_marks_and_remarks_are_in_the_order_in_which_they_happened() -> None:
    page = page_of(choices=Choices(names=True))
    marks = [
        "2026-11-12 10:05 JST",
        "card added",
        "Check the contract&#39;s dates: Done",
        "Remark on 0001",
        "Settle what is owed: Skipped",
        ">0002<",
    ]
    begins = page.index("What happened, in order")
    places = [page.index(mark, begins) for mark in marks]
    assert places == sorted(places)
    assert "Fill in the cancellation form: Done" not in page, "what was undone did not happen"


def test_a_letter_is_told_with_its_ends_its_file_and_its_sum() -> None:
    page = page_of()
    for part in (
        "ドコモ インフォメーション &lt;info@example.jp&gt;",
        "Li Na &lt;lina@example.org&gt;",
        "解約手続きのご案内 ［docomo］",
        "cards/1-my-docomo/originals/0001.eml",
        "../請求書⟨U+202E⟩fdp.exe",
        "裏面の写真",
    ):
        assert part in page
    sums = members(write(filled(MemoryStore()))[0])["SHA256SUMS"].decode().splitlines()
    for line in sums:
        if "/originals/" in line or "/attachments/" in line:
            assert line.split()[0] in page


def test_it_never_calls_itself_legally_valid_and_says_what_it_cannot_show() -> None:
    page = page_of()
    assert "legal" not in page.lower()
    assert "They do not show who wrote it, nor that what it says is true." in page


def test_only_pictures_by_their_own_bytes_are_shown() -> None:
    assert media_type(picture()) == "image/png"
    assert media_type(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert media_type(b"RIFF____WEBPVP8 ") == "image/webp"
    for other in (b"", b"<svg onload=alert(1)>", b"%PDF-1.4", b"RIFF____WAVE"):
        assert media_type(other) is None
        assert Pictures().address(other) == ""


def test_large_pictures_are_named_and_not_shown() -> None:
    pictures = Pictures()
    png = picture()
    assert pictures.address(png + bytes(5 * 1024 * 1024)) == ""
    shown = [pictures.address(png + bytes(4_000_000)) for _ in range(20)]
    assert 0 < sum(map(bool, shown)) < 20


@pytest.mark.parametrize(
    ("text", "language"),
    [("解約のご案内", "ja"), ("注销申请", "zh-Hans"), ("Hello", ""), (MAIL.text, "ja")],
)
def test_a_text_is_drawn_in_its_own_languages_shapes(text: str, language: str) -> None:
    assert language_of(text) == language

"""Web pages in mails become text to read: linear in time whatever they contain.

The tokenizer is our own because the standard library's takes minutes for 300 KB of `<a b="`.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal

from tui.correspondence.web.layout import LINES, PARAGRAPHS, Page

_INPUT: Final = 2_000_000
_TAGS: Final = 200_000
_OUTPUT: Final = 1_000_000
_DECLARED_IN: Final = 4_096

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_TAG = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})"
    r"((?:[^>\"'=]++|=[ \t\r\n\f]*+(?:\"[^\"]*+\"|'[^']*+')?|[\"'])*+)>"
)
_ATTRIBUTE: Final = r"(?<![^\s\"'/]){}\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)
_ALT = re.compile(_ATTRIBUTE.format("alt"), re.IGNORECASE)
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_STRUCK = re.compile(r"line-through", re.IGNORECASE)
_STRIKES: Final = frozenset(("s", "del", "strike"))
_UNREAD = {
    name: re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
    for name in ("style", "script", "title", "iframe", "noframes", "xmp")
}
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_ROWS: Final = frozenset(("tr", "tbody", "thead", "tfoot"))
# What HTML ends by itself: by what begins behind it, or where one of the elements ends that it may
# stand in, unless that one began inside it.
_ENDED: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "p": (LINES | PARAGRAPHS | {"hr", "li", "td", "th"}, frozenset()),
    "li": (frozenset(("li",)), frozenset(("ul", "ol"))),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), frozenset(("dl",)))),
    **dict.fromkeys(("td", "th"), (_ROWS | {"td", "th"}, frozenset(("table",)))),
    "tr": (_ROWS, frozenset(("table",))),
    "option": (frozenset(("option", "optgroup")), frozenset(("select",))),
}
_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml\b[^>]{0,100}?\bencoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{8,}|[0-9]{9,});?")
_ROUGH_TAG = re.compile(r"<[^<>]{0,2000}>")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Readable:
    """A web page as text with LF line ends; links are numbered, their targets below the text."""

    text: str
    cut: bool
    """Whether the page was too long to be shown whole."""
    fell_back: bool
    """Whether the page was so broken that its tags were only crossed out."""
    length: int = 0
    """Characters of the text without the notes below it."""


def read_html(html: str) -> Readable:
    """Return a page as text. Nothing is ever fetched."""
    cut = len(html) > _INPUT
    html = html[:_INPUT].replace("\r\n", "\n").replace("\r", "\n")
    tokens = _Tokens(html, show_hidden=False)
    page, rest = tokens.read()
    if tokens.hiding:
        # What is hidden as far as the end goes is no hidden line.
        page, rest = _Tokens(html, show_hidden=True).read()
    text, length = page.finish()
    rough = "" if length else unescaped(_ROUGH_TAG.sub(" ", html[rest:])).strip()
    if _LETTER.search(rough):
        rough = rough[:_OUTPUT]
        return Readable(rough, cut or len(rough) == _OUTPUT, fell_back=True, length=len(rough))
    return Readable(text, cut or page.cut, fell_back=False, length=length)


def declared_charset(raw: bytes) -> str | None:
    """Return the charset that a page names in its head, as it stands there, or None."""
    found = _META_CHARSET.search(raw[:_DECLARED_IN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def unescaped(text: str) -> str:
    """Return `text` with its character references resolved."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


class _Tokens:
    """Goes through a page once, from tag to tag."""

    def __init__(self, html: str, *, show_hidden: bool) -> None:
        self._html = html
        self._show_hidden = show_hidden
        self._page = Page()
        self._hidden: _Element | None = None
        self._struck: _Element | None = None

    @property
    def hiding(self) -> bool:
        """Whether a hidden element has not ended."""
        return self._hidden is not None

    def read(self) -> tuple[Page, int]:
        """Return the page, and where what cannot be told apart any more begins."""
        html, at = self._html, 0
        for _ in range(_TAGS):
            begin = html.find("<", at)
            if begin < 0 or self._page.cut:
                self._text(html[at:])
                return self._page, len(html)
            if not _MARKUP.match(html, begin):
                self._text(html[at : begin + 1])
                at = begin + 1
                continue
            if begin > at:
                self._text(html[at:begin])
            at = self._after_markup(begin)
            if at < 0:
                return self._page, begin
        self._page.cut = True
        return self._page, len(html)

    def _text(self, text: str) -> None:
        if text and not self._hidden:
            self._page.text(unescaped(text))

    def _after_markup(self, begin: int) -> int:
        """Read the markup that begins here and return where it ends; -1 if it never does."""
        html = self._html
        if html.startswith("<!--", begin):
            end = html.find("-->", begin + 2)
            return end + 3 if end >= 0 else -1
        tag = _TAG.match(html, begin)
        if tag is None:
            # A comment of another kind, or a tag without end.
            end = html.find(">", begin) if html[begin + 1] in "!?/" else -1
            return end + 1 if end >= 0 else -1
        name = tag[1].lower()
        if name in _UNREAD and html[begin + 1] != "/":
            close = _UNREAD[name].search(html, tag.end())
            return close.start() if close else -1
        self._tag(name, tag[2], closing=html[begin + 1] == "/")
        return tag.end()

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if self._hidden:
            state = self._hidden.after(name, closing=closing)
            if attributes.endswith("/") or state == "open":
                return
            self._hidden = None
            if state == "ended":
                return
        if self._struck and self._struck.after(name, closing=closing) != "open":
            self._struck = None
            self._page.strike(begin=False)
        if closing:
            self._page.end(name)
            return
        styled = "=" in attributes and name not in _VOID
        if styled and not self._show_hidden and _HIDDEN.search(attributes):
            self._hidden = _Element(name)
            return
        if not self._struck and (name in _STRIKES or (styled and _STRUCK.search(attributes))):
            self._struck = _Element(name)
            self._page.strike(begin=True)
        if name == "a":
            self._page.start(name, target=_attribute(_HREF, attributes))
        elif name == "img":
            self._page.start(name, alt=_attribute(_ALT, attributes))
        else:
            self._page.start(name)


class _Element:
    """An element of which it matters where it ends, which a page does not always say."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun, self._around = _ENDED.get(name, (frozenset(), frozenset((name,))))
        self._inside = 0

    def after(self, name: str, *, closing: bool) -> Literal["open", "ended", "ended before"]:
        """Take the next tag and say whether it is inside, ends the element, or is behind it."""
        if name in self._around and not closing:
            self._inside += 1
        elif self._inside:
            self._inside -= closing and name in self._around
        elif closing and name == self._name:
            return "ended"
        elif name in self._begun or (closing and name in self._around):
            return "ended before"
        return "open"


def _attribute(form: re.Pattern[str], attributes: str) -> str:
    found = form.search(attributes)
    return unescaped(next((value for value in found.groups() if value), "")) if found else ""

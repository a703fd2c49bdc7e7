"""The text of a web page while it is laid out: lines, cells, lists, quotes, and numbered links."""

import re
from typing import Final, Literal

_OUTPUT: Final = 1_000_000
_LINKS: Final = 200
_TARGET: Final = 2_000
_NESTED: Final = 8
_STRUCK: Final = "~~"

_BLANKS = re.compile(r"[ \t\n\f]+")
_WIDE: Final = "\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
_BROKEN_BY_SOURCE = re.compile(f"(?<=[{_WIDE}])\n(?=[{_WIDE}])")
_IS_WIDE = re.compile(f"[{_WIDE}]")
# Without width on a page, and there to fill the line that a mailbox lists.
_INVISIBLE = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff]")
_BLANK_LINES = re.compile(r"\n{3,}")
_NO_TARGET = re.compile(r"(?:javascript|vbscript|data|cid|about):|#|$", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)

LINES: Final = frozenset(
    (
        *("address", "article", "aside", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "html"),
        *("legend", "main", "nav", "option", "section", "select", "summary", "table", "tbody"),
        *("tfoot", "thead", "tr"),
    )
)
PARAGRAPHS: Final = frozenset(
    ("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul")
)


class Page:
    """Takes the texts and tags of a page in order and makes lines of them."""

    def __init__(self) -> None:
        self.cut = False
        self._said: list[str] = []
        self._size = 0
        self._lines = 0
        self._last = ""
        self._breaks = 0
        self._blank = ""
        self._between_cells = False
        self._row_line: int | None = None
        self._cell_is_fresh = False
        self._bullet = ""
        self._strike: Literal["", "begins", "goes on"] = ""
        self._lists: list[int | None] = []
        self._quotes = 0
        self._verbatim = 0
        self._link: tuple[str, int] | None = None
        self._picture_in_link = False
        self._targets: dict[str, int] = {}

    def text(self, text: str) -> None:
        """Add text whose character references are resolved."""
        text = _INVISIBLE.sub("", text)
        if self._verbatim:
            for number, line in enumerate(text.split("\n")):
                self._breaks += number > 0
                if line:
                    self._put(line)
            return
        text = _BLANKS.sub(lambda blanks: "\n" if "\n" in blanks[0] else " ", text)
        said = text.strip(" \n")
        if text[:1] in (" ", "\n"):
            self._blank = self._blank or text[0]
        if said:
            self._put(_BROKEN_BY_SOURCE.sub("", said).replace("\n", " ").replace("\xa0", " "))
            self._blank = text[-1] if text[-1] in " \n" else ""

    def start(self, name: str, *, target: str = "", alt: str = "") -> None:
        """Begin an element; `target` is where a link leads, `alt` what a picture says."""
        if name == "br":
            self._end_line(br=True)
        elif name == "img":
            self._picture_in_link = True
            if alt.strip():
                self.text(f"[{alt.strip()}]")
        elif name == "a":
            self._end_link()
            self._begin_link(target)
        elif name in ("td", "th"):
            self._begin_cell()
        elif name == "li":
            self._begin_item()
        elif name == "hr":
            self._break(1)
            self._put("-" * 20)
            self._break(1)
        else:
            self._begin_block(name)

    def end(self, name: str) -> None:
        """End an element."""
        if name == "a":
            self._end_link()
        elif name in ("td", "th", "tr"):
            self._breaks = min(self._breaks, 1)
            if name == "tr":
                self._break(1)
        elif name in LINES or name == "li":
            self._break(1)
        elif name in PARAGRAPHS:
            if name in ("ul", "ol") and self._lists:
                self._lists.pop()
            if name == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            if name == "pre":
                self._verbatim = max(0, self._verbatim - 1)
            self._break(1 if self._lists else 2)

    def strike(self, *, begin: bool) -> None:
        """Begin or end text that is struck through; it stands between `~~`."""
        if not begin and self._strike == "goes on":
            self._emit(_STRUCK)
        self._strike = "begins" if begin else ""

    def finish(self) -> tuple[str, int]:
        """Return the text with the links' targets below it, and its length without them."""
        self.strike(begin=False)
        self._end_link()
        lines = "".join(self._said).split("\n")
        text = _BLANK_LINES.sub("\n\n", "\n".join(map(str.rstrip, lines))).strip("\n")
        notes = [f"[{number}] {target}" for target, number in self._targets.items()]
        return "\n".join((text, "", *notes) if notes else (text,)), len(text)

    def _begin_block(self, name: str) -> None:
        if name in LINES:
            self._break(1)
            if name == "tr":
                self._row_line = None
        elif name in PARAGRAPHS:
            self._break(1 if self._lists or self._cell_is_fresh else 2)
            if name[0] == "h":
                self._break(2)
            if name in ("ul", "ol"):
                self._lists.append(0 if name == "ol" else None)
            if name == "blockquote":
                self._quotes += 1
            if name == "pre":
                self._verbatim += 1

    def _begin_cell(self) -> None:
        self._cell_is_fresh = True
        if self._row_line is None:
            self._break(1)
        elif self._row_line == self._lines:
            self._breaks = 0
            self._between_cells = True
        else:
            self._break(1)

    def _begin_item(self) -> None:
        self._break(1)
        counted = self._lists[-1] if self._lists else None
        bullet = "- "
        if counted is not None:
            self._lists[-1] = counted + 1
            bullet = f"{counted + 1}. "
        self._bullet = "  " * min(max(len(self._lists) - 1, 0), _NESTED) + bullet

    def _begin_link(self, target: str) -> None:
        target = "".join(target.split())
        self._picture_in_link = False
        if not _NO_TARGET.match(target):
            cut = f"{target[:_TARGET]}…" if len(target) > _TARGET else target
            self._link = (cut, len(self._said))

    def _end_link(self) -> None:
        if self._link is None:
            return
        target, begin = self._link
        self._link = None
        label = "".join(self._said[begin:]).strip()
        if _plain(label) == _plain(target) or not (label or self._picture_in_link):
            return
        number = self._targets.get(target, len(self._targets) + 1)
        if number > _LINKS:
            self.cut = True
            return
        self._targets[target] = number
        mark = f"[{number}]"
        if label:
            self._emit(f" {mark}")
        else:
            self._blank = " "
            self._put(mark)

    def _end_line(self, *, br: bool) -> None:
        if br and self._breaks:
            self._breaks = min(self._breaks + 1, 2)
        else:
            self._break(1)

    def _break(self, lines: int) -> None:
        """Let the next text begin a new line, or with 2 a new paragraph."""
        if self._between_cells:
            return
        self._breaks = max(self._breaks, lines)

    def _put(self, text: str) -> None:
        if self._said and self._breaks:
            self._emit("\n" * self._breaks + "> " * min(self._quotes, _NESTED))
            self._lines += self._breaks
        elif not self._said:
            self._emit("> " * min(self._quotes, _NESTED))
        elif self._between_cells:
            self._emit("  ")
        elif self._blank and not self._verbatim:
            joined = self._blank == "\n" and _IS_WIDE.match(self._last) and _IS_WIDE.match(text)
            self._emit("" if joined else " ")
        self._breaks = 0
        self._blank = ""
        self._between_cells = self._cell_is_fresh = False
        if self._row_line is None:
            self._row_line = self._lines
        struck = _STRUCK if self._strike == "begins" else ""
        self._strike = self._strike and "goes on"
        self._emit(f"{self._bullet}{struck}{text}")
        self._bullet = ""
        self._last = text[-1:]

    def _emit(self, text: str) -> None:
        left = _OUTPUT - self._size
        if len(text) > left:
            self.cut = True
            text = text[:left]
        self._size += len(text)
        self._said.append(text)


def _plain(link: str) -> str:
    """Return a target or its label without what people leave out when they write it."""
    return _SCHEME.sub("", link, count=1).rstrip("/").casefold()

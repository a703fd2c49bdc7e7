"""Exporting the proof of a card: what goes in and where to, and how to fetch it afterwards."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.casebook.records import Card
from tui.exports.proof.choices import Choices
from tui.keys import bindings
from tui.screens.dialogs.form import Form, Labelled
from tui.screens.page import Copied
from tui.screens.pages.text_page import TextPage, read_only
from tui.screens.sitting import Sitting
from tui.text.clean import clean_line
from tui.text.translation import marked
from tui.text.width import width, wrap
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row

_IN, _OUT = "in", "out"
_CHOICES: Final = (
    ("number", marked("Phone number")),
    ("holder", marked("Holder")),
    ("names", marked("Who did what")),
    ("memos", marked("Internal memos")),
)


class Asked(NamedTuple):
    """What was filled in."""

    choices: Choices
    path: str
    """Where to, as it was typed."""


class ProofForm(Form[Asked | None]):
    """Asks what goes into a proof, and where it is to be put."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.leave")
    HINTS = ("text.keep", "form.leave", "text.next")

    def __init__(
        self, sitting: Sitting, card: Card, asked: Asked, *, file: bool = True, refusal: str = ""
    ) -> None:
        """Show `asked`; without `file` nothing is written here. `refusal` is said at first."""
        super().__init__(sitting)
        self._card = card
        self._asked = asked
        self._file = file
        self._refusal = refusal

    def compose(self) -> ComposeResult:
        """Make the fields."""
        words = self.words
        values = [(_IN, words("put in")), (_OUT, words("left out"))]
        yield Bar(id="title")
        for name, label in _CHOICES:
            chosen = _IN if getattr(self._asked.choices, name) else _OUT
            yield Labelled(words(label), Choice(values, chosen, id=name))
        if self._file:
            yield Labelled(words("Save as"), Field(self._asked.path, id="path"))
        yield Bar(id="remark")
        yield Actions([("keep", words("Export")), ("cancel", words("Cancel"))])
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Begin at the first choice."""
        title = Piece(f" {self.words('Export proof')}", STRONG)
        label = Piece(f"  {self._card.label}", QUIET)
        self.query_one("#title", Bar).show(((title, label), ()), ((), ()))
        self._explain()
        self.query_one("#number", Choice).focus()
        self.show_hints()
        if self._refusal:
            self.say(self._refusal, PROBLEM)

    @property
    def asked(self) -> Asked:
        """What is filled in now."""
        chosen = {name: self.value(name) == _IN for name, _ in _CHOICES}
        return Asked(Choices(**chosen), self.value("path") if self._file else "")

    @on(Choice.Changed)
    def _explain(self) -> None:
        sentences = self._sentences(self.asked.choices)
        self.query_one("#remark", Bar).show_fitted(
            lambda cells: [
                ((), ()),
                *(
                    ((Piece(f" {line}", QUIET),), ())
                    for sentence in sentences
                    for line in wrap(sentence, max(cells - 2, 20))
                ),
            ]
        )

    def _sentences(self, choices: Choices) -> list[str]:
        words = self.words
        withdrawn = sum(note.withdrawn for note in self._card.notes)
        said = []
        if not (choices.number and choices.holder):
            said.append(
                words("Letters and files go out as they came, and may still say what is left out.")
            )
        if choices.names:
            said.append(words("With names, everybody can make the hashes of the history again."))
        if withdrawn:
            said.append(
                words.plural(
                    "{n} withdrawn note stays here.",
                    "{n} withdrawn notes stay here.",
                    withdrawn,
                )
            )
        return said

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        if event.action == "keep":
            self.action_keep()
        else:
            self.action_leave_text()

    def action_keep(self) -> None:
        """Give what was filled in."""
        if self._file and not self.value("path"):
            self.say(self.words("Say where the file is to be put."), PROBLEM)
            self.query_one("#path", Field).focus()
        else:
            self.dismiss(self.asked)

    def action_leave_text(self) -> None:
        """Leave; nothing is written."""
        self.dismiss(None)


class Fetch(NamedTuple):
    """What is said of a proof that can be fetched."""

    title: str
    file: str
    """Where it is; empty where it was not written yet."""
    line: str
    """What is to be typed on the reader's own computer."""
    sha256: str
    said: Sequence[str]
    problems: Sequence[str]


class ProofPage(TextPage[None]):
    """Shows where a proof is, and the line that fetches it, with nothing around it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "copy", "note.unframed")
    HINTS = ("copy", "note.unframed", "back")

    def __init__(self, sitting: Sitting, label: str, fetch: Fetch) -> None:
        super().__init__(sitting)
        self._label = label
        self._fetch = fetch

    def heading(self) -> tuple[str, str]:
        """Return the title and the card."""
        return self._fetch.title, self._label

    def rows_for(self, cells: int) -> list[Row]:
        """Return where the proof is, and how it is fetched and checked."""
        words, fetch, cells = self.words, self._fetch, max(cells - 2, 20)
        made: list[Piece] = []

        def say(text: str, look: str = QUIET) -> None:
            made.extend(Piece(line, look) for line in wrap(clean_line(text), cells))

        for problem in fetch.problems:
            say(problem, PROBLEM)
        if fetch.file:
            say(fetch.file, STRONG)
        made.append(Piece(""))
        say(words("Type or paste this line on your own computer, not here:"))
        made += [Piece(line, ACCENT) for line in _whole(fetch.line, cells)]
        made.append(Piece(""))
        if fetch.sha256:
            say(words("SHA-256 of the archive; note it in another place:"))
            say(fetch.sha256, "")
            made.append(Piece(""))
        for sentence in fetch.said:
            say(sentence)
        return read_only(made)

    def copied(self) -> Copied:
        """Return the line that fetches the proof."""
        return Copied(self._fetch.line)


def _whole(line: str, cells: int) -> list[str]:
    """Return a command on as many lines as it takes, none of them cut."""
    from tui.screens.ways import broken

    parts = broken(line, cells)
    if max(map(width, parts)) <= cells:
        return parts
    return [piece for part in parts for piece in wrap(part, cells)]

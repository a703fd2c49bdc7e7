"""Adding a card, or changing one and its holder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from tui.casebook.casebook import Seen
from tui.casebook.records import Card
from tui.casebook.tokens import HANDSETS, PAYMENTS, UNKNOWN
from tui.deadlines import said
from tui.deadlines.written import DateError, read_date
from tui.guides.guide import Guide, in_language
from tui.keys import bindings
from tui.screens.form import Form, Labelled
from tui.screens.sitting import Sitting
from tui.text.labels import HANDSET_LABELS, PAYMENT_LABELS
from tui.text.translation import marked
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.rows import PROBLEM, QUIET, STRONG, Piece

_TEXTS = (
    ("label", marked("Name of the card")),
    ("carrier", marked("Carrier")),
    ("number", marked("Phone number")),
)
_DATES = (
    ("line_end", marked("Line ends")),
    ("contract_start", marked("Contract began")),
    ("contract_received", marked("Contract received")),
)
_HOLDER_DATES = (
    ("departure", marked("Departure")),
    ("end_of_stay", marked("End of stay")),
)
_PAST = ("contract_start", "contract_received")
_DONT_KNOW = ("?", "？", "unknown", "不知道", "わからない", "分からない")


@dataclass(frozen=True, slots=True)
class CardEntry:
    """What was filled in: field -> the value seen and the one wanted."""

    type: str
    card: Mapping[str, Seen]
    holder: Mapping[str, Seen]


class CardForm(Form[CardEntry | None]):
    """The fields of a card and of its holder."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.leave")
    HINTS = ("text.keep", "form.leave", "text.next")

    def __init__(
        self, sitting: Sitting, guides: tuple[Guide, ...], type: str, card: Card | None = None
    ) -> None:
        super().__init__(sitting)
        self._guides = guides
        self._type = type
        self._card = card

    def _seen(self, field: str) -> str:
        if self._card is None:
            return ""
        if field in ("name", "contact", "departure", "end_of_stay"):
            return str(getattr(self._card.holder, field) or "")
        return str(getattr(self._card, field) or "")

    def compose(self) -> ComposeResult:
        """Make the fields."""
        words = self.words
        yield Bar(id="title")
        with VerticalScroll(can_focus=False):
            if self._card is None:
                types = [
                    (guide.id, in_language(guide.name, words.language)) for guide in self._guides
                ]
                yield Labelled(words("Kind of card"), Choice(types, self._type, id="type"))
            for field, label in _TEXTS:
                yield Labelled(words(label), Field(self._seen(field), id=field))
            yield Labelled(words("Holder"), Field(self._seen("name") or self._own(), id="name"))
            for field, label in (*_HOLDER_DATES, *_DATES):
                hint = words("12/15, 15 Dec, +14, or ? for unknown") if field == "departure" else ""
                yield Labelled(words(label), Field(self._seen(field), hint=hint, id=field))
            payments = [("", "—"), *((p, words(PAYMENT_LABELS[p])) for p in PAYMENTS)]
            yield Labelled(words("Paid by"), Choice(payments, self._seen("payment"), id="payment"))
            handsets = [("", "—"), *((h, words(HANDSET_LABELS[h])) for h in HANDSETS)]
            yield Labelled(words("Handset"), Choice(handsets, self._seen("handset"), id="handset"))
            yield Labelled(words("Reach them at"), Field(self._seen("contact"), id="contact"))
            yield Labelled(words("Worked on by"), Field(self._seen("assignee"), id="assignee"))
        yield Actions([("keep", words("Save")), ("cancel", words("Cancel"))])
        yield Bar(id="footer")

    def _own(self) -> str:
        return str(self.sitting.desk.who) if self._card is None else ""

    def on_mount(self) -> None:
        """Begin at the name of the card."""
        title = self.words("Add card") if self._card is None else self.words("Edit card")
        self.query_one("#title", Bar).show(((Piece(f" {title}", STRONG),), ()), ((), ()))
        self.query_one("#label", Field).focus()
        self.show_hints()

    @on(TextArea.Changed)
    def _echo(self, event: TextArea.Changed) -> None:
        """Say a date back with weekday and days left while it is typed."""
        field = event.text_area.id or ""
        if field not in dict((*_DATES, *_HOLDER_DATES)):
            return
        written = self.value(field)
        if not written or written == self._seen(field):
            return
        try:
            iso = self._date(field, written)
        except DateError:
            return
        if iso is None or iso == UNKNOWN:
            return
        voice = self.sitting.voice
        day = read_date(iso, voice.today)
        long = said.long(day, voice.today, self.words)
        left = said.days_left(day, voice.today, self.words)
        self.say(f"{long}{voice.glyphs.dot}{left}", QUIET)

    def _date(self, field: str, written: str) -> str | None:
        if not written:
            return None
        if written.lower() in _DONT_KNOW:
            return UNKNOWN
        return read_date(written, self.sitting.voice.today, past=field in _PAST).isoformat()

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        if event.action == "keep":
            self.action_keep()
        else:
            self.dismiss(None)

    def action_leave_text(self) -> None:
        """Leave without a change."""
        self.dismiss(None)

    def action_keep(self) -> None:
        """Give what was filled in; a date that cannot be read is said first."""
        wanted: dict[str, str | None] = {}
        for field in ("label", "carrier", "number", "payment", "handset", "assignee"):
            wanted[field] = self.value(field) or None
        for field in ("name", "contact"):
            wanted[field] = self.value(field) or None
        for field, _ in (*_DATES, *_HOLDER_DATES):
            try:
                wanted[field] = self._date(field, self.value(field))
            except DateError:
                self.say(
                    self.words(
                        "{text} is no date. Write 12/15, 15 Dec or +7.", text=self.value(field)
                    ),
                    PROBLEM,
                )
                self.query_one(f"#{field}", Field).focus()
                return
        type = self._type if self._card else self.value("type")
        if not wanted["label"]:
            guide = next(guide for guide in self._guides if guide.id == type)
            wanted["label"] = wanted["carrier"] or in_language(guide.name, self.words.language)
        if not wanted["name"]:
            wanted["name"] = self._seen("name") or str(self.sitting.desk.who)
        of_holder = ("name", "contact", "departure", "end_of_stay")
        changed = {
            field: (self._seen(field) or None, value)
            for field, value in wanted.items()
            if (self._seen(field) or None) != value
        }
        self.dismiss(
            CardEntry(
                type,
                {field: seen for field, seen in changed.items() if field not in of_holder},
                {field: seen for field, seen in changed.items() if field in of_holder},
            )
        )

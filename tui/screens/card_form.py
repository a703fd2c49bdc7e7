"""Adding a card, or changing one and its holder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from tui.casebook.cards import Seen
from tui.casebook.drafts import CARD, Unfinished
from tui.casebook.records import Card, Holder
from tui.casebook.tokens import HANDSETS, PAYMENTS, UNKNOWN
from tui.deadlines import said
from tui.deadlines.dates import DateError, read_date
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
_OF_HOLDER = ("name", "contact", "departure", "end_of_stay")
_PAST = ("contract_start", "contract_received")
_SAVE_AFTER = 0.5
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
        self,
        sitting: Sitting,
        guides: tuple[Guide, ...],
        type: str,
        card: Card | None = None,
        whose: Holder | None = None,
    ) -> None:
        """Show the fields of `card`, or empty ones; `whose` is the holder a new card would have."""
        super().__init__(sitting)
        self._guides = guides
        self._type = type
        self._card = card
        self._whose = card.holder if card else whose
        self._filled: dict[str, str] = {}
        self._refusal = ""
        self._at_first: dict[str, str] = {}
        self._held = Unfinished(text="", kind=CARD, card=card.id if card else None)
        self._last: dict[str, str] = {}
        self._saving = False

    def again(self, refusal: str) -> "CardForm":
        """Return the form as it was filled in, with why it could not be saved."""
        form = CardForm(self.sitting, self._guides, self._type, self._card, self._whose)
        form._filled = self._last
        form._refusal = refusal
        form._held = self._held
        return form

    def go_on_with(self, left: Unfinished) -> "CardForm":
        """Take over what was filled in when the line dropped."""
        self._filled = {field: str(value) for field, value in json.loads(left.text).items()}
        self._held = left
        return self

    @property
    def key(self) -> str:
        """The draft that what is filled in is kept in meanwhile; empty while there is none."""
        return self._held.key

    @property
    def was_refused(self) -> bool:
        """Whether this is not the first try."""
        return bool(self._refusal)

    def seen_anew(self, entry: CardEntry, now: Card) -> CardEntry:
        """Return the entry over what the card is by now."""
        return CardEntry(
            entry.type,
            {field: (getattr(now, field), new) for field, (_, new) in entry.card.items()},
            {field: (getattr(now.holder, field), new) for field, (_, new) in entry.holder.items()},
        )

    def _ids(self) -> list[str]:
        return [widget.id for widget in self.query("Field, Choice") if widget.id]

    def _seen(self, field: str) -> str:
        """Return what a field has in the casebook."""
        source: Card | Holder | None = self._whose if field in _OF_HOLDER else self._card
        return str(getattr(source, field) or "") if source is not None else ""

    def _value_of(self, field: str) -> str:
        """Return what a field shows at first."""
        return self._filled.get(field, self._seen(field))

    def compose(self) -> ComposeResult:
        """Make the fields."""
        words = self.words
        yield Bar(id="title")
        with VerticalScroll(can_focus=False):
            if self._card is None:
                types = [
                    (guide.id, in_language(guide.name, words.language)) for guide in self._guides
                ]
                yield Labelled(
                    words("Kind of card"),
                    Choice(types, self._filled.get("type", self._type), id="type"),
                )
            for field, label in _TEXTS:
                yield Labelled(words(label), Field(self._value_of(field), id=field))
            yield Labelled(words("Holder"), Field(self._value_of("name") or self._own(), id="name"))
            for field, label in (*_HOLDER_DATES, *_DATES):
                hint = words("12/15, 15 Dec, +14, or ? for unknown") if field == "departure" else ""
                yield Labelled(words(label), Field(self._value_of(field), hint=hint, id=field))
            payments = [("", "—"), *((p, words(PAYMENT_LABELS[p])) for p in PAYMENTS)]
            yield Labelled(
                words("Paid by"), Choice(payments, self._value_of("payment"), id="payment")
            )
            handsets = [("", "—"), *((h, words(HANDSET_LABELS[h])) for h in HANDSETS)]
            yield Labelled(
                words("Handset"), Choice(handsets, self._value_of("handset"), id="handset")
            )
            yield Labelled(words("Reach them at"), Field(self._value_of("contact"), id="contact"))
            yield Labelled(words("Worked on by"), Field(self._value_of("assignee"), id="assignee"))
        yield Actions([("keep", words("Save")), ("cancel", words("Cancel"))])
        yield Bar(id="footer")

    def _own(self) -> str:
        if self._card is not None:
            return ""
        only = self.sitting.desk.only
        return only.name if only is not None else str(self.sitting.desk.who)

    def on_mount(self) -> None:
        """Begin at the name of the card."""
        title = self.words("Add card") if self._card is None else self.words("Edit card")
        self.query_one("#title", Bar).show(((Piece(f" {title}", STRONG),), ()), ((), ()))
        self.query_one("#label", Field).focus()
        self._at_first = {id: self.value(id) for id in self._ids()}
        self.show_hints()
        if self._refusal:
            self.say(self._refusal, PROBLEM)

    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _hold(self) -> None:
        """Take what was filled in into a draft, to be on disk within a second."""
        if not self._at_first:
            return
        values = {id: self.value(id) for id in self._ids()}
        filled = {id: value for id, value in values.items() if value != self._shown_without(id)}
        if not filled and not self._held.key:
            return
        now = self.sitting.desk.clock().isoformat(timespec="seconds")
        self._held = self.sitting.desk.drafts.hold(
            self._held._replace(
                text=json.dumps(filled) if filled else "",
                subject=values["label"] if filled else "",
                saved=now,
            )
        )
        if not self._saving:
            self._saving = True
            self.set_timer(_SAVE_AFTER, self._flush)

    def _shown_without(self, field: str) -> str:
        """Return what a field shows where nobody has filled it in."""
        if field == "type":
            return self._type
        return self._seen(field) or (self._own() if field == "name" else "")

    def _flush(self) -> None:
        self._saving = False
        self.flush_drafts()

    @on(TextArea.Changed)
    def _echo(self, event: TextArea.Changed) -> None:
        """Say a date back with weekday and days left while it is typed."""
        field = event.text_area.id or ""
        written = self.value(field)
        if field == "carrier" and written != self._seen(field):
            from tui.plan.unknown import unknown_said

            self.say(unknown_said(written, self.sitting.desk.advice, self.words), QUIET)
        if field not in dict((*_DATES, *_HOLDER_DATES)):
            return
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
            self.action_leave_text()

    def action_leave_text(self) -> None:
        """Leave; what was filled in is only dropped when told so."""
        self.run_worker(self._leave())

    async def _leave(self) -> None:
        from tui.screens.choose import Choose

        if self._filled or {id: self.value(id) for id in self._ids()} != self._at_first:
            words = self.words
            answers = [("stay", words("Go on filling in")), ("leave", words("Discard"))]
            question = words("Discard what you filled in?")
            if await self.app.push_screen_wait(Choose(self.sitting, question, answers)) != "leave":
                return
        self.drop_draft(self.key)
        self.dismiss(None)

    def action_keep(self) -> None:
        """Give what was filled in; a date that cannot be read is said first."""
        self._last = {id: self.value(id) for id in self._ids()}
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
            guide = next((guide for guide in self._guides if guide.id == type), None)
            named = in_language(guide.name, self.words.language) if guide else type
            wanted["label"] = wanted["carrier"] or named
        if not wanted["name"]:
            wanted["name"] = self._seen("name") or self._own()
        # A new card of somebody else takes over nothing that was shown of its adder.
        somebody_else = self._card is None and wanted["name"] != self._seen("name")

        def seen(field: str) -> str | None:
            return None if somebody_else and field in _OF_HOLDER else self._seen(field) or None

        # What nobody touched stays as it is, also where a field cannot show it exactly.
        changed = {
            field: (seen(field), value)
            for field, value in wanted.items()
            if seen(field) != value and (self._filled or self._card is None or self._touched(field))
        }
        self.dismiss(
            CardEntry(
                type,
                {field: seen for field, seen in changed.items() if field not in _OF_HOLDER},
                {field: seen for field, seen in changed.items() if field in _OF_HOLDER},
            )
        )

    def _touched(self, field: str) -> bool:
        return self.value(field) != self._at_first.get(field)

"""Adding a card, or changing one and its holder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from tui.casebook import fields
from tui.casebook.cards import Seen
from tui.casebook.drafts import CARD, Unfinished
from tui.casebook.fields import CARRIER, DEPARTURE, FIELD_LABELS, FIELDS, LABEL, NAME, Value
from tui.casebook.records import Card, Holder
from tui.casebook.tokens import UNKNOWN
from tui.guides.guide import Guide, in_language
from tui.keys import bindings
from tui.plan.field_values import read_value, value_said
from tui.screens.dialogs.form import Form, Labelled
from tui.screens.page import drop_draft, flush_drafts
from tui.screens.sitting import Sitting
from tui.text.trouble import Trouble
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.rows import PROBLEM, QUIET, STRONG, Piece

if TYPE_CHECKING:
    from tui.plan.careful import There

_BY_NAME = {field.name: field for field in FIELDS}
_RARE = tuple(field for field in FIELDS if field.rare)
_SAVE_AFTER = 0.5
_TYPE = "type"
_MORE = "more"


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
        self._is_whole = False
        self._there: There | None = None

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

    def _known(self, field: fields.Field) -> Value | None:
        """Return what a field has in the casebook."""
        record = self._whose if field.of == "holder" else self._card
        return None if record is None else field.of_record(record)

    def _shown_without(self, id: str) -> str:
        """Return what stands in a field where nobody has filled it in."""
        if id == _TYPE:
            return self._type
        field = _BY_NAME[id]
        known = self._known(field)
        if known is None:
            return self._own() if field is NAME else ""
        return str(known)

    def _value_of(self, id: str) -> str:
        """Return what a field shows at first."""
        return self._filled.get(id, self._shown_without(id))

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
                    Choice(types, self._value_of(_TYPE), id=_TYPE),
                )
            for field in FIELDS:
                if not field.rare:
                    yield self._labelled(field)
            more = words.plural("{n} more field", "{n} more fields", len(_RARE))
            yield Actions([(_MORE, more)], id=_MORE)
            for field in _RARE:
                yield self._labelled(field)
        yield Actions([("keep", words("Save")), ("cancel", words("Cancel"))])
        yield Bar(id="footer")

    def _labelled(self, field: fields.Field) -> Labelled:
        words, value = self.words, self._value_of(field.name)
        widget: Field | Choice
        if field.kind == "choice":
            called = [(token, words(label)) for token, label in field.tokens.items()]
            widget = Choice([("", "—"), *called], value, id=field.name)
        else:
            hint = words("12/15, 15 Dec, +14, or ? for unknown") if field is DEPARTURE else ""
            widget = Field(value, hint=hint, id=field.name)
        return Labelled(words(FIELD_LABELS[field.on_card]), widget)

    def _own(self) -> str:
        if self._card is not None:
            return ""
        only = self.sitting.desk.only
        return only.name if only is not None else str(self.sitting.desk.who)

    def on_mount(self) -> None:
        """Begin at the name of the card."""
        title = self.words("Add card") if self._card is None else self.words("Edit card")
        self.query_one("#title", Bar).show(((Piece(f" {title}", STRONG),), ()), ((), ()))
        self._show_needed()
        self.query_one(f"#{LABEL.name}", Field).focus()
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

    def _type_now(self) -> str:
        return self._type if self._card else self.value(_TYPE)

    @on(Choice.Changed)
    def _show_needed(self) -> None:
        """Show what a card of this type is asked for, and what is filled in already."""
        type = self._type_now()
        for field in FIELDS:
            needed = field.is_for(type) and (self._is_whole or not field.rare)
            row = self.query_one(f"#{field.name}").parent
            if isinstance(row, Labelled):
                row.display = needed or bool(self.value(field.name)) or row.has_focus_within
        self.query_one(f"#{_MORE}").display = not self._is_whole

    def _show_more(self) -> None:
        """Show the fields that few cards need, and go to the first of them."""
        self._is_whole = True
        self._show_needed()
        self.query_one(f"#{_RARE[0].name}").focus()

    def _flush(self) -> None:
        self._saving = False
        flush_drafts(self)

    @on(TextArea.Changed)
    def _echo(self, event: TextArea.Changed) -> None:
        """Say a date back with weekday and days left while it is typed."""
        id = event.text_area.id or ""
        field, written = _BY_NAME[id], self.value(id)
        if written == self._shown_without(id):
            return
        voice = self.sitting.voice
        try:
            value = read_value(field, written, voice.today)
        except Trouble:
            return
        is_day = field.is_day and value is not None and value != UNKNOWN
        echo = value_said(field, value, voice.today, self.words) if is_day and value else ""
        # Half a number cannot be one: what is typed on is remarked on when it is left.
        remarks = self._remarks(field, value) if field.is_day or field is CARRIER else []
        said = self.words.sentences(echo, *remarks)
        if said or field is CARRIER:
            self.say(said, QUIET)

    @on(events.DescendantBlur)
    def _look_again(self, event: events.DescendantBlur) -> None:
        """Say of a field that is left what may not be meant."""
        field = _BY_NAME.get(event.widget.id or "")
        if (
            field is None
            or field.is_day
            or self.value(field.name) == self._at_first.get(field.name)
        ):
            return
        try:
            value = read_value(field, self.value(field.name), self.sitting.voice.today)
        except Trouble as trouble:
            self.say(trouble.say(self.words), QUIET)
            return
        remarks = self._remarks(field, value)
        if remarks:
            self.say(self.words.sentences(*remarks), QUIET)

    def _remarks(self, field: fields.Field, value: Value | None) -> list[str]:
        """Return what there is to say of a value while it can be changed."""
        if value is None:
            return []
        from tui.plan.careful import There, careful

        desk, book = self.sitting.desk, self.sitting.desk.casebook
        if self._there is None:
            self._there = There(book.holders(), book.cards(), desk.staff)
        remarks = careful(
            {field: value},
            self._there,
            desk.advice,
            self.sitting.voice.today,
            self.words,
            holder=self._whose_now(),
            card=self._card,
        )
        return [remark.said for remark in remarks]

    def _whose_now(self) -> Holder | None:
        """Return whose card it is by the name that stands there; None for somebody new."""
        if self._card is not None or self._there is None:
            return self._whose
        return self._there.called(self.value(NAME.name))

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        if event.action == _MORE:
            self._show_more()
        elif event.action == "keep":
            self.action_keep()
        else:
            self.action_leave_text()

    def action_leave_text(self) -> None:
        """Leave; what was filled in is only dropped when told so."""
        self.run_worker(self._leave())

    async def _leave(self) -> None:
        from tui.screens.dialogs.choose import Choose

        if self._filled or {id: self.value(id) for id in self._ids()} != self._at_first:
            words = self.words
            answers = [("stay", words("Go on filling in")), ("leave", words("Discard"))]
            question = words("Discard what you filled in?")
            if await self.app.push_screen_wait(Choose(self.sitting, question, answers)) != "leave":
                return
        drop_draft(self, self.key)
        self.dismiss(None)

    def action_keep(self) -> None:
        """Give what was filled in; a date that cannot be read is said first."""
        self._last = {id: self.value(id) for id in self._ids()}
        wanted: dict[fields.Field, Value | None] = {}
        for field in FIELDS:
            try:
                wanted[field] = read_value(field, self.value(field.name), self.sitting.voice.today)
            except Trouble as trouble:
                self.say(trouble.say(self.words), PROBLEM)
                self.query_one(f"#{field.name}").focus()
                return
        type = self._type_now()
        if wanted[LABEL] is None:
            guide = next((guide for guide in self._guides if guide.id == type), None)
            named = in_language(guide.name, self.words.language) if guide else type
            wanted[LABEL] = wanted[CARRIER] or named
        wanted[NAME] = wanted[NAME] or self._known(NAME) or self._own()
        # A new card of somebody else takes over nothing that was shown of its adder.
        somebody_else = self._card is None and wanted[NAME] != self._known(NAME)
        changed: dict[str, dict[str, Seen]] = {"card": {}, "holder": {}}
        for field, value in wanted.items():
            seen = None if somebody_else and field.of == "holder" else self._known(field)
            # What nobody touched stays as it is, also where a field cannot show it exactly.
            touched = self._filled or self._card is None or self._touched(field.name)
            if seen != value and touched:
                changed[field.of][field.name] = (seen, value)
        self.dismiss(CardEntry(type, changed["card"], changed["holder"]))

    def _touched(self, field: str) -> bool:
        return self.value(field) != self._at_first.get(field)

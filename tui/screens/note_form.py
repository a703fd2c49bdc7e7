"""Writing a note, and looking a pasted letter over before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.casebook.tokens import DIRECTIONS, KINDS
from tui.deadlines.written import DateError, read_date
from tui.keys import bindings
from tui.plan.plan import Plan
from tui.screens.form import Form, Labelled
from tui.screens.sitting import Sitting
from tui.text.clean import clean
from tui.text.labels import DIRECTION_LABELS, KIND_LABELS
from tui.text.width import wrap
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece, Row

_SAVE_AFTER = 0.5
_PREVIEW_LINES = 400
_PREVIEW_COLUMNS = 4000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the form gives: the draft to keep, with which card and step."""

    draft: Draft
    card: int | None
    step: str | None
    key: str
    """The file of the unfinished text, to be erased once the note is kept."""


class NoteForm(Form[Kept | None]):
    """Shows an unfinished text with what was guessed about it, and keeps it on disk meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("text.leave")
    HINTS = ("text.keep", "text.leave", "text.next")

    def __init__(
        self,
        sitting: Sitting,
        unfinished: Unfinished,
        cards: Sequence[Card],
        plan: Plan | None = None,
        draft: Draft | None = None,
        warning: str = "",
    ) -> None:
        """Show `unfinished`; a `draft` read from a paste is kept exactly as it came.

        `plan` is of the card that the steps are offered of.
        """
        super().__init__(sitting)
        self._unfinished = sitting.desk.drafts.hold(unfinished)
        self._cards = cards
        self._plan = plan
        self._draft = draft
        self._saving = False
        self._warning = warning

    @property
    def key(self) -> str:
        """The draft that the text is kept in meanwhile."""
        return self._unfinished.key

    def _steps(self) -> list[tuple[str, str]]:
        """Return the steps of the card, when it is the one that was on the screen."""
        shown = self._plan.card.id if self._plan and self._plan.card else None
        if self._plan is None or self._unfinished.card != shown:
            return []
        return [(step.id, f"{step.number} {step.title}") for step in self._plan.steps]

    def compose(self) -> ComposeResult:
        """Make the fields above the text."""
        words, now = self.words, self._unfinished
        yield Bar(id="title")
        cards = [(str(card.id), card.label) for card in self._cards]
        if cards:
            if now.card not in {card.id for card in self._cards}:
                cards.insert(0, ("", words("a new card")))
            yield Labelled(words("Card"), Choice(cards, str(now.card), id="card"))
        kinds = [(kind, words(KIND_LABELS[kind])) for kind in KINDS]
        yield Labelled(words("Kind"), Choice(kinds, now.kind, id="kind"))
        directions = [(token, words(DIRECTION_LABELS[token])) for token in DIRECTIONS]
        yield Labelled(words("Direction"), Choice(directions, now.direction, id="direction"))
        yield Labelled(words("Date"), Field(now.date, hint=words("today"), id="date"))
        yield Labelled(words("Subject"), Field(now.subject, id="subject"))
        steps = [("", words("no step in particular")), *self._steps()]
        yield Labelled(words("Step"), Choice(steps, now.step or "", id="step"))
        if self._draft is not None:
            yield Lines(id="preview")
        else:
            body = TextArea(
                now.text, compact=True, highlight_cursor_line=False, id="body", classes="takes-text"
            )
            body.cursor_blink = False
            yield body
        yield Actions(
            [
                ("keep", words("Save")),
                ("leave", words("Keep draft")),
                ("discard", words("Discard")),
            ]
        )
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Put the text on disk before it is shown, and the cursor where it is wanted."""
        self._flush()
        self._show_title()
        self.show_hints()
        if self._warning:
            self.say(self._warning, PROBLEM)
        if self._draft is None:
            body = self.query_one("#body", TextArea)
            body.move_cursor(body.document.end)
            body.focus()
        else:
            text = self._draft.text
            self.query_one("#preview", Lines).show_fitted(lambda cells: self._preview(text, cells))
            self.query_one(Actions).focus()

    def _show_title(self) -> None:
        words = self.words
        title = words("Check before saving") if self._draft else words("Write note")
        right: tuple[Piece, ...] = ()
        if self._draft is not None:
            count = self._draft.text.count("\n") + 1
            counted = words.plural("{n} line", "{n} lines", count)
            right = (Piece(f"{counted}  {self._draft.charset} ", QUIET),)
        self.query_one("#title", Bar).show(((Piece(f" {title}", STRONG),), right), ((), ()))

    def _preview(self, text: str, room: int) -> list[Row]:
        cells = max(room - 4, 20)
        lines = text.split("\n", _PREVIEW_LINES)
        wrapped = [
            row
            for line in lines[:_PREVIEW_LINES]
            for row in wrap(clean(line[:_PREVIEW_COLUMNS]), cells)
        ]
        made = [
            Row(f"{y}", (Piece(" " + line),), selectable=False) for y, line in enumerate(wrapped)
        ]
        if len(lines) > _PREVIEW_LINES:
            more = self.words.plural(
                "… and {n} more line, kept too",
                "… and {n} more lines, kept too",
                lines[-1].count("\n") + 1,
            )
            made.append(Row("more", (Piece(" " + more, ACCENT),), selectable=False))
        return made

    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _hold(self) -> None:
        """Take what is on the screen into the draft, to be on disk within a second."""
        body = self._draft.text if self._draft else self.query_one("#body", TextArea).text
        card = self.value("card") if self._cards else ""
        self._unfinished = self.sitting.desk.drafts.hold(
            self._unfinished._replace(
                text=body,
                kind=self.value("kind"),
                direction=self.value("direction"),
                date=self.value("date"),
                subject=self.value("subject"),
                card=int(card) if card else None,
                step=self._step(int(card) if card else None),
                saved=self.sitting.desk.clock().isoformat(timespec="seconds"),
            )
        )
        if not self._saving:
            self._saving = True
            self.set_timer(_SAVE_AFTER, self._flush)

    def _step(self, card: int | None) -> str | None:
        """Return the step that was chosen; another card has other steps."""
        return self.value("step") or None if card == self._unfinished.card else None

    def _flush(self) -> bool:
        self._saving = False
        return self.flush_drafts()

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        {
            "keep": self.action_keep,
            "leave": self.action_leave_text,
            "discard": self._discard,
        }[event.action]()

    def action_keep(self) -> None:
        """Give the note to be kept; a date that cannot be read is said first."""
        self._hold()
        # On disk first: the casebook may be full, or not ours to write.
        self._flush()
        now = self._unfinished
        try:
            day = self._date(now.date)
        except DateError:
            self.say(
                self.words("{text} is no date. Write 12/15, 15 Dec or +7.", text=now.date), PROBLEM
            )
            self.query_one("#date", Field).focus()
            return
        if not now.text.strip() and not now.subject:
            self.say(self.words("There is nothing to save yet."), PROBLEM)
            return
        read = self._draft or Draft(
            original=now.text.encode("utf-8", "surrogatepass"), text=now.text, form="typed"
        )
        subject = now.subject or clean(now.text.strip()).split("\n")[0][:80]
        draft = replace(read, kind=now.kind, direction=now.direction, date=day, subject=subject)
        self.dismiss(Kept(draft, now.card, now.step, now.key))

    def _date(self, written: str) -> str | None:
        if self._draft is not None and self._draft.date and written == shown_date(self._draft.date):
            return self._draft.date
        if not written:
            return None
        day: date = read_date(written, self.sitting.voice.today, past=True)
        return day.isoformat()

    def action_leave_text(self) -> None:
        """Leave; the text stays as a draft. While the disk refuses it, the page stays."""
        self._hold()
        if not self._unfinished.text.strip() and not self._unfinished.subject:
            self._discard()
        elif self._flush():
            self.dismiss(None)

    def _discard(self) -> None:
        self.drop_draft(self._unfinished.key)
        self.dismiss(None)


def shown_date(iso: str) -> str:
    """Return how an ISO date or date-time stands in the form's field."""
    return iso[:16].replace("T", " ")

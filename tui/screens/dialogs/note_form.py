"""Writing a note, and looking a letter over before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.deadlines.dates import DateError
from tui.keys import bindings
from tui.plan.plan import Plan
from tui.screens.dialogs.form import Form
from tui.screens.dialogs.note_fields import has_caption, note_fields
from tui.screens.page import drop_draft, flush_drafts
from tui.screens.review import Belongs, corrected, preview, written_date
from tui.screens.sitting import Sitting
from tui.text.width import cut
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar
from tui.widgets.choice import Choice
from tui.widgets.field import Field
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, STRONG, Piece

_SAVE_AFTER = 0.5
_LABEL = 16
"""Cells of a card's name on a button."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the form gives: the draft to keep, with which card and step."""

    draft: Draft
    card: int | None
    step: str | None
    key: str
    """The file of the unfinished text, to be erased once the note is kept."""
    all: bool = False
    """Whether the letters after it are to be kept as they were guessed."""


class Review(NamedTuple):
    """A letter as it was read, kept exactly as it came, and what there is to say of it."""

    draft: Draft
    belongs: Belongs | None = None
    """The card that it seems to be about."""
    place: int = 1
    of: int = 1
    """Which of how many letters that are looked over together."""
    warning: str = ""


class NoteForm(Form[Kept | None]):
    """Shows an unfinished text with what was guessed about it, and keeps it on disk meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("text.leave")
    HINTS = ("text.keep", "text.leave", "text.next")
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012  # as Screen has it
        (0, "-narrow"),
        (72, "-medium"),
    ]

    def __init__(
        self,
        sitting: Sitting,
        unfinished: Unfinished,
        cards: Sequence[Card],
        plan: Plan | None = None,
        review: Review | None = None,
    ) -> None:
        """Show `unfinished`, which is to be written, or a letter that is under `review`.

        `plan` is of the card that the steps are offered of.
        """
        super().__init__(sitting)
        self._unfinished = sitting.desk.drafts.hold(unfinished)
        self._cards = cards
        self._plan = plan
        self._review = review
        self._draft = review.draft if review else None
        self._saving = False

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

    @property
    def _has_caption(self) -> bool:
        return has_caption(self._draft)

    def compose(self) -> ComposeResult:
        """Make the fields above the text."""
        yield Bar(id="title")
        yield from note_fields(
            self.words, self._unfinished, self._draft, self._cards, self._steps()
        )
        if self._draft is not None:
            yield Lines(id="preview")
        else:
            text = self._unfinished.text
            body = TextArea(
                text, compact=True, highlight_cursor_line=False, id="body", classes="takes-text"
            )
            body.cursor_blink = False
            yield body
        yield Actions(self._actions())
        yield Bar(id="footer")

    def _actions(self) -> list[tuple[str, str]]:
        words, review = self.words, self._review
        offered = [("keep", words("Save"))]
        if review is not None and review.belongs and review.belongs.card != self._unfinished.card:
            name = cut(review.belongs.label, _LABEL)
            offered.append(("belongs", words("Save with {card}", card=name)))
        if review is not None and review.place < review.of:
            left = review.of - review.place + 1
            offered.append(("all", words("Save all {n} as guessed", n=left)))
        else:
            offered.append(("leave", words("Keep draft")))
        return [*offered, ("discard", words("Discard"))]

    def on_mount(self) -> None:
        """Put the text on disk before it is shown, and the cursor where it is wanted."""
        self._show_title()
        self._show_belongs()
        self.show_hints()
        self._show_text()
        if self._review is not None and self._review.warning:
            self.say(self._review.warning, PROBLEM)
        flush_drafts(self, again=True)

    def _show_text(self) -> None:
        if self._draft is None:
            body = self.query_one("#body", TextArea)
            body.move_cursor(body.document.end)
            body.focus()
            return
        draft, voice = self._draft, self.sitting.voice
        self.query_one("#preview", Lines).show_fitted(lambda cells: preview(draft, voice, cells))
        if self._has_caption:
            self.query_one("#caption", Field).focus()
        else:
            self.query_one(Actions).focus()

    def on_paste(self, event: events.Paste) -> None:
        """Leave what the text has taken where it is: a text area lets it rise all the same."""
        if isinstance(self.focused, TextArea) and self.focused.id == "body":
            event.stop()
            event.prevent_default()

    def _show_title(self) -> None:
        words, review = self.words, self._review
        left = [Piece(f" {words('Write note')}", STRONG)]
        right: tuple[Piece, ...] = ()
        if review is not None:
            left = [Piece(f" {words('Check before saving')}", STRONG)]
            if review.of > 1:
                place = words("{n} of {count}", n=review.place, count=review.of)
                left.append(Piece(f"   {place}", ACCENT))
            left.append(Piece(f"   {PurePath(self._unfinished.path).name}", QUIET))
            if review.draft.form != "file":
                count = review.draft.text.count("\n") + 1
                counted = words.plural("{n} line", "{n} lines", count)
                right = (Piece(f"{counted}  {review.draft.charset} ", QUIET),)
        self.query_one("#title", Bar).show((tuple(left), right), ((), ()))

    def _show_belongs(self) -> None:
        """Propose the card that the letter seems to be about, while another one is chosen."""
        told = self._review.belongs if self._review else None
        proposed: tuple[Piece, ...] = ()
        if told is not None and self.value("card") != str(told.card):
            said = self.words(
                "It names {what}: is it about {card}?", what=told.because, card=told.label
            )
            proposed = (Piece(f" {self.sitting.voice.glyphs.caution} {said}", ACCENT),)
        self.query_one("#belongs", Bar).show(*([(proposed, ())] if proposed else []))

    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _hold(self) -> None:
        """Take what is on the screen into the draft, to be on disk within a second."""
        now = self._unfinished
        if self._draft is None:
            now = now._replace(text=self.query_one("#body", TextArea).text)
        else:
            now = now._replace(
                sender=self.value("sender"),
                recipient=self.value("recipient"),
                carrier=self.value("carrier"),
                caption=self.value("caption") if self._has_caption else "",
            )
        card = self.value("card") if self._cards else ""
        self._unfinished = self.sitting.desk.drafts.hold(
            now._replace(
                kind=self.value("kind"),
                direction=self.value("direction"),
                date=self.value("date"),
                subject=self.value("subject"),
                card=int(card) if card else None,
                step=self._step(int(card) if card else None),
                saved=self.sitting.desk.clock().isoformat(timespec="seconds"),
            )
        )
        self._show_belongs()
        if not self._saving:
            self._saving = True
            self.set_timer(_SAVE_AFTER, self._flush)

    def _step(self, card: int | None) -> str | None:
        """Return the step that was chosen; another card has other steps."""
        return self.value("step") or None if card == self._unfinished.card else None

    def _flush(self) -> None:
        self._saving = False
        flush_drafts(self)

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        {
            "keep": self.action_keep,
            "belongs": self._keep_where_it_belongs,
            "all": self._keep_all,
            "leave": self.action_leave_text,
            "discard": self._discard,
        }[event.action]()

    def action_keep(self) -> None:
        """Give the note to be kept; a date that cannot be read is said first."""
        kept = self._kept()
        if kept is not None:
            self.give(kept)

    def _keep_where_it_belongs(self) -> None:
        kept = self._kept()
        if kept is not None and self._review is not None and self._review.belongs is not None:
            self.give(replace(kept, card=self._review.belongs.card, step=None))

    def _keep_all(self) -> None:
        kept = self._kept()
        if kept is not None:
            self.give(replace(kept, all=True))

    def _kept(self) -> Kept | None:
        """Return what is to be kept; None where something is missing, which was then said."""
        self._hold()
        # On disk first: the casebook may be full, or not ours to write.
        self._flush()
        now = self._unfinished
        try:
            day = written_date(now.date, self._draft, self.sitting.voice)
        except DateError as error:
            self.say(error.say(self.words), PROBLEM)
            self.query_one("#date", Field).focus()
            return None
        if now.is_empty:
            self.say(self.words("There is nothing to save yet."), PROBLEM)
            return None
        read = self._draft or Draft(
            original=now.text.encode("utf-8", "surrogatepass"), text=now.text, form="typed"
        )
        return Kept(corrected(read, now, day), now.card, now.step, now.key)

    def action_leave_text(self) -> None:
        """Leave; the text stays as a draft. While the disk refuses it, the page stays."""
        self._hold()
        if self._unfinished.is_empty:
            self._discard()
        elif flush_drafts(self, again=True):
            self.dismiss(None)

    def _discard(self) -> None:
        drop_draft(self, self._unfinished.key)
        self.dismiss(None)

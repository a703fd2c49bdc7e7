"""A letter to send: how it reads, editing it, and keeping it once it is sent."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.deadlines.dates import DateError, read_date
from tui.guides.guide import in_language
from tui.guides.letters import Letter
from tui.keys import bindings
from tui.plan.advice.letter import DRAFT, GAP, WrittenLetter, gaps_in
from tui.plan.plan import Plan
from tui.screens.dialogs.choose import Choose
from tui.screens.dialogs.note_form import Kept, NoteForm
from tui.screens.page import Copied, Page, drop_draft, flush_drafts
from tui.screens.side_by_side import side_by_side
from tui.screens.sitting import Sitting
from tui.text.clean import clean
from tui.text.width import wrap
from tui.widgets.actions import Actions
from tui.widgets.bar import Bar, Line
from tui.widgets.lines import Lines
from tui.widgets.rows import ACCENT, PLAIN, QUIET, STRONG, Piece, Row


class LetterPage(Page[Kept | None]):
    """Shows a letter in Japanese and in the reader's language; gives it to be kept when sent."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "back", "copy", "note.unframed", "letter.edit", "letter.keep", "text.next", "text.previous"
    )
    HINTS = ("letter.edit", "copy", "letter.keep", "text.next", "back")

    def __init__(
        self,
        sitting: Sitting,
        card: Card,
        plan: Plan | None,
        letter: Letter,
        made: WrittenLetter,
        told: tuple[str, ...] = (),
    ) -> None:
        """Show a letter; what is `told` has to be known before it is sent."""
        super().__init__(sitting)
        self._told = told
        self._card = card
        self._plan = plan
        self._letter = letter
        self._made = made
        self._now = self._unedited()

    def _unedited(self) -> Unfinished:
        return Unfinished(
            text=self._made.japanese,
            kind="mail",
            direction="out",
            date=self.sitting.voice.today.isoformat(),
            subject=self._made.subject,
            card=self._card.id,
        )

    @property
    def is_edited(self) -> bool:
        """Whether the letter lies among the drafts, as somebody edited it."""
        return self._now.key != ""

    def compose(self) -> ComposeResult:
        """Make the heading, the text and the buttons."""
        words = self.words
        yield Bar(id="title")
        yield Lines(id="text")
        yield Actions(
            [
                ("keep", words("Sent: keep it")),
                ("edit", words("Edit")),
                ("copy", words("Copy the Japanese")),
                ("back", words("Back")),
            ]
        )
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the letter."""
        text = self.query_one("#text", Lines)
        text.glyphs = self.sitting.voice.glyphs
        text.focus()
        self._show()
        self.show_hints()

    def _show(self) -> None:
        self.query_one("#title", Bar).show_fitted(self._heading)
        self.query_one("#text", Lines).show_fitted(self._rows)

    def _heading(self, cells: int) -> list[Line]:
        words, gaps = self.words, len(gaps_in(self._now.text))
        title = in_language(self._letter.title, words.language)
        counted = words.plural("{n} gap to fill in", "{n} gaps to fill in", gaps) if gaps else ""
        said = [*((sentence, STRONG) for sentence in self._told), (words(DRAFT), PLAIN)]
        if self.is_edited and self._made.translation:
            said.append((words("The translation does not follow what you edited."), QUIET))
        return [
            (
                (Piece(f" {title}", STRONG), Piece(f"  {self._card.label}", QUIET)),
                (Piece(f"{counted} ", ACCENT),),
            ),
            *(
                ((Piece(f" {line}", look),), ())
                for sentence, look in said
                for line in wrap(sentence, max(cells - 2, 20))
            ),
            ((), ()),
        ]

    def _rows(self, cells: int) -> list[Row]:
        translation = clean(self._made.translation)
        return side_by_side(clean(self._now.text), translation, self.words.language, cells)

    @on(Actions.Chosen)
    def _act(self, event: Actions.Chosen) -> None:
        acts: dict[str, Callable[[], None]] = {
            "keep": self.action_keep_letter,
            "edit": self.action_edit_letter,
            "copy": partial(self.action_act, "look.copy"),
            "back": self.leave,
        }
        acts[event.action]()

    def action_next_field(self) -> None:
        """Go to the buttons, or back to the text."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the text, or on to the buttons."""
        self.focus_previous()

    def leave(self) -> None:
        """Leave; what was edited stays a draft. While the disk refuses it, the page stays."""
        if flush_drafts(self, again=True):
            self.dismiss(None)

    def copied(self) -> Copied:
        """Return the Japanese."""
        return Copied(self._now.text)

    def action_edit_letter(self) -> None:
        """Open the Japanese in the note editor."""
        self.begin(self._edit())

    async def _edit(self) -> None:
        cards = self.read(lambda book: book.cards())
        if cards is None:
            return
        form = LetterForm(self.sitting, self._now, cards, self._plan)
        keep = self.keep_with
        kept = await (self.ask(form) if keep is None else self.ask_until_kept(form, keep))
        if kept is not None:
            self.dismiss(kept)
            return
        self._now = form.unfinished
        if self._now.text == self._made.japanese:
            drop_draft(self, form.key)
        if not self.sitting.desk.drafts.is_kept(form.key):
            self._now = self._unedited()
        self._show()

    def action_keep_letter(self) -> None:
        """Keep the letter as sent, having asked how."""
        self.begin(self._keep())

    async def _keep(self) -> None:
        words = self.words
        left = len(gaps_in(self._now.text))
        if left:
            question = words.plural(
                "{n} gap is left in the text. Keep it all the same?",
                "{n} gaps are left in the text. Keep it all the same?",
                left,
            )
            answers = [("edit", words("Fill in first")), ("keep", words("Keep it as it is"))]
            answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
            if answer == "edit":
                await self._edit()
            if answer != "keep":
                return
        ways = [("mail", words("by e-mail or an online form")), ("letter", words("by post"))]
        question = words("How did you send it?")
        kind = await self.app.push_screen_wait(Choose(self.sitting, question, ways))
        if kind is not None:
            self.give(self._as_sent(kind))

    def _as_sent(self, kind: str) -> Kept:
        # Among the drafts first: the casebook may be full, or not ours to write.
        self._now = now = self.sitting.desk.drafts.hold(self._now._replace(kind=kind))
        flush_drafts(self)
        draft = Draft(
            original=now.text.encode("utf-8", "surrogatepass"),
            text=now.text,
            form="typed",
            kind=kind,
            direction="out",
            date=self._day(now.date),
            subject=now.subject or self._made.subject,
        )
        return Kept(draft, now.card, now.step, now.key)

    def _day(self, entered: str) -> str:
        today = self.sitting.voice.today
        try:
            return read_date(entered, today, past=True).isoformat()
        except DateError:
            # The editor was left without its date being taken: then it is the day it was sent.
            return today.isoformat()


class LetterForm(NoteForm):
    """The note editor with a letter in it."""

    def on_mount(self) -> None:
        """Begin at the first gap, to be typed over; say what saving and leaving mean here."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        gap = GAP.search(self._unfinished.text)
        if gap is not None:
            before = self._unfinished.text[: gap.start()]
            line, column = before.count("\n"), gap.start() - (before.rfind("\n") + 1)
            place = Selection((line, column), (line, column + len(gap[0])))
            self.query_one("#body", TextArea).selection = place
        words = self.words
        self.say(words("Save keeps it as sent. esc goes back to the letter, with your changes."))

    @property
    def unfinished(self) -> Unfinished:
        """The letter as it was left."""
        return self._unfinished

"""What all screens share: saying things, writing to the casebook, keys of input methods."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar, cast

from textual import events
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from tui.casebook.casebook import Casebook
from tui.casebook.drafts import Unfinished
from tui.casebook.errors import Busy, Changed, Damaged
from tui.desk import Desk
from tui.keys import BY_ID, ascii_key, bindings, shown
from tui.screens.sitting import Sitting
from tui.terminal.frames import FrameDifference
from tui.terminal.key_names import key_name
from tui.text.clean import clean, clean_line
from tui.text.translation import Words
from tui.text.trouble import Trouble
from tui.text.width import width, wrap
from tui.widgets.bar import Bar, Line
from tui.widgets.rows import ACCENT, PROBLEM, QUIET, Piece

Result = TypeVar("Result")
Answer = TypeVar("Answer")
Given = TypeVar("Given")

Act = Callable[[Any], Coroutine[Any, Any, object]]
"""What a key does, on the page that it is given."""


class Asks(Protocol):
    """Whoever says what a disk refused."""

    sitting: Sitting

    @property
    def words(self) -> Words:
        """The reader's language."""

    def say(self, text: str, look: str = "") -> None:
        """Say one sentence."""


class Copied(NamedTuple):
    """A text to be taken along."""

    text: str
    """Empty when there is none."""
    first: int = 0
    """The number of its line that the reader has got to."""
    alone: str = ""
    """What is shown with nothing around it, where that is another text."""


Keep = Callable[["Page[Any]", Given], Awaitable[Result | None]]
"""Keeps what a page gives, speaking on that page; None when it could not be kept."""

_SAID_LINES = 4
"""Lines of the footer that a sentence with a long path in it may take."""


class Page(Screen[Answer]):
    """A screen with a footer line that shows the keys that matter, or what just happened."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("keys", "repaint")
    HINTS: ClassVar[tuple[str, ...]] = ("keys",)
    """Ids of the keys in the footer when nothing else is to be said."""

    class Ready(Message):
        """The page stands, or what it was doing has come to an end."""

    is_of_all: ClassVar[bool] = False
    """Whether the page is about all cards, and not about one."""

    hands_find_on: ClassVar[bool] = False
    """Whether it is left when something is to be looked for; whoever opened it goes on there."""

    wants_find = False
    """Whether it was left to look for something."""

    footer_said = ""
    """The last sentence in the footer."""

    waiting = 0
    """How many verbs wait for a colleague's commit."""

    is_ready = False
    """Whether keys can go to the page: it has told the app so, after asking for its focus."""

    _flows = 0
    keep_with: "Keep[Any, Any] | None" = None
    """What keeps an answer before the page closes."""

    _is_giving = False

    def on_mount(self) -> None:
        """Say that the page stands; Textual calls this after the page's own."""
        only = self.sitting.desk.only
        for title in self.query("#title").results(Bar):
            if only is not None:
                said = self.words("only {who}", who=clean_line(only.name))
                title.always_say(Piece(f"  {said} ", ACCENT))
        self.post_message(self.Ready())

    def __init__(self, sitting: Sitting, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.sitting = sitting
        self._said = False

    @property
    def words(self) -> Words:
        """The reader's language."""
        return self.sitting.words

    @property
    def footer(self) -> Bar:
        """The last line."""
        return self.query_one("#footer", Bar)

    def hints(self) -> tuple[str, ...]:
        """Return the ids of the keys that matter now."""
        return self.HINTS

    def show_hints(self) -> None:
        """Show the keys that matter in the footer, as many as fit; the first and last always."""
        hints = [self._hint_of(id) for id in self.hints()]
        self.footer.show_fitted(lambda cells: [_fitting(hints, cells)])
        self._said = False

    def _hint_of(self, id: str) -> tuple[Piece, Piece]:
        says = self.words(BY_ID[id].says)
        return Piece(shown(self.sitting.key_of(id)), ACCENT), Piece(f" {says}   ", QUIET)

    def say(self, text: str, look: str = "") -> None:
        """Say one sentence in the footer; it stays until the next key."""
        said = clean(text)
        self.footer.show_fitted(
            lambda cells: [
                ((Piece(f" {line}", look),), ())
                for line in wrap(said, max(cells - 2, 20))[:_SAID_LINES]
            ]
        )
        self._said = True
        self.footer_said = text

    def say_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong."""
        self.say(trouble.say(self.words), PROBLEM)

    def begin(self, flow: Coroutine[Any, Any, object]) -> None:
        """Begin something that asks; a second key that comes before the question is dropped."""

        async def to_its_end() -> None:
            try:
                await flow
            except Trouble as trouble:
                # Something that is kept cannot be read: the rest can, and the page stays.
                self.say_trouble(trouble)
            finally:
                self._flows -= 1
                self.post_message(self.Ready())

        if self.is_at_work:
            flow.close()
            return
        self._flows += 1
        self.run_worker(to_its_end())

    @property
    def is_at_work(self) -> bool:
        """Whether something that asks has begun, and not yet come to its end or to a wait."""
        return self._is_giving or self._flows > self.waiting

    async def ask(self, page: "Page[Given]") -> Given | None:
        """Open a page, and return what it gives; None when it was left."""
        return await self.app.push_screen_wait(page)

    async def ask_until_kept(
        self, page: "Page[Given | None]", keep: Keep[Given, Result]
    ) -> Result | None:
        """Open a page, which stays until `keep` has kept what it gives, or until it is left.

        Return what `keep` did; None when the page was left.
        """
        page.keep_with = keep
        return cast("Result | None", await self.app.push_screen_wait(page))

    def give(self, answer: Answer) -> None:
        """Close with an answer; one that is to be kept first leaves the page open until it is."""
        keep = self.keep_with

        def close(kept: Answer) -> None:
            self._is_giving = False
            self.dismiss(kept)

        async def keep_it(keep: "Keep[Any, Any]") -> None:
            kept = await keep(self, answer)
            if kept is None:
                self._is_giving = False
                self.post_message(self.Ready())
            else:
                # Once the key that gave the answer has been through: it is followed to its end.
                self.call_after_refresh(close, kept)

        if keep is None:
            self.dismiss(answer)
        elif not self._is_giving:
            # Keys wait, also while a colleague writes: what was given must not change meanwhile.
            self._is_giving = True
            self.run_worker(keep_it(keep))

    async def write(self, verb: Callable[[Casebook], Result]) -> Result | None:
        """Do one verb; None when it failed, which was then said.

        A colleague's commit is waited for off the event loop. The verb carries its own
        idempotency id where doing it twice would matter.
        """
        try:
            return await self.write_or_conflict(verb)
        except Changed as changed:
            self.say_trouble(changed)
            return None

    async def write_or_conflict(self, verb: Callable[[Casebook], Result]) -> Result | None:
        """Do one verb like `write`, but let `Changed` through for the caller to settle."""
        turn = self.sitting.writing
        if turn.locked():
            with _waiting(self):
                await turn.acquire()
        else:
            await turn.acquire()
        try:
            try:
                return verb(self.sitting.desk.casebook)
            except Busy:
                with _waiting(self):
                    return await asyncio.to_thread(_wait_and_do, self.sitting.desk, verb)
        except Changed:
            raise
        except Trouble as trouble:
            self.say_trouble(trouble)
            return None
        finally:
            turn.release()

    def read(self, question: Callable[[Casebook], Result]) -> Result | None:
        """Ask the casebook something; None when it could not answer, which was then said."""
        try:
            return asked(self, question)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return None

    def on_paste(self, event: events.Paste) -> None:
        """Put a letter that is pasted over a question aside: it is not what was asked for."""
        event.stop()
        hold_paste(self.sitting, event.text)
        if flush_drafts(self, again=True):
            self.say(self.words("What was pasted is kept as a draft: n takes it up."))

    def on_key(self, event: events.Key) -> None:
        """Clear what was said; take the full-width forms of an input method for their keys."""
        if self._said and self.is_current:
            self.show_hints()
        character = event.character
        if character is None or character.isascii() or is_text(self.focused):
            return
        event.stop()
        plain = ascii_key(character)
        if plain is None:
            self.say(self.words("Input method is on: switch it off for keys"))
        else:
            # From the app itself: a key that a screen sends never gets past that screen.
            self.app.call_later(self.app.simulate_key, key_name(plain))

    def action_act(self, name: str) -> None:
        """Do what a key's declaration names."""
        self.begin(act(name)(self))

    def repaint(self) -> None:
        """Paint the whole screen again, over whatever else wrote to the terminal."""
        if isinstance(self.app, FrameDifference):
            self.app.repaint()

    def copied(self) -> Copied:
        """Return the text that is read here, to be taken along."""
        return Copied("")

    def leave(self) -> None:
        """Go back to where the page was opened."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave, or go back on the page itself."""
        self.leave()


class Dialog(Page[Answer], ModalScreen[Answer]):
    """A page that stands in a box over the one before."""


def _wait_and_do(desk: Desk, verb: Callable[[Casebook], Result]) -> Result:
    with desk.patient() as casebook:
        return verb(casebook)


def act(name: str) -> Act:
    """Return an act by its name, `marks.tick`; its module is imported when it is first done."""
    module, _, function = name.partition(".")
    found: Act = getattr(import_module(f"tui.screens.acts.{module}"), function)
    return found


@contextmanager
def _waiting(page: "Page[Any]") -> Iterator[None]:
    """Say that the casebook is waited for; the keys go on meanwhile."""
    said = page.words("Waiting for the casebook…")
    page.say(said)
    page.waiting += 1
    page.post_message(page.Ready())
    try:
        yield
    finally:
        page.waiting -= 1
        if page.footer_said == said:
            page.show_hints()


def flush_drafts(page: "Asks", *, again: bool = False) -> bool:
    """Put what was typed on disk; False when the disk refused, which was then said.

    A refusal that goes on is said once, or `again`.
    """
    sitting = page.sitting
    before, sitting.refuses_drafts = sitting.refuses_drafts, False
    try:
        sitting.desk.drafts.flush()
    except OSError as error:
        sitting.refuses_drafts = True
        if again or not before:
            reason = error.strerror or str(error)
            page.say(page.words("The draft is not on disk: {reason}.", reason=reason), PROBLEM)
    return not sitting.refuses_drafts


def drop_draft(page: "Asks", key: str) -> None:
    """Erase a draft; a disk that refuses is said."""
    try:
        page.sitting.desk.drafts.discard(key)
    except OSError as error:
        reason = error.strerror or str(error)
        page.say(page.words("The draft could not be erased: {reason}.", reason=reason), PROBLEM)


def hold_paste(
    sitting: Sitting, text: str, card: int | None = None, step: str | None = None
) -> Unfinished:
    """Return a pasted letter as a draft, to be on disk at the next `flush_drafts`."""
    now = sitting.desk.clock().isoformat(timespec="seconds")
    held = Unfinished(text=text, pasted=True, card=card, step=step, saved=now)
    return sitting.desk.drafts.hold(held)


def is_text(widget: Widget | DOMNode | None) -> bool:
    """Whether a widget takes letters as text."""
    return widget is not None and "takes-text" in widget.classes


def _fitting(hints: list[tuple[Piece, Piece]], cells: int) -> Line:
    """Return a line of hints, without those in the middle that there is no room for."""
    shown = list(hints)
    while len(shown) > 2 and 1 + sum(width(p.text) for hint in shown for p in hint) > cells:
        shown.pop(-2)
    return (Piece(" "), *(piece for hint in shown for piece in hint)), ()


def asked(page: Page[Any], question: Callable[[Casebook], Result]) -> Result:
    """Ask the casebook something, and say what was left out since it cannot be read."""
    book = page.sitting.desk.casebook
    book.damaged.clear()
    answer = question(book)
    if book.damaged:
        page.say_trouble(Damaged.together(book.damaged))
    return answer

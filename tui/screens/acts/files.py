"""Files become notes, and the files of a letter are saved."""

import asyncio
import os
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card, Note
from tui.plan.routing.routing import NOBODY, Routing, Verdict, routing_of
from tui.screens.acts import cards, notes
from tui.screens.acts.notes import Outcome
from tui.screens.acts.workplace import Workplace
from tui.screens.dialogs.note_form import Kept, Review
from tui.screens.folder import expanded
from tui.screens.page import drop_draft
from tui.screens.review import belongs, looked_over
from tui.text.clean import clean_line
from tui.text.size import size
from tui.text.translation import marked
from tui.text.trouble import Trouble
from tui.widgets.rows import PROBLEM

if TYPE_CHECKING:
    from tui.screens.letter_file import LetterFile

_ALL = "all"
_LETTER = "letter"
_ENDINGS = {"mail": ".eml", "html": ".html", "msg": ".msg", "text": ".txt", "typed": ".txt"}


class KeptFile(NamedTuple):
    """A file out of the casebook, with the name that its sender gave it."""

    name: str
    content: bytes


async def keep_files(
    at: Workplace, begun: Unfinished, paths: Sequence[str], first: "LetterFile | None" = None
) -> None:
    """Look files over one after the other and keep them; `begun` says with which card."""
    await _Several(at, begun, paths, first).go_through()


async def read_file(at: Workplace, path: str) -> "LetterFile":
    """Read a file away from the keys; raises `Trouble`."""
    from tui.screens.letter_file import read_letter
    from tui.screens.ways import whole_line

    line = whole_line(at.words, at.sitting.here, at.card.id if at.card else None)
    return await asyncio.to_thread(read_letter, path, at.sitting.desk.clock(), line)


def card_of(at: Workplace, number: int | None) -> Card | None:
    """Return the card with this number; None without one, or where it is gone."""
    return at.read(lambda book: book.card(number)) if number is not None else None


async def save(at: Workplace, which: str | None = None) -> None:
    """Ask which of the letter's files to save, and where."""
    if at.sitting.is_kiosk:
        at.say(at.words("Nothing can be saved on this machine from here."))
        return
    chosen = which or await _which(at)
    files = _fetch(at, chosen) if chosen is not None else None
    if not files or not await _is_wanted(at, files):
        return
    folder = await _where(at, len(files))
    if folder is not None:
        await _write(at, folder, files)


async def _which(at: Workplace) -> str | None:
    """Ask which file is meant, unless there is only one."""
    from tui.screens.dialogs.choose import Choose

    note, words = _note(at), at.words
    if note is None:
        return None
    answers = [
        (str(file.id), f"{clean_line(file.name) or words('(no name)')}  {size(file.size)}")
        for file in note.attachments
    ]
    if len(answers) > 1:
        count = len(answers)
        every = words.plural("all {n} files", "all {n} files", count)
        answers.append((_ALL, every))
    letter = words("the letter itself, as it came")
    answers.append((_LETTER, f"{letter}  {size(note.size)}"))
    question = words("What is to be saved?")
    return await at.ask(Choose(at.sitting, question, answers))


def _fetch(at: Workplace, which: str) -> list[KeptFile] | None:
    note = _note(at)
    if note is None:
        return None
    if which == _LETTER:
        original = at.read(lambda book: book.original(note.id))
        # A slash in a subject is no path: what stands before it is worth keeping.
        subject = (note.subject or str(note.id)).replace("/", "-").replace("\\", "-")
        name = subject + _ENDINGS.get(note.form, "")
        return None if original is None else [KeptFile(name, original)]
    ids = [file.id for file in note.attachments if which in (_ALL, str(file.id))]
    found = at.read(lambda book: [book.attachment(id) for id in ids])
    return None if found is None else [KeptFile(file.name, content) for file, content in found]


async def _is_wanted(at: Workplace, files: list[KeptFile]) -> bool:
    """Warn of files that do something when they are opened; False when they are left."""
    from tui.correspondence.files.safe_name import risks
    from tui.screens.dialogs.choose import Choose

    words = at.words
    found = [trouble for file in files if (trouble := risks(file.name, file.content))]
    if not found:
        return True
    question = words.sentences(*(trouble.say(words) for trouble in found[:3]))
    answers = [("no", words("Leave it")), ("yes", words("Save it all the same"))]
    return await at.ask(Choose(at.sitting, question, answers)) == "yes"


async def _where(at: Workplace, count: int) -> Path | None:
    """Ask for a folder that there is; the last one is offered."""
    from tui.screens.dialogs.ask import Ask

    question = at.words.plural(
        "Into which folder is the file to be saved?",
        "Into which folder are the {n} files to be saved?",
        count,
    )
    ask = Ask(at.sitting, question, text=at.sitting.folder, reply=partial(_folder_said, at))
    typed = await at.ask(ask)
    if not typed:
        return None
    at.sitting.folder = typed
    return _folder(at, typed)


def _folder(at: Workplace, typed: str) -> Path:
    """Return the folder that was meant; a relative path begins at home."""
    home = str(at.sitting.desk.places.home)
    return Path(expanded(typed, home, home))


def _folder_said(at: Workplace, typed: str) -> tuple[str, bool]:
    folder = _folder(at, typed)
    if not folder.is_dir():
        said = marked("There is no folder {path}.")
    elif not os.access(folder, os.W_OK | os.X_OK):
        said = marked("Nothing can be written into {path}.")
    else:
        return clean_line(str(folder)), True
    return clean_line(at.words(said, path=folder)), False


async def _write(at: Workplace, folder: Path, files: list[KeptFile]) -> None:
    from tui.exports.attachments import save
    from tui.settings import remember_copies

    remember_copies(at.sitting.desk.places, folder)
    try:
        written = save(folder, files)
    except Trouble as trouble:
        at.say_trouble(trouble)
        return
    from tui.screens.pages.saved import Saved

    await at.ask(Saved(at.sitting, written))


def _note(at: Workplace) -> Note | None:
    return at.card.note(at.note) if at.card and at.note is not None else None


async def save_each(at: Workplace) -> None:
    """Ask which of the letter's files to save, where it has any."""
    note = _note(at)
    if note is not None and note.attachments:
        await save(at)


def put_away(at: Workplace, path: str) -> None:
    """Move a file that was kept from the inbox; one from elsewhere stays where it is."""
    inbox = at.sitting.inbox
    if not inbox.holds(path):
        return
    try:
        inbox.put_away(path)
    except OSError as error:
        reason = error.strerror or str(error)
        at.say(at.words("It is kept, but stays in the inbox: {reason}.", reason=reason), PROBLEM)


class _Several:
    """Goes through some files with the person; each is a note, or a mailbox with many."""

    def __init__(
        self,
        page: Workplace,
        begun: Unfinished,
        paths: Sequence[str],
        first: "LetterFile | None" = None,
    ) -> None:
        """Begin with `begun`, which says with which card and step; `first` is read already."""
        self._page = page
        self.words = page.words
        self._begun = begun
        self._paths = paths
        self._first = first
        self._as_guessed = False
        self._routing: Routing | None = None
        self._became: Counter[str] = Counter()
        self._refusals: list[str] = []

    async def go_through(self) -> None:
        """Look over every file, until the person leaves; then say what became of them."""
        for number, path in enumerate(self._paths):
            outcome: Outcome
            try:
                outcome = await self._keep(number, path)
            except Trouble as trouble:
                outcome = self._refused(trouble)
            self._became[outcome] += 1
            if outcome == "left":
                break
            self._begun = self._begun._replace(
                key="", path="", sha256="", caption="", looked_over=False
            )
        self._say()

    def _refused(self, trouble: Trouble) -> Outcome:
        from tui.correspondence.files.disk import NotThere

        self._refusals.append(trouble.say(self.words))
        if self._begun.key and isinstance(trouble, NotThere):
            # What was under review has gone: nothing is left to go on with.
            drop_draft(self._page, self._begun.key)
        return "refused"

    async def _keep(self, number: int, path: str) -> Outcome:
        letter = self._first if self._first and not number else await read_file(self._page, path)
        now = self._begun._replace(text="", path=path, rest=tuple(self._paths[number + 1 :]))
        if letter.draft is None:
            return await self._keep_mailbox(letter, now)
        outcome: Outcome
        found = self._found(letter.draft) if self._as_guessed else NOBODY
        if found.is_sure and found.card is not None:
            self._page.say(self.words("{n} of {count}…", n=number + 1, count=len(self._paths)))
            outcome = await notes.keep(
                self._page, self._page, Kept(letter.draft, found.card.id, None, "")
            )
        else:
            outcome = await self._look_over(letter, letter.draft, now, number)
        if outcome in ("kept", "known"):
            put_away(self._page, path)
        return outcome

    def _found(self, draft: Draft) -> Verdict:
        """Return where a letter belongs, by an index that is made once for all of them.

        Where there is one card alone, it is nobody else's.
        """
        if self._routing is None:
            self._routing = self._page.read(routing_of)
        if self._routing is None:
            return NOBODY
        alone = self._routing.only
        return self._routing.verdict(draft) if alone is None else Verdict(alone, (), True)

    async def _look_over(
        self, letter: "LetterFile", draft: Draft, now: Unfinished, number: int
    ) -> Outcome:
        page, warning = self._page, ""
        if now.sha256 not in ("", letter.sha256):
            warning = self.words("The file has changed since it was looked over: check it again.")
        cards = page.read(lambda book: book.cards()) or []
        over = looked_over(now._replace(sha256=letter.sha256), draft)
        review = Review(draft, belongs(draft, cards), number + 1, len(self._paths), warning)
        outcome, kept = await notes.fill_in_one(page, over, review)
        if kept is not None:
            card = kept.card or (page.card.id if page.card else None)
            self._begun = self._begun._replace(card=card, step=kept.step)
            # Who answers "all" once more has not taken it back by looking over an unsure one.
            self._as_guessed = self._as_guessed or kept.all
        return outcome

    async def _keep_mailbox(self, letter: "LetterFile", now: Unfinished) -> Outcome:
        """Ask which letters of a mailbox are wanted, and keep those."""
        from tui.screens.pages.mailbox import Mailbox

        page = self._page
        card = card_of(page, now.card) or await cards.to_work_on(page)
        if card is None:
            return "dropped"
        tally = await page.ask(Mailbox(page.sitting, letter.path, card, now))
        page.show_everything(card.id)
        if tally is None:
            return "dropped"
        self._became.update(kept=tally.kept, known=tally.known)
        self._refusals += tally.refusals
        if not tally.is_whole:
            self._refusals.append(
                self.words("It was stopped: the same file goes on where it stopped.")
            )
            return "left"
        put_away(page, letter.path)
        return "mailbox"

    def _say(self) -> None:
        """Say what became of all of it; of a single letter it was said already."""
        words, page, became = self.words, self._page, self._became
        if len(self._paths) == 1 and not became["mailbox"] and not self._refusals:
            return
        counted = [
            words.plural("{n} letter kept", "{n} letters kept", n) if (n := became["kept"]) else "",
            words.plural("{n} was there already", "{n} were there already", n)
            if (n := became["known"])
            else "",
            words.plural("{n} left out", "{n} left out", n) if (n := became["dropped"]) else "",
        ]
        if not any(counted) and not self._refusals:
            counted = [words("No letter was kept")]
        said = words.listed(*counted)
        whole = words("{what}.", what=said) if said else ""
        page.say(words.sentences(whole, *self._refusals), PROBLEM if self._refusals else "")

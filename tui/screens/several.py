"""Files that are looked over one after the other, and what became of them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.casebook.draft import Draft
from tui.casebook.drafts import Unfinished
from tui.screens.letter_file import LetterFile
from tui.screens.mailbox import Mailbox
from tui.screens.note_form import Kept, Review
from tui.screens.review import belongs, looked_over
from tui.text.trouble import Trouble
from tui.widgets.rows import PROBLEM

if TYPE_CHECKING:
    from tui.screens.filing import Filing
    from tui.screens.keeping import Outcome


class Several:
    """Goes through some files with the person; each is a note, or a mailbox with many."""

    def __init__(
        self,
        page: "Filing",
        begun: Unfinished,
        paths: Sequence[str],
        first: LetterFile | None = None,
    ) -> None:
        """Begin with `begun`, which says with which card and step; `first` is read already."""
        self._page = page
        self.words = page.words
        self._begun = begun
        self._paths = paths
        self._first = first
        self._as_guessed = False
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

    def _refused(self, trouble: Trouble) -> "Outcome":
        from tui.correspondence.files.disk import NotThere

        self._refusals.append(trouble.say(self.words))
        if self._begun.key and isinstance(trouble, NotThere):
            # What was under review has gone: nothing is left to go on with.
            self._page.drop_draft(self._begun.key)
        return "refused"

    async def _keep(self, number: int, path: str) -> "Outcome":
        letter = self._first if self._first and not number else await self._page.read_file(path)
        now = self._begun._replace(text="", path=path, rest=tuple(self._paths[number + 1 :]))
        if letter.draft is None:
            return await self._keep_mailbox(letter, now)
        outcome: Outcome
        if self._as_guessed:
            self._page.say(self.words("{n} of {count}…", n=number + 1, count=len(self._paths)))
            outcome = await self._page.keep_as_guessed(Kept(letter.draft, now.card, now.step, ""))
        else:
            outcome = await self._look_over(letter, letter.draft, now, number)
        if outcome in ("kept", "known"):
            self._page.put_away(path)
        return outcome

    async def _look_over(
        self, letter: LetterFile, draft: Draft, now: Unfinished, number: int
    ) -> "Outcome":
        page, warning = self._page, ""
        if now.sha256 not in ("", letter.sha256):
            warning = self.words("The file has changed since it was looked over: check it again.")
        cards = page.read(lambda book: book.cards()) or []
        over = looked_over(now._replace(sha256=letter.sha256), draft)
        review = Review(draft, belongs(draft, cards), number + 1, len(self._paths), warning)
        outcome, kept = await page.fill_in_one(over, review)
        if kept is not None:
            card = kept.card or (page.card.id if page.card else None)
            self._begun = self._begun._replace(card=card, step=kept.step)
            self._as_guessed = kept.all
        return outcome

    async def _keep_mailbox(self, letter: LetterFile, now: Unfinished) -> "Outcome":
        """Ask which letters of a mailbox are wanted, and keep those."""
        page = self._page
        card = page.card_of(now.card) or await page.card_to_work_on()
        if card is None:
            return "dropped"
        tally = await page.app.push_screen_wait(Mailbox(page.sitting, letter.path, card, now))
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
        page.put_away(letter.path)
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

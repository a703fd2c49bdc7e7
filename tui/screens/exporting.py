"""The proof of a card leaves the house: asked for, or offered before the card is closed."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui.casebook.records import Card
from tui.plan.plan import Progress
from tui.screens.workplace import Workplace
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.exports.choices import Choices
    from tui.exports.proof import Written
    from tui.screens.proof import Asked, Fetch


class Exporting(Workplace):
    """What the person does to take a proof along."""

    async def export_proof(self, card: Card) -> bool:
        """Ask what goes in and where to, write it, and show how to fetch it.

        False when it was left, and nothing was written.
        """
        from tui.exports.choices import Choices
        from tui.screens.proof import Asked, ProofForm, ProofPage

        kiosk = self.sitting.is_kiosk
        asked = Asked(Choices(), "" if kiosk else self._free_place(card))
        form = ProofForm(self.sitting, card, asked, file=not kiosk)
        while (filled := await self.app.push_screen_wait(form)) is not None:
            choices = filled.choices
            fetch = self._by_pipe(card, choices) if kiosk else await self._write(card, filled)
            if fetch is not None:
                await self.app.push_screen_wait(ProofPage(self.sitting, card.label, fetch))
                return True
            form = ProofForm(self.sitting, card, filled, refusal=self.footer_said)
        return False

    async def is_to_be_closed(self, card: Card, progress: Progress) -> bool:
        """Ask before the work on a card ends, of which something is left or was never exported."""
        from tui.plan.closing import NEVER_EXPORTED, closing
        from tui.screens.choose import Choose

        words, left = self.words, closing(card, progress)
        question = left.said(words)
        if question:
            answers = [("no", words("Leave it open")), ("yes", words("Close card"))]
            if await self.app.push_screen_wait(Choose(self.sitting, question, answers)) != "yes":
                return False
        if not left.lacks_proof:
            return True
        question = words.sentences(
            words(NEVER_EXPORTED),
            words("Export the proof first?"),
        )
        answers = [
            ("export", words("Export it now")),
            ("close", words("Close without it")),
            ("back", words("Leave the card open")),
        ]
        answer = await self.app.push_screen_wait(Choose(self.sitting, question, answers))
        return answer == "close" or (answer == "export" and await self.export_proof(card))

    def _free_place(self, card: Card) -> str:
        from tui.exports.member_names import archive
        from tui.exports.placed import free

        name = archive(card)
        try:
            return str(free(self.sitting.desk.places.home, name))
        except Trouble:
            return name

    async def _write(self, card: Card, asked: "Asked") -> "Fetch | None":
        """Write the archive away from the keys; None when it could not be, which was then said."""
        path = self._place(card, asked.path)
        self.say(self.words("Writing the proof…"))
        try:
            written = await asyncio.to_thread(self._written, card, path, asked.choices)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return None
        self.show_hints()
        await self.write(lambda book: book.exported([card.id]))
        self.show_everything(card.id)
        return self._by_copy(path, written, asked.choices)

    def _place(self, card: Card, typed: str) -> Path:
        """Return the path that was meant; a relative one begins at home."""
        from tui.exports.member_names import archive

        home = self.sitting.desk.places.home
        path = home / typed.removeprefix("~/")
        try:
            return path / archive(card) if path.is_dir() else path
        except ValueError:
            return path

    def _written(self, card: Card, path: Path, choices: "Choices") -> "Written":
        from tui.exports.placed import placed
        from tui.exports.proof import Proof
        from tui.settings import remember_copies

        desk = self.sitting.desk
        proof = Proof(desk.casebook, [card.id], desk.guide, choices, self.words)
        remember_copies(desk.places, path.parent)
        with placed(path) as file:
            return proof.write(file)

    def _by_copy(self, path: Path, written: "Written", choices: "Choices") -> "Fetch":
        from tui.exports.address import fetching
        from tui.exports.bilingual import moment
        from tui.exports.telling import left_out, remarks
        from tui.screens.proof import Fetch

        words, desk = self.words, self.sitting.desk
        as_of = words("As of {at}", at=moment(written.as_of))
        return Fetch(
            title=words("The proof is exported"),
            file=str(path),
            line=fetching(desk.environ, desk.who.login, str(path), desk.settings.host),
            sha256=written.sha256,
            said=[as_of, *left_out(written, choices, words)],
            problems=remarks(written, words),
        )

    def _by_pipe(self, card: Card, choices: "Choices") -> "Fetch":
        """Return how to fetch it where no file of this machine may be written."""
        from tui.exports.address import piping
        from tui.exports.member_names import archive
        from tui.screens.proof import Fetch

        asked = [
            *(f"--without {name}" for name in ("number", "holder") if not getattr(choices, name)),
            *(f"--with {name}" for name in ("memos", "names") if getattr(choices, name)),
        ]
        command = " ".join(["kaiyaku export", str(card.id), "--output -", *asked])
        desk = self.sitting.desk
        return Fetch(
            title=self.words("Fetch the proof"),
            file="",
            line=piping(desk.environ, desk.who.login, command, archive(card), desk.settings.host),
            sha256="",
            said=[self.words("The archive is written on your own computer, by that line alone.")],
            problems=[],
        )

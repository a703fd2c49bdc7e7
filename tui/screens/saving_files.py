"""Saving the files of a letter where the person wants them."""

import os
from pathlib import Path
from typing import NamedTuple

from tui.screens.folder import expanded
from tui.screens.one_note import OneNote
from tui.text.clean import clean_line
from tui.text.size import size
from tui.text.translation import marked
from tui.text.trouble import Trouble

_ALL = "all"
_LETTER = "letter"
_ENDINGS = {"mail": ".eml", "html": ".html", "msg": ".msg", "text": ".txt", "typed": ".txt"}


class Kept(NamedTuple):
    """A file out of the casebook, with the name that its sender gave it."""

    name: str
    content: bytes


class SavingFiles(OneNote):
    """What the save key does: which file, where to, is it safe, done. Nothing is ever opened."""

    def action_save_file(self) -> None:
        """Ask which of the letter's files to save, and where."""
        self.begin(self._save(None))

    def action_files(self) -> None:
        """Ask which of its files to save, where it has any."""
        if self.note is not None and self.note.attachments:
            self.action_save_file()

    def action_go(self, number: str) -> None:
        """Save the file with this number."""
        if self.note is not None and int(number) <= len(self.note.attachments):
            self.begin(self._save(str(self.note.attachments[int(number) - 1].id)))

    async def _save(self, which: str | None) -> None:
        if self.sitting.is_kiosk:
            self.say(self.words("Nothing can be saved on this machine from here."))
            return
        chosen = which or await self._which()
        files = self._fetch(chosen) if chosen is not None else None
        if not files or not await self._is_wanted(files):
            return
        folder = await self._where(len(files))
        if folder is not None:
            self._write(folder, files)

    async def _which(self) -> str | None:
        """Ask which file is meant, unless there is only one."""
        from tui.screens.choose import Choose

        note, words = self.note, self.words
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
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers))

    def _fetch(self, which: str) -> list[Kept] | None:
        note = self.note
        if note is None:
            return None
        if which == _LETTER:
            original = self.read(lambda book: book.original(note.id))
            # A slash in a subject is no path: what stands before it is worth keeping.
            subject = (note.subject or str(note.id)).replace("/", "-").replace("\\", "-")
            name = subject + _ENDINGS.get(note.form, "")
            return None if original is None else [Kept(name, original)]
        ids = [file.id for file in note.attachments if which in (_ALL, str(file.id))]
        found = self.read(lambda book: [book.attachment(id) for id in ids])
        return None if found is None else [Kept(file.name, content) for file, content in found]

    async def _is_wanted(self, files: list[Kept]) -> bool:
        """Warn of files that do something when they are opened; False when they are left."""
        from tui.correspondence.files.safe_name import risks
        from tui.screens.choose import Choose

        words = self.words
        found = [trouble for file in files if (trouble := risks(file.name, file.content))]
        if not found:
            return True
        question = words.sentences(*(trouble.say(words) for trouble in found[:3]))
        answers = [("no", words("Leave it")), ("yes", words("Save it all the same"))]
        return await self.app.push_screen_wait(Choose(self.sitting, question, answers)) == "yes"

    async def _where(self, count: int) -> Path | None:
        """Ask for a folder that there is; the last one is offered."""
        from tui.screens.ask import Ask

        question = self.words.plural(
            "Into which folder is the file to be saved?",
            "Into which folder are the {n} files to be saved?",
            count,
        )
        ask = Ask(self.sitting, question, text=self.sitting.folder, reply=self._folder_said)
        typed = await self.app.push_screen_wait(ask)
        if not typed:
            return None
        self.sitting.folder = typed
        return self._folder(typed)

    def _folder(self, typed: str) -> Path:
        """Return the folder that was meant; a relative path begins at home."""
        home = str(self.sitting.desk.places.home)
        return Path(expanded(typed, home, home))

    def _folder_said(self, typed: str) -> tuple[str, bool]:
        folder = self._folder(typed)
        if not folder.is_dir():
            said = marked("There is no folder {path}.")
        elif not os.access(folder, os.W_OK | os.X_OK):
            said = marked("Nothing can be written into {path}.")
        else:
            return clean_line(str(folder)), True
        return clean_line(self.words(said, path=folder)), False

    def _write(self, folder: Path, files: list[Kept]) -> None:
        from tui.exports.attachments import save

        try:
            written = save(folder, files)
        except Trouble as trouble:
            self.say_trouble(trouble)
            return
        from tui.screens.saved import Saved

        self.app.push_screen(Saved(self.sitting, written))

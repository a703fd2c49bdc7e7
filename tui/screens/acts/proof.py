"""The proof of a card leaves the house: asked for, or offered before the card is closed."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui.casebook.records import Card
from tui.plan.plan import Progress
from tui.screens.acts.workplace import Workplace
from tui.text.trouble import Trouble

if TYPE_CHECKING:
    from tui.exports.proof.choices import Choices
    from tui.exports.proof.making import Written
    from tui.screens.pages.proof import Asked, Fetch


async def export_of(at: Workplace, card: Card) -> bool:
    """Ask what goes in and where to, write it, and show how to fetch it.

    False when it was left, and nothing was written.
    """
    from tui.exports.proof.choices import Choices
    from tui.screens.pages.proof import Asked, ProofForm, ProofPage

    kiosk = at.sitting.is_kiosk
    asked = Asked(Choices(), "" if kiosk else _free_place(at, card))
    form = ProofForm(at.sitting, card, asked, file=not kiosk)
    while (filled := await at.ask(form)) is not None:
        choices = filled.choices
        fetch = _by_pipe(at, card, choices) if kiosk else await _write(at, card, filled)
        if fetch is not None:
            await at.ask(ProofPage(at.sitting, card.label, fetch))
            return True
        form = ProofForm(at.sitting, card, filled, refusal=at.footer_said)
    return False


async def is_to_be_closed(at: Workplace, card: Card, progress: Progress) -> bool:
    """Ask before the work on a card ends, of which something is left or was never exported."""
    from tui.plan.closing import NEVER_EXPORTED, closing
    from tui.screens.dialogs.choose import Choose

    words, left = at.words, closing(card, progress)
    question = left.said(words)
    if question:
        answers = [("no", words("Leave it open")), ("yes", words("Close card"))]
        if await at.ask(Choose(at.sitting, question, answers)) != "yes":
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
    answer = await at.ask(Choose(at.sitting, question, answers))
    return answer == "close" or (answer == "export" and await export_of(at, card))


def _free_place(at: Workplace, card: Card) -> str:
    from tui.exports.placed import free
    from tui.exports.proof.member_names import archive

    name = archive(card)
    try:
        return str(free(at.sitting.desk.places.home, name))
    except Trouble:
        return name


async def _write(at: Workplace, card: Card, asked: "Asked") -> "Fetch | None":
    """Write the archive away from the keys; None when it could not be, which was then said."""
    path = _place(at, card, asked.path)
    at.say(at.words("Writing the proof…"))
    try:
        written = await asyncio.to_thread(_written, at, card, path, asked.choices)
    except Trouble as trouble:
        at.say_trouble(trouble)
        return None
    at.show_hints()
    await at.write(lambda book: book.exported([card.id]))
    at.show_everything(card.id)
    return _by_copy(at, path, written, asked.choices)


def _place(at: Workplace, card: Card, typed: str) -> Path:
    """Return the path that was meant; a relative one begins at home."""
    from tui.exports.proof.member_names import archive

    home = at.sitting.desk.places.home
    path = home / typed.removeprefix("~/")
    try:
        return path / archive(card) if path.is_dir() else path
    except ValueError:
        return path


def _written(at: Workplace, card: Card, path: Path, choices: "Choices") -> "Written":
    from tui.exports.placed import placed
    from tui.exports.proof.making import Proof
    from tui.settings import remember_copies

    desk = at.sitting.desk
    proof = Proof(desk.casebook, [card.id], desk.guide, desk.situation, choices, at.words)
    remember_copies(desk.places, path.parent)
    with placed(path) as file:
        return proof.write(file)


def _by_copy(at: Workplace, path: Path, written: "Written", choices: "Choices") -> "Fetch":
    from tui.exports.address import fetching
    from tui.exports.bilingual import moment
    from tui.exports.proof.remarks import left_out, remarks
    from tui.screens.pages.proof import Fetch

    words, desk = at.words, at.sitting.desk
    as_of = words("As of {at}", at=moment(written.as_of))
    return Fetch(
        title=words("The proof is exported"),
        file=str(path),
        line=fetching(desk.environ, desk.who.login, str(path), desk.settings.host),
        sha256=written.sha256,
        said=[as_of, *left_out(written, choices, words)],
        problems=remarks(written, words),
    )


def _by_pipe(at: Workplace, card: Card, choices: "Choices") -> "Fetch":
    """Return how to fetch it where no file of this machine may be written."""
    from tui.exports.address import piping
    from tui.exports.proof.member_names import archive
    from tui.screens.pages.proof import Fetch

    asked = [
        *(f"--without {name}" for name in ("number", "holder") if not getattr(choices, name)),
        *(f"--with {name}" for name in ("memos", "names") if getattr(choices, name)),
    ]
    command = " ".join(["kaiyaku export", str(card.id), "--output -", *asked])
    desk = at.sitting.desk
    return Fetch(
        title=at.words("Fetch the proof"),
        file="",
        line=piping(desk.environ, desk.who.login, command, archive(card), desk.settings.host),
        sha256="",
        said=[at.words("The archive is written on your own computer, by that line alone.")],
        problems=[],
    )


async def export(at: Workplace) -> None:
    """Write the proof of the card, to be taken along."""
    if at.card is None:
        at.say(at.words("There is no card to export here."))
    else:
        await export_of(at, at.card)

"""Letters are pasted, read, found again, and written to the carrier."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.casebook.drafts import Unfinished
from tui.casebook.records import Card
from tui.screens.acts import cards, files, notes
from tui.screens.acts.workplace import Asked, Workplace
from tui.screens.page import drop_draft
from tui.settings import remembered
from tui.text.clean import clean_line
from tui.text.width import cut

if TYPE_CHECKING:
    from tui.guides.letters import Letter, Letters

_GIST = 40
_NAMED = 3
_NAME = 40


async def _look_over(at: Workplace, held: Unfinished, *, is_cut: bool) -> None:
    """Show a pasted letter with what it seems to be, and keep it when told so."""
    from tui.correspondence.guess import from_text
    from tui.screens.dialogs.note_form import Review
    from tui.screens.review import belongs, looked_over

    draft = from_text(held.text, at.sitting.desk.clock())
    warning = ""
    if is_cut:
        warning = at.words(
            "Only a part of it arrived. Keep it as a file: kaiyaku note add CARD < FILE"
        )
    cards = at.read(lambda book: book.cards()) or []
    shown = Review(draft, belongs(draft, cards), warning=warning)
    await notes.fill_in(at, looked_over(held, draft), shown)


async def review(at: Workplace, held: Unfinished, *, is_cut: bool = False) -> None:
    """Show a pasted letter for review; where it is the path of a file, offer that instead."""
    if not at.sitting.is_kiosk and await _is_a_file_instead(at, held):
        return
    await _look_over(at, held, is_cut=is_cut)


async def _is_a_file_instead(at: Workplace, held: Unfinished) -> bool:
    from tui.screens.dialogs.choose import Choose
    from tui.screens.dropped import dropped

    words, found = at.words, dropped(held.text)
    if found.there:
        n = len(found.there)
        question = words.plural("Keep this file?", "Keep these {n} files?", n)
        names = [clean_line(Path(path).name) for path in found.there[:_NAMED]]
        named = "\n".join(cut(name, _NAME) for name in names)
        more = "\n…" if n > _NAMED else ""
        answers = [
            ("files", words.plural("Keep the file", "Keep the files", n)),
            ("text", words("Keep the text that was pasted")),
        ]
        ask = Choose(at.sitting, f"{question}\n{named}{more}", answers)
    elif found.elsewhere:
        question = words("{path} is not on this machine.", path=found.elsewhere)
        answers = [
            ("line", words("Show the line that sends it here")),
            ("text", words("Keep the text that was pasted")),
        ]
        ask = Choose(at.sitting, question, answers)
    else:
        return False
    answer = await at.ask(ask)
    if answer == "files":
        drop_draft(at, held.key)
        await files.keep_files(at, held._replace(text="", key="", pasted=False), found.there)
    elif answer == "line":
        drop_draft(at, held.key)
        await _show_ways(at, found.elsewhere)
    elif answer is None:
        at.say(words("Kept as a draft: n goes on with it."))
    return answer != "text"


async def _show_ways(at: Workplace, file: str) -> None:
    from tui.screens.pages.ways_in import WaysIn

    card = at.card
    page = WaysIn(
        at.sitting, at.sitting.here, card.id if card else None, card.label if card else "", file
    )
    await at.ask(page)


async def read_one(at: Workplace, note: int) -> bool:
    """Read a note, and do what it was left for; False when that was nothing."""
    from tui.screens.pages.note import NotePage

    card = at.card
    if card is None:
        return False
    reader = NotePage(at.sitting, card, note)
    held = await at.ask(reader)
    at.show_everything(card.id)
    at.wants_find = reader.wants_find
    if reader.goes_to is not None:
        at.go_to("steps", reader.goes_to)
    if held is not None:
        await review(at, held)
    return held is not None or reader.goes_to is not None


async def thread(at: Workplace) -> None:
    """Show the card's marks and letters in their order."""
    if at.card is None:
        at.say(at.words("There is no card here yet."))
        return
    from tui.screens.pages.thread import Thread

    note = at.note
    while at.card is not None:
        page = Thread(at.sitting, at.card, note)
        chosen = await at.ask(page)
        if isinstance(chosen, str):
            at.go_to("steps", chosen)
            return
        if page.wants_find:
            await find(at)
            return
        if chosen is None or await read_one(at, chosen):
            return
        if at.wants_find:
            await find(at)
            return
        note = chosen


async def find(at: Workplace) -> None:
    """Look for them, and go to what is chosen; a letter that is left leads back here."""
    from tui.screens.pages.find import Find

    if at.hands_find_on:
        at.wants_find = True
        at.leave()
        return
    while True:
        page = Find(
            at.sitting, *at.sitting.looked_for, is_empty=not at.read(lambda book: book.cards())
        )
        chosen = await at.ask(page)
        at.sitting.looked_for = page.query_text, page.key
        if chosen is None:
            return
        at.show_everything(chosen.card.id)
        if chosen.note is None:
            at.go_to("steps")
            return
        at.go_to("notes", f"note:{chosen.note.id}")
        if await read_one(at, chosen.note.id):
            return


async def _send(at: Workplace, card: Card) -> None:
    from tui.guides.guide import in_language
    from tui.guides.letters import load_letters
    from tui.plan.advice.letter import letters_for, refusal_said
    from tui.screens.dialogs.choose import Choose

    sitting, words, desk = at.sitting, at.words, at.sitting.desk
    letters, faults = load_letters(desk.library.directories, desk.places.cache / "content.json")
    question = words("Which letter do you want to send?")
    carrier = desk.carrier(card)
    kinds = []
    for kind in letters_for(letters.letters, carrier):
        refused = refusal_said(kind, carrier, words)
        title = in_language(kind.title, words.language)
        kinds.append((kind.id, words.sentences(f"{title}:", refused) if refused else title))
    asked = Choose(sitting, "\n".join([*map(str, faults), question]), kinds)
    chosen = await at.ask(asked)
    letter = letters.letter(chosen) if chosen else None
    if letter is not None:
        await _open(at, card, letter, letters)


async def send_about(at: Workplace, card: Card, expects: str) -> None:
    """Open the letter to write where something that was to come is amiss."""
    from tui.guides.letters import load_letters

    desk = at.sitting.desk
    letters, _ = load_letters(desk.library.directories, desk.places.cache / "content.json")
    for letter in letters.about(expects)[:1]:
        await _open(at, at.card or card, letter, letters)


async def _open(at: Workplace, card: Card, letter: "Letter", letters: "Letters") -> None:
    """Show a letter filled in for a card, to be edited, copied and kept once it is sent."""
    from tui.plan.advice.letter import deadline_said, refusal_said, written
    from tui.screens.dialogs.note_form import Kept
    from tui.screens.pages.letter import LetterPage

    sitting, words, desk = at.sitting, at.words, at.sitting.desk
    carrier, today = desk.carrier(card), sitting.voice.today
    made = written(
        letter,
        card,
        words.language,
        today,
        names=letters.placeholders,
        login=desk.who.login,
        carrier=carrier,
    )
    told = (
        refusal_said(letter, carrier, words),
        deadline_said(letter, card, today, words),
    )
    page = LetterPage(sitting, card, at.plan, letter, made, tuple(filter(None, told)))

    async def keep(asked: Asked, kept: Kept) -> bool | None:
        return True if await notes.keep(at, asked, kept) != "refused" else None

    if await at.ask_until_kept(page, keep) is None and page.is_edited:
        at.say(words("Kept as a draft: n goes on with it."))


async def offer_what_was_left(at: Workplace, *, own: bool = False) -> bool:
    """Offer the texts that a dropped line, a kill or esc left.

    True when the person wants to go on with what they were about to do.
    """
    from tui.screens.dialogs.choose import Choose

    words = at.words
    for left in at.sitting.desk.drafts.left_behind(own=own):
        if left.is_empty:
            drop_draft(at, left.key)
            continue
        when = at.sitting.voice.moment(left.saved) if left.saved else ""
        gist = cut(clean_line(left.subject or left.text.strip() or left.path), _GIST)
        question = words("Unfinished text, {at}: {gist}", at=when, gist=gist)
        answers = [
            ("go-on", words("Go on with it")),
            ("later", words("Write a new note") if own else words("Not now")),
            ("discard", words("Discard")),
        ]
        answer = await at.ask(Choose(at.sitting, question, answers))
        if answer == "discard":
            drop_draft(at, left.key)
        elif answer == "go-on":
            await go_on_with(at, left)
            return False
        elif answer is None:
            return False
        elif own:
            return True
    return True


async def go_on_with(at: Workplace, left: Unfinished) -> None:
    """Show what was left unfinished where it was left."""
    if left.path:
        await files.keep_files(at, left, (left.path, *left.rest))
    elif left.is_card:
        await cards.go_on_with(at, left)
    else:
        await (review(at, left) if left.pasted else notes.fill_in(at, left))


async def write(at: Workplace) -> None:
    """Write a note on this card, or go on with one that was put aside."""
    step = at.item.partition("/")[0] if at.item else None
    if not await offer_what_was_left(at, own=True):
        return
    await notes.fill_in(
        at,
        Unfinished(
            text="",
            kind="call",
            direction="out",
            card=at.card.id if at.card else None,
            step=step,
        ),
    )


async def keep_file(at: Workplace) -> None:
    """Choose a file to be kept."""
    if at.sitting.is_kiosk:
        at.say(at.words("No file of this machine can be opened here: paste the text."))
        return
    from tui.screens.folder import Listing, look_into
    from tui.screens.pages.files import FilePage

    desk, desk_inbox = at.sitting.desk, at.sitting.inbox
    with suppress(OSError):
        desk_inbox.prepare()
    folders = [str(desk.places.home), "/"]
    if desk_inbox.arrived:
        folders.insert(0, str(desk.places.inbox))
    elif last := remembered(desk.places, "folder"):
        folders.insert(0, last)
    folder, listing = folders[0], Listing((), (), 0)
    for folder in folders:
        everything = folder == str(desk.places.inbox)
        try:
            listing = await asyncio.to_thread(look_into, folder, everything=everything)
        except (OSError, ValueError):
            # Gone since, or nobody's to read.
            continue
        break
    card, step = at.card, at.item.partition("/")[0] if at.item else None
    page = FilePage(
        at.sitting,
        folder,
        listing,
        here=at.sitting.here,
        arrived=desk_inbox.arrived,
        card=card.id if card else None,
        label=card.label if card else "",
    )
    chosen = await at.ask(page)
    if isinstance(chosen, Unfinished):
        await review(at, chosen)
    elif chosen is not None:
        begun = Unfinished(text="", card=card.id if card else None, step=step)
        await files.keep_files(at, begun, chosen.paths, chosen.first)


async def read(at: Workplace) -> None:
    """Read the note under the cursor."""
    if at.note is None:
        return
    await read_one(at, at.note)
    if at.wants_find:
        await find(at)


async def send(at: Workplace) -> None:
    """Write a letter to the carrier from this card."""
    if at.card is None:
        at.say(at.words("A letter is written from a card. a adds one."))
    else:
        await _send(at, at.card)

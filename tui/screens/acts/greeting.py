"""What is said first, before the first key."""

from contextlib import suppress

from tui.screens.acts import letters, look
from tui.screens.acts.workplace import Workplace
from tui.screens.dialogs.choose import Choose
from tui.text.translation import LANGUAGES, NAMES


async def greet(at: Workplace) -> None:
    """Ask for the language, say what is wrong, and offer what was left unfinished."""
    if not at.sitting.is_kiosk:
        with suppress(OSError):
            # The page of files says so when somebody asks for it.
            at.sitting.inbox.prepare()

    if at.sitting.unsettled:
        names = [(language, NAMES[language]) for language in LANGUAGES]
        question = "语言  ·  Language  ·  言語"
        chosen = await at.ask(Choose(at.sitting, question, names))
        look.speak(at, chosen or at.words.language)
    desk = at.sitting.desk
    troubles = [
        *(trouble.say(at.words) for trouble in desk.casebook.store.concerns),
        *(trouble.say(at.words) for trouble in desk.settings.concerns),
        *(str(fault) for fault in (*desk.library.faults, *desk.advice.own_faults)),
    ]
    if troubles:
        go_on = [("ok", at.words("Go on"))]
        await at.ask(Choose(at.sitting, "\n".join(troubles), go_on))
    await letters.offer_what_was_left(at)

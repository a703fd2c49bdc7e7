"""What is looked at, and how: other pages, the language, the theme, the clipboard."""

from functools import partial

from tui.screens.acts import proof
from tui.screens.acts.workplace import Workplace
from tui.text.clean import clean
from tui.text.translation import LANGUAGES


async def phrases(at: Workplace) -> None:
    """Show the phrases of the step under the cursor, or of the next one."""
    from tui.screens.pages.phrases import Phrases

    plan = at.plan
    step = (plan.step(at.item.partition("/")[0]) if plan and at.item else None) or (
        plan.next_step if plan else None
    )
    title, ids = (step.title, step.phrases) if step else ("", ())
    await at.ask(Phrases(at.sitting, title, ids, at.card))


async def take_home(at: Workplace) -> None:
    """Show the page of the card to take home."""
    from tui.screens.pages.take_home import TakeHomePage

    if at.card is None:
        at.say(at.words("There is no card here yet."))
        return
    await at.ask(TakeHomePage(at.sitting, [at.card]))


async def due(at: Workplace) -> None:
    """Show what is due on every card."""
    from tui.screens.pages.due import Due

    place = await at.ask(Due(at.sitting))
    at.show_everything(place.card if place else _shown(at), at.type)
    if place is not None:
        at.go_to("steps", place.item)


async def only_holder(at: Workplace) -> None:
    """Show the card's holder alone, or everybody again."""
    sitting, words = at.sitting, at.words
    if sitting.is_of_one:
        at.say(words("Only this person's cards can be seen here."))
        return
    shown = sitting.desk.only
    if shown is None and at.card is None:
        at.say(words("There is no card here whose holder could be shown alone."))
        return
    card = _shown(at)
    sitting.show_only(at.card.holder if shown is None and at.card else None)
    at.show_everything(card)
    if sitting.desk.only is None:
        at.say(words("Everybody is shown again."))
    else:
        who = sitting.desk.only.name
        at.say(words("Only {who} is shown, here and in every list; o ends it.", who=who))


async def language(at: Workplace) -> None:
    """Speak the next language."""
    spoken = LANGUAGES.index(at.words.language)
    speak(at, LANGUAGES[(spoken + 1) % len(LANGUAGES)])


def speak(at: Workplace, language: str) -> None:
    """Speak a language from now on."""
    at.sitting.speak(language)
    at.show_everything(_shown(at), at.type)
    at.show_hints()


async def theme(at: Workplace) -> None:
    """Take the next theme."""
    name = at.sitting.next_theme()
    at.app.theme = f"kaiyaku-{name}"
    at.say(at.words("Theme: {name}", name=name))


async def history(at: Workplace) -> None:
    """Show what was done on this card."""
    from tui.screens.pages.history import History

    if at.plan is not None and at.plan.card is not None:
        await at.ask(History(at.sitting, at.plan))


async def board(at: Workplace) -> None:
    """Show all cards in one list."""
    from tui.screens.pages.board import Board

    chosen = await at.ask(Board(at.sitting, _shown(at), partial(proof.is_to_be_closed, at)))
    at.show_everything(chosen or _shown(at), at.type)
    if chosen is not None:
        at.go_to("steps")


async def palette(at: Workplace) -> None:
    """Offer all commands."""
    from tui.screens.dialogs.palette import Palette

    chosen = await at.ask(Palette(at.sitting))
    if chosen is not None:
        # After this one has ended: what the command asks is an act of its own.
        at.app.call_later(at.action_act, chosen)


async def copy(at: Workplace) -> None:
    """Send the text to the reader's own clipboard, and say that no terminal answers."""
    text = clean(at.copied().text)
    if not text:
        return
    from tui.terminal import clipboard

    words, key = at.words, at.sitting.key_of("note.unframed")
    environ = at.sitting.desk.environ
    clipboard.send(at.app, text, environ)
    size = len(text.encode("utf-8", "replace"))
    if size > clipboard.ROOM:
        sent = words("Sent to your terminal, but it is long and may arrive cut.")
    elif clipboard.may_keep_it(environ):
        sent = words(
            "Sent to your terminal; tmux and screen pass it on only if set-clipboard is on."
        )
    else:
        sent = words("Sent to your terminal.")
    not_there = words(
        "If it does not paste: {key} shows the text to be selected with the mouse.", key=key
    )
    at.say(words.sentences(sent, not_there))


async def unframed(at: Workplace) -> None:
    """Show the text alone on the whole terminal."""
    copied = at.copied()
    text = copied.alone or copied.text
    if text:
        from tui.screens.pages.unframed import Unframed

        await at.ask(Unframed(at.sitting, text, copied.first))


async def keys(at: Workplace) -> None:
    """Show the key sheet."""
    from tui.screens.pages.key_sheet import KeySheet

    await at.ask(KeySheet(at.sitting))


async def repaint(at: Workplace) -> None:
    """Paint the whole screen again, over whatever else wrote to the terminal."""
    at.repaint()


def _shown(at: Workplace) -> int | None:
    return at.card.id if at.card else None

"""What has to be known of a card: shown at a glance, asked line by line."""

from functools import partial

from tui.casebook.fields import FIELD_LABELS, Field, Value
from tui.casebook.records import Card
from tui.casebook.tokens import DONE
from tui.plan.glance import Asked, GlanceLine, glance
from tui.plan.plan import PlannedQuestion
from tui.screens.acts import cards, ends, marks
from tui.screens.acts.workplace import Asked as Writing
from tui.screens.acts.workplace import Workplace
from tui.text.trouble import Trouble

_WRITE = "…"
_TAKE_BACK = "-"


async def at_a_glance(at: Workplace) -> None:
    """Show the card at a glance; what is chosen there is asked over it, and kept at once."""
    from tui.screens.pages.glance import GlancePage

    if at.card is None:
        at.say(at.words("There is no card here yet."))
        return
    await at.ask(GlancePage(at.sitting, at, partial(answer, at), partial(ends.choose, at)))


async def answer(at: Workplace, id: str) -> None:
    """Ask what is left on a line, one thing after the other, or which answer is to be changed."""
    line, asked_before = _line(at, id), set[str]()
    card = at.card
    while line is not None and at.card is not None and card is not None:
        left = [it for it in line.left if it.name not in asked_before]
        if asked_before and not left:
            return
        asked = left[0] if left else await _which(at, line)
        if asked is None or not await _ask(at, at.card, asked):
            return
        asked_before.add(asked.name)
        # An answer can raise a question, or settle one; another card is another matter.
        line = _line(at, id) if at.card is not None and at.card.id == card.id else None
        if not left:
            return


def _line(at: Workplace, id: str) -> GlanceLine | None:
    lines = glance(at.plan) if at.plan is not None else ()
    return next((line for line in lines if line.id == id), None)


async def _which(at: Workplace, line: GlanceLine) -> Asked | None:
    """Ask which answer of a line is to be changed, where it has several."""
    from tui.screens.dialogs.choose import Choose

    if len(line.things) == 1:
        return line.things[0]
    called = [(asked.name, asked.title(at.words)) for asked in line.things]
    question = at.words("Which answer is to be changed?")
    chosen = await at.ask(Choose(at.sitting, question, called))
    return next((asked for asked in line.things if asked.name == chosen), None)


async def _ask(at: Workplace, card: Card, asked: Asked) -> bool:
    """Ask one thing and keep it; False where it was left, or could not be kept."""
    thing = asked.thing
    if not isinstance(thing, Field):
        chosen = await _answer(at, thing)
        return chosen is not None and await _keep_answer(at, card, thing, chosen)
    if thing.tokens:
        chosen = await _choose(at, thing, asked.value)
        if chosen is None:
            return False
        if chosen != _WRITE:
            value = None if chosen == _TAKE_BACK else chosen
            return await cards.change(at, card, thing, value) is not None
    return await _write(at, card, thing, asked.value)


async def _answer(at: Workplace, asked: PlannedQuestion) -> str | None:
    from tui.screens.dialogs.choose import Choose

    answers = [(answer.id, answer.title) for answer in asked.answers]
    question = f"{asked.title}\n\n{asked.detail}"
    return await at.ask(Choose(at.sitting, question, answers))


async def _keep_answer(at: Workplace, card: Card, asked: PlannedQuestion, answer: str) -> bool:
    if asked.mark.reason == answer and asked.mark.state == DONE:
        return True
    if not await marks.mark(at, card, [asked.item], DONE, reason=answer):
        return False
    if at.card is not None and at.card.id == card.id:
        await cards.say_moved(at, card, at.card)
    return True


async def _choose(at: Workplace, field: Field, known: Value | None) -> str | None:
    """Ask for one of a field's words, or whether something else is to be written."""
    from tui.screens.dialogs.choose import Choose

    words = at.words
    answers = [(token, words(label)) for token, label in field.tokens.items()]
    if field.kind == "text":
        answers.append((_WRITE, words("Some are left: write which")))
    if known is not None:
        answers.append((_TAKE_BACK, words("Not answered")))
    return await at.ask(Choose(at.sitting, _asks(at, field), answers))


def _asks(at: Workplace, field: Field) -> str:
    called = at.words(FIELD_LABELS[field.on_card])
    # What stands alone begins with a capital letter, where a language has them.
    return called[:1].upper() + called[1:]


async def _write(at: Workplace, card: Card, field: Field, known: Value | None) -> bool:
    from tui.plan.field_values import read_value
    from tui.screens.dialogs.ask import Ask

    voice = at.sitting.voice

    async def keep(asked: Writing, written: str) -> Card | None:
        return await cards.put(asked, card, field, read_value(field, written, voice.today))

    text = "" if known is None or known in field.tokens else str(known)
    hint = at.words("12/15, 15 Dec, +14, or ? for unknown") if field.is_day else ""
    asks, reply = _asks(at, field), partial(_echo, at, field)
    changed = await at.ask_until_kept(
        Ask(at.sitting, asks, text=text, hint=hint, reply=reply), keep
    )
    if changed is not None:
        await cards.show_changed(at, card, changed)
    return changed is not None


def _echo(at: Workplace, field: Field, written: str) -> tuple[str, bool]:
    """Say a value back while it is typed, or what is wrong with it."""
    from tui.plan.field_values import read_value, value_said

    today = at.sitting.voice.today
    try:
        value = read_value(field, written, today)
    except Trouble as trouble:
        return trouble.say(at.words), False
    return ("" if value is None else value_said(field, value, today, at.words)), True

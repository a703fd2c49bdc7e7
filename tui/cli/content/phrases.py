"""`kaiyaku phrases`: what to show at the counter, and the words that one meets there."""

from collections.abc import Iterator, Sequence

from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Card
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.named import find_card, find_step
from tui.plan.advice.phrases import ShownPhrase, phrases_for, terms_for
from tui.text.clean import clean
from tui.text.translation import marked
from tui.text.width import wrap

_READABLE = 100


def phrases(command: Command) -> None:
    """Print the phrases of a card's next step, of a step, or all; or the glossary."""
    given, language = command.arguments, command.words.language
    if given.flag("glossary"):
        if given.text("card") is not None:
            raise Usage(marked("The glossary is the same for every card: leave the card out."))
        terms = terms_for(command.advice, language)
        shapes = [{k: v for k, v in term._asdict().items() if k != "id"} for term in terms]
        command.answer({"terms": shapes}, *_lines(command, terms))
        return
    card = None
    if given.text("card") is not None:
        card = find_card(command.desk.casebook, given.required("card"))
    carrier = command.desk.carrier(card) if card else None
    ids = _ids(command, card) if card else ()
    found = phrases_for(ids, command.advice, language, card, carrier, command.today)
    shape = [phrase._asdict() for phrase in found]
    command.answer({"phrases": shape}, *_lines(command, found))


def _ids(command: Command, card: Card) -> Sequence[str]:
    plan, named = command.plan(card), command.arguments.text("step")
    step = find_step(plan, named) if named is not None else plan.next_step
    if step is None:
        return ()
    if not step.phrases:
        raise NoSuchThing(
            marked("The step {step} has no phrases; `kaiyaku phrases` has them all."),
            step=step.id,
        )
    return step.phrases


def _lines(command: Command, some: Sequence[ShownPhrase]) -> Iterator[str]:
    cells = min(command.width, _READABLE)
    for number, phrase in enumerate(some):
        if number:
            yield ""
        yield from wrap(clean(phrase.japanese), cells)
        for text in (phrase.reading, phrase.meaning):
            yield from (f"  {line}" for line in wrap(clean(text), cells - 2))

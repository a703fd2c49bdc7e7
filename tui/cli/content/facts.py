"""`kaiyaku facts`: what is known of carriers and rules, how old that is, and what to ask."""

from collections.abc import Iterator, Sequence

from tui.cli.command import Command
from tui.cli.content.guide import require_carrier
from tui.cli.output import write_error
from tui.cli.shapes import Shape, of_fact
from tui.plan.advice.facts import AgedFact, aged_facts
from tui.plan.advice.facts_said import origin_said
from tui.text.clean import clean
from tui.text.labels import CONFIDENCE_LABELS
from tui.text.translation import marked
from tui.text.width import wrap

_READABLE = 100
_ROUND_ABOUT = marked("whoever the carrier is")


def facts(command: Command) -> None:
    """List the facts of one carrier, or of all and the rules; with `--due` those past their day."""
    advice, named = command.advice, command.arguments.text("carrier")
    carriers = advice.carriers if named is None else (require_carrier(advice, named),)
    found = aged_facts(advice, carriers, command.today, command.words.language, rules=named is None)
    for fault in (it for it in advice.faults if it not in advice.own_faults):
        write_error(str(fault))
    if command.arguments.flag("due"):
        found = sorted((it for it in found if it.fact.stale), key=lambda it: it.review_by)
    command.answer({"facts": [_shape(it) for it in found]}, *_lines(command, found))


def _shape(known: AgedFact) -> Shape:
    return {
        "carrier": known.carrier or None,
        **of_fact(known.fact),
        "review_by": known.review_by.isoformat(),
        "digest": known.digest,
    }


def _lines(command: Command, found: Sequence[AgedFact]) -> Iterator[str]:
    words, dot = command.words, command.dot
    cells = min(command.width, _READABLE)
    if not found:
        yield words("Nothing is to be looked at again yet.")
    for number, (of, fact, review_by, _) in enumerate(found):
        if number:
            yield ""
        head = [of or words(_ROUND_ABOUT), fact.id, words(CONFIDENCE_LABELS[fact.confidence])]
        head.append(words("look at it again by {day}", day=review_by.isoformat()))
        yield from wrap(clean(dot.join(head)), cells)
        told = [fact.text, *(words("Another source: {text}", text=it) for it in fact.conflicts)]
        told += [words("Ask: {question}", question=fact.ask)] if fact.ask else []
        for text in (*told, origin_said(fact, words, dot)):
            yield from (f"  {line}" for line in wrap(clean(text), cells - 2))

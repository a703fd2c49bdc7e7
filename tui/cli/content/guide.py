"""`kaiyaku guide`: what there is to know and to do, without any card."""

from collections.abc import Iterator, Mapping

from tui.casebook.errors import NoSuchThing
from tui.cli.command import Command
from tui.cli.shapes import of_guide
from tui.guides.advice import Advice
from tui.guides.facts import Carrier
from tui.guides.guide import Guide, in_language
from tui.guides.load import Library
from tui.plan.advice.facts import StepAdvice
from tui.plan.advice.facts_said import old_said, origin_said
from tui.plan.advice.step_advice import step_advice
from tui.plan.plan import Plan, plan
from tui.text.clean import clean, clean_line
from tui.text.labels import INTRODUCTION_LABELS
from tui.text.translation import marked
from tui.text.width import width, wrap

_READABLE = 100


def guide(command: Command) -> None:
    """List the card types, or print the guide of one."""
    wanted = command.arguments.text("type")
    if wanted is None:
        _list(command)
        return
    found = find_guide(command.library, wanted)
    planned = plan(None, found, command.words.language)
    carrier = command.arguments.text("carrier")
    if carrier is not None:
        require_carrier(command.advice, carrier)
    known = {
        step.id: step_advice(
            step.topics,
            command.advice,
            None,
            found.id,
            command.clock(),
            command.words,
            carrier,
        )
        for step in planned.steps
    }
    lines = () if command.arguments.flag("json") else _page(command, planned, known)
    command.answer(of_guide(found, planned, known), *lines)


def require_carrier(advice: Advice, written: str) -> Carrier:
    """Return the carrier that is called so; raises `NoSuchThing`, naming those that are known."""
    found = advice.carrier(written)
    if found is None:
        raise NoSuchThing(
            marked("Nothing is known of the carrier {name}. Known are: {carriers}."),
            name=written,
            carriers=", ".join(carrier.id for carrier in advice.carriers),
        )
    return found


def find_guide(library: Library, type: str) -> Guide:
    """Return the guide of a card type; raises `NoSuchThing`, naming the types there are."""
    found = library.guide(type)
    if found is None:
        raise NoSuchThing(
            marked("There is no card type {type}. There is: {types}."),
            type=type,
            types=", ".join(guide.id for guide in library.guides),
        )
    return found


def _list(command: Command) -> None:
    words, guides = command.words, command.library.guides
    rows = [
        (
            guide.id,
            in_language(guide.name, words.language),
            in_language(guide.choose, words.language),
            words.plural("{n} step", "{n} steps", len(guide.steps)),
        )
        for guide in guides
    ]
    command.answer(
        {
            "guides": [
                {"id": guide.id, "version": guide.version, "name": row[1], "choose": row[2]}
                for guide, row in zip(guides, rows, strict=True)
            ]
        },
        *(command.table(rows) if rows else ()),
    )


def _page(command: Command, planned: Plan, known: Mapping[str, StepAdvice]) -> Iterator[str]:
    cells = min(command.width, _READABLE)
    box = "[ ] " if command.ascii else "□ "
    yield from wrap(clean(planned.type_name), cells)
    for topic in planned.introduction:
        yield ""
        yield from wrap(command.words(INTRODUCTION_LABELS[topic.id]), cells)
        yield from _indented(topic.text, "  ", cells)
    old = next((advice.old for advice in known.values() if advice.old), "")
    if old:
        yield ""
        yield from wrap(old_said(old, command.words), cells)
    for step in planned.steps:
        yield ""
        yield from _indented(step.title, "   ", cells, f"{step.number}. ")
        yield from _indented(step.detail, "   ", cells)
        for check in step.checks:
            yield from _indented(check.title, "   " + " " * width(box), cells, f"   {box}")
        yield from _known(command, known[step.id], cells)
    if planned.cautions:
        yield ""
        yield from wrap(command.words("Keep in mind"), cells)
    for caution in planned.cautions:
        yield ""
        yield from _indented(caution.title, "  ", cells)
        yield from _indented(caution.text, "    ", cells)


def _known(command: Command, advice: StepAdvice, cells: int) -> Iterator[str]:
    """Write what is known at a step, each fact with who says it and how old that is."""
    words, indent = command.words, "     "
    bullet = "   - " if command.ascii else "   · "
    if advice.facts or advice.asks or advice.lines or advice.page:
        yield ""
    for fact in advice.facts:
        yield from _indented(fact.text, indent, cells, bullet)
        for conflict in fact.conflicts:
            other = words("Another source: {text}", text=conflict)
            yield from _indented(other, indent, cells, "   ! ")
        if fact.ask:
            yield from _indented(words("Ask: {question}", question=fact.ask), indent, cells)
        yield from _indented(origin_said(fact, words, command.dot), indent, cells)
        for source in fact.sources:
            # Whole, so that it can be opened: an address is never wrapped.
            if source.url:
                yield f"{indent}{clean_line(source.url)}"
    if advice.page:
        yield from _indented(words("The carrier's page:"), indent, cells, bullet)
        yield f"{indent}{clean_line(advice.page)}"
    for line in advice.lines:
        yield from _indented(words.beside(line.name, line.number), indent, cells, bullet)
        yield from _indented(line.told, indent, cells)
    for asked in advice.asks:
        question = words("Ask: {question}", question=asked.text)
        yield from _indented(question, indent, cells, "   ? ")


def _indented(text: str, indent: str, cells: int, first: str | None = None) -> Iterator[str]:
    """Wrap a text behind an indent; `first` begins the first line instead."""
    for number, line in enumerate(wrap(clean(text.strip("\n")), cells - width(indent))):
        yield ((first if number == 0 and first is not None else indent) + line).rstrip()

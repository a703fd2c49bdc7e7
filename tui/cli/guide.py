"""`kaiyaku guide`: what there is to know and to do, without any card."""

from collections.abc import Iterator

from tui.casebook.errors import NoSuchThing
from tui.cli.command import Command
from tui.cli.output import table
from tui.cli.shapes import of_guide
from tui.guides.guide import Guide, in_language
from tui.guides.load import Library
from tui.plan.plan import Plan, plan
from tui.text.clean import clean
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
    command.answer(of_guide(found, planned), *_page(command, planned))


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
        *(table(rows, command.width, command.ellipsis) if rows else ()),
    )


def _page(command: Command, planned: Plan) -> Iterator[str]:
    cells = min(command.width, _READABLE)
    box = "[ ] " if command.ascii else "□ "
    yield from wrap(clean(planned.type_name), cells)
    for topic in planned.introduction:
        yield ""
        yield from wrap(command.words(INTRODUCTION_LABELS[topic.id]), cells)
        yield from _indented(topic.text, "  ", cells)
    for step in planned.steps:
        yield ""
        yield from _indented(step.title, "   ", cells, f"{step.number}. ")
        yield from _indented(step.detail, "   ", cells)
        for check in step.checks:
            yield from _indented(check.title, "   " + " " * width(box), cells, f"   {box}")
    if planned.cautions:
        yield ""
        yield from wrap(command.words("Keep in mind"), cells)
    for caution in planned.cautions:
        yield ""
        yield from _indented(caution.title, "  ", cells)
        yield from _indented(caution.text, "    ", cells)


def _indented(text: str, indent: str, cells: int, first: str | None = None) -> Iterator[str]:
    """Wrap a text behind an indent; `first` begins the first line instead."""
    for number, line in enumerate(wrap(clean(text.strip("\n")), cells - width(indent))):
        yield ((first if number == 0 and first is not None else indent) + line).rstrip()

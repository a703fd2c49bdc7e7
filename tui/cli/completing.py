"""What may follow on a command line that is being typed, by the verbs' declarations."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from tui.casebook.naming import find_holder
from tui.casebook.tokens import STATES
from tui.casebook.which import which_casebook
from tui.cli.command import Command
from tui.cli.named import find_card
from tui.cli.table import GLOBAL_OPTIONS, VERBS
from tui.cli.verb import PATH, Operand, Option, Verb
from tui.guides.guide import in_language
from tui.settings import Places
from tui.text.clean import clean_line
from tui.text.folding import fold
from tui.text.trouble import Trouble

FILES: Final = ":files"
"""Stands for the files that the shell itself knows."""
_EQUALS: Final = "="
"""A word of its own where bash has cut `--lang=zh`."""


class Candidate(NamedTuple):
    """A word that may stand there, and what it is."""

    word: str
    says: str = ""


class _Typed(NamedTuple):
    """What stands before the word that is typed."""

    verb: Verb | None
    group: str
    option: Option | None
    """The option whose value is typed."""
    operands: Sequence[str]


def candidates(command: Command, words: Sequence[str]) -> list[Candidate]:
    """Return what the last of `words` may become, those that begin like it.

    A card or person is found by its name too. What cannot be read is not offered.
    """
    *before, last = [word for word in words if word != _EQUALS] or [""]
    if words and words[-1] == _EQUALS:
        before, last = [*before, last], ""
    typed = _typed(before)
    name, equals, _ = last.partition(_EQUALS)
    inline = _option(typed.verb, name) if equals else None
    try:
        if inline is not None:
            found = list(_values(command, inline, typed))
            return _like([each._replace(word=f"{name}={each.word}") for each in found], last)
        return _like(list(_following(command, typed, last)), last)
    except Trouble:
        return []


def _typed(before: Sequence[str]) -> _Typed:
    group, verb, operands, option = "", None, [], None
    for word in before:
        if option is not None:
            option = None
        elif word.startswith("-"):
            known = _option(verb, word)
            option = known if known is not None and known.operand else None
        elif verb is not None:
            operands.append(word)
        else:
            topic = f"{group} {word}".strip()
            verb = VERBS.get(topic)
            # What no verb begins with has nothing behind it.
            group = topic if verb is None else ""
    return _Typed(verb, group, option, operands)


def _option(verb: Verb | None, name: str) -> Option | None:
    options = (*GLOBAL_OPTIONS, *(verb.options if verb else ()))
    return next((option for option in options if name in option.names), None)


def _following(command: Command, typed: _Typed, last: str) -> Iterator[Candidate]:
    verb, words = typed.verb, command.words
    if typed.option is not None:
        yield from _values(command, typed.option, typed)
    elif last.startswith("-"):
        for option in (*(verb.options if verb else ()), *GLOBAL_OPTIONS):
            yield Candidate(option.names[-1], words(option.says))
    elif verb is None:
        before = f"{typed.group} " if typed.group else ""
        for name, known in VERBS.items():
            if name.startswith(before):
                yield Candidate(name.removeprefix(before).split(" ")[0], words(known.says))
    elif verb.takes:
        place = min(len(typed.operands), len(verb.takes) - 1)
        operand = verb.takes[place]
        if place == len(typed.operands) or operand.many:
            yield from _values(command, operand, typed)


def _values(command: Command, wanted: Option | Operand, typed: _Typed) -> Iterator[Candidate]:
    if wanted.kind == PATH:
        yield Candidate(FILES)
        return
    if isinstance(wanted, Option) and wanted.among:
        yield from map(Candidate, wanted.among)
        return
    name = wanted.operand if isinstance(wanted, Option) else wanted.written.strip("[]…")
    if isinstance(wanted, Option) and wanted.key == "carrier":
        name = "CARRIER"
    elif wanted.key in ("holder", "only") or (name == "ID" and typed.verb is not None):
        name = "HOLDER"
    make = _OF.get(name)
    if make is not None and (name in _WITHOUT_A_CASEBOOK or _is_there(command)):
        yield from make(command, typed)


def _is_there(command: Command) -> bool:
    """Say whether there is a casebook; a word that is completed makes none."""
    named = command.arguments.globals.casebook
    return os.path.lexists(which_casebook(Places.of(command.environ), named, make=False).path)


def _cards(command: Command, _: _Typed) -> Iterator[Candidate]:
    for card in command.desk.casebook.cards():
        yield Candidate(str(card.id), command.dot.join((card.label, card.holder.name)))


def _steps(command: Command, typed: _Typed) -> Iterator[Candidate]:
    card = find_card(command.desk.casebook, typed.operands[0])
    for step in command.plan(card).steps:
        yield Candidate(step.id, step.title)
        yield from (Candidate(f"{step.id}/{check.id}", check.title) for check in step.checks)


def _people(command: Command, _: _Typed) -> Iterator[Candidate]:
    holders = command.desk.casebook.holders()
    for holder in holders:
        is_one_word = "".join(holder.name.split("-")).isalnum()
        is_alone = is_one_word and _only_one(holders, holder.name)
        yield Candidate(holder.name if is_alone else str(holder.id), holder.name)


def _only_one(holders: Sequence[object], name: str) -> bool:
    try:
        return find_holder(holders, name) is not None  # type: ignore[arg-type]
    except Trouble:
        return False


def _staff(command: Command, _: _Typed) -> Iterator[Candidate]:
    known = {card.assignee for card in command.desk.casebook.cards() if card.assignee}
    yield from (Candidate(name) for name in sorted(known | command.desk.staff))


def _types(command: Command, _: _Typed) -> Iterator[Candidate]:
    for guide in command.library.guides:
        yield Candidate(guide.id, in_language(guide.name, command.words.language))


def _carriers(command: Command, _: _Typed) -> Iterator[Candidate]:
    for carrier in command.advice.carriers:
        yield Candidate(carrier.id, in_language(carrier.name, command.words.language))


def _states(_command: Command, _: _Typed) -> Iterator[Candidate]:
    yield from map(Candidate, STATES)


def _shells(_command: Command, _: _Typed) -> Iterator[Candidate]:
    yield from map(Candidate, ("bash", "zsh", "fish"))


_OF: Final[Mapping[str, Callable[[Command, _Typed], Iterator[Candidate]]]] = {
    "CARD": _cards,
    "STEP[/CHECK": _steps,
    "STEP[/CHECK]": _steps,
    "STEP": _steps,
    "HOLDER": _people,
    "WHO": _staff,
    "TYPE": _types,
    "CARRIER": _carriers,
    "STATE": _states,
    "SHELL": _shells,
}
_WITHOUT_A_CASEBOOK: Final = ("TYPE", "CARRIER", "STATE", "SHELL")


def _like(found: Sequence[Candidate], last: str) -> list[Candidate]:
    """Return those that begin like what was typed; if none does, those that are called so."""
    harmless = [each for each in found if each.word and clean_line(each.word) == each.word]
    begun = [each for each in harmless if each.word.startswith(last) or each.word == FILES]
    if begun or not last:
        return list(dict.fromkeys(begun))
    wanted = fold(last)
    return [each for each in harmless if wanted in fold(each.says)]

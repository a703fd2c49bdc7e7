"""From the words of a command line to what they ask for; the verbs' declarations rule."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from tui.cli.arguments import WITH_VALUE, Arguments, Usage, as_text, globals_from
from tui.cli.kiosk_verbs import refuse_closed
from tui.cli.table import GLOBAL_OPTIONS, VERBS, is_group
from tui.cli.verb import NUMBER, PATH, TEXT, Kind, Option, Verb
from tui.text.translation import marked


def parse(argv: Sequence[str], environ: Mapping[str, str], *, is_kiosk: bool = False) -> Arguments:
    """Return what `argv` asks for; raises `Usage`, in a kiosk also for what is closed there."""
    topic, rest = _topic(argv)
    verb = VERBS.get(topic)
    options = (*GLOBAL_OPTIONS, *(verb.options if verb else ()))
    values, operands = _options(options, rest)
    _check(options, values)
    kinds = {option.key: option.kind for option in options if option.operand}
    found = globals_from(values, environ)._replace(is_kiosk=is_kiosk)
    talks = values["plain"] and not topic
    if not (values["help"] or values["version"] or talks):
        if verb is None:
            raise _no_verb(topic, is_group(topic))
        values |= _operands(verb, operands)
        kinds |= {operand.key: operand.kind for operand in verb.takes}
        if is_kiosk:
            refuse_closed(verb, values)
    return Arguments(
        topic=topic,
        verb=verb,
        help=bool(values["help"]),
        version=bool(values["version"]),
        globals=found,
        values={name: _value(kinds.get(name, TEXT), value) for name, value in values.items()},
    )


def _topic(argv: Sequence[str]) -> tuple[str, list[str]]:
    """Return the verb that was written, one word or two, and everything else."""
    place = 0
    while place < len(argv) and argv[place].startswith("-"):
        place += 2 if argv[place] in WITH_VALUE else 1
    words = argv[place : place + 1]
    following = argv[place + 1 : place + 2]
    if words and is_group(words[0]) and following and not following[0].startswith("-"):
        words = argv[place : place + 2]
    return " ".join(words), [*argv[:place], *argv[place + len(words) :]]


def _options(
    options: Sequence[Option], rest: Sequence[str]
) -> tuple[dict[str, Any], Sequence[str]]:
    """Read the options out of `rest`; what remains are operands, options between them or not."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in options:
        if option.operand:
            action = "append" if option.many else "store"
            parser.add_argument(*option.names, dest=option.key, action=action)
        else:
            parser.add_argument(*option.names, dest=option.key, action="store_true")
    cut = rest.index("--") if "--" in rest else len(rest)
    try:
        found, operands = parser.parse_known_args(list(rest[:cut]))
    except argparse.ArgumentError as error:
        name = str(error.argument_name).split("/")[-1]
        known = next(option for option in options if name in option.names)
        if known.operand:
            problem = marked("{option} needs a value: {option} {operand}.")
        else:
            problem = marked("{option} takes no value.")
        raise Usage(problem, option=name, operand=known.operand) from error
    for word in operands:
        if word.startswith("-") and word != "-":
            raise Usage(marked("There is no option {option} here. --help lists them."), option=word)
    return vars(found), [*operands, *rest[cut + 1 :]]


def _check(options: Sequence[Option], values: dict[str, Any]) -> None:
    """Refuse what an option cannot be."""
    for option in options:
        value = values[option.key]
        if value is None:
            continue
        others = [said for said in _each(value) if said not in option.among]
        if option.among and others:
            raise Usage(
                marked("{option} can be {allowed}, not {value}."),
                option=option.names[-1],
                allowed=", ".join(option.among),
                value=others[0],
            )
        if option.kind == NUMBER and not (value.isdecimal() and len(value) < 16):
            raise Usage(
                marked("{option} is a whole number, not {value}."),
                option=option.names[-1],
                value=value,
            )


def _each(value: Any) -> list[Any]:
    """Return what was given for an option, once or several times."""
    return value if isinstance(value, list) else [value]


def _operands(verb: Verb, given: Sequence[str]) -> dict[str, Any]:
    """Give the words that are left to the verb's operands, in order."""
    values: dict[str, Any] = {}
    left = list(given)
    for place, operand in enumerate(verb.takes, start=1):
        if operand.many:
            taken = max(len(left) - len(verb.takes) + place, 0)
            values[operand.key], left = left[:taken], left[taken:]
            if not (taken or operand.may_lack):
                raise _lacks(verb, operand.written)
        elif left:
            values[operand.key] = left.pop(0)
        elif not operand.may_lack:
            raise _lacks(verb, operand.written)
    if left:
        raise Usage(
            marked("{word} is one word too many (put several words in quotes): {usage}."),
            word=left[0],
            usage=verb.usage,
        )
    return values


def _lacks(verb: Verb, operand: str) -> Usage:
    return Usage(
        marked("`{verb}` also needs {operand}: {usage}."),
        verb=verb.name,
        operand=operand,
        usage=verb.usage,
    )


def _no_verb(topic: str, group: bool) -> Usage:
    if not topic:
        return Usage(marked("Say what to do: `kaiyaku --help` lists the verbs."))
    if group:
        return Usage(marked("Say what to do: `kaiyaku {group} --help` lists it."), group=topic)
    return Usage(marked("There is no verb {verb}: `kaiyaku --help` lists them."), verb=topic)


def _value(kind: Kind, value: Any) -> Any:
    if isinstance(value, list):
        return [_value(kind, item) for item in value]
    if not isinstance(value, str) or kind == PATH:
        return value
    return int(value) if kind == NUMBER else as_text(value)

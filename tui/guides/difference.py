"""What a newer version of a guide adds, drops and changes."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from tui.guides.guide import Check, Guide, Step, in_language

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
KINDS: Final = (ADDED, REMOVED, CHANGED)


class Difference(NamedTuple):
    """A step or check that is not the same in both."""

    kind: str
    """One of `KINDS`."""
    item: str
    """The step's id, or `step/check`."""
    title: str
    """As the newer guide calls it, or the older one where it is gone."""


def difference(old: Guide, new: Guide, language: str) -> tuple[Difference, ...]:
    """Return the steps and checks that differ, in the newer guide's order, the gone ones last.

    Wording counts only in the reader's language; days, conditions and order count in any.
    """
    before, after = _items(old), _items(new)
    found = [
        Difference(ADDED if item not in before else CHANGED, item, in_language(it.title, language))
        for item, it in after.items()
        if item not in before or _is_other(before[item], it, language)
    ]
    found += [
        Difference(REMOVED, item, in_language(it.title, language))
        for item, it in before.items()
        if item not in after
    ]
    return tuple(found)


def _items(guide: Guide) -> Mapping[str, Step | Check]:
    return dict(_walk(guide))


def _walk(guide: Guide) -> Iterator[tuple[str, Step | Check]]:
    for step in guide.steps:
        yield step.id, step
        yield from ((f"{step.id}/{check.id}", check) for check in step.checks)


def _is_other(old: Step | Check, new: Step | Check, language: str) -> bool:
    return _seen(old, language) != _seen(new, language)


def _seen(item: Step | Check, language: str) -> tuple[object, ...]:
    detail = in_language(item.detail, language) if isinstance(item, Step) else ""
    more = (item.after, item.proof) if isinstance(item, Step) else (item.expects,)
    return in_language(item.title, language), detail, item.when, item.due, more

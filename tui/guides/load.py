"""All guides from the content directories, and what was wrong with the rest."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

from tui.guides.build import build
from tui.guides.check import check_cautions, check_guide, check_references
from tui.guides.check_planning import check_planning
from tui.guides.fault import ContentError, Fault
from tui.guides.guide import Caution, Cautions, Guide
from tui.guides.read import read_table
from tui.guides.remembered import Remembered

T = TypeVar("T")
_Check = Callable[[T], Iterable[ContentError]]

_FIRST = ("prepaid", "postpaid")
_CAUTIONS = "cautions.toml"
_GUIDES = "guides"
_NAMED_AT_MOST: Final = 20
_GUIDES_AT_MOST: Final = 200
"""Guides of a directory that are read: a start must not wait for thousands of files."""


class Library(NamedTuple):
    """The guides that could be loaded, and the files that could not."""

    guides: tuple[Guide, ...]
    """`prepaid`, `postpaid`, then the others by id."""
    faults: tuple[Fault, ...]
    directories: tuple[Path, ...] = ()
    """Where other content lies, the shipped directory first."""

    @property
    def usual(self) -> Guide | None:
        """The guide that most people need: postpaid, or the first where there is none."""
        return self.guide(_FIRST[-1]) or next(iter(self.guides), None)

    def guide(self, guide_id: str) -> Guide | None:
        """Return the guide with this id."""
        return next((guide for guide in self.guides if guide.id == guide_id), None)


def load(directories: Sequence[Path], cache: Path | None) -> Library:
    """Load every guide from content directories, the shipped one first.

    A later directory adds guides and cautions, or replaces whole ones by id. `cache` is a file
    that remembers which files were found good; None remembers nothing. Never raises for what
    lies in the directories: a file that cannot be used becomes a fault, the others load.
    """
    loading = Loading(Remembered(cache))
    cautions: dict[str, Caution] = {}
    for directory in directories:
        cautions.update(loading.cautions(directory))
    guides: dict[str, Guide] = {}
    for directory in directories:
        guides.update(loading.guides(directory, cautions))
    if directories and not guides and not loading.faults:
        problem = "there is no guide here; files such as guides/prepaid.toml were expected"
        loading.faults.append(Fault(directories[0], "", problem))
    loading.remembered.write()
    return Library(
        guides=tuple(sorted(guides.values(), key=_order)),
        faults=tuple(loading.faults),
        directories=tuple(directories),
    )


def _order(guide: Guide) -> tuple[int, str]:
    return (_FIRST.index(guide.id) if guide.id in _FIRST else len(_FIRST), guide.id)


class Loading:
    """One pass over content directories; what is wrong with a file becomes a fault."""

    def __init__(self, remembered: Remembered) -> None:
        """Load with what is remembered about files that were found good."""
        self.remembered = remembered
        self.faults: list[Fault] = []
        self.cautions_are_whole = True

    def cautions(self, directory: Path) -> dict[str, Caution]:
        """Return the cautions of a directory by id; a directory may have none."""
        path = directory / _CAUTIONS
        if not os.path.lexists(path):
            return {}
        found = self.file(path, Cautions, lambda it: check_cautions(it.cautions), once=True)
        if found is None:
            self.cautions_are_whole = False
            return {}
        return {caution.id: caution for caution in found.cautions}

    def guides(self, directory: Path, cautions: Mapping[str, Caution]) -> dict[str, Guide]:
        """Return the guides of a directory by id, each with the cautions for every card."""
        guides: dict[str, Guide] = {}
        came_from: dict[str, Path] = {}
        for path in self._files(directory):
            guide = self.file(path, Guide, _check_guide, once=True)
            if guide is None:
                continue
            # Of another file, which may change alone.
            dangling = list(check_references(guide, cautions)) if self.cautions_are_whole else []
            if dangling:
                self.add(path, dangling)
                continue
            if guide.id in guides:
                problem = f"{came_from[guide.id].name} has the id {guide.id!r} too; "
                self.add(
                    path, [ContentError("id", problem + "give this guide another", "duplicate-id")]
                )
                continue
            guides[guide.id] = _with_cautions(guide, cautions)
            came_from[guide.id] = path
        return guides

    def _files(self, directory: Path) -> list[Path]:
        folder = directory / _GUIDES
        try:
            if directory.is_dir() and not os.path.lexists(folder):
                return []
            names = [path.name for path in folder.iterdir()]
        except OSError as error:
            problem = f"no guides can be read here ({error.strerror}); a directory was expected"
            self.add(folder, [ContentError("", problem, "unreadable")])
            return []
        guides = sorted(n for n in names if n.endswith(".toml") and not n.startswith("."))
        if len(guides) > _GUIDES_AT_MOST:
            problem = (
                f"{len(guides)} files are here, and of more than {_GUIDES_AT_MOST} only the first "
                "by name are read; take away what is no guide"
            )
            self.add(folder, [ContentError("", problem, "unreadable")])
        return [folder / name for name in guides[:_GUIDES_AT_MOST]]

    def file(self, path: Path, model: type[T], check: _Check[T], *, once: bool = False) -> T | None:
        """Return the value that a file holds, or None where something is wrong with it.

        `once` is for a check that looks at nothing but the file: a start does without it where
        the file was found good before.
        """
        try:
            content, table = read_table(path)
        except ContentError as error:
            self.add(path, [error])
            return None
        fingerprint = self.remembered.fingerprint(model, content)
        is_known = self.remembered.knows(fingerprint)
        problems = [] if is_known else _validate(model, table)
        if not problems:
            try:
                built = build(model, table)
            except (KeyError, TypeError):
                # What was remembered is not true: ask the models after all.
                problems = _validate(model, table) or [ContentError("", "this is no such file")]
            else:
                asked = () if is_known and once else check(built)
                problems = list(islice(asked, _NAMED_AT_MOST))
        if not problems:
            self.remembered.add(fingerprint)
        self.add(path, problems)
        return None if problems else built

    def add(self, path: Path, problems: Iterable[ContentError]) -> None:
        """Take problems of a file down as faults."""
        self.faults += [
            Fault(path, problem.place, problem.problem, problem.code) for problem in problems
        ]


def _check_guide(guide: Guide) -> Iterator[ContentError]:
    yield from check_guide(guide)
    yield from check_planning(guide)


def _validate(model: type, table: Mapping[str, Any]) -> list[ContentError]:
    from tui.guides.validate import validate  # Brings pydantic: only when it is needed.

    return validate(model, table)


def _with_cautions(guide: Guide, shared: Mapping[str, Caution]) -> Guide:
    """Put the cautions for every card before the guide's own, which win where ids are the same."""
    all_of_them = {**shared, **{caution.id: caution for caution in guide.cautions}}
    steps = tuple(
        replace(step, cautions=tuple(filter(all_of_them.__contains__, step.cautions)))
        for step in guide.steps
    )
    return replace(guide, steps=steps, cautions=tuple(all_of_them.values()))

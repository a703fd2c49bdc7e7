"""What is known beyond the guides: carriers, rules, help lines, phrases; read when asked for."""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.guides.fault import ContentError, Fault
from tui.guides.load import Loading
from tui.guides.remembered import Remembered
from tui.paths import is_directory

if TYPE_CHECKING:
    from tui.guides.facts import (
        Amendment,
        Carrier,
        Edition,
        Fact,
        PhoneLine,
        Phrase,
        Rules,
        Term,
        ToAsk,
    )

CARRIERS = "carriers"
AMENDMENTS = "amendments"
"""The folder of what desks replace or add, a file a carrier."""
RULES = "rules"
"""Stands for the carrier in an amendment of what holds whoever it is."""

_NEAREST = 3
_LIKE = 0.6
"""How like a name has to be, of 1, to be named."""


class Advice:
    """The advice of content directories, the shipped one first; a later one replaces by file.

    Nothing is raised for what lies in the directories: what cannot be used becomes a fault.
    """

    def __init__(self, directories: Sequence[Path], cache: Path | None) -> None:
        """Read nothing yet; `cache` is as for `tui.guides.load.load`."""
        self._directories = tuple(directories)
        self._cache = cache
        self._carriers: dict[Path, Carrier | None] = {}
        self._known: dict[str, Carrier | None] = {}
        self._desks_own: dict[str, Carrier] = {}

    @cached_property
    def _loading(self) -> Loading:
        from tui.guides.facts import MODELS

        return Loading(Remembered(self._cache, MODELS))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was wrong in what has been read so far."""
        return tuple(self._loading.faults)

    @cached_property
    def own_faults(self) -> tuple[Fault, ...]:
        """What is wrong in what desks say in directories of their own, and with what it replaces.

        Nothing is read where no desk says anything.
        """
        folders = [directory / AMENDMENTS for directory in self._directories]
        for path in (path for folder in folders for path in _toml_files(folder)):
            if path.stem == RULES:
                _ = self._general
            elif self.carrier(path.stem) is None:
                problem = f"nothing is known of a carrier {path.stem!r}; name another"
                self._loading.add(path, [ContentError("carrier", problem, "dangling")])
        return tuple(fault for fault in self.faults if fault.path.parent.name == AMENDMENTS)

    def carrier(self, written: str | None) -> "Carrier | None":
        """Return the carrier of this id, name or alias, however it is written."""
        if not written:
            return None
        if written not in self._known:
            self._known[written] = self._find(_key(written))
        return self._known[written]

    def _find(self, name: str) -> "Carrier | None":
        for directory in reversed(self._directories):
            # The file of the same name first: a start then reads one small file.
            found = self._carrier(directory / CARRIERS / f"{name}.toml") if _plain(name) else None
            if found is not None and found.id == name:
                return self._amended(found)
        return self._by_name.get(name)

    def nearest(self, written: str) -> "tuple[Carrier, ...]":
        """Return the carriers whose names are most like this one, at most three."""
        from difflib import get_close_matches

        close = get_close_matches(_key(written), self._by_name, _NEAREST, _LIKE)
        return tuple({self._by_name[name].id: self._by_name[name] for name in close}.values())

    @cached_property
    def carriers(self) -> "tuple[Carrier, ...]":
        """Every carrier, by id."""
        found: dict[str, Carrier] = {}
        for directory in self._directories:
            for path in _toml_files(directory / CARRIERS):
                carrier = self._carrier(path)
                if carrier is None:
                    continue
                if carrier.id != path.stem:
                    problem = f"the file of {carrier.id!r} is called {carrier.id}.toml; rename it"
                    self._loading.add(path, [ContentError("id", problem, "bad-id")])
                    continue
                found[carrier.id] = carrier
        return tuple(self._amended(found[id]) for id in sorted(found))

    @property
    def rules(self) -> "tuple[Fact, ...]":
        """The facts that hold whoever the carrier is."""
        return self._general.facts if self._general else ()

    @property
    def asks(self) -> "tuple[ToAsk, ...]":
        """What to ask a carrier of whom nothing is known on a topic."""
        return self._general.ask if self._general else ()

    @cached_property
    def help_lines(self) -> "tuple[PhoneLine, ...]":
        """Where to ask for help that is not the carrier."""
        found = self._file("helplines")
        return found.lines if found else ()

    @cached_property
    def phrases(self) -> "tuple[Phrase, ...]":
        """What to show at the counter."""
        found = self._file("phrases")
        return found.phrases if found else ()

    @cached_property
    def glossary(self) -> "tuple[Term, ...]":
        """The words that one meets in Japanese."""
        found = self._file("glossary")
        return found.terms if found else ()

    @cached_property
    def edition(self) -> "Edition | None":
        """Which content this is; None where it does not say."""
        found: Edition | None = self._file("content")
        return found

    @cached_property
    def _general(self) -> "Rules | None":
        found: Rules | None = self._file("rules")
        if found is None:
            return None
        for path, own in self._own(RULES):
            from tui.guides.amend import amended_rules

            found, problems = amended_rules(found, own)
            self._loading.add(path, problems)
        return found

    def _amended(self, carrier: "Carrier") -> "Carrier":
        """Return a carrier with what desks say of it in directories of their own."""
        if carrier.id not in self._desks_own:
            found = carrier
            for path, own in self._own(carrier.id):
                from tui.guides.amend import amended_carrier

                found, problems = amended_carrier(found, own)
                self._loading.add(path, problems)
            self._desks_own[carrier.id] = found
        return self._desks_own[carrier.id]

    def _own(self, carrier: str) -> "Iterator[tuple[Path, Amendment]]":
        for directory in self._directories:
            path = directory / AMENDMENTS / f"{carrier}.toml"
            own: Amendment | None = self._read(path, "amendment")
            if own is None:
                continue
            if own.carrier == carrier:
                yield path, own
                continue
            problem = f"the file about {own.carrier!r} is called {own.carrier}.toml; rename it"
            self._loading.add(path, [ContentError("carrier", problem, "bad-id")])

    @cached_property
    def _by_name(self) -> "dict[str, Carrier]":
        names: dict[str, Carrier] = {}
        for carrier in self.carriers:
            for name in (*carrier.aliases, *carrier.name.values(), carrier.id):
                names[_key(name)] = carrier
        return names

    def _carrier(self, path: Path) -> "Carrier | None":
        if path not in self._carriers:
            self._carriers[path] = self._read(path, "carrier")
        return self._carriers[path]

    def _file(self, kind: str) -> Any:
        """Return what the last directory holds that has such a file; None where none has."""
        found = (self._read(path / f"{kind}.toml", kind) for path in reversed(self._directories))
        return next(filter(None, found), None)

    def _read(self, path: Path, kind: str) -> Any:
        if not os.path.lexists(path):
            return None
        from tui.guides.kinds import FACT_FILES

        _, model, check = FACT_FILES[kind]
        found = self._loading.file(path, model, check, once=True)
        self._loading.remembered.write()
        return found


def _key(written: str) -> str:
    """Return a name as it is compared: folded, without blanks."""
    from tui.text.folding import fold

    return "".join(fold(written).split())


def _plain(name: str) -> bool:
    return name.isascii() and name.replace("-", "").isalnum()


def _toml_files(folder: Path) -> list[Path]:
    # `Path.is_dir` raises for what lies behind a closed door.
    if not is_directory(folder):
        return []
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))

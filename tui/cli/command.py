"""What a verb works with: what was asked, in which language, at which desk."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from tui.casebook.errors import Damaged
from tui.casebook.records import Card
from tui.cli.arguments import Arguments
from tui.cli.output import as_json, is_terminal, say, table, write, write_error
from tui.deadlines.dates import read_day
from tui.deadlines.today import today
from tui.desk import PATIENCE, Desk, open_advice, open_desk, open_library
from tui.guides.advice import Advice
from tui.guides.load import Library
from tui.plan.field_values import day_said
from tui.plan.plan import Plan, plan
from tui.settings import Places, Settings, language_of, settings_of
from tui.text.clean import clean
from tui.text.translation import Words, marked
from tui.text.trouble import Trouble

_PLAIN_WIDTH = 80
_NARROWEST = 20


@dataclass
class Command:
    """One run of the command. The desk is opened when a verb first asks for it."""

    arguments: Arguments
    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    complaints: set[str] = field(default_factory=set)
    """What standard error has been told already."""
    has_done: bool = False
    """Whether something was done beside what the desk's casebook knows of: a file, a casebook."""

    @cached_property
    def settings(self) -> Settings:
        """Return the user's settings."""
        return settings_of(self.environ, self.arguments.globals.person)

    @cached_property
    def words(self) -> Words:
        """Return the reader's language."""
        asked = self.arguments.globals.language
        return Words(language_of(self.environ, self.settings, asked) or "en")

    @cached_property
    def desk(self) -> Desk:
        """Return the desk, having named what is wrong at it. Raises `CasebookError`."""
        options = self.arguments.globals
        desk = open_desk(
            self.environ,
            casebook=options.casebook,
            content=options.content,
            name=options.name,
            only=options.only,
            person=options.person,
            is_kiosk=options.is_kiosk,
            make=self.arguments.verb is not None and self.arguments.verb.makes,
            wait=PATIENCE,
            clock=self.clock,
        )
        for concern in desk.casebook.store.concerns:
            self.complain(concern)
        if desk.team is not None and self.arguments.verb is not None and self.arguments.verb.makes:
            self.complain(
                Trouble(
                    marked("This goes into the team casebook of the group {group}: {path}"),
                    group=desk.team,
                    path=desk.casebook.store.name,
                )
            )
        if "library" not in self.__dict__:
            self._name_faults(desk.library, desk.advice)
        return desk

    def complain(self, trouble: Trouble) -> None:
        """Say on standard error what does not keep the verb from its work."""
        sentence = trouble.say(self.words)
        self.complaints.add(sentence)
        write_error(sentence)

    @cached_property
    def library(self) -> Library:
        """Return the guides; no casebook is opened for them."""
        if "desk" in self.__dict__:
            return self.desk.library
        places = Places.of(self.environ)
        library = open_library(places, self.arguments.globals.content)
        self._name_faults(library, open_advice(places, library))
        return library

    @cached_property
    def advice(self) -> Advice:
        """Return what is known beside the guides; no casebook is opened for it."""
        if "desk" in self.__dict__:
            return self.desk.advice
        return open_advice(Places.of(self.environ), self.library)

    def _name_faults(self, library: Library, advice: Advice) -> None:
        for concern in self.settings.concerns:
            write_error(concern.say(self.words))
        for fault in (*library.faults, *advice.own_faults):
            write_error(str(fault))

    @property
    def today(self) -> date:
        """Return the day it is in Japan."""
        return today(self.clock())

    @cached_property
    def width(self) -> int:
        """Return the cells of a line: the terminal's, or 80 where there is none."""
        if sys.stdout is None or not is_terminal():
            return _PLAIN_WIDTH
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)

    def table(self, rows: Sequence[Sequence[str]], indent: int = 0) -> list[str]:
        """Return rows in aligned columns, `indent` cells in; only a terminal's width cuts them."""
        cells = self.width - indent if is_terminal() else None
        return [" " * indent + line for line in table(rows, cells, self.ellipsis)]

    @cached_property
    def ascii(self) -> bool:
        """Return whether the program's own signs must be ASCII."""
        return self.arguments.globals.ascii or self.settings.ascii

    @property
    def is_kiosk(self) -> bool:
        """Return whether no file of this machine may be named."""
        return self.arguments.globals.is_kiosk

    @property
    def dot(self) -> str:
        """Return what stands between the parts of a line."""
        return " - " if self.ascii else " · "

    @property
    def ellipsis(self) -> str:
        """Return what stands where a text was cut."""
        return "..." if self.ascii else "…"

    def say(self, *lines: str) -> None:
        """Write lines for a person."""
        say(*lines)

    def say_text(self, text: str) -> None:
        """Write a text that has lines of its own."""
        say(*clean(text).split("\n"))

    def answer(self, value: Mapping[str, Any], *lines: str) -> None:
        """Write the data where JSON was asked for, else the lines."""
        if self.arguments.flag("json"):
            write(as_json(value) + "\n")
        else:
            say(*lines)

    def tell_damage(self) -> bool:
        """Say on standard error what was left out because it cannot be read; say if there is."""
        damaged = self.desk.casebook.damaged if "desk" in self.__dict__ else []
        if damaged:
            self.complain(Damaged.together(damaged))
            damaged.clear()
            return True
        return False

    def close(self) -> None:
        """Let go of the casebook, if it was opened."""
        if "desk" in self.__dict__:
            self.desk.casebook.store.close()
            for concern in self.desk.casebook.store.concerns:
                if concern.say(self.words) not in self.complaints:
                    self.complain(concern)

    @property
    def has_changed(self) -> bool:
        """Whether something was done that is not to be done once more."""
        if self.has_done:
            return True
        return "desk" in self.__dict__ and self.desk.casebook.store.has_changed

    def plan(self, card: Card) -> Plan:
        """Return a card's plan in the reader's language."""
        desk = self.desk
        return plan(card, desk.guide(card), self.words.language, desk.situation(card))

    def day(self, name: str, *, past: bool = False) -> str | None:
        """Return the date that an option gives, as ISO text or `unknown`; raises `DateError`."""
        written = self.arguments.text(name)
        return None if written is None else read_day(written, self.today, past=past)

    def say_day(self, day: str) -> str:
        """Return a stored date as a person reads it, with the weekday and how far it is."""
        return day_said(day, self.today, self.words)

"""What a person sits at: guides, one casebook, a clock, and who they are."""

import os
import pwd
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.casebook.action import Clock
from tui.casebook.casebook import WRITE_WAIT, Casebook
from tui.casebook.drafts import Drafts
from tui.casebook.errors import CasebookError, NoSuchThing
from tui.casebook.event import Who
from tui.casebook.narrowed import OneHolder
from tui.casebook.presence import Presence
from tui.casebook.records import Card, Holder
from tui.casebook.sqlite import SqliteStore
from tui.casebook.sqlite.seen import Seen
from tui.casebook.which import which_casebook
from tui.deadlines.today import today
from tui.guides.advice import Advice
from tui.guides.guide import Guide
from tui.guides.load import Library, load
from tui.guides.shipped import content_directory
from tui.paths import is_directory
from tui.plan.days.situation import Situation
from tui.settings import Places, Settings, load_settings
from tui.text.translation import marked

if TYPE_CHECKING:
    from tui.guides.facts import Carrier

PATIENCE = 5.0
"""Seconds to wait for somebody else's commit where nobody sits in front of a frozen screen."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Composes the packages below it and hands them out."""

    library: Library
    advice: Advice
    casebook: Casebook
    drafts: Drafts
    clock: Clock
    who: Who
    places: Places
    settings: Settings
    readers: int
    """How many people can read the casebook."""
    presence: Presence
    only: Holder | None = None
    """The one person that there is at this desk; None for everybody."""
    team: str | None = None
    """The group whose casebook this is, where the machine's settings chose it."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """The session's surroundings: how somebody came here."""

    @contextmanager
    def patient(self) -> Iterator[Casebook]:
        """Open the casebook a second time, to wait long for others without holding up the first."""
        store = SqliteStore(Path(self.casebook.store.name), make=False)
        try:
            only = self.only.id if self.only else None
            yield Casebook(store, self.who, self.clock, PATIENCE, only)
        finally:
            store.close()

    def narrowed(self, only: Holder | None) -> "Desk":
        """Return this desk with one person alone at it, or with everybody.

        The drafts, which both have, are this person's alone from now on too.
        """
        book = self.casebook
        whole = book.store.whole if isinstance(book.store, OneHolder) else book.store
        number = only.id if only else None
        narrow = Casebook(whole, self.who, self.clock, book.wait, number)
        self.drafts.only = number
        return replace(self, casebook=narrow, only=only)

    @property
    def staff(self) -> frozenset[str]:
        """Who may look after a card here; nobody where the casebook is one person's own."""
        from tui.casebook.access.policy import colleagues

        members = colleagues(Path(self.casebook.store.name))
        return frozenset({*members, str(self.who)}) if members else frozenset()

    def carrier(self, card: Card) -> "Carrier | None":
        """Return what is known of a card's carrier."""
        return self.advice.carrier(card.carrier)

    def situation(self, card: Card) -> Situation:
        """Return what a card's plan is made in now."""
        now = self.clock()
        return Situation(today(now), self.carrier(card), now)

    def guide(self, card: Card) -> Guide:
        """Return a card's guide: its version in today's wording, else the one it began with."""
        current = self.library.guide(card.type)
        if current is not None and current.version == card.guide_version:
            return current
        try:
            return self.casebook.guide(card.guide_sha256)
        except CasebookError:
            # Its copy in the casebook is damaged: today's guide is better than none.
            if current is None:
                raise
            return current


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def login_name() -> str:
    """Return the login of the real uid; the environment is not asked."""
    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"


def open_library(places: Places, content: Path | None = None) -> Library:
    """Load the guides: the shipped ones, the machine's, the user's own, those of `content`.

    Opens no casebook.
    """
    others = (places.machine.parent / "content", places.config / "content")
    # `Path.is_dir` raises for what lies behind a closed door.
    there = [path for path in others if is_directory(path)]
    directories = [content_directory(), *there]
    if content is not None:
        directories.append(content)
    return load(directories, places.cache / "content.json")


def open_advice(places: Places, library: Library) -> Advice:
    """Return what lies beside the guides of a library; it is read when it is asked for."""
    return Advice(library.directories, places.cache / "content.json")


def open_desk(
    environ: Mapping[str, str],
    *,
    casebook: Path | None = None,
    content: Path | None = None,
    name: str | None = None,
    only: str | None = None,
    person: str = "",
    is_kiosk: bool = False,
    make: bool = True,
    wait: float = WRITE_WAIT,
    clock: Clock = system_clock,
) -> Desk:
    """Open the casebook and the content.

    A casebook that was named is only made when `make` is true; the person's own always is, and
    their team's never.
    `only` names the one holder that there is to be; behind a key's forced command (`is_kiosk`)
    it is this holder who signs, unless `name` does. `person` tells those apart who share a login.
    Raises `CasebookError`.
    """
    places = Places.of(environ)._replace(person=person)
    settings = load_settings(places)
    which = which_casebook(places, casebook, make=make)
    seen = Seen.of(places.state, which.path)
    store = SqliteStore(which.path, make=which.is_made, read_wait=wait, seen=seen)
    store.concerns = (*which.concerns, *store.concerns)
    who = Who(login_name(), name)
    holder = None if only is None else _the_one(store, who, clock, only)
    if is_kiosk and holder is not None and name is None:
        # Or whoever else works under this login would seem to have done it, and could be undone.
        who = Who(who.login, f"{holder.name} ({holder.id})")
    library = open_library(places, content)
    desk = Desk(
        library=library,
        advice=open_advice(places, library),
        casebook=Casebook(store, who, clock, wait),
        drafts=Drafts(places.state, os.path.realpath(store.path), who),
        clock=clock,
        who=who,
        places=places,
        settings=settings,
        readers=store.readers(),
        presence=Presence(store.path, who),
        team=which.team,
        environ=environ,
    )
    return desk if holder is None else desk.narrowed(holder)


def _the_one(store: SqliteStore, who: Who, clock: Clock, only: str) -> Holder:
    """Return the one holder that there is to be; raises `CasebookError`, the store closed."""
    from tui.casebook.naming import find_holder

    try:
        holder = find_holder(Casebook(store, who, clock).holders(), only)
        if holder is None:
            # Who else there is must not be said to whoever may see one person alone.
            raise NoSuchThing(
                marked("There is no holder {name}: `kaiyaku holder list` names them."), name=only
            )
    except CasebookError:
        store.close()
        raise
    return holder

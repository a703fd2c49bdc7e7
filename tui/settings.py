"""What a user has set, and what the program remembers of their choices."""

import json
import os
import pwd
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import tomli

from tui import held
from tui.text.translation import LANGUAGES, from_locale, marked
from tui.text.trouble import Trouble

MACHINE: Final = Path("/etc/kaiyaku/config.toml")
_COPIES: Final = 20
THEMES = ("dark", "light", "contrast", "terminal")


class NoHome(Trouble):
    """Neither the environment nor the machine's accounts say where a person's things are."""


class Places(NamedTuple):
    """Where things are, by the XDG base directories."""

    casebook: Path
    config: Path
    state: Path
    cache: Path
    home: Path
    inbox: Path
    """Where letters are sent to, to be kept from there."""
    machine: Path = MACHINE
    """The settings of whoever runs the machine; no environment names another."""
    person: str = ""
    """Who of those who share the login; each has choices of their own. Empty for the login's."""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Places":
        """Return the places that the environment names; raises `NoHome`."""
        home = _home(environ)

        def base(variable: str, default: str) -> Path:
            named = environ.get(variable, "")
            # The specification wants relative paths ignored.
            if named.startswith("/"):
                return Path(named) / "kaiyaku"
            if home is None:
                raise NoHome(
                    marked(
                        "Your account (uid {uid}) has no home directory, so there is no place for "
                        "a casebook of yours. Set HOME to a directory of yours."
                    ),
                    uid=os.getuid(),
                )
            return home / default / "kaiyaku"

        own = base("XDG_DATA_HOME", ".local/share")
        return cls(
            casebook=own / "casebook.db",
            config=base("XDG_CONFIG_HOME", ".config"),
            state=base("XDG_STATE_HOME", ".local/state"),
            cache=base("XDG_CACHE_HOME", ".cache"),
            home=home or Path("/"),
            inbox=own / "inbox",
        )


def _home(environ: Mapping[str, str]) -> Path | None:
    if environ.get("HOME"):
        return Path(environ["HOME"])
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return None


class Settings(NamedTuple):
    """The user's `config.toml`, and over it what they chose on screen."""

    language: str | None = None
    theme: str | None = None
    ascii: bool = False
    keys: Mapping[str, str] = MappingProxyType({})
    """Key binding id -> keys, comma-separated."""
    host: str = ""
    """How other computers name this one; empty for the name that it has for itself."""
    concerns: tuple[Trouble, ...] = ()


class Machine(NamedTuple):
    """What whoever runs the machine has set for all of its accounts."""

    teams: Mapping[str, Path] = MappingProxyType({})
    """Group -> directory of its team casebook, in the order of the file."""
    local: str | None = None
    """Where private casebooks are when homes are on a network; `{login}` stands for the login."""
    fault: Trouble | None = None
    """Why the settings cannot be followed."""


def load_machine(places: Places) -> Machine:
    """Read the machine's settings; they are followed whole or not at all."""
    try:
        found = tomli.loads(places.machine.read_bytes().decode("utf-8-sig"))
        teams, local = found.pop("teams", {}), found.pop("local", None)
        if not isinstance(teams, dict):
            raise ValueError("[teams] is not a table")
        for key, value in [*teams.items(), *([] if local is None else [("local", local)])]:
            if not isinstance(value, str) or not value.startswith("/"):
                raise ValueError(f"{key} is {value!r}, not a path that begins with /")
        if found:
            raise ValueError(f"there is no setting {next(iter(found))}")
    except (FileNotFoundError, NotADirectoryError):
        return Machine()
    except (OSError, ValueError, RecursionError) as error:
        return Machine(
            fault=Trouble(
                marked(
                    "The settings of this machine in {path} cannot be followed: {reason}. Tell "
                    "whoever runs it; meanwhile --casebook names the one you mean."
                ),
                path=places.machine,
                reason=error,
            )
        )
    return Machine({group: Path(path) for group, path in teams.items()}, local)


def make_private(directory: Path) -> None:
    """Make a directory, and what is missing above it, for its owner alone."""
    for missing in reversed([directory, *directory.parents]):
        if not missing.exists():
            missing.mkdir(mode=0o700, exist_ok=True)


def load_settings(places: Places) -> Settings:
    """Read the settings; what is wrong in them is named and passed over."""
    concerns: list[Trouble] = []
    chosen = _remembered(places)
    configured = _configured(places.config / "config.toml", concerns)

    def told(name: str, found: object, allowed: str) -> None:
        concerns.append(
            Trouble(
                marked("{path}: {key} is {found}; it can be {allowed}."),
                path=places.config / "config.toml",
                key=name,
                found=repr(found),
                allowed=allowed,
            )
        )

    def one_of(name: str, allowed: tuple[str, ...]) -> str | None:
        for source in (chosen, configured):
            value = source.get(name)
            if value in allowed:
                return str(value)
            if value is not None and source is configured:
                told(name, value, ", ".join(allowed))
        return None

    keys = configured.get("keys", {})
    usable = isinstance(keys, dict) and all(isinstance(value, str) for value in keys.values())
    if not usable:
        told("keys", keys, '"step.mark" = "x"')
    if configured.get("ascii") not in (None, True, False):
        told("ascii", configured["ascii"], "true, false")
    host = configured.get("host", "")
    if not isinstance(host, str):
        told("host", host, '"ssh.example.ac.jp"')
    return Settings(
        language=one_of("language", LANGUAGES),
        theme=one_of("theme", THEMES),
        ascii=configured.get("ascii") is True,
        keys=keys if usable else {},
        host=host if isinstance(host, str) else "",
        concerns=tuple(concerns),
    )


def settings_of(environ: Mapping[str, str], person: str = "") -> Settings:
    """Return the settings of whoever has this environment; none where there is no place for any.

    `person` tells those apart who share a login.
    """
    try:
        places = Places.of(environ)
    except NoHome:
        return Settings()
    return load_settings(places._replace(person=person))


def language_of(environ: Mapping[str, str], settings: Settings, asked: str | None) -> str | None:
    """Return the interface language, or None where nothing says which."""
    if asked or settings.language:
        return asked or settings.language
    if environ.get("KAIYAKU_LANG") in LANGUAGES:
        return environ["KAIYAKU_LANG"]
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return from_locale(environ[variable])
    return None


def remember(places: Places, **choices: str) -> None:
    """Keep choices made on screen for the next start; a full disk only forgets them."""
    merged = _remembered(places) | choices
    try:
        make_private(places.state)
        with held.opened(places.state) as directory:
            held.put(directory, _choices(places).name, json.dumps(merged).encode())
    except OSError:
        return


def remembered(places: Places, choice: str) -> str:
    """Return a choice made on screen earlier; empty for none."""
    found = _remembered(places).get(choice)
    return found if isinstance(found, str) else ""


def remember_copies(places: Places, directory: Path) -> None:
    """Keep that copies are made in a directory, where the doctor looks for what a kill left."""
    known = copied_to(places)
    if directory.absolute() not in known:
        latest = [directory.absolute(), *known][:_COPIES]
        remember(places, copies="\n".join(map(str, latest)))


def copied_to(places: Places) -> list[Path]:
    """Return the directories in which copies were made, the latest first."""
    return [Path(line) for line in remembered(places, "copies").splitlines()]


def _choices(places: Places) -> Path:
    if not places.person:
        return places.state / "choices.json"
    import hashlib

    whose = hashlib.sha256(places.person.encode()).hexdigest()[:16]
    return places.state / f"choices-{whose}.json"


def _remembered(places: Places) -> dict[str, Any]:
    try:
        found = json.loads(_choices(places).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _configured(path: Path, concerns: list[Trouble]) -> dict[str, Any]:
    try:
        return tomli.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        concerns.append(Trouble(marked("{path} is not used: {reason}."), path=path, reason=error))
        return {}

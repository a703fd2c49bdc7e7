"""The page for whoever runs the machine: its commands are run, in a machine made of directories."""

import configparser
import grp
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.readme import ROOT
from tests.patience import PATIENCE
from tui.settings import MACHINE, Places, load_machine

PAGE = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")

# What belongs to the real machine, and is only looked at.
_NOT_RUN = ("groupadd", "usermod", "useradd", "gpasswd", "systemctl", "chown")
# How versions are installed is tried in `test_versions`, with a package that was built.
_OF_VERSIONS = ("/opt/kaiyaku", "pip wheel", "rm /usr/local/bin/kaiyaku")
_KAIYAKU = """#!{python}
import sys
from pathlib import Path
from tui.settings import Places
places_of = Places.of
Places.of = lambda environ: places_of(environ)._replace(machine=Path("{machine}"))
from tui.__main__ import main
sys.exit(main())
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


class Machine:
    """Directories that stand for a machine's, with commands that stay inside of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.group = grp.getgrgid(os.getgid()).gr_name
        self.asked: list[str] = []
        self.commands = root / "bin"
        for name in ("bin", "srv", "etc/kaiyaku", "var/lib", "var/backups", "home", "work"):
            (root / name).mkdir(parents=True)
        self._command("sudo", '#!/bin/sh\nexec "$@"\n')
        for name in _NOT_RUN:
            self._command(name, f'#!/bin/sh\necho {name} "$@" >> {root}/asked\n')
        install = shutil.which("install")
        self._command("install", f'#!/bin/sh\nexec {install} "$1" "$2" "$3" "$(eval echo \\$$#)"\n')
        machine = self.path(str(MACHINE))
        self._command("kaiyaku", _KAIYAKU.format(python=sys.executable, machine=machine))

    def _command(self, name: str, script: str) -> None:
        (self.commands / name).write_text(script)
        (self.commands / name).chmod(0o755)

    def path(self, named: str) -> Path:
        return self.root / named.lstrip("/")

    def here(self, text: str) -> str:
        """Return a text of the page with this machine's paths and group in it."""
        text = re.sub(r"(?<![\w/])/(srv|var|etc)/", rf"{self.root}/\1/", text)
        text = text.replace("/usr/local/bin/kaiyaku", str(self.commands / "kaiyaku"))
        return re.sub(r"--team desk\b", f"--team {self.group}", text)

    def run(self, line: str) -> "subprocess.CompletedProcess[str]":
        environ = {
            "PATH": f"{self.commands}:/usr/bin:/bin",
            "HOME": str(self.root / "home"),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            ["sh", "-eu", "-c", self.here(line)],
            cwd=self.root / "work",
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


def test_every_command_does_what_the_page_says(machine: Machine) -> None:
    desk, kept = machine.path("/srv/desk"), set[str]()
    for block in blocks("sh"):
        for line in block.splitlines():
            if any(part in line for part in _OF_VERSIONS):
                continue
            if " move " in line:
                assert machine.run("kaiyaku add prepaid Mine").returncode == 0
            if "restore --team" in line:
                shutil.rmtree(machine.path("/srv/desk"))
            ran = machine.run(line)
            assert ran.returncode == 0, f"{line}: {ran.stderr}"
            if " init " in line:
                # The tests' directories keep every group out, which init has to say.
                assert machine.run("kaiyaku --casebook /srv/desk add prepaid Trip").returncode == 0
            if "restore" in line:
                kept |= {path.name.rstrip("0123456789-") for path in desk.iterdir()}
                assert ("replaced-" in ran.stdout) == ("--team" not in line)
    assert stat.S_IMODE(desk.stat().st_mode) == 0o2770
    assert stat.S_IMODE((desk / "casebook.db").stat().st_mode) == 0o660
    assert stat.S_IMODE(machine.path("/var/lib/kaiyaku").stat().st_mode) == 0o1777
    kept |= {path.name.rstrip("0123456789-") for path in desk.iterdir()}
    for name in ("casebook.db.replaced", "casebook.db.before-rebuild"):
        assert name in kept
        assert f"{name}-" in PAGE
    asked = (machine.root / "asked").read_text().splitlines()
    assert {line.split()[0] for line in asked} == set(_NOT_RUN)


def is_for_the_team(machine: Machine) -> bool:
    desk = machine.path("/srv/desk")
    found = [
        (stat.S_IMODE(p.stat().st_mode), p.stat().st_gid) for p in (desk, desk / "casebook.db")
    ]
    return found == [(0o2770, os.getgid()), (0o660, os.getgid())]


BACKED_UP = (
    "sudo kaiyaku init --team desk /srv/desk",
    "kaiyaku --casebook /srv/desk add prepaid Trip",
    "kaiyaku --casebook /srv/desk backup before-the-move.db",
)


def restoring() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if " restore " in line]


@pytest.mark.parametrize("gone", ["casebook.db", "casebook.db.head", "*", ""])
@pytest.mark.parametrize("settings", [False, True])
def test_the_page_restores_whatever_is_gone(machine: Machine, gone: str, settings: bool) -> None:
    plain, with_team = restoring()
    for line in BACKED_UP:
        machine.run(line)
    desk = machine.path("/srv/desk")
    if gone:
        for path in desk.glob(gone):
            path.unlink() if path.is_file() else shutil.rmtree(path)
    else:
        shutil.rmtree(desk)
    if settings:
        machine.path(str(MACHINE)).write_text(f'[teams]\n{machine.group} = "{desk}"\n')
    ran = machine.run(plain if gone or settings else with_team)
    assert ran.returncode == 0, ran.stderr
    assert is_for_the_team(machine)
    assert "Trip" in machine.run("kaiyaku --casebook /srv/desk list").stdout
    assert machine.run("kaiyaku --casebook /srv/desk doctor").returncode == 0
    assert not list(machine.path("/srv").glob(".*"))


def test_without_a_name_the_settings_say_what_is_restored(machine: Machine) -> None:
    for line in BACKED_UP:
        machine.run(line)
    desk = machine.path("/srv/desk")
    machine.path(str(MACHINE)).write_text(f'[teams]\n{machine.group} = "{desk}"\n')
    shutil.rmtree(desk)
    ran = machine.run("kaiyaku restore before-the-move.db")
    assert ran.returncode == 0, ran.stderr
    assert is_for_the_team(machine)


def test_the_settings_are_followed(machine: Machine) -> None:
    (settings,) = blocks("toml")
    machine.run("kaiyaku init --team desk /srv/desk")
    file = machine.path(str(MACHINE))
    file.write_text(settings)
    found = load_machine(Places.of({"HOME": "/x"})._replace(machine=file))
    assert found.fault is None
    assert dict(found.teams) == {"desk": Path("/srv/desk")}
    assert found.local == "/var/lib/kaiyaku/{login}"
    file.write_text(machine.here(settings).replace("desk =", f'"{machine.group}" ='))
    added = machine.run("kaiyaku add prepaid Trip")
    assert added.returncode == 0
    assert "/srv/desk/casebook.db" in added.stderr


def units() -> list[configparser.ConfigParser]:
    found = []
    for block in blocks("ini"):
        unit = configparser.ConfigParser(interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string(block)
        found.append(unit)
    return found


def test_the_timer_makes_backups(machine: Machine) -> None:
    service, timer = units()
    machine.run("kaiyaku init --team desk /srv/desk")
    machine.path("/var/backups/desk").mkdir()
    ran = machine.run(service["Service"]["ExecStart"])
    assert ran.returncode == 0, ran.stderr
    (made,) = machine.path("/var/backups/desk").iterdir()
    assert re.fullmatch(r"casebook-\d{4}-\d\d-\d\dT\d{4}Z\.db", made.name)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    # What the unit lets be written is what the command writes.
    written = [service["Service"]["Environment"].removeprefix("XDG_STATE_HOME="), "/srv/desk"]
    assert sorted(service["Service"]["ReadWritePaths"].split()) == sorted(
        [*written, "/var/backups/desk"]
    )
    assert timer["Install"]["WantedBy"] == "timers.target"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_the_units_are_what_systemd_takes(machine: Machine) -> None:
    for name, block in zip(("service", "timer"), blocks("ini"), strict=True):
        unit = machine.root / f"kaiyaku-backup.{name}"
        unit.write_text(machine.here(block))
    ran = subprocess.run(
        ["systemd-analyze", "verify", *sorted(machine.root.glob("kaiyaku-backup.*"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "kaiyaku-backup" not in ran.stderr, ran.stderr


def test_the_doors_of_the_page_open_the_desks_casebook_and_no_shell(machine: Machine) -> None:
    assert machine.run("sudo kaiyaku init --team desk /srv/desk").returncode == 0
    told = "".join(blocks("text"))
    doors = [
        *re.findall(r'command="([^"]+)"', told),
        *re.findall(r"ForceCommand (.+)", told),
    ]
    assert len(doors) == 3
    machine.run("kaiyaku --casebook /srv/desk holder add 'Li Na'")
    for door in doors:
        line = door.replace("--holder 12", "--holder 1")
        listed = machine.run(f"SSH_ORIGINAL_COMMAND='holder list' {line}")
        assert (listed.returncode, "Li Na" in listed.stdout) == (0, True), listed.stderr
        refused = machine.run(f"SSH_ORIGINAL_COMMAND='sh -c id' {line}")
        assert (refused.returncode, refused.stdout) == (2, "")


def test_every_option_on_the_page_is_one() -> None:
    from tui.cli.table import GLOBAL_OPTIONS, VERBS

    known = {name for option in GLOBAL_OPTIONS for name in option.names}
    known |= {name for verb in VERBS.values() for option in verb.options for name in option.names}
    written = set(re.findall(r"(?<![\w-])--[a-z]+", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))
    assert written <= known

"""Versions beside each other, as the page for whoever runs the machine installs them."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.packaging.readme import ROOT
from tests.patience import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]

PAGE = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def as_version(wheel: Path, version: str, folder: Path) -> None:
    """Write a wheel as if it were of another version."""
    target = folder / wheel.name.replace("-0.1.0-", f"-{version}-")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(("/METADATA", "tui/__init__.py")):
                content = content.replace(b"0.1.0", version.encode())
            if name.endswith("/RECORD"):
                content = b"\n".join(
                    line.partition(b",")[0] + b",," for line in content.splitlines()
                ).replace(b"-0.1.0.", f"-{version}.".encode())
            new.writestr(name.replace("-0.1.0.", f"-{version}."), content)


class Machine:
    """A machine made of directories, with commands that stay inside of them."""

    def __init__(self, root: Path, built: Path) -> None:
        self.root = root
        for name in ("opt", "usr/local/bin", "home", "work/dist", "srv"):
            (root / name).mkdir(parents=True)
        (wheel,) = built.glob("*.whl")
        as_version(wheel, "0.1.0", root / "work" / "dist")
        as_version(wheel, "0.2.0", root / "work" / "dist")
        sudo = root / "usr/local/bin/sudo"
        sudo.write_text('#!/bin/sh\nexec "$@"\n')
        sudo.chmod(0o755)
        (root / "usr/local/bin/python3").symlink_to(sys.executable)

    def run(self, line: str, **more: str) -> str:
        environ = {
            "PATH": f"{self.root}/usr/local/bin:{os.defpath}",
            "HOME": str(self.root / "home"),
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            **more,
        }
        here = re.sub(r"(?<![\w/])/(opt|usr/local|srv)/", rf"{self.root}/\1/", line)
        ran = subprocess.run(
            ["sh", "-eu", "-c", here],
            cwd=self.root / "work",
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert ran.returncode == 0, f"{line}: {ran.stderr}"
        made = re.search(r"-m venv (\S+)", here)
        if made:
            self._see_dependencies(Path(made[1]))
        return ran.stdout

    def _see_dependencies(self, environment: Path) -> None:
        """Stand for the packages that pip would fetch."""
        packages = sysconfig.get_path("purelib", "venv", {"base": str(environment)})
        sites = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
        (Path(packages) / "dependencies.pth").write_text("\n".join(sites) + "\n")

    def run_block(self, part: str) -> None:
        (block,) = [block for block in BLOCKS if part in block]
        for line in block.splitlines():
            self.run(line)

    @property
    def version(self) -> str:
        return self.run("kaiyaku --version").split()[-1]


def test_versions_are_installed_changed_and_removed(tmp_path: Path, built: Path) -> None:
    machine = Machine(tmp_path, built)
    machine.run_block("venv /opt/kaiyaku/0.1.0")
    assert machine.version == "0.1.0"
    first = machine.root / "opt/kaiyaku/0.1.0"
    assert list(first.rglob("tui/__pycache__/desk.*.pyc"))
    machine.run(f"kaiyaku init {machine.root}/srv/desk")
    machine.run("kaiyaku --casebook /srv/desk add postpaid 'My docomo'")
    machine.run_block("venv /opt/kaiyaku/0.2.0")
    assert machine.version == "0.2.0"
    assert "My docomo" in machine.run("kaiyaku --casebook /srv/desk list")
    assert (machine.root / "work/before-0.2.0.db").is_file()
    (back,) = [line for line in BLOCKS if line.startswith("sudo ln -sfn /opt/kaiyaku/0.1.0")]
    machine.run(back)
    assert machine.version == "0.1.0"
    machine.run_block("rm -r /opt/kaiyaku/0.2.0")
    assert not (machine.root / "opt/kaiyaku/0.2.0").exists()
    assert "My docomo" in machine.run("kaiyaku --casebook /srv/desk list")
    machine.run_block("sudo rm /usr/local/bin/kaiyaku")
    assert not (machine.root / "opt/kaiyaku").exists()
    assert not (machine.root / "usr/local/bin/kaiyaku").exists()
    assert (machine.root / "srv/desk/casebook.db").is_file()


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_no_code_of_an_account_runs_at_a_door(tmp_path: Path, built: Path, version: str) -> None:
    machine = Machine(tmp_path, built)
    machine.run_block("venv /opt/kaiyaku/0.1.0")
    machine.run("kaiyaku init /srv/desk")
    if version == "0.2.0":
        machine.run_block("venv /opt/kaiyaku/0.2.0")
    machine.run("kaiyaku --casebook /srv/desk add postpaid 'My docomo' --holder 'Li Na'")
    sung, planted = tmp_path / "sung", tmp_path / "planted"
    planted.mkdir()
    for name in ("sitecustomize", "usercustomize", "tui", "tomli"):
        (planted / f"{name}.py").write_text(f"open({str(sung)!r}, 'a').write('{name} ')\n")
    environ = {"PYTHONPATH": str(planted), "SSH_ORIGINAL_COMMAND": "list"}
    machine.run("/opt/kaiyaku/0.1.0/bin/python -c pass", **environ)
    assert "sitecustomize" in sung.read_text()
    sung.unlink()
    doors = re.findall(r"(/\S+/kaiyaku kiosk [^\"\n]+)", PAGE)
    assert len(doors) == 3
    for door in doors:
        assert "My docomo" in machine.run(door.replace("--holder 12", "--holder 1"), **environ)
        assert not sung.exists()


def test_the_page_names_the_version_that_this_is() -> None:
    from tui import __version__

    assert f"/opt/kaiyaku/{__version__}" in PAGE

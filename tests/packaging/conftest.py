import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.readme import ROOT


@dataclass(frozen=True)
class Installed:
    """kaiyaku in an environment of its own, run from another directory with an empty home."""

    environment: Path
    elsewhere: Path

    def run(self, *arguments: str) -> str:
        """Run the installed command and return what it printed; it must say nothing else."""
        ran = self._run(self.environment / "bin" / "kaiyaku", *arguments)
        assert ran.stderr == ""
        return ran.stdout

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the environment, by way of JSON."""
        script = f"import json, tui, tui.guides.shipped; print(json.dumps({expression}))"
        return json.loads(self._run(self.environment / "bin" / "python", "-c", script).stdout)

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        home = self.elsewhere / "home"
        home.mkdir(exist_ok=True)
        environ = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
        return subprocess.run(
            command, cwd=self.elsewhere, env=environ, capture_output=True, text=True, check=True
        )


Install = Callable[..., Installed]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the source distribution and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    _python("-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT))
    return out


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Install:
    """Install kaiyaku, and nothing else, into a fresh environment that sees what we depend on."""

    def make(*what: str) -> Installed:
        home = tmp_path_factory.mktemp("installed")
        environment = home / "venv"
        venv.create(environment, symlinks=True)
        # A .pth makes our dependencies importable, but does not follow the .pth files among them:
        # the checkout that these tests run in stays out of sight.
        packages = sysconfig.get_path("purelib", "venv", {"base": str(environment)})
        sites = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
        (Path(packages) / "dependencies.pth").write_text("\n".join(sorted(sites)) + "\n")
        python = str(environment / "bin" / "python")
        _python("-m", "pip", "--python", python, *_PIP, *what)
        return Installed(environment, home)

    return make


_PIP = (
    *("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"),
    *("--force-reinstall", "--disable-pip-version-check"),
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a package is made from, to be installed editable and edited."""
    copy = tmp_path_factory.mktemp("checkout") / "kaiyaku"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("tui", "content"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def _python(*arguments: str) -> None:
    ran = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr

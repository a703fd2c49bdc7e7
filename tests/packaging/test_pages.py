"""The project's pages say what is so."""

import re
import subprocess
from itertools import chain
from pathlib import Path

import pytest
import tomli

from tests.packaging.readme import MANUAL, README, ROOT, refreshed
from tui import __version__
from tui.cli.page import page
from tui.guides.advice import Advice
from tui.guides.shipped import content_directory
from tui.keys import BY_ID
from tui.settings import Places, load_settings
from tui.text.translation import Words

READMES = ("README.md", "README.zh.md", "README.ja.md")
PAGES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", _read(name), re.DOTALL | re.MULTILINE)


def _first_commands(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line.startswith("python3 -m venv")]


def test_the_tables_are_what_the_program_declares() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == refreshed(text), "refresh them: python -m tests.packaging.readme"


@pytest.mark.parametrize("name", READMES)
def test_every_language_has_the_same_two_commands_at_the_top(name: str) -> None:
    commands = _first_commands(name)
    assert len(commands) == 2
    assert commands == _first_commands("README.md")
    top = _read(name).splitlines()[:30]
    assert set(commands) <= set(top)


def test_the_checks_in_ci_are_the_second_command_of_the_readme() -> None:
    ran = subprocess.run(
        [ROOT / ".ci" / "run", "--print"], capture_output=True, text=True, check=True, cwd="/"
    )
    assert ran.stdout.splitlines() == [_first_commands("README.md")[1]]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_into_the_project_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)|(?:src|href)=\"([^\"#]+)\"", _read(name))
    targets = [target for target in chain.from_iterable(links) if target]
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_settings_shown_are_settings(name: str, tmp_path: Path) -> None:
    blocks = _blocks(name, "toml")
    assert len(blocks) == 1
    places = Places.of({"HOME": str(tmp_path)})
    places.config.mkdir(parents=True)
    (places.config / "config.toml").write_text(blocks[0], encoding="utf-8")
    settings = load_settings(places)
    assert settings.concerns == ()
    assert set(settings.keys) <= set(BY_ID)
    assert set(settings.keys) == set(tomli.loads(blocks[0])["keys"])
    assert tomli.loads(blocks[0]).keys() <= {"language", "theme", "ascii", "keys"}


def test_the_changelog_begins_with_the_version_of_the_program() -> None:
    headings = re.findall(r"^## (\S+)", _read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == __version__


@pytest.mark.parametrize(
    ("name", "said"),
    [("README.md", "{} carriers"), ("README.zh.md", "{}家运营商"), ("README.ja.md", "{}社")],
)
def test_as_many_carriers_are_known_as_the_readmes_say(name: str, said: str) -> None:
    carriers = Advice([content_directory()], None).carriers
    of_travel = [carrier for carrier in carriers if carrier.id == "traveltechlab"]
    assert len(of_travel) == 1
    assert said.format(len(carriers) - len(of_travel)) in _read(name)


def test_the_manual_page_is_fresh() -> None:
    written = MANUAL.read_text(encoding="utf-8")
    assert written == page(Words("en")), "refresh it: python -m tests.packaging.readme"

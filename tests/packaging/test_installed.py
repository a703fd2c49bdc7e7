"""kaiyaku as other people get it: built, installed, and run far away from the checkout."""

import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.conftest import Install, Installed
from tests.packaging.readme import ROOT

# One process builds and installs; the others need not do it as well.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


def _shipped(directory: str, *endings: str) -> set[str]:
    files = (path for path in (ROOT / directory).rglob("*") if path.suffix in endings)
    return {str(path.relative_to(ROOT)) for path in files}


@pytest.fixture(scope="module")
def from_wheel(install: Install, built: Path) -> Installed:
    (wheel,) = built.glob("*.whl")
    return install(str(wheel))


@pytest.fixture(scope="module")
def editable(install: Install, checkout: Path) -> Installed:
    return install("--editable", str(checkout))


def test_the_source_distribution_has_the_content_and_the_tests(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = _shipped("tui", ".py", ".tcss", ".po", ".mo") | _shipped("tests", ".py")
    wanted |= _shipped("content", ".toml")
    assert wanted - names == set()
    assert {"README.md", "LICENSE", "CHANGELOG.md", ".ci/run"} <= names


def test_the_wheel_has_the_content_and_the_translations_but_no_tests(built: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    wanted = _shipped("tui", ".py", ".tcss", ".mo")
    wanted |= {f"tui/{name}" for name in _shipped("content", ".toml")}
    assert wanted - names == set()
    tops = {name.partition("/")[0] for name in names}
    outside = {top for top in tops if not top.endswith((".dist-info", ".data"))}
    assert outside == {"tui"}
    beside = [name for name in names if ".data/" in name]
    assert [name.partition(".data/")[2] for name in beside] == ["data/share/man/man1/kaiyaku.1"]


@pytest.mark.parametrize("how", ["from_wheel", "editable"])
def test_an_installed_program_has_its_guides(how: str, request: pytest.FixtureRequest) -> None:
    installed: Installed = request.getfixturevalue(how)
    guides = json.loads(installed.run("guide", "--json"))["guides"]
    assert [guide["id"] for guide in guides] == [
        "prepaid",
        "postpaid",
        "home-internet",
        "tourist",
        "wifi",
    ]


@pytest.mark.parametrize("how", ["from_wheel", "editable"])
def test_an_installed_program_speaks_chinese(how: str, request: pytest.FixtureRequest) -> None:
    installed: Installed = request.getfixturevalue(how)
    page = installed.run("--lang", "zh", "guide", "postpaid").splitlines()
    assert page[0] == "后付费卡（月结）"
    assert "注意事项" in page


def test_the_wheel_uses_nothing_of_the_checkout(from_wheel: Installed) -> None:
    inside = str(from_wheel.environment)
    assert from_wheel.ask("tui.__file__").startswith(inside)
    assert from_wheel.ask("str(tui.guides.shipped.content_directory())").startswith(inside)


def test_an_edit_in_the_checkout_shows_in_an_editable_install(
    editable: Installed, checkout: Path
) -> None:
    assert Path(editable.ask("tui.__file__")).is_relative_to(checkout)
    guide = checkout / "content" / "guides" / "postpaid.toml"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("后付费卡（月结）", "后付费卡（改）"), encoding="utf-8")
    try:
        page = editable.run("--lang", "zh", "guide", "postpaid")
    finally:
        guide.write_text(text, encoding="utf-8")
    assert page.startswith("后付费卡（改）\n")

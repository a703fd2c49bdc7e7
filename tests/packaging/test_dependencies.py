"""What the package declares to need is what it imports."""

import ast
import sys

import tomli

from tests.packaging.readme import ROOT


def _imported() -> set[str]:
    names: set[str] = set()
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"tui"}


def test_nothing_is_declared_in_vain_and_nothing_comes_by_chance() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {**project["optional-dependencies"], "dev": []}
    lines = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    declared = {_name(line) for line in lines}
    assert declared == _imported()


def test_textual_is_pinned_exactly() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (pin,) = (line for line in project["dependencies"] if _name(line) == "textual")
    assert pin.removeprefix("textual").startswith("==")


def _name(requirement: str) -> str:
    end = next((n for n, c in enumerate(requirement) if not (c.isalnum() or c in "_-.")), None)
    return requirement[:end]

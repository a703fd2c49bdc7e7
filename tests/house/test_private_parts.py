"""What rests on private parts of Textual and Rich is in `tui/terminal`, and is there."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from rich.style import Style
from textual.app import App

from tests.house.sources import imported, modules

THEIRS = ("textual", "rich")
TERMINAL = "tui.terminal"
OF_NAMED_TUPLES = frozenset({"_replace", "_asdict", "_fields", "_make"})
SYSTEM = frozenset({"os._exit"})

TREES = modules()
DRAWN = sorted(
    name
    for name in TREES
    if name.startswith(("tui.screens", "tui.widgets", "tui.app", f"{TERMINAL}."))
)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_theirs(name: str) -> bool:
    return name.split(".")[0] in THEIRS


@cache
def private_parts(of: type) -> frozenset[str]:
    """Return the private names of a class of Textual or Rich: methods and what it sets."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(of)))
    kept = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self", "cls")
    }
    return frozenset(filter(is_private, {*vars(of), *kept}))


def classes(module: str) -> Iterator[tuple[type, ast.ClassDef]]:
    """Yield the classes of a module that stand on one of Textual's or Rich's."""
    of_module = importlib.import_module(module)
    for node in TREES[module].body:
        if isinstance(node, ast.ClassDef):
            found = getattr(of_module, node.name)
            if any(is_theirs(each.__module__) for each in bases(found)):
                yield found, node


def bases(of: type) -> tuple[type, ...]:
    """Return a class with its ancestors; a mixin of `tui/terminal` has those of the program."""
    from tui.app import Kaiyaku

    is_mixin = of.__module__.startswith(TERMINAL) and issubclass(Kaiyaku, of)
    return (Kaiyaku if is_mixin else of).__mro__


def touched(node: ast.ClassDef) -> set[str]:
    """Return the private names that a class defines, sets or reads of itself."""
    names = {each.name for each in ast.walk(node) if isinstance(each, ast.FunctionDef)}
    names |= {each.name for each in ast.walk(node) if isinstance(each, ast.AsyncFunctionDef)}
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and ast.unparse(each.value) in ("self", "super()"):
            names.add(each.attr)
    return set(filter(is_private, names))


def defined(node: ast.ClassDef) -> set[str]:
    """Return the names that a class of ours gives itself."""
    names = {
        each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            names.add(each.attr)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            names.add(each.id)
    return names


def of_others(tree: ast.Module) -> Iterator[str]:
    """Yield what a module reads of private parts of what is not itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            of = ast.unparse(node.value)
            if of not in ("self", "cls", "super()") and node.attr not in OF_NAMED_TUPLES:
                yield f"{of}.{node.attr}"


def of_bases(found: type) -> set[str]:
    """Return the private names of what a class of ours stands on."""
    return {
        name for base in bases(found) if is_theirs(base.__module__) for name in private_parts(base)
    }


def test_no_other_room_imports_a_private_part() -> None:
    found = {
        module: names
        for module, tree in TREES.items()
        if not module.startswith(TERMINAL)
        if (
            names := [
                f"{of}.{name}"
                for of, name in imported(tree)
                if is_theirs(of) and any(map(is_private, (name, *of.split("."))))
            ]
        )
    }
    assert found == {}


def test_no_other_room_calls_one_or_takes_the_name_of_one() -> None:
    found: dict[str, set[str]] = {}
    for module in (name for name in DRAWN if not name.startswith(TERMINAL)):
        ours = {name for _, node in classes(module) for name in defined(node)}
        names = {it for it in of_others(TREES[module]) if it.rpartition(".")[2] not in ours}
        for each, node in classes(module):
            names |= touched(node) & of_bases(each)
        if names:
            found[module] = names
    assert found == {}


@pytest.mark.parametrize("module", [name for name in DRAWN if name.startswith(TERMINAL)])
def test_every_private_part_that_the_terminal_rests_on_is_there(module: str) -> None:
    for found, node in classes(module):
        ours = defined(node) | {
            name
            for base in bases(found)[1:]
            if base.__module__.startswith("tui.")
            for name in vars(base)
        }
        assert touched(node) - of_bases(found) - ours == set()
    parts: dict[str, Any] = {"app": App, "style": Style}
    for part in of_others(TREES[module]):
        of, _, name = part.rpartition(".")
        if part in SYSTEM:
            continue
        kind = parts.get(of)
        if kind is App:
            assert name in private_parts(App), part
        elif kind is Style:
            assert hasattr(Style(), name), part


OVERRIDDEN = {
    "tui.terminal.crash.QuietEnd": {"_fatal_error"},
    "tui.terminal.frames.FrameDifference": {"_display"},
    "tui.terminal.driver.TerminalDriver": {"_sigcont_application", "_get_terminal_size"},
}
"""What Textual calls by a private name of its own: gone there, ours would never be called."""


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_what_takes_the_place_of_a_private_part_still_does(name: str) -> None:
    module, _, of = name.rpartition(".")
    found = getattr(importlib.import_module(module), of)
    mro = bases(found)
    for each in OVERRIDDEN[name]:
        assert each in vars(found)
        assert any(each in vars(base) for base in mro if is_theirs(base.__module__)), each

"""How the screens are built: few ancestors, few methods."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

from tui.screens.page import Page

ANCESTORS, METHODS, METHODS_OF_A_CLASS = 3, 60, 40


def classes(package: str) -> Iterator[type]:
    """Return every class that a package of ours defines."""
    root = importlib.import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        for each in vars(importlib.import_module(found.name)).values():
            if inspect.isclass(each) and each.__module__ == found.name:
                yield each


def methods(of: type) -> int:
    """Return how many methods and properties a class defines itself."""
    return sum(
        inspect.isfunction(each) or isinstance(each, property | classmethod | staticmethod)
        for each in vars(of).values()
    )


def ours(of: type) -> list[type]:
    """Return a class and those of its ancestors that are our own."""
    return [each for each in of.__mro__ if each.__module__.startswith("tui.")]


@pytest.mark.parametrize("package", ["tui.screens", "tui.widgets", "tui.casebook"])
def test_no_class_is_too_large_to_be_known(package: str) -> None:
    assert [each for each in classes(package) if methods(each) > METHODS_OF_A_CLASS] == []


def test_no_page_is_made_of_more_than_can_be_held_in_mind() -> None:
    pages = [each for each in classes("tui.screens") if issubclass(each, Page)]
    assert pages
    assert [page for page in pages if len(ours(page)) - 1 > ANCESTORS] == []
    assert [page for page in pages if sum(map(methods, ours(page))) > METHODS] == []

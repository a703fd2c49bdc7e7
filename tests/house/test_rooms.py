"""Rooms in which a file is found, and imports that never come back to where they began."""

import ast

from tests.house.sources import SOURCE, circles, imports, modules

FILES_IN_A_ROOM = 25


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circles(imports(modules())) == []


def test_a_circle_is_seen_in_a_function_and_among_the_types_too() -> None:
    trees = {
        "tui.a": ast.parse("def f():\n    from tui.b import g\n    return g"),
        "tui.b": ast.parse("if TYPE_CHECKING:\n    from tui import a"),
        "tui.c": ast.parse("import tui.a"),
    }
    assert circles(imports(trees)) == [["tui.a", "tui.b"]]


def test_a_room_has_few_enough_files_to_be_looked_through() -> None:
    rooms = (room for room in SOURCE.rglob("*") if room.is_dir() and room.name != "__pycache__")
    full = {
        str(room.relative_to(SOURCE)): len(files)
        for room in (SOURCE, *rooms)
        if len(files := [it for it in room.glob("*.py") if it.name != "__init__.py"])
        > FILES_IN_A_ROOM
    }
    assert full == {}

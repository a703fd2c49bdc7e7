"""Only the SQLite adapter opens a casebook's file: closing it elsewhere would drop its locks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tui

SOURCE = Path(tui.__file__).parent
ADAPTER = SOURCE / "casebook" / "sqlite"
OPENS = frozenset(
    {
        *("open", "fdopen", "connect", "read_bytes", "read_text", "write_bytes", "write_text"),
        *("copy", "copy2", "copyfile", "copytree", "truncate", "touch"),
    }
)
OF_A_CASEBOOK = re.compile(r"casebook|\bstore\b|\bwhich\b|\bbook\b|FILE_NAME")


def opened(source: str) -> Iterator[str]:
    """Yield the calls that open, by name, what is called a casebook's."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            is_open = isinstance(function, ast.Name) and function.id == "open"
            is_open |= isinstance(function, ast.Attribute) and function.attr in OPENS
            if is_open and OF_A_CASEBOOK.search(ast.unparse(node)):
                yield ast.unparse(node)


def test_no_module_beside_the_adapter_opens_the_file() -> None:
    found = {
        str(path.relative_to(SOURCE)): calls
        for path in SOURCE.rglob("*.py")
        if ADAPTER not in path.parents
        if (calls := list(opened(path.read_text("utf-8"))))
    }
    assert found == {}


def test_what_opens_one_is_seen() -> None:
    for line in (
        "os.open(places.casebook, os.O_RDONLY)",
        "Path(desk.casebook.store.name).read_bytes()",
        "which.path.open('rb')",
        "shutil.copy(store.path, target)",
        "sqlite3.connect(directory / FILE_NAME)",
    ):
        assert list(opened(line)) == [line]
    assert not list(opened("os.open(aside, flags)"))

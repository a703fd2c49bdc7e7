"""The modules of the program, as their own text says what they import."""

import ast
from collections.abc import Iterator
from pathlib import Path

import tui

SOURCE = Path(tui.__file__).parent


def modules(source: Path = SOURCE) -> dict[str, ast.Module]:
    """Return every module by its name."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield what a module imports, wherever it does so: a module, and a name in it or nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from ((node.module, each.name) for each in node.names)


def imports(trees: dict[str, ast.Module]) -> dict[str, set[str]]:
    """Return which of these modules each of them imports."""
    found: dict[str, set[str]] = {}
    for name, tree in trees.items():
        asked = ((f"{module}.{part}", module) for module, part in imported(tree))
        found[name] = {
            longest for pair in asked if (longest := next((it for it in pair if it in trees), ""))
        }
    return found


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return every set of modules of which each reaches each other one."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for each in graph[waiting.pop()] - seen:
                seen.add(each)
                waiting.append(each)
        return seen

    reach = {name: reached(name) for name in graph}
    rings = {
        tuple(sorted(it for it in reach[name] if name in reach[it]))
        for name in graph
        if name in reach[name]
    }
    return [list(ring) for ring in sorted(rings)]

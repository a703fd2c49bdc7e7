"""Every check in one command: `python -m tests`. What follows it goes to pytest."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[1]

# import-linter has no module that `python -m` could run.
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"

_STEPS = (
    ("formatting", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
    ("import contracts", ("-c", _LINT_IMPORTS, "--no-logo")),
)
# Half of the time a test waits for a terminal, a shell or a disk.
_WORKERS = 2 * (os.cpu_count() or 1)
_TESTS = ("-m", "pytest", "-n", str(_WORKERS), "--dist", "loadgroup")


def main(arguments: Sequence[str]) -> int:
    """Run every check, whatever the ones before found; return 1 if one of them failed."""
    failed = [name for name, command in _STEPS if not _passes(name, command)]
    if failed:
        print(f"\n== failed so far: {', '.join(failed)}", flush=True)
    passed = _passes("tests, the translations' freshness among them", (*_TESTS, *arguments))
    return 0 if passed and not failed else 1


def _passes(name: str, command: Sequence[str]) -> bool:
    print(f"\n== {name}", flush=True)
    return subprocess.run((sys.executable, *command), cwd=_ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

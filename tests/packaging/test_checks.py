"""`python -m tests` and `.ci/run`, which nobody looks at until they lie."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests import __main__ as checks
from tests.packaging.readme import ROOT

FINDS_SOMETHING = ("-c", "import sys; sys.exit(1)")
FINDS_NOTHING = ("-c", "")


def _tests_that_leave(trace: Path, code: int = 0) -> tuple[str, ...]:
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"
    return ("-c", f"{script}; sys.exit({code})", str(trace))


@pytest.mark.parametrize(
    ("step", "code", "ends_with"),
    [(FINDS_NOTHING, 0, 0), (FINDS_SOMETHING, 0, 1), (FINDS_NOTHING, 5, 1)],
)
def test_every_check_runs_and_one_failure_is_enough(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    step: tuple[str, ...],
    code: int,
    ends_with: int,
) -> None:
    trace = tmp_path / "trace"
    monkeypatch.setattr(checks, "_STEPS", (("lint", step), ("types", FINDS_NOTHING)))
    monkeypatch.setattr(checks, "_TESTS", _tests_that_leave(trace, code))
    assert checks.main(["-k", "undo"]) == ends_with
    assert trace.read_text() == "-k undo"


def test_a_check_that_failed_is_named_before_the_tests(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "_STEPS", (("lint", FINDS_SOMETHING), ("types", FINDS_NOTHING)))
    monkeypatch.setattr(checks, "_TESTS", ("-c", "print('1 passed')"))
    checks.main([])
    lines = capfd.readouterr().out.split("\n")
    assert [line for line in lines if "failed" in line] == ["== failed so far: lint"]
    assert lines[-2:] == ["1 passed", ""]


@pytest.mark.parametrize("commands", [[], ["-m tests", "-m tests"]])
def test_ci_refuses_a_readme_that_does_not_say_how(tmp_path: Path, commands: list[str]) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    readme = "".join(f"python3 -m venv .venv && .venv/bin/python {end}\n" for end in commands)
    (tmp_path / "README.md").write_text(readme)
    ran = subprocess.run(
        [tmp_path / ".ci" / "run", "--print"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "README.md" in ran.stderr

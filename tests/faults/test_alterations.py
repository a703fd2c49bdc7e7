"""A proof that is not what was exported is never taken for it."""

from pathlib import Path

from tests.faults.alterations import proof, wrong_of
from tests.faults.flips import home
from tests.faults.program import run


def test_what_was_altered_is_refused_in_a_sentence() -> None:
    assert [what for seed in range(300) for what in wrong_of(seed)] == []


def test_what_was_not_is_as_it_was_exported(tmp_path: Path) -> None:
    (tmp_path / "proof.zip").write_bytes(proof())
    assert run(home(), "verify", str(tmp_path / "proof.zip")).code == 0

"""What is left of an error that nobody foresaw: a sentence, and a note without anybody's text."""

import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui import settings
from tui.casebook.casebook import Casebook

SECRET = "PIN 0987 for Sato"


@pytest.fixture
def mistaken(one_card: Kaiyaku, monkeypatch: pytest.MonkeyPatch) -> Kaiyaku:
    """A program in which every look at the cards fails."""

    def fails(book: Casebook) -> None:
        held = SECRET
        raise KeyError(held)

    monkeypatch.setattr(Casebook, "cards", fails)
    return one_card


def test_a_fault_is_one_sentence_and_a_note_for_its_owner_alone(mistaken: Kaiyaku) -> None:
    said = mistaken.refused(70, "list")
    [note] = (mistaken.home / ".local/state/kaiyaku").glob("crash-*.txt")
    assert str(note) in said
    assert re.fullmatch(r"crash-([0-9a-f]{6})", note.stem)
    assert f"({note.stem.removeprefix('crash-')})" in said
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert note.read_text().startswith("builtins.KeyError\n")
    assert "in fails" in note.read_text()
    assert SECRET not in note.read_text() + said


def test_a_fault_is_said_in_the_readers_language(mistaken: Kaiyaku) -> None:
    assert "kaiyaku" in mistaken.refused(70, "--lang", "ja", "list")
    assert "error" not in mistaken.refused(70, "--lang", "ja", "list")


def test_where_no_note_can_be_written_the_sentence_stands_alone(
    mistaken: Kaiyaku, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    mistaken.environ["XDG_STATE_HOME"] = str(tmp_path / "file")
    assert "crash-" not in mistaken.refused(70, "list")


def test_settings_that_are_themselves_at_fault_leave_the_sentence(
    mistaken: Kaiyaku, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path, concerns: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(settings, "_configured", fails)
    assert "error of its own" in mistaken.refused(70, "--lang", "ja", "list")

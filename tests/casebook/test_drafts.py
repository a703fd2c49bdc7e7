"""Unfinished texts: on disk, for their writer alone, offered once."""

import stat
from pathlib import Path

import pytest

from tui.casebook.drafts import Drafts, Unfinished
from tui.casebook.event import Who

MIKA, KEN = Who("mika"), Who("ken")


def drafts(state: Path, who: Who = MIKA) -> Drafts:
    return Drafts(state, "/casebook.db", who)


def texts(found: list[Unfinished]) -> list[str]:
    return [draft.text for draft in found]


def kill(session: Drafts) -> None:
    """End a session as a kill does: the kernel drops its lock, nothing else happens."""
    import os

    assert session._lock is not None
    os.close(session._lock)
    session._lock = None


@pytest.mark.parametrize("text", ["解約 [/]", "a\x00b\x1b", "\ud800 lone", "x" * 100_000])
def test_a_text_comes_back_exactly_after_a_kill(tmp_path: Path, text: str) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text=text, subject="s", card=3, pasted=True))
    first.flush()
    kill(first)
    assert texts(drafts(tmp_path).left_behind()) == [text]


def test_a_draft_is_for_its_writer_alone(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="mine"))
    first.flush()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert all(mode in (0o700, 0o600) for mode in modes.values()), modes
    kill(first)
    assert drafts(tmp_path, KEN).left_behind() == []
    assert drafts(tmp_path, Who("mika", "Ann")).left_behind() == []


def test_what_was_written_about_one_holder_is_not_offered_at_another(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.only = 5
    first.hold(Unfinished(text="of student five"))
    first.flush()
    kill(first)
    for only, offered in ((6, []), (5, ["of student five"]), (None, ["of student five"])):
        session = drafts(tmp_path)
        session.only = only
        assert texts(session.left_behind()) == offered


def test_a_draft_is_not_offered_while_its_session_lives(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="typing"))
    first.flush()
    assert drafts(tmp_path).left_behind() == []
    assert texts(first.left_behind(own=True)) == ["typing"]


def test_a_left_draft_is_taken_up_by_one_session_only(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="left"))
    first.flush()
    kill(first)
    second, third = drafts(tmp_path), drafts(tmp_path)
    taken = second.hold(second.left_behind()[0])
    assert third.left_behind() == []
    second.discard(taken.key)
    assert list(tmp_path.rglob("*.json")) == []


def test_two_texts_held_at_once_are_both_written(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="one"))
    first.hold(Unfinished(text="two"))
    first.flush()
    assert sorted(texts(first.left_behind(own=True))) == ["one", "two"]


def test_a_disk_that_refuses_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    first = drafts(tmp_path)
    first.hold(Unfinished(text="precious"))
    with pytest.raises(OSError, match=r"directory|exists"):
        first.flush()
    (tmp_path / "drafts").unlink()
    first.flush()
    assert texts(first.left_behind(own=True)) == ["precious"]


@pytest.mark.parametrize("content", ["", "[]", '{"text": null}', '{"colour": "red"}', "\x00"])
def test_a_file_that_is_no_draft_is_passed_over(tmp_path: Path, content: str) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="good"))
    first.flush()
    kill(first)
    next(tmp_path.rglob("*.json")).with_name("dead-1.json").write_text(content)
    assert texts(drafts(tmp_path).left_behind()) == ["good"]


def test_a_file_under_review_comes_back_with_those_after_it(tmp_path: Path) -> None:
    path = "/home/li/sjis\udc8d\udcc5 解約.eml"
    first = drafts(tmp_path)
    held = first.hold(
        Unfinished(text="", path=path, sha256="ab", caption="c", rest=(path, "/b.eml"), sender="s")
    )
    first.flush()
    kill(first)
    [left] = drafts(tmp_path).left_behind()
    assert left == held
    assert not left.is_empty


def test_a_draft_of_a_later_version_is_left_as_it_is(tmp_path: Path) -> None:
    first = drafts(tmp_path)
    first.hold(Unfinished(text="x"))
    first.flush()
    kill(first)
    [file] = tmp_path.rglob("*.json")
    for broken in (b'{"text": "x", "unheard_of": 1}', b'{"text": "x", "rest": [1]}'):
        file.write_bytes(broken)
        assert drafts(tmp_path).left_behind() == []
        assert file.read_bytes() == broken


@pytest.mark.parametrize("draft", [Unfinished(text=" \n"), Unfinished(text="", sender="a@b.jp")])
def test_a_draft_with_nothing_in_it_is_empty(draft: Unfinished) -> None:
    assert draft.is_empty

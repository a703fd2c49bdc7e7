"""A past written anew, with every hash and all that is beside it, by somebody with SQL."""

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.examples import MIKA, FrozenClock
from tests.casebook.forger import Forger
from tests.casebook.raw import raw
from tests.cli.conftest import Kaiyaku
from tui.casebook.sqlite.remade import say_restored
from tui.casebook.storage import Head


@pytest.fixture
def path(one_card: Kaiyaku) -> Path:
    one_card.ok("note", "add", "1", stdin="解約のお手続き".encode())
    for step in ("check-dates", "settle-dues"):
        one_card.ok("tick", "1", step)
    return one_card.home / ".local/share/kaiyaku/casebook.db"


def rewrite(path: Path, seq: int = 2) -> None:
    """Let the card have had another label from the start."""

    def reword(body: dict[str, Any]) -> dict[str, Any]:
        body["changes"]["label"] = ["", "Nobody's"]
        return body

    forger = Forger(path)
    forger.rewrite(seq, reword)
    forger.project()


def heads(kaiyaku: Kaiyaku) -> list[Path]:
    return list((kaiyaku.home / ".local/state/kaiyaku/heads").iterdir())


def put_back(path: Path, keep: int, *, is_put_aside: bool = True) -> None:
    """Cut the history off, as an older backup is, and write that it was restored."""
    if is_put_aside:
        shutil.copy(path, path.with_name(f"{path.name}.replaced-20261122-010203"))
    with raw(path) as connection:
        seq, hash = connection.execute(
            "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        connection.execute("DELETE FROM event WHERE seq > ?", (keep,))
    say_restored(path, MIKA, FrozenClock()(), Head(seq, hash))
    path.with_name(f"{path.name}.head").unlink()
    Forger(path).project()


def test_what_was_seen_is_in_a_place_of_ones_own(kaiyaku: Kaiyaku, path: Path) -> None:
    (file,) = heads(kaiyaku)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert path.parent not in file.parents


def test_the_next_session_says_it_every_time(kaiyaku: Kaiyaku, path: Path) -> None:
    rewrite(path)
    for _ in range(2):
        said = kaiyaku("list").err
        assert "was rewritten after entry 1: entry 5 is not the one that you saw" in said
    (file,) = heads(kaiyaku)
    assert str(file) in said
    file.unlink()
    assert kaiyaku("list").err == ""


def test_doctor_and_backup_say_it(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> None:
    rewrite(path)
    ran = kaiyaku("doctor", "--json")
    assert (ran.code, [finding["check"] for finding in ran.data["findings"]]) == (1, ["seen"])
    assert "rewritten after entry 1" in kaiyaku.refused(4, "backup", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_of_another_account_keeps_what_it_saw_itself(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    theirs = {"XDG_STATE_HOME": str(tmp_path / "theirs")}
    assert kaiyaku("--casebook", path, "backup", tmp_path / "1.db", environ=theirs).code == 0
    rewrite(path)
    ran = kaiyaku("--casebook", path, "backup", tmp_path / "2.db", environ=theirs)
    assert (ran.code, "rewritten after entry 1" in ran.err) == (4, True)


def test_a_head_that_was_noted_is_checked(kaiyaku: Kaiyaku, path: Path) -> None:
    noted = kaiyaku.ok("head").out.strip()
    kaiyaku.ok("tick", "1", "contact-carrier")
    assert kaiyaku("doctor", "--since", noted).code == 0
    spaced = f" {noted[:9]} {noted[9:].upper()}"
    assert kaiyaku("doctor", "--since", spaced).code == 0
    rewrite(path)
    for file in heads(kaiyaku):
        file.unlink()
    ran = kaiyaku("doctor", "--since", noted, "--json")
    assert (ran.code, [finding["check"] for finding in ran.data["findings"]]) == (1, ["since"])
    assert "entry 5 is missing or is another" in ran.data["findings"][0]["message"]


@pytest.mark.parametrize("written", ["", "5", "5-", "5-xyz", "0-" + "a" * 32, "-5-" + "a" * 32])
def test_what_is_no_head_is_a_slip(kaiyaku: Kaiyaku, path: Path, written: str) -> None:
    assert path.exists()
    assert "is no head" in kaiyaku.refused(2, "doctor", f"--since={written}")


def test_a_restored_backup_is_told_once_and_is_no_fault(kaiyaku: Kaiyaku, path: Path) -> None:
    put_back(path, 3)
    said = kaiyaku("list").err
    assert "A backup was restored" in said
    assert "to entry 3" in said
    assert kaiyaku("list").err == ""
    assert kaiyaku("doctor").code == 0


def test_an_entry_that_only_says_so_is_told_every_time(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    put_back(path, 3, is_put_aside=False)
    for _ in range(2):
        said = kaiyaku("list").err
        assert "nothing here confirms it" in said
        assert "to entry 3 at least. Ask mika." in said
    assert kaiyaku("doctor").code == 1
    assert "rewritten after entry 3" in kaiyaku.refused(4, "backup", tmp_path / "copy.db")
    (file,) = heads(kaiyaku)
    assert f"If all is well, delete {file}" in said
    file.unlink()
    assert kaiyaku("list").err == ""


def test_a_backup_tells_of_a_restored_one(kaiyaku: Kaiyaku, path: Path, tmp_path: Path) -> None:
    put_back(path, 3)
    ran = kaiyaku("backup", tmp_path / "1.db")
    assert (ran.code, "A backup was restored" in ran.err) == (0, True)
    assert kaiyaku("backup", tmp_path / "2.db").err == ""


def test_a_backup_that_cannot_keep_what_it_saw_says_so(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    surroundings = {"XDG_STATE_HOME": str(blocked)}
    ran = kaiyaku("--casebook", path, "backup", tmp_path / "1.db", environ=surroundings)
    assert ran.code == 0
    assert f"cannot be written down in {blocked}/kaiyaku/heads: Not a directory" in ran.err


def test_nothing_is_written_down_through_a_link(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    state = kaiyaku.home / ".local/state/kaiyaku"
    shutil.rmtree(state / "heads")
    (tmp_path / "elsewhere").mkdir()
    (state / "heads").symlink_to(tmp_path / "elsewhere")
    kaiyaku.ok("tick", "1", "contact-carrier")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert path.exists()


@pytest.mark.parametrize("how", ["cut off", "rewritten"])
def test_a_restore_tells_what_the_backup_lacks_of_what_was_seen(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path, how: str
) -> None:
    copy = tmp_path / "copy.db"
    kaiyaku.ok("backup", copy)
    if how == "cut off":
        with raw(copy) as connection:
            connection.execute("DELETE FROM event WHERE seq > 3")
    else:
        rewrite(copy)
    path.unlink()
    ran = kaiyaku("restore", copy)
    if how == "cut off":
        assert ran.code == 0
        assert "had 5 entries when it was seen last" in ran.err
        assert "ends with entry 3" in ran.err
        assert "shows something else than its own history tells" in ran.err
    else:
        assert ran.code == 4
        assert "its history is another than was seen here, after entry 1" in ran.err
        assert not path.exists()
        assert kaiyaku("restore", copy, "--force").code == 0


def test_whoever_restores_a_backup_is_not_told_again_and_others_are(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    theirs = {"XDG_STATE_HOME": str(tmp_path / "theirs")}
    kaiyaku.ok("backup", tmp_path / "copy.db")
    kaiyaku.ok("tick", "1", "contact-carrier")
    assert kaiyaku("--casebook", path, "list", environ=theirs).err == ""
    kaiyaku.ok("restore", tmp_path / "copy.db")
    kaiyaku.ok("list")
    assert "A backup was restored" in kaiyaku("--casebook", path, "list", environ=theirs).err
    kaiyaku.ok("doctor")


def test_doctor_tells_a_restored_backup_once_too(kaiyaku: Kaiyaku, path: Path) -> None:
    put_back(path, 3)
    assert "A backup was restored" in kaiyaku.ok("doctor").out
    assert "A backup was restored" not in kaiyaku.ok("doctor").out


def test_a_restored_backup_explains_nothing_that_came_after_it(
    kaiyaku: Kaiyaku, path: Path
) -> None:
    put_back(path, 3)
    kaiyaku("list")
    for _ in range(3):
        kaiyaku.ok("tick", "1", "settle-dues")
        kaiyaku.ok("mark", "1", "settle-dues", "open")
    rewrite(path)
    assert "no restored backup explains it" in kaiyaku("list").err


def test_it_is_not_rebuilt_over_a_head_that_does_not_match(kaiyaku: Kaiyaku, path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DELETE FROM event WHERE seq > 3")
    before = path.read_bytes()
    assert "entries 4 to 5 of the history" in kaiyaku.refused(4, "doctor", "--rebuild")
    assert path.read_bytes() == before
    said = kaiyaku("doctor", "--rebuild", "--force").out
    assert "What entries 4 to 5 of the history said is gone." in said
    assert len(list(path.parent.glob("*.before-rebuild-*"))) == 1


def test_where_nothing_can_be_written_down_all_else_goes_on(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    ran = kaiyaku("--casebook", path, "list", environ={"XDG_STATE_HOME": str(blocked)})
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("hostile", [b"", b"{", b"[]", b'{"heads": [[1]]}', b"\xff" * 99])
def test_what_is_written_down_wrongly_is_passed_over(
    kaiyaku: Kaiyaku, path: Path, hostile: bytes
) -> None:
    assert path.exists()
    (file,) = heads(kaiyaku)
    file.write_bytes(hostile)
    assert (kaiyaku("list").code, kaiyaku("list").err) == (0, "")


def test_no_link_is_followed_to_where_it_is_written_down(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    assert path.exists()
    (file,) = heads(kaiyaku)
    precious = tmp_path / "precious"
    precious.write_text("dear")
    file.unlink()
    file.symlink_to(precious)
    kaiyaku.ok("tick", "1", "contact-carrier")
    assert precious.read_text() == "dear"


def test_an_older_proof_is_held_against_the_casebook(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.zip"
    assert kaiyaku("export", "1", "--output", proof).code == 0
    kaiyaku.ok("tick", "1", "contact-carrier")
    kaiyaku.ok("verify", proof, "--casebook", path)
    kaiyaku.ok("verify", proof, "--casebook", path.parent)
    rewrite(path)
    said = kaiyaku("verify", proof, "--casebook", path)
    assert said.code == 1
    assert "rewritten after entry 1: entry 2 of the proof is not in it" in said.out
    assert kaiyaku("verify", proof).code == 0


def test_an_older_proof_is_told_of_a_restored_backup(
    kaiyaku: Kaiyaku, path: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "proof.zip"
    assert kaiyaku("export", "1", "--output", proof).code == 0
    put_back(path, 3)
    said = kaiyaku("verify", proof, "--casebook", path)
    assert (said.code, "A backup was restored" in said.out) == (0, True)

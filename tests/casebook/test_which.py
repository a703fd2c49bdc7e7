"""Which casebook is opened where none was named, and what is said of it."""

import grp
import os
import pwd
from pathlib import Path

import pytest

from tui.casebook import which as module
from tui.casebook.access import network
from tui.casebook.access.network import Mount
from tui.casebook.errors import NotACasebook
from tui.casebook.which import Which, which_casebook
from tui.settings import Places

MINE = grp.getgrgid(os.getgid()).gr_name


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.of({"HOME": str(tmp_path)})._replace(machine=tmp_path / "machine.toml")


def settle(places: Places, text: str) -> None:
    places.machine.write_text(text)


def made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_without_settings_it_is_ones_own(places: Places) -> None:
    assert which_casebook(places, None) == Which(places.casebook, True)
    assert which_casebook(places, None, make=False).is_made


def test_what_was_named_is_meant_whatever_the_settings_say(places: Places, tmp_path: Path) -> None:
    settle(places, "[teams")
    assert which_casebook(places, tmp_path / "x.db", make=False) == Which(tmp_path / "x.db", False)
    inside = made(tmp_path / "desk" / "casebook.db")
    assert which_casebook(places, inside.parent).path == inside
    assert which_casebook(places, tmp_path).path == tmp_path


def test_settings_that_are_wrong_start_no_private_casebook(places: Places) -> None:
    settle(places, "[teams")
    with pytest.raises(NotACasebook, match=r"machine\.toml cannot be followed"):
        which_casebook(places, None)


def test_a_member_gets_the_teams_casebook(places: Places, tmp_path: Path) -> None:
    first, second = (made(tmp_path / name / "casebook.db") for name in ("one", "two"))
    settle(
        places,
        f'[teams]\n"no-such-group" = "/nowhere"\n"{MINE}" = "{first.parent}"\n'
        f'root-or-not = "{second.parent}"\n',
    )
    assert which_casebook(places, None) == Which(first, False, MINE)


def test_a_team_can_have_its_casebook_under_another_name(places: Places, tmp_path: Path) -> None:
    desk = made(tmp_path / "desk" / "our.db")
    settle(places, f'[teams]\n"{MINE}" = "{desk}"\n')
    assert which_casebook(places, None).path == desk


def test_whoever_is_in_no_team_has_their_own(
    places: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("getgid", "getegid"):
        monkeypatch.setattr(os, name, lambda: 54321)
    monkeypatch.setattr(os, "getgroups", lambda: [54321])
    settle(places, f'[teams]\n"{MINE}" = "/srv/desk"\n')
    assert which_casebook(places, None) == Which(places.casebook, True)


def test_a_team_without_its_casebook_starts_no_private_one(places: Places) -> None:
    settle(places, f'[teams]\n"{MINE}" = "/nowhere/desk"\n')
    with pytest.raises(NotACasebook, match=r"is not at /nowhere/desk/casebook\.db"):
        which_casebook(places, None)


def test_a_private_casebook_beside_the_teams_is_told(places: Places, tmp_path: Path) -> None:
    desk = made(tmp_path / "desk" / "casebook.db")
    settle(places, f'[teams]\n"{MINE}" = "{desk.parent}"\n')
    made(places.casebook)
    found = which_casebook(places, None)
    assert found.path == desk
    assert f"--casebook {places.casebook}" in str(found.concerns[0])


@pytest.fixture
def remote_home(places: Places, monkeypatch: pytest.MonkeyPatch) -> Places:
    """A person whose home is on a network, on a machine with room of its own."""
    home = Path(os.path.commonpath([places.casebook, places.cache]))
    monkeypatch.setattr(
        network, "remote", lambda path: Mount("nfs4", False) if home in path.parents else None
    )
    return places


def test_a_home_on_the_network_has_its_casebook_on_the_machine(
    remote_home: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_file_name_of_login", lambda: "mika")
    settle(remote_home, 'local = "/var/lib/kaiyaku/{login}"\n')
    here = Path("/var/lib/kaiyaku/mika/casebook.db")
    assert which_casebook(remote_home, None) == Which(here, True)
    made(remote_home.casebook)
    assert which_casebook(remote_home, None) == Which(remote_home.casebook, True)


def test_a_casebook_left_on_the_network_is_told(
    remote_home: Places, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = made(tmp_path_factory.mktemp("local") / "casebook.db")
    settle(remote_home, f'local = "{here.parent}"\n')
    made(remote_home.casebook)
    found = which_casebook(remote_home, None)
    assert found.path == here
    assert f"--casebook {remote_home.casebook}" in str(found.concerns[0])


def test_a_home_on_the_machine_keeps_its_casebook(places: Places) -> None:
    settle(places, 'local = "/var/lib/kaiyaku/{login}"\n')
    assert which_casebook(places, None) == Which(places.casebook, True)


@pytest.mark.parametrize(("login", "name"), [("mika", "mika"), ("a/b", None), ("..", None)])
def test_no_login_leads_out_of_the_machines_directory(
    login: str, name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = pwd.struct_passwd((login, "x", 1, 1, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)
    assert module._file_name_of_login() == (name or str(os.getuid()))


def test_a_login_without_a_name_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(uid: int) -> object:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert module._file_name_of_login() == str(os.getuid())

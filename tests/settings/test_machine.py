"""What whoever runs the machine can set: followed whole, or not at all."""

from pathlib import Path

import pytest

from tui.settings import MACHINE, Machine, Places, load_machine


def settings(tmp_path: Path, text: str | bytes) -> Machine:
    file = tmp_path / "machine.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_machine(Places.of({"HOME": str(tmp_path)})._replace(machine=file))


def test_no_environment_says_where_the_machines_settings_are() -> None:
    environ = {"HOME": "/x", "XDG_CONFIG_DIRS": "/y", "XDG_CONFIG_HOME": "/z", "KAIYAKU_ETC": "/q"}
    assert Places.of(environ).machine == MACHINE == Path("/etc/kaiyaku/config.toml")


def test_teams_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = settings(tmp_path, '[teams]\nzebra = "/srv/z"\ndesk = "/srv/desk"\n')
    assert list(found.teams.items()) == [("zebra", Path("/srv/z")), ("desk", Path("/srv/desk"))]
    assert found.fault is None


def test_private_casebooks_may_have_a_place_on_the_machine(tmp_path: Path) -> None:
    found = settings(tmp_path, '\ufefflocal = "/var/lib/kaiyaku/{login}"\r\n')
    assert (found.local, found.fault) == ("/var/lib/kaiyaku/{login}", None)


@pytest.mark.parametrize("missing", ["none.toml", "file/none.toml"])
def test_no_settings_are_no_fault(tmp_path: Path, missing: str) -> None:
    (tmp_path / "file").touch()
    places = Places.of({"HOME": str(tmp_path)})._replace(machine=tmp_path / missing)
    assert load_machine(places) == Machine()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[teams\n", "line 1"),
        ("teams = 3\n", r"\[teams\]"),
        ("[teams]\ndesk = 3\n", "desk is 3"),
        ('[teams]\ndesk = "desk"\n', "desk is 'desk'"),
        ("local = true\n", "local is True"),
        ('local = "here"\n', "local is 'here'"),
        ('team = "x"\n', "no setting team"),
        (b"\xff\xfe", "utf-8"),
        ("x = " + "[" * 5000, "machine.toml"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_of_it_is_followed(
    tmp_path: Path, text: str | bytes, said: str
) -> None:
    found = settings(tmp_path, text)
    assert (dict(found.teams), found.local) == ({}, None)
    assert found.fault is not None
    assert str(tmp_path / "machine.toml") in str(found.fault)
    import re

    assert re.search(said, str(found.fault))


def test_settings_that_cannot_be_read_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "machine.toml").mkdir()
    places = Places.of({"HOME": str(tmp_path)})._replace(machine=tmp_path / "machine.toml")
    assert load_machine(places).fault is not None

import grp
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
import tomli

from tests.casebook.people import needs_root, some_group
from tests.cli.conftest import Kaiyaku
from tui.settings import Places

ANY_GROUP = some_group().gr_name if os.getuid() == 0 else grp.getgrgid(os.getgid()).gr_name


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_a_team_it_is_for_oneself_alone(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    said = kaiyaku.ok("init", tmp_path / "mine", "--lang", "en").out
    made = tmp_path / "mine" / "casebook.db"
    assert (mode(made.parent), mode(made)) == (0o700, 0o600)
    assert "for you alone" in said
    assert f"kaiyaku --casebook {made}" in said
    kaiyaku.ok("add", "prepaid", "Trip", "--casebook", made)
    kaiyaku.ok("doctor", "--casebook", made)


def test_a_casebook_can_be_named_as_a_file(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("init", tmp_path / "desk.db")
    assert mode(tmp_path / "desk.db") == 0o600
    kaiyaku.ok("init", tmp_path / "new" / "desk.db")
    assert (mode(tmp_path / "new"), mode(tmp_path / "new" / "desk.db")) == (0o700, 0o600)
    assert "there already" in kaiyaku.refused(2, "init", tmp_path / "desk.db")


def test_a_teams_casebook_is_for_its_group(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    ran = kaiyaku("init", "--team", ANY_GROUP, tmp_path / "desk", "--lang", "en")
    assert ran.code == 0
    made = tmp_path / "desk" / "casebook.db"
    assert (mode(made.parent), mode(made)) == (0o2770, 0o660)
    assert made.stat().st_gid == grp.getgrnam(ANY_GROUP).gr_gid
    assert f"for the group {ANY_GROUP}" in ran.out
    assert "Directory 2770, file 660." in ran.out
    shown = ran.out[ran.out.index("[teams]") :]
    assert tomli.loads(shown) == {"teams": {ANY_GROUP: str(tmp_path / "desk")}}
    kaiyaku.ok("doctor", "--casebook", made)
    answer = kaiyaku("init", "--team", ANY_GROUP, tmp_path / "more", "--json").data
    assert (answer["casebook"], answer["team"]) == (str(tmp_path / "more/casebook.db"), ANY_GROUP)


def test_a_directory_above_that_keeps_the_team_out_is_named(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    tmp_path.chmod(0o700)
    ran = kaiyaku("init", "--team", ANY_GROUP, tmp_path / "desk")
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "keeps the group" in ran.err


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_what_is_there_already_stays(kaiyaku: Kaiyaku, tmp_path: Path, make: object) -> None:
    make(tmp_path / "desk")  # type: ignore[operator]
    for options in ((), ("--team", ANY_GROUP)):
        assert "there already" in kaiyaku.refused(2, "init", *options, tmp_path / "desk")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["desk", "home"]


def test_a_link_that_leads_nowhere_is_something_too(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    (tmp_path / "desk").symlink_to(tmp_path / "elsewhere")
    kaiyaku.refused(2, "init", "--team", ANY_GROUP, tmp_path / "desk")
    assert not (tmp_path / "elsewhere").exists()


def test_no_such_group(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    sentence = kaiyaku.refused(2, "init", "--team", "no-such-group", tmp_path / "desk")
    assert "no-such-group" in sentence
    assert not (tmp_path / "desk").exists()


def test_a_directory_that_cannot_be_made_leaves_nothing(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.refused(4, "init", "--team", ANY_GROUP, tmp_path / "none" / "desk")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home"]


@needs_root
def test_the_parent_of_a_teams_directory_may_be_for_everybody(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    tmp_path.chmod(0o1777)
    kaiyaku("init", "--team", ANY_GROUP, tmp_path / "desk")
    kaiyaku.ok("add", "prepaid", "Trip", "--casebook", tmp_path / "desk/casebook.db")


def test_a_directory_names_the_casebook_in_it(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("init", tmp_path / "mine")
    kaiyaku.ok("add", "prepaid", "Trip", "--casebook", tmp_path / "mine")
    assert kaiyaku.ok("list", "--json", "--casebook", tmp_path / "mine").data["cards"]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine's settings, where only a test can have them."""
    settings, places_of = tmp_path / "machine.toml", Places.of

    def of(environ: Mapping[str, str]) -> Places:
        return places_of(environ)._replace(machine=settings)

    monkeypatch.setattr(Places, "of", of)
    return settings


def test_everybody_in_the_group_gets_it_from_the_machines_settings(
    kaiyaku: Kaiyaku, tmp_path: Path, machine: Path
) -> None:
    mine = grp.getgrgid(os.getgid()).gr_name
    said = kaiyaku("init", "--team", mine, tmp_path / "desk", "--lang", "en").out
    assert str(machine) in said
    machine.write_text(said[said.index("[teams]") :])
    added = kaiyaku("add", "prepaid", "Trip", "--lang", "en")
    assert (added.code, added.err) == (
        0,
        "kaiyaku: This goes into the team casebook of the group "
        f"{mine}: {tmp_path}/desk/casebook.db\n",
    )
    assert kaiyaku.ok("list", "--json").data["cards"]
    assert not (kaiyaku.home / ".local/share/kaiyaku/casebook.db").exists()
    assert kaiyaku.ok("doctor", "--json").data["casebook"] == f"{tmp_path}/desk/casebook.db"


def test_settings_that_are_wrong_are_exit_4_and_start_nothing(
    kaiyaku: Kaiyaku, machine: Path
) -> None:
    machine.write_text("[teams\n")
    for verb in (("list",), ("add", "prepaid", "Trip"), ("doctor",), ("backup", "x.db")):
        assert str(machine) in kaiyaku.refused(4, *verb)
    assert not (kaiyaku.home / ".local/share/kaiyaku/casebook.db").exists()
    kaiyaku.ok("guide")


def test_the_doctor_knows_what_a_teams_casebook_should_be(
    kaiyaku: Kaiyaku, tmp_path: Path, machine: Path
) -> None:
    mine = grp.getgrgid(os.getgid()).gr_name
    kaiyaku("init", "--team", mine, tmp_path / "desk")
    machine.write_text(f'[teams]\n"{mine}" = "{tmp_path}/desk"\n')
    (tmp_path / "desk").chmod(0o3755)
    (tmp_path / "desk/casebook.db").chmod(0o644)
    found = kaiyaku("doctor", "--json")
    assert found.code == 1
    assert {finding["command"] for finding in found.data["findings"]} == {
        f"chmod 2770 {tmp_path}/desk",
        f"chmod 660 {tmp_path}/desk/casebook.db",
    }
    kaiyaku.ok("doctor", "--mend")
    assert (mode(tmp_path / "desk"), mode(tmp_path / "desk/casebook.db")) == (0o2770, 0o660)
    kaiyaku("add", "prepaid", "Trip")
    kaiyaku.ok("doctor")

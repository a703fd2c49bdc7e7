"""No door opens where a casebook's directory reaches into somebody's home."""

import os
import pwd
from pathlib import Path

import pytest

from tui.casebook.access.homes import reaches_home


def account(login: str, home: Path | str, uid: int = 4_000_000) -> pwd.struct_passwd:
    return pwd.struct_passwd((login, "x", uid, uid, "", str(home), "/bin/sh"))


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with the homes of mika (one's own, not listed) and ken, and ones without a home."""
    mika = account("mika", tmp_path / "homes" / "mika", os.getuid())
    others = [
        account("ken", tmp_path / "homes" / "ken"),
        account("daemon", "/"),
        account("nobody", ""),
    ]
    monkeypatch.setattr(pwd, "getpwall", lambda: list(others))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: mika)
    (tmp_path / "homes" / "mika").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("directory", "whose"),
    [
        ("homes/mika", "mika"),
        ("homes/ken", "ken"),
        ("homes", "mika"),
        (".", "mika"),
        ("homes/ken/.ssh", "ken"),
        ("homes/ken/../ken", "ken"),
        ("link", "mika"),
    ],
)
def test_a_directory_that_is_or_holds_a_home_is_named_with_its_account(
    homes: Path, directory: str, whose: str
) -> None:
    (homes / "link").symlink_to("homes/mika")
    found = reaches_home(homes / directory / "casebook.db")
    assert found is not None
    assert found.values["login"] == whose


@pytest.mark.parametrize("linked", [".ssh", ".ssh/authorized_keys", ".ssh/authorized_keys2"])
def test_a_directory_that_a_link_to_the_keys_leads_into_is_named(homes: Path, linked: str) -> None:
    link = homes / "homes/ken" / linked
    link.parent.mkdir(parents=True)
    (homes / "desk/below").mkdir(parents=True)
    link.symlink_to(homes / "desk/below/keys")
    found = reaches_home(homes / "desk/casebook.db")
    assert found is not None
    assert found.values["login"] == "ken"


@pytest.mark.parametrize(
    "directory", ["desk", "homes/mika/.local/share/kaiyaku", "homes/mika2", "homes/ken/.ssh2"]
)
def test_a_directory_beside_or_below_a_home_is_fine(homes: Path, directory: str) -> None:
    assert reaches_home(homes / directory / "casebook.db") is None


def test_an_account_whose_number_nobody_knows_asks_for_the_others(
    homes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(uid: int) -> pwd.struct_passwd:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert reaches_home(homes / "homes" / "mika" / "casebook.db") is None
    assert reaches_home(homes / "homes" / "ken" / "casebook.db") is not None

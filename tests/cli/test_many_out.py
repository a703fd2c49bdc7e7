"""What a desk hands on: lists for a spreadsheet, counts, and everybody's proof."""

import csv
import io
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku


@pytest.fixture
def season(kaiyaku: Kaiyaku) -> Kaiyaku:
    for argv in (
        ("postpaid", "Li's", "--holder", "Li Na", "--departure", "2026-12-15"),
        ("prepaid", "Spare", "--holder", "Li Na"),
        ("postpaid", "Müller", "--holder", "../Müller/..", "--departure", "2026-11-01"),
        ("postpaid", "=cmd|' /C calc'!A0", "--holder", "王伟", "--departure", "unknown"),
    ):
        kaiyaku.ok("add", *argv)
    kaiyaku.ok("edit", "1", "--carrier", "ドコモ", "--number", "+81 90-1234-5678")
    kaiyaku.ok("edit", "2", "--carrier", "docomo", "--assignee", "ken")
    kaiyaku.ok("mark", "1", "1", "waiting", "--follow-up", "2026-12-01")
    kaiyaku("close", "4")
    return kaiyaku


def test_json_says_what_a_boss_asks(season: Kaiyaku) -> None:
    first, second, third = season.ok("list", "--json").data["cards"]
    assert (first["late"], first["waiting"], second["waiting"]) == (False, 1, 0)
    assert third["late"]
    assert first["next"] <= "2026-12-01"
    assert "contact" in first


def test_the_columns_are_those_that_were_asked_for(season: Kaiyaku) -> None:
    heading, *rows = season.ok("list", "--columns", "holder,number, late").out.splitlines()
    assert heading.split() == ["name", "phone", "number", "late"]
    assert rows[0].split("  ")[0] == "Li Na"
    assert "+81 90-1234-5678" in rows[0]
    assert rows[2].endswith("late")
    said = season.refused(2, "list", "--columns", "holder,age")
    assert "There is no column age. There is: id, type, label" in said


def test_nothing_is_cut_where_no_terminal_is(season: Kaiyaku) -> None:
    long = "A label that is longer than any line of a terminal is wide " * 3
    season.ok("edit", "1", "--label", long.strip())
    assert long.strip() in season.ok("list").out


def test_a_spreadsheet_opens_the_list_and_runs_nothing(season: Kaiyaku) -> None:
    written = season.ok("list", "--csv", "--all").written
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert rows[0]["phone number"] == "'+81 90-1234-5678"
    assert rows[0]["departure"] == "2026-12-15"
    assert rows[3]["label"].startswith("'=cmd")
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row.values()
    )
    assert (
        season.ok("list", "--csv", "--columns", "id").written
        == b"\xef\xbb\xbfcard\r\n1\r\n2\r\n3\r\n"
    )


def test_the_list_that_went_out_changes_nothing_when_it_comes_in(
    season: Kaiyaku, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    for language in ("en", "zh", "ja"):
        path.write_bytes(season.ok("list", "--csv", "--all", "--lang", language).written)
        told = season.ok("import", path, "--dry-run", "--json", "--lang", language).data["import"]
        assert (told["made"], told["changed"], told["refused"]) == (0, 0, 0), told["lines"]


def test_a_spreadsheet_is_for_a_file_and_not_for_a_key(season: Kaiyaku) -> None:
    ran = season("list", "--csv", stdout_is_terminal=True)
    assert (ran.code, ran.written) == (2, b"")
    ran = season("list", "--csv", is_kiosk=True)
    assert (ran.code, ran.written) == (2, b"")


def test_cards_are_counted_by_what_a_desk_plans_with(season: Kaiyaku) -> None:
    counted = season.ok("count", "--json").data["count"]
    assert (counted["cards"], counted["people"]) == (3, 2)
    assert counted["carrier"] == {"docomo": 2, "": 1}
    assert counted["week"] == {"2026-10-26": 1, "2026-12-14": 2}
    assert counted["state"] == {"late": 1, "waiting": 1, "not-begun": 1}
    assert counted["assignee"] == {"ken": 1, "": 2}
    everything = season.ok("count", "--all", "--json").data["count"]
    assert (everything["week"]["unknown"], everything["state"]["closed"]) == (1, 1)
    told = season.ok("count").out
    assert told.startswith("3 cards, 2 people\n\nCarrier\n  docomo     2\n  not given  1\n")
    assert season.ok("count", "--closed", "--json").data["count"]["cards"] == 1


def test_everybodys_proof_is_written_under_a_safe_name(season: Kaiyaku, tmp_path: Path) -> None:
    into = tmp_path / "proofs"
    into.mkdir()
    ran = season("export", "--each", into)
    assert ran.code == 0
    names = sorted(path.name for path in into.iterdir())
    assert names == [
        "kaiyaku-person-1-li-na.zip",
        "kaiyaku-person-2-muller.zip",
        "kaiyaku-person-3.zip",
    ]
    assert ran.out.count("\n") == 3
    for path in into.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert season("verify", path).code == 0
    with zipfile.ZipFile(into / names[0]) as archive:
        assert {name.split("/")[1] for name in archive.namelist() if "cards/" in name} == {
            "1-li-s",
            "2-spare",
        }
    assert all(card["exported_at"] for card in season.ok("list", "--all", "--json").data["cards"])


def test_one_person_or_the_closed_cards_alone_are_exported(season: Kaiyaku, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    told = season("export", "--each", tmp_path / "one", "--holder", "li na", "--json").data
    assert [export["holder"] for export in told["exports"]] == [1]
    (tmp_path / "closed").mkdir()
    assert season("export", "--each", tmp_path / "closed", "--closed").code == 0
    assert [path.name for path in (tmp_path / "closed").iterdir()] == ["kaiyaku-person-3.zip"]


def test_what_is_there_already_is_not_replaced(season: Kaiyaku, tmp_path: Path) -> None:
    there = tmp_path / "kaiyaku-person-3.zip"
    there.write_text("mine")
    assert "is there already" in season.refused(2, "export", "--each", tmp_path)
    assert [path.name for path in tmp_path.glob("*.zip")] == [there.name]
    assert there.read_text() == "mine"
    assert season("export", "--each", tmp_path, "--force").code == 0
    assert zipfile.is_zipfile(there)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--each", "/nowhere"), "is no directory"),
        (("--each", ".", "--output", "x.zip"), "leave --output and cards out"),
        (("--each", ".", "1"), "leave --output and cards out"),
        (("--closed", "--output", "x.zip"), "are for --each"),
        (("--output", "x.zip"), "Say which cards"),
    ],
)
def test_an_export_says_what_it_needs(season: Kaiyaku, argv: tuple[str, ...], told: str) -> None:
    assert told in season.refused(2, "export", *argv)

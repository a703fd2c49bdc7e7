"""People and their cards come in from an office's list, all of it or nothing."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.cli.conftest import Kaiyaku
from tui.people.sheet import MOST_ROWS

LIST = """\
氏名,携帯会社,電話番号,帰国日,在留期限,メールアドレス,備考
李 娜,ドコモ,090-1234-5678,2027/3/5,令和9年3月31日,lina@example.org,窓側
陳 大文,ソフトバンク,０８０−８７６５−４３２１,３月２０日,2027年4月1日,chen@example.org,
Nguyen An,au,,unknown,,,
"""


def written(tmp_path: Path, text: str | bytes, name: str = "people.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def imported(kaiyaku: Kaiyaku, path: Path, *more: str) -> Any:
    return kaiyaku.ok("import", path, "--json", *more).data["import"]


def outcomes(kaiyaku: Kaiyaku, path: Path, *more: str) -> list[str]:
    return [line["outcome"] for line in imported(kaiyaku, path, *more)["lines"]]


def cards(kaiyaku: Kaiyaku) -> Any:
    return kaiyaku.ok("list", "--json").data["cards"]


def workbook(tmp_path: Path, *rows: list[Any], **others: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for title, content in others.items():
        beside = book.create_sheet(title)
        for row in content:
            beside.append(row)
    path = tmp_path / "people.xlsx"
    book.save(path)
    return path


def part_replaced(path: Path, part: str, before: str, after: str) -> Path:
    """Rewrite a part of a workbook as no program that saves one would."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


DAY = datetime(2027, 3, 5)  # noqa: DTZ001  # as a workbook has it
SHEET = "xl/worksheets/sheet1.xml"


def test_a_list_becomes_people_and_cards(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    told = kaiyaku.ok("import", written(tmp_path, LIST)).out
    assert "3 new cards" in told
    assert "Not read: 備考" in told
    first, second, third = cards(kaiyaku)
    assert (first["holder"], first["label"], first["carrier"]) == ("李 娜", "ドコモ", "ドコモ")
    assert (first["type"], first["number"]) == ("postpaid", "090-1234-5678")
    assert (first["departure"], first["end_of_stay"]) == ("2027-03-05", "2027-03-31")
    assert second["departure"][5:] == "03-20"
    assert (third["departure"], third["number"]) == ("unknown", None)


def test_the_same_list_twice_changes_nothing(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    kaiyaku.ok("import", path)
    before = kaiyaku.ok("head").out
    assert outcomes(kaiyaku, path) == ["same", "same", "same"]
    assert kaiyaku.ok("head").out == before


def test_a_corrected_list_changes_only_what_differs(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST))
    corrected = LIST.replace("2027/3/5", "2027/3/7").replace("chen@", "daiwen@")
    told = imported(kaiyaku, written(tmp_path, corrected))
    assert [line["outcome"] for line in told["lines"]] == ["changed", "changed", "same"]
    assert told["lines"][0]["changes"] == [
        {"field": "departure", "before": "2027-03-05", "after": "2027-03-07"}
    ]
    assert told["lines"][1]["changes"][0]["after"] == "daiwen@example.org"
    assert len(cards(kaiyaku)) == 3


def test_a_corrected_number_is_the_same_persons(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST))
    corrected = LIST.replace("090-1234-5678", "090-1234-5679")
    assert outcomes(kaiyaku, written(tmp_path, corrected)) == ["changed", "same", "same"]
    assert cards(kaiyaku)[0]["number"] == "090-1234-5679"


def test_one_undo_takes_all_of_it_back(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST))
    kaiyaku.ok("undo")
    assert cards(kaiyaku) == []
    assert kaiyaku.ok("holder", "list", "--json").data["holders"] == []
    kaiyaku.ok("redo")
    assert len(cards(kaiyaku)) == 3


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932", "gb18030", "utf-16"])
def test_a_list_is_read_in_the_charset_it_was_saved_in(
    kaiyaku: Kaiyaku, tmp_path: Path, charset: str
) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST.replace("−", "-").encode(charset)))
    assert [card["holder"] for card in cards(kaiyaku)] == ["李 娜", "陳 大文", "Nguyen An"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_of_a_chinese_office(kaiyaku: Kaiyaku, tmp_path: Path, charset: str) -> None:
    text = "姓名;运营商;手机号;离境日期;语言\n王伟;都科摩;070-1111-2222;2027年2月3日;中文\n"
    kaiyaku.ok("import", written(tmp_path, text.encode(charset)))
    (card,) = cards(kaiyaku)
    assert (card["holder"], card["departure"]) == ("王伟", "2027-02-03")
    assert card["language"] == "zh"


def test_which_charset_it_is_can_be_said(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, "name\n王伟\n".encode("gb18030"))
    kaiyaku.ok("import", path, "--charset", "gbk")
    assert cards(kaiyaku)[0]["holder"] == "王伟"
    assert "no charset x" in kaiyaku.refused(2, "import", path, "--charset", "x")
    said = kaiyaku.refused(2, "import", path, "--charset", "utf-8")
    assert "cannot be read as utf-8 in line 2" in said


@pytest.mark.parametrize(
    ("written_so", "day"),
    [
        ("2027-03-05", "2027-03-05"),
        ("2027/3/5", "2027-03-05"),
        ("２０２７年３月５日", "2027-03-05"),
        ("R9.3.5", "2027-03-05"),
        ("令和９年３月５日", "2027-03-05"),
        ("5 Mar 2027", "2027-03-05"),
        ("46451", "2027-03-05"),
        ("2027-03-05 00:00:00", "2027-03-05"),
        ("2027-03-05T00:00:00+09:00", "2027-03-05"),
        ("未定", "unknown"),
    ],
)
def test_a_day_is_read_as_people_write_it(
    kaiyaku: Kaiyaku, tmp_path: Path, written_so: str, day: str
) -> None:
    kaiyaku.ok("import", written(tmp_path, f"name\tleaving\nLi\t{written_so}\n"))
    assert cards(kaiyaku)[0]["departure"] == day


def test_a_name_is_all_that_is_needed(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("import", written(tmp_path, "Name\n\nLi Na\n"))
    (card,) = cards(kaiyaku)
    assert (card["holder"], card["type"], card["label"]) == ("Li Na", "postpaid", card["label"])
    assert card["label"]


def test_choices_and_types_have_names_in_every_language(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    text = (
        "名前,種類,支払い方法,月額料金,端末,生年月日\n"
        "Li,プリペイド,,,,1999/1/2\n"
        'Wang,后付费卡,クレジットカード,"3,278円",none,平成12年1月2日\n'
    )
    kaiyaku.ok("import", written(tmp_path, text))
    first, second = cards(kaiyaku)
    assert (first["type"], first["birth_date"]) == ("prepaid", "1999-01-02")
    assert (second["type"], second["payment"], second["monthly_charge"]) == (
        "postpaid",
        "card",
        3278,
    )
    assert second["birth_date"] == "2000-01-02"


def test_a_column_can_be_named(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, "Studierende,Wohin,Telefon\nLi,docomo,09011112222\n")
    assert "no column of names" in kaiyaku.refused(2, "import", path)
    mapped = ("--map", "Studierende=name", "--map", "Telefon=number", "--map", "wohin=carrier")
    kaiyaku.ok("import", path, *mapped)
    assert (cards(kaiyaku)[0]["carrier"], cards(kaiyaku)[0]["number"]) == ("docomo", "09011112222")
    for wrong, told in (
        ("Telefon=nummer", "There is no field nummer. There is: label, carrier"),
        ("Fax=number", "There is no column fax. There is: Studierende, Wohin"),
        ("number", "no COLUMN=FIELD"),
    ):
        said = kaiyaku.refused(2, "import", path, "--map", "Studierende=name", "--map", wrong)
        assert told in said


def test_a_column_without_a_name_of_letters_is_not_read(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    told = kaiyaku.ok("import", written(tmp_path, "###,(x),name\n1,2,Li\n")).out
    assert "Not read: ###, (x)" in told


def test_two_columns_for_one_field_are_asked_about(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, "name,phone,mobile\nLi,0312345678,09011112222\n")
    assert "phone and mobile are both taken for number" in kaiyaku.refused(2, "import", path)
    kaiyaku.ok("import", path, "--map", "phone=")
    assert cards(kaiyaku)[0]["number"] == "09011112222"


def test_a_dry_run_says_all_of_it_and_does_nothing(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST))
    before = kaiyaku.ok("head").out
    text = LIST.replace("2027/3/5", "2027/3/7") + "Neu,,,,,,\n,au,,,,,\nAlt,,,2027/2/30,,,\n"
    ran = kaiyaku("import", written(tmp_path, text), "--dry-run")
    assert (ran.code, ran.err) == (1, "")
    assert "1 new card, 1 changed, 2 as they were, 2 refused" in ran.out
    assert "line 2: changed" in ran.out
    assert "departure: was Fri 5 Mar" in ran.out
    assert "line 5: new · Neu" in ran.out
    assert "line 6: refused\n    There is no name." in ran.out
    assert "line 7: refused" in ran.out
    assert "2027/2/30 is no date" in ran.out
    assert kaiyaku.ok("head").out == before


def test_one_line_that_cannot_be_keeps_out_all_of_them(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, LIST + "Li,au,,tomorrow week,,,\nWu,au,,13/13,,,\n")
    ran = kaiyaku("import", path)
    assert (ran.code, ran.written) == (2, b"")
    assert "Nothing was imported. Line 5: tomorrow week is no date." in ran.err
    assert "Line 6: 13/13 is no date." in ran.err
    assert cards(kaiyaku) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("Li,090-1111-2222,a@x.org,\nWu,09011112222,,\n", "Line 3 says otherwise"),
        ("Li,,a@x.org,2027/1/1\nLi,,a@x.org,2027/1/2\n", "departure is 2027-01-01 there"),
        ("Li,,a@x.org,\nWu,,a@x.org,\n", "Line 2 says otherwise of the same person: holder is Li"),
    ],
)
def test_lines_that_contradict_each_other_are_refused(
    kaiyaku: Kaiyaku, tmp_path: Path, lines: str, told: str
) -> None:
    text = "name,number,email,departure\n" + lines
    assert told.replace("Line 3", "Line 2") in kaiyaku.refused(2, "import", written(tmp_path, text))


def test_two_people_of_one_name_are_told_apart(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    text = "name,departure,carrier\nWang Wei,2027/1/1,au\nWang Wei,2027/2/2,au\n"
    kaiyaku.ok("import", written(tmp_path, text))
    assert len(kaiyaku.ok("holder", "list", "--json").data["holders"]) == 2
    assert outcomes(kaiyaku, written(tmp_path, text)) == ["same", "same"]
    some = written(tmp_path, "name,codes\nWang Wei,bank\n")
    assert "2 people are called Wang Wei" in kaiyaku.refused(2, "import", some)


def test_two_cards_of_one_person_stay_two(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    text = "name,email,number,carrier\nLi,li@x.org,09011112222,au\nLi,li@x.org,09011113333,au\n"
    path = written(tmp_path, text)
    kaiyaku.ok("import", path)
    assert len(kaiyaku.ok("holder", "list", "--json").data["holders"]) == 1
    assert len(cards(kaiyaku)) == 2
    assert outcomes(kaiyaku, path) == ["same", "same"]
    swapped = "name,email,number,carrier\nLi,li@x.org,09011113333,au\nLi,li@x.org,09011112222,au\n"
    assert outcomes(kaiyaku, written(tmp_path, swapped)) == ["same", "same"]


def test_a_number_of_one_and_an_address_of_another_are_refused(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    kaiyaku.ok("import", written(tmp_path, LIST))
    path = written(tmp_path, "name,number,email\n李 娜,09012345678,chen@example.org\n")
    said = kaiyaku.refused(2, "import", path)
    assert "that of 李 娜, the e-mail address that of 陳 大文" in said


def test_what_may_not_be_meant_is_said_at_its_line(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("add", "postpaid", "Home", "--holder", "Li Na", "--departure", "2027-01-01")
    text = (
        "name,carrier,number,departure,language\n"
        "Wu,softbak,12345,2020-01-01,klingonisch\n"
        "LI NA,,,2027-02-02,\n"
    )
    told = imported(kaiyaku, written(tmp_path, text))["lines"]
    about = [remark["about"] for remark in told[0]["remarks"]]
    assert about == ["carrier", "number", "past", "language"]
    assert [remark["about"] for remark in told[1]["remarks"]] == ["person"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name,carrier\n"Li,au\nWu,au\n', "quotes in line 2 do not end"),
        ('name,carrier\n"Li" Na,au\n', "quotes in line 2 do not end"),
        ("name\n", "There is nobody in"),
        ("a,b\n1,2\n", "has no column of names"),
        (b"%PDF-1.7\n" + bytes(range(256)), "is no list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Excel workbook"),
        (b"PK\x03\x04 and no more", "is not an Excel workbook"),
        ("name\n" + "x" * 200_000 + "\n", "quotes in line 2"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(
    kaiyaku: Kaiyaku, tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert told in kaiyaku.refused(2, "import", written(tmp_path, text))


def test_a_list_without_end_is_refused(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    text = "name\n" + "".join(f"Li {n}\n" for n in range(MOST_ROWS + 1))
    assert "more than 20,000 rows" in kaiyaku.refused(2, "import", written(tmp_path, text))


def test_a_list_comes_through_a_pipe(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("import", "-", stdin=LIST.encode())
    assert len(cards(kaiyaku)) == 3
    assert "stdin is empty" in kaiyaku.refused(2, "import", "-", stdin=b" ")
    assert "Name a file" in kaiyaku.refused(2, "import", "-")
    assert "no file" in kaiyaku.refused(3, "import", "/nowhere.csv")


def test_a_workbook_is_read_as_it_was_calculated(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["Leaving in spring", None],
        ["氏名", "携帯電話番号", "出国日", "生年月日", "月額料金"],
        ["李 娜", 9012345678, DAY, date(1999, 1, 2), 3278.0],
        [None, None, None],
        ["Wu", "080-1111-2222", 46451, 36162, "¥3,278"],
    )
    told = imported(kaiyaku, path)
    assert [line["line"] for line in told["lines"]] == [3, 5]
    first, second = cards(kaiyaku)
    assert (first["number"], first["departure"]) == ("09012345678", "2027-03-05")
    assert (first["birth_date"], first["monthly_charge"]) == ("1999-01-02", 3278)
    assert (second["departure"], second["birth_date"]) == ("2027-03-05", "1999-01-02")
    assert outcomes(kaiyaku, path) == ["same", "same"]


def test_days_of_a_workbook_that_counts_from_1904_are_counted_from_there(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (["name", "departure"], ["Li", DAY], ["Wu", 46451 - 1462]):
        book.active.append(row)
    book.save(tmp_path / "mac.xlsx")
    kaiyaku.ok("import", tmp_path / "mac.xlsx")
    assert [card["departure"] for card in cards(kaiyaku)] == ["2027-03-05", "2027-03-05"]


def test_the_sheet_with_people_is_found_or_named(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Summe", 3], Leute=[["name"], ["Li"]])
    kaiyaku.ok("import", path, "--dry-run")
    said = kaiyaku.refused(2, "import", path, "--sheet", "Personen")
    assert "has no sheet Personen. There is: Sheet, Leute." in said
    assert "no column of names" in kaiyaku.refused(2, "import", path, "--sheet", "Sheet")
    both = workbook(tmp_path, ["name"], ["Wu"], Leute=[["name"], ["Li"]])
    assert "Say which with --sheet: Sheet, Leute." in kaiyaku.refused(2, "import", both)
    kaiyaku.ok("import", both, "--sheet", "leute")
    assert cards(kaiyaku)[0]["holder"] == "Li"
    neither = workbook(tmp_path, ["x"], Leute=[["y"]])
    assert "No sheet of" in kaiyaku.refused(2, "import", neither)


def test_a_formula_without_its_value_is_refused_with_its_cell(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    path = workbook(tmp_path, ["name", "departure"], ["Li", "=TODAY()+30"])
    assert "The cell B2 is a formula" in kaiyaku.refused(2, "import", path)
    part_replaced(path, SHEET, "<f>TODAY()+30</f><v />", "<f>TODAY()+30</f><v>46451</v>")
    kaiyaku.ok("import", path)
    assert cards(kaiyaku)[0]["departure"] == "2027-03-05"


def test_a_cell_that_is_an_error_is_refused(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(tmp_path, ["name", "number"], ["Li", "#N/A"])
    assert "The cell B2 says #N/A" in kaiyaku.refused(2, "import", path)


def test_merged_cells_are_refused_below_the_columns_names(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Everybody"], ["name", "carrier"], ["Li", "au"], [None, "docomo"])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:B1")
    book.save(path)
    assert kaiyaku("import", path, "--dry-run").code == 1
    book.active.merge_cells("A3:A4")
    book.save(path)
    assert "The cells A3:A4 are merged" in kaiyaku.refused(2, "import", path)


def test_a_workbook_that_unpacks_without_end_is_refused(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(tmp_path, ["name"], ["Li"])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/bomb", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    assert "larger than any list" in kaiyaku.refused(2, "import", path)


def test_a_workbook_with_entities_is_refused(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    for part, root in ((SHEET, "<worksheet"), ("xl/workbook.xml", "<workbook")):
        path = workbook(tmp_path, ["name"], ["Li"])
        part_replaced(path, part, root, lol + root)
        assert "is not an Excel workbook" in kaiyaku.refused(2, "import", path)


def test_a_workbook_with_rows_without_end_is_refused(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("all")
    sheet.append(["name"])
    for number in range(MOST_ROWS + 1):
        sheet.append([f"Li {number}"])
    path = tmp_path / "many.xlsx"
    book.save(path)
    assert "more than 20,000 rows" in kaiyaku.refused(2, "import", path)


def test_a_workbook_is_not_taken_at_its_word(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    path = workbook(tmp_path, ["name"], ["Li"])
    part_replaced(path, SHEET, 'ref="A1:A2"', 'ref="A1:XFD1048576"')
    part_replaced(path, SHEET, '<row r="2">', '<row r="1048576">')
    part_replaced(path, SHEET, 'r="A2"', 'r="A1048576"')
    assert imported(kaiyaku, path)["lines"][0]["line"] == 1048576


def test_bytes_of_a_workbook_that_are_gone_or_changed_end_in_a_sentence(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    whole = workbook(tmp_path, ["name", "departure"], ["Li", DAY]).read_bytes()
    assert kaiyaku("import", "-", "--dry-run", stdin=whole).code == 0
    for cut in range(4, len(whole), 997):
        assert kaiyaku("import", "-", "--dry-run", stdin=whole[:cut]).code == 2
    for place in range(0, len(whole), 211):
        flipped = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        ran = kaiyaku("import", "-", "--dry-run", stdin=flipped)
        assert ran.code in (0, 1, 2), ran.err


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_workbook_made_up_of_nonsense_ends_in_a_sentence(
    kaiyaku: Kaiyaku, tmp_path: Path, part: str
) -> None:
    whole = workbook(tmp_path, ["name", "departure"], ["Li", DAY])
    content = zipfile.ZipFile(whole).read(part).decode()
    for nonsense in ("", "<x/>", content[: len(content) // 2], content.replace('="', '="-9x')):
        path = workbook(tmp_path, ["name", "departure"], ["Li", DAY])
        part_replaced(path, part, content, nonsense)
        assert kaiyaku("import", path, "--dry-run").code in (0, 1, 2)


def test_nothing_of_one_persons_view_brings_others_in(one_card: Kaiyaku, tmp_path: Path) -> None:
    path = written(tmp_path, LIST)
    assert "leave --only out" in one_card.refused(2, "import", path, "--only", "1")


def test_a_list_is_not_imported_through_a_door(one_card: Kaiyaku) -> None:
    ran = one_card("import", "-", stdin=io.BytesIO(LIST.encode()).read(), is_kiosk=True)
    assert ran.code == 2
    assert "not offered here" in ran.err

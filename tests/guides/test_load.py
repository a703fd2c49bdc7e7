"""Several directories, and what a file may say."""

from pathlib import Path

import pytest

from tests.guides.small import directory, small_cautions, small_guide
from tui.guides.load import load


def only_fault(path: Path) -> str:
    library = load([path], None)
    assert library.guides == ()
    assert len(library.faults) == 1, [str(fault) for fault in library.faults]
    return str(library.faults[0])


def changed(old: str, new: str, count: int = 1) -> str:
    guide = small_guide()
    assert old in guide
    return guide.replace(old, new, count)


def test_a_good_guide_loads_with_the_cautions_for_every_card(tmp_path: Path) -> None:
    library = load([directory(tmp_path, good=small_guide())], None)
    assert library.faults == ()
    guide = library.guide("small")
    assert guide
    assert [step.id for step in guide.steps] == ["first", "second"]
    assert [caution.id for caution in guide.cautions] == ["be-quick"]
    second = guide.step("second")
    assert second
    assert (second.contact, second.lapses_with, second.checks) == (True, ("first",), ())


def test_prepaid_and_postpaid_come_first_and_the_others_by_id(tmp_path: Path) -> None:
    ids = ["wifi", "postpaid", "esim", "prepaid"]
    path = directory(tmp_path, **{name: small_guide(name) for name in ids})
    assert [guide.id for guide in load([path], None).guides] == [
        "prepaid",
        "postpaid",
        "esim",
        "wifi",
    ]


def test_an_own_directory_adds_guides_and_replaces_whole_ones(tmp_path: Path) -> None:
    shipped = directory(tmp_path / "shipped", a=small_guide("a"), b=small_guide("b", "theirs"))
    own = directory(tmp_path / "own", "", mine=small_guide("b", "mine"), c=small_guide("c"))
    (own / "cautions.toml").unlink()
    library = load([shipped, own], None)
    assert library.faults == ()
    assert {guide.id: guide.name["en"] for guide in library.guides} == {
        "a": "text",
        "b": "mine",
        "c": "text",
    }


def test_a_broken_replacement_leaves_the_shipped_guide(tmp_path: Path) -> None:
    shipped = directory(tmp_path / "shipped", a=small_guide("a", "theirs"))
    own = directory(tmp_path / "own", a=small_guide("a").replace("version = 1", "version = 0"))
    library = load([shipped, own], None)
    assert [guide.name["en"] for guide in library.guides] == ["theirs"]
    assert [fault.path for fault in library.faults] == [own / "guides" / "a.toml"]


def test_own_cautions_are_added_or_replace_those_with_the_same_id(tmp_path: Path) -> None:
    shipped = directory(tmp_path / "shipped", a=small_guide("a"))
    own = directory(
        tmp_path / "own",
        small_cautions("be-quick", "mine") + small_cautions("ask-mika"),
        b=small_guide("b") + small_cautions("only-here"),
    )
    library = load([shipped, own], None)
    assert library.faults == ()
    a, b = library.guides
    assert [caution.id for caution in a.cautions] == ["be-quick", "ask-mika"]
    assert a.cautions[0].title["en"] == "mine"
    assert [caution.id for caution in b.cautions] == ["be-quick", "ask-mika", "only-here"]


def test_broken_cautions_do_not_take_the_guides_with_them(tmp_path: Path) -> None:
    library = load([directory(tmp_path, "[[cautions]", a=small_guide("a"))], None)
    assert [fault.path.name for fault in library.faults] == ["cautions.toml"]
    (guide,) = library.guides
    assert guide.steps[0].cautions == ()


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    written = b"\xef\xbb\xbf" + small_guide().replace("\n", "\r\n").encode()
    library = load([directory(tmp_path, a=written)], None)
    assert library.faults == ()
    assert library.guides == load([directory(tmp_path, a=small_guide())], None).guides


def test_further_languages_are_welcome(tmp_path: Path) -> None:
    guide = changed("version = 1\n", 'version = 1\nname.vi = "thẻ"\nname.pt-BR = "chip"\n')
    (loaded,) = load([directory(tmp_path, a=guide)], None).guides
    assert loaded.name["vi"] == "thẻ"


def test_a_text_over_several_lines_loses_its_outer_line_breaks(tmp_path: Path) -> None:
    guide = changed('detail.en = "text"', 'detail.en = """\none\ntwo\n"""')
    (loaded,) = load([directory(tmp_path, a=guide)], None).guides
    assert loaded.steps[0].detail["en"] == "one\ntwo"


def test_control_and_bidi_characters_in_texts_load_as_they_are(tmp_path: Path) -> None:
    guide = changed('detail.en = "text"', r'detail.en = "a\u001b[2J\u202eb"')
    library = load([directory(tmp_path, a=guide)], None)
    assert library.faults == ()
    assert library.guides[0].steps[0].detail["en"] == "a\x1b[2J\u202eb"


def test_hidden_files_and_other_endings_are_passed_over(tmp_path: Path) -> None:
    path = directory(tmp_path, a=small_guide())
    for name in (".#a.toml", "a.toml~", "notes.txt"):
        (path / "guides" / name).write_text("{")
    assert load([path], None).faults == ()


def test_a_directory_without_guides_says_what_was_expected(tmp_path: Path) -> None:
    assert "no guide here" in only_fault(tmp_path)
    assert "a directory was expected" in only_fault(tmp_path / "missing")


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("version = 1", "version = ", "line 2, column 11", "not TOML: invalid value"),
        ("version = 1", "version = 1\nversion = 2", "line 3", "not TOML: cannot overwrite"),
        ("version = 1", "version = 1\nverson = 2", "", "'verson' is not known here; perhaps versi"),
        ("version = 1", "version = 1\nwho = 2", "", "'who' is not known here; known are id, ver"),
        ("version = 1\n", "", "", "version is missing; add it"),
        ("version = 1", 'version = "1"', "version", "whole number was expected, a text stands"),
        ("version = 1", "version = true", "version", "whole number was expected, true stands"),
        ("version = 1", "version = 1.0", "version", "whole number was expected, a number stands"),
        ("version = 1", "version = 1979-05-27", "version", "expected, a date or time stands"),
        ("version = 1", "version = 0", "version", "counts from 1 up"),
        ('id = "small"', "id = 7", "id", "a text in quotation marks was expected"),
        ('id = "small"', 'id = "Small Card"', "id", "'Small Card' is no id; small letters"),
        ('id = "small"', f'id = "{"a" * 65}"', "id", "at most 64"),
        ('name.zh = "text 中"\n', "", "name", "missing in zh; add name.zh"),
        ('name.ja = "text 日"', 'name.ja = " "', "name", "missing in ja; add name.ja"),
        ('name.ja = "text 日"', "name.ja = 3", "name.ja", "text in quotation marks was expected"),
        ('name.en = "text"', 'name.en = "a\\nb"', "name.en", "must fit on one line"),
        ('name.en = "text"', 'name.en = "text"\nname.FR = "x"', "name", "'FR' is no language"),
        (
            'what.ja = "text 日"\n',
            "",
            "introduction.what",
            "missing in ja; add what.ja",
        ),
        ("[introduction]", "[introducton]", "", "introduction is missing; add it"),
        ("contact = true", "contact = 1", "step 2 (second), contact", "true or false was expected"),
        (
            'lapses_with = ["first"]',
            'lapses_with = "first"',
            "step 2 (second), lapses_with",
            "a list was expected, a text stands there",
        ),
        (
            'lapses_with = ["first"]',
            'lapses_with = ["frist"]',
            "step 2 (second), lapses_with",
            "no other step has the id 'frist'; the others are first",
        ),
        (
            'lapses_with = ["first"]',
            'lapses_with = ["second"]',
            "step 2 (second), lapses_with",
            "no other step has the id 'second'",
        ),
        (
            'cautions = ["be-quick"]',
            'cautions = ["be-slow"]',
            "step 1 (first), cautions",
            "no caution has the id 'be-slow'; there are be-quick",
        ),
        ('id = "second"', 'id = "first"', "step 2 (first), id", "two steps have the id 'first'"),
        ('id = "two"', 'id = "one"', "step 1 (first)", "two checks have the id 'one'"),
        (
            'id = "two"',
            'id = "two_"',
            "step 1 (first), check 2 (two_), id",
            "'two_' is no id",
        ),
        ('id = "two"', "", "step 1 (first), check 2", "id is missing; add it"),
        (
            'id = "two"',
            'id = "two"\ncolour = "red"',
            "step 1 (first), check 2 (two)",
            "'colour' is not known here; known are id, title",
        ),
    ],
)
def test_a_fault_names_the_place_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, place: str, problem: str
) -> None:
    path = directory(tmp_path, a=changed(old, new))
    found = load([path], None).faults
    assert found
    assert any(fault.place.startswith(place) and problem in fault.problem for fault in found), [
        str(fault) for fault in found
    ]
    for fault in found:
        assert str(fault).startswith(str(path / "guides" / "a.toml"))
        assert str(fault).endswith(".")
        assert "\n" not in str(fault)


def test_a_title_without_languages_is_explained(tmp_path: Path) -> None:
    guide = small_guide().replace('title.en = "text"\n', 'title = "text"\n', 1)
    guide = guide.replace('title.zh = "text 中"\ntitle.ja = "text 日"\n', "", 1)
    assert "one text for each language, as in title.en was expected" in only_fault(
        directory(tmp_path, a=guide)
    )


def test_a_guide_without_steps_is_refused(tmp_path: Path) -> None:
    head = small_guide().partition("[[steps]]")[0]
    assert "steps are missing; add at least one [[steps]]" in only_fault(
        directory(tmp_path, a=head)
    )
    empty = "steps = []\n" + head
    assert "needs at least one [[steps]]" in only_fault(directory(tmp_path, a=empty))


def test_two_files_with_one_id_are_named(tmp_path: Path) -> None:
    # Many, since a directory names its files in an order of its own.
    names = "hgfedcba"
    guides = {name: small_guide(english=f"in {name}") for name in names}
    library = load([directory(tmp_path, **guides)], None)
    assert [guide.name["en"] for guide in library.guides] == ["in a"]
    assert [fault.path.name for fault in library.faults] == [f"{n}.toml" for n in "bcdefgh"]
    assert all("a.toml has the id 'small' too" in fault.problem for fault in library.faults)


def test_a_fault_cannot_reach_the_terminal_with_what_the_file_holds(tmp_path: Path) -> None:
    guide = changed("version = 1", 'version = 1\n"\\u001b]0;owned\\u0007" = 1')
    assert "\x1b" not in only_fault(directory(tmp_path, a=guide))
    ids = small_guide().replace('"first"', '"\\u001b[2J"', 1).replace('"second"', '"\\u009b1m"', 1)
    for fault in load([directory(tmp_path, a=ids)], None).faults:
        assert not {"\x1b", "\x9b"} & set(str(fault))
    hostile = tmp_path / "\x1b[2J"
    directory(hostile, a="{")
    assert "\x1b" not in str(load([hostile], None).faults[0])


def test_many_problems_are_cut_to_the_first_twenty(tmp_path: Path) -> None:
    guide = changed("version = 1", "version = 1\n" + "".join(f"k{n} = 1\n" for n in range(99)))
    faults = load([directory(tmp_path, a=guide)], None).faults
    assert len(faults) == 21
    assert "79 more problems" in faults[-1].problem


def test_of_thousands_of_files_the_first_are_read_and_the_others_told_of(tmp_path: Path) -> None:
    path = directory(tmp_path, **{f"g{n:04}": small_guide(f"g{n:04}") for n in range(201)})
    library = load([path], None)
    assert len(library.guides) == 200
    (fault,) = library.faults
    assert "201 files are here" in str(fault)

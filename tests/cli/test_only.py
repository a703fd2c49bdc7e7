"""`--only HOLDER`: one person alone, as if nobody else were in the casebook."""

from tests.cli.conftest import Kaiyaku


def two_people(kaiyaku: Kaiyaku) -> None:
    kaiyaku("add", "postpaid", "Lin au", "--holder", "Lin")
    kaiyaku("add", "postpaid", "Wang docomo", "--holder", "Wang Fang")


def test_lists_lookups_and_errors_know_one_person(kaiyaku: Kaiyaku) -> None:
    two_people(kaiyaku)
    for verb in (["list"], ["holder", "list"], ["log"], ["show", "1"]):
        done = kaiyaku("--only", "lin", *verb)
        assert done.code == 0
        assert "Wang" not in done.out
    done = kaiyaku("show", "2", "--only", "Lin")
    assert done.code == 3
    assert "Wang" not in done.err
    assert "Wang" not in kaiyaku("--only", "Lin", "show", "nobody").err


def test_an_unknown_person_is_one_sentence_that_names_nobody(kaiyaku: Kaiyaku) -> None:
    two_people(kaiyaku)
    done = kaiyaku("--only", "Mei", "list")
    assert (done.code, done.out) == (3, "")
    assert "Mei" in done.err
    assert "Lin" not in done.err


def test_what_is_added_is_theirs_and_what_is_others_is_refused(kaiyaku: Kaiyaku) -> None:
    two_people(kaiyaku)
    assert kaiyaku("--only", "Lin", "add", "prepaid", "Trip SIM").code == 0
    assert "Lin" in kaiyaku("show", "3").out
    assert kaiyaku("--only", "Lin", "holder", "add", "Ken").code == 2
    assert kaiyaku("holder", "list").out.count("\n") == 2

from tests.cli.conftest import Kaiyaku


def test_a_person_is_added_with_everything_said_back(kaiyaku: Kaiyaku) -> None:
    options = ("--language", "zh", "--departure", "12/15", "--end-of-stay", "1/10")
    out = kaiyaku.ok("holder", "add", "Li Na", *options, "--contact", "li@example.com").out
    assert out.startswith("Person 1 added: Li Na")
    assert "departure: Tue 15 Dec, 23 days" in out
    (person,) = kaiyaku.ok("holder", "list", "--json").data["holders"]
    given = {name: value for name, value in person.items() if value is not None}
    assert given == {
        "id": 1,
        "name": "Li Na",
        "language": "zh",
        "departure": "2026-12-15",
        "end_of_stay": "2027-01-10",
        "contact": "li@example.com",
        "revision": 1,
    }


def test_a_person_is_changed_by_number_or_name(kaiyaku: Kaiyaku) -> None:
    kaiyaku.ok("holder", "add", "Li Na", "--departure", "12/15")
    kaiyaku.ok("holder", "edit", "1", "--name", "Li Nan", "--contact", "x")
    changed = kaiyaku.ok("holder", "edit", "li nan", "--departure", "-", "--json").data["holder"]
    assert (changed["name"], changed["departure"], changed["contact"]) == ("Li Nan", None, "x")


def test_the_list_counts_the_cards(kaiyaku: Kaiyaku) -> None:
    assert kaiyaku.ok("holder", "list").out == "Nobody yet.\n"
    kaiyaku.ok("add", "postpaid", "one", "--holder", "Li Na")
    kaiyaku.ok("add", "prepaid", "two", "--holder", "Li Na")
    out = kaiyaku.ok("holder", "list").out
    assert "Li Na" in out
    assert "2 cards" in out


def test_an_unknown_person_names_those_there_are(kaiyaku: Kaiyaku) -> None:
    assert "holder add" in kaiyaku.refused(3, "holder", "edit", "1", "--name", "x")
    kaiyaku.ok("holder", "add", "Li Na")
    assert "1 Li Na" in kaiyaku.refused(3, "holder", "edit", "2", "--name", "x")

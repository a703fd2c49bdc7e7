from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku
from tui.text.width import width


def test_the_guides_are_listed_with_how_to_tell_them_apart(kaiyaku: Kaiyaku) -> None:
    out = kaiyaku.ok("guide").out
    assert out.splitlines()[0].startswith("prepaid")
    assert "a monthly bill" in out
    guides = kaiyaku.ok("guide", "--json").data["guides"]
    assert [guide["id"] for guide in guides][:2] == ["prepaid", "postpaid"]


@pytest.mark.parametrize("type", ["prepaid", "postpaid"])
@pytest.mark.parametrize("language", ["en", "zh", "ja"])
def test_a_guide_is_printed_whole_and_fits(kaiyaku: Kaiyaku, type: str, language: str) -> None:
    guide = kaiyaku.ok("guide", type, "--json", "--lang", language).data
    page = kaiyaku.ok("guide", type, "--lang", language).out
    # An address is one piece, to copy, however long it is.
    assert max(width(line) for line in page.splitlines() if "https://" not in line) <= 80
    solid = "".join(page.split())

    def is_there(text: str) -> bool:
        return "".join(text.split()) in solid

    assert guide["id"] == type
    assert is_there(guide["name"])
    assert all(is_there(text) for text in guide["introduction"].values())
    for step in guide["steps"]:
        assert is_there(step["title"])
        assert is_there(step["detail"])
        assert all(is_there(check["title"]) for check in step["checks"])
    assert all(is_there(c["title"]) and is_there(c["text"]) for c in guide["cautions"])


def test_the_json_of_a_guide_has_its_shape(kaiyaku: Kaiyaku) -> None:
    guide = kaiyaku.ok("guide", "postpaid", "--json").data
    assert guide["version"] >= 1
    assert [step["number"] for step in guide["steps"]] == list(range(1, len(guide["steps"]) + 1))
    first = guide["steps"][0]
    assert first["id"] == "check-dates"
    assert {"id", "topic", "text", "sources", "confidence"} <= set(first["facts"][0])
    assert all(source["url"].startswith("https://") for source in first["facts"][0]["sources"])
    assert set(first["checks"][0]) == {"id", "number", "title"}
    assert guide["cautions"]


def test_the_language_of_the_environment_is_used(kaiyaku: Kaiyaku) -> None:
    asked = kaiyaku("guide", "prepaid", environ={"LANG": "ja_JP.UTF-8"}).out
    assert asked.startswith("プリペイド")
    asked = kaiyaku("guide", "prepaid", environ={"LANG": "ja_JP", "KAIYAKU_LANG": "zh"}).out
    assert asked.startswith("预付费卡")


def test_an_unknown_type_names_those_there_are(kaiyaku: Kaiyaku) -> None:
    assert "prepaid, postpaid" in kaiyaku.refused(3, "guide", "landline")


def test_a_guide_is_read_where_no_casebook_can_be_used(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    kaiyaku.ok("guide", "prepaid", "--casebook", tmp_path / "none.db")
    kaiyaku.environ["XDG_DATA_HOME"] = "/proc/nowhere"
    kaiyaku.ok("guide")


def test_content_that_is_broken_is_named_once_and_the_rest_loads(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    (tmp_path / "more" / "guides").mkdir(parents=True)
    (tmp_path / "more" / "guides" / "bad.toml").write_text("id = \x1b")
    for words in (["guide"], ["list"], ["add", "postpaid", "x"]):
        ran = kaiyaku(*words, "--content", tmp_path / "more")
        assert ran.code == 0
        assert ran.err.count("bad.toml") == 1
        assert ran.err.startswith("kaiyaku: ")
        assert "\x1b" not in ran.err


def test_a_guide_of_ones_own_is_offered(kaiyaku: Kaiyaku, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "content" / "guides" / "prepaid.toml"
    (tmp_path / "guides").mkdir()
    own = shipped.read_text().replace('id = "prepaid"', 'id = "wifi"', 1)
    (tmp_path / "guides" / "wifi.toml").write_text(own)
    kaiyaku.environ["KAIYAKU_CONTENT"] = str(tmp_path)
    assert "wifi" in kaiyaku.ok("guide").out
    assert kaiyaku.ok("add", "wifi", "Router", "--json").data["card"]["type"] == "wifi"

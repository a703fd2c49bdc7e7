"""The reader's language, with a small catalogue of the test's own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.cli.conftest import Kaiyaku

_TEXTS = {
    "There is no card {card}. There is: {cards}.": "没有电话卡{card}。现有：{cards}。",
    "{option} can be {allowed}, not {value}.": "{option}可以是{allowed}，不能是{value}。",
    "Card {id} added: {label}": "已添加{id}号电话卡：{label}",
    "departure": "离境",
    "Start a card.": "添加电话卡。",
}


@pytest.fixture
def chinese(one_card: Kaiyaku, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kaiyaku:
    catalogue = Catalog(locale="zh")
    for english, text in _TEXTS.items():
        catalogue.add(english, text)
    path = tmp_path / "zh" / "LC_MESSAGES" / "kaiyaku.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr("tui.text.translation._CATALOGUES", tmp_path)
    one_card.environ["KAIYAKU_LANG"] = "zh"
    return one_card


def test_answers_dates_and_help_are_in_the_readers_language(chinese: Kaiyaku) -> None:
    out = chinese.ok("add", "postpaid", "东京", "--departure", "12/15").out
    assert "已添加2号电话卡：东京" in out
    assert "离境: 12月15日 周二，还有23天" in out
    assert "添加电话卡。" in chinese.ok("--help").out


def test_errors_are_in_the_readers_language(chinese: Kaiyaku) -> None:
    assert "没有电话卡9。现有：1 My docomo。" in chinese.refused(3, "show", "9")
    assert "--kind可以是" in chinese.refused(2, "note", "add", "1", "--kind", "fax")


def test_the_option_wins_over_the_environment(chinese: Kaiyaku) -> None:
    assert "There is no card 9" in chinese.refused(3, "show", "9", "--lang", "en")
    assert "There is no card 9" in chinese.refused(3, "--lang=en", "show", "9")

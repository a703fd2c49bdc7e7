import json
from typing import Any

import pytest

from tests.stories.person import Person, stands

NAMES = ("中文", "English", "日本語")


def first_step(mika: Person, language: str) -> str:
    shown: Any = json.loads(mika.run("--lang", language, "show", "1", "--json"))
    return str(shown["steps"][0]["title"])


@pytest.fixture
def first_steps(mika: Person, card: int) -> dict[str, str]:
    """The title of the first step in each language."""
    return {language: first_step(mika, language) for language in ("zh", "en", "ja")}


def test_one_key_goes_through_the_three_languages_and_stays(
    mika: Person, first_steps: dict[str, str]
) -> None:
    with mika.screen(language=None, env={"LANG": "en_US.UTF-8"}) as session:
        session.wait_for(first_steps["en"])
        for language in ("ja", "zh", "en", "ja"):
            session.send("L")
            session.wait_for(first_steps[language])
        session.send("q")
        assert session.wait_exit() == 0
    # What was chosen on the screen is stronger than the locale.
    with mika.screen(language=None, env={"LANG": "en_US.UTF-8"}) as session:
        session.wait_for(first_steps["ja"])


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_the_command_line_names_a_language(
    mika: Person, first_steps: dict[str, str], language: str
) -> None:
    with mika.screen(language=language, env={"LANG": "de_DE.UTF-8"}) as session:
        session.wait_for(first_steps[language])


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh_CN.UTF-8", "zh"), ("zh_TW.UTF-8", "zh"), ("ja_JP.UTF-8", "ja"), ("ko_KR.UTF-8", "en")],
)
def test_the_locale_names_a_language(
    mika: Person, first_steps: dict[str, str], locale: str, language: str
) -> None:
    with mika.screen(language=None, env={"LANG": locale}) as session:
        session.wait_for(first_steps[language])


@pytest.mark.parametrize("locale", ["C", None])
def test_where_nothing_names_one_the_first_start_asks_once(
    mika: Person, first_steps: dict[str, str], locale: str | None
) -> None:
    with mika.screen(language=None, wait=False, env={"LANG": locale}) as session:
        session.wait_for(
            lambda s: all(
                any(f"{n} {name}" in row for row in s.rows()) for n, name in enumerate(NAMES, 1)
            )
        )
        session.send("3")
        session.wait_for(lambda s: first_steps["ja"] in s.text() and "3 日本語" not in s.text())
        session.send("q")
        assert session.wait_exit() == 0
    with mika.screen(language=None, env={"LANG": locale}) as session:
        session.wait_for(lambda s: stands(s) and first_steps["ja"] in s.text())
        session.settle()
        assert "3 日本語" not in session.text()


def test_the_question_can_be_left_and_the_screen_speaks_english(
    mika: Person, first_steps: dict[str, str]
) -> None:
    with mika.screen(language=None, wait=False, env={"LANG": "C"}) as session:
        session.wait_for("3 日本語")
        session.send("\x1b")
        session.wait_for(lambda s: first_steps["en"] in s.text() and "3 日本語" not in s.text())

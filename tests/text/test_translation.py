"""The interface language that a locale asks for."""

import pytest

from tui.text.translation import LANGUAGES, NAMES, from_locale


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh_TW.Big5", "zh"),
        ("zh-Hans", "zh"),
        ("ja_JP.eucJP", "ja"),
        ("ja", "ja"),
        ("en_GB.UTF-8", "en"),
        ("de_DE@euro", "en"),
        ("JA_JP", "ja"),
    ],
)
def test_a_locale_names_its_language(locale: str, language: str) -> None:
    assert from_locale(locale) == language


@pytest.mark.parametrize("locale", ["", "C", "POSIX", "C.UTF-8", "c.utf8"])
def test_a_bare_locale_says_nothing_about_language(locale: str) -> None:
    assert from_locale(locale) is None


def test_every_language_says_its_own_name() -> None:
    assert set(NAMES) == set(LANGUAGES)

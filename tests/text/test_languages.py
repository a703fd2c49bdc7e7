"""Which language is meant by what an office writes."""

import pytest

from tui.text.languages import language_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("zh", "zh"), ("ZH", "zh"), ("zh-CN", "zh"), ("中文", "zh"), ("Chinese", "zh")),
        *(("中国語", "zh"), ("日本語", "ja"), ("日语", "ja"), ("English", "en"), ("英語", "en")),
        *(("ベトナム語", "vi"), ("Nepali", "ne"), ("german", "de"), ("fr_FR", "fr")),
        *(("klingonisch", None), ("", None), ("xx", None), ("-", None), ("zz-ZH", None)),
    ],
)
def test_a_language_is_known_by_its_code_and_its_names(written: str, code: str | None) -> None:
    assert language_code(written) == code

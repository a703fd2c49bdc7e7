"""Simplified, traditional and Japanese characters of each other are one when searched for."""

import pytest

from tui.text.folding import fold
from tui.text.variants import SOURCE, variants


@pytest.mark.parametrize(
    "forms",
    [
        ("账单", "賬單"),
        ("请求书", "請求書"),
        ("违约金", "違約金"),
        ("会员", "會員", "会員"),
        ("号码", "號碼"),
        ("番号", "番號"),
        ("电话", "電話"),
        ("楽天", "乐天", "樂天"),
        ("変更", "变更", "變更"),
        ("注销", "註銷"),
    ],
)
def test_the_forms_of_a_word_fold_to_the_same(forms: tuple[str, ...]) -> None:
    assert len({fold(form) for form in forms}) == 1


def test_each_character_has_one_class() -> None:
    lines = [line for line in SOURCE.read_text("utf-8").splitlines() if line[0] != "#"]
    characters = "".join(lines)
    assert len(characters) == len(set(characters))
    assert all(fold(line) == line[0] * len(line) for line in lines)


def test_what_stands_for_others_stands_for_itself() -> None:
    assert not {ord(one) for one in variants().values()} & variants().keys()

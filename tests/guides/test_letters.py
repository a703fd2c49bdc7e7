"""The letters that come with the program, letters of one's own, and what a file may say."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
from pydantic import TypeAdapter

from tests.guides.small import text
from tui.guides.build import build
from tui.guides.letters import (
    PLACEHOLDERS,
    Letter,
    Letters,
    load_letters,
    placeholders_in,
)
from tui.guides.shipped import content_directory
from tui.text.clean import clean

ASKING = ["cancellation", "personal-data", "objection"]
FURTHER = ["initial-cancellation", "eight-day-request", "attorney", "billing-address", "refund"]
KINDS = [*ASKING, *FURTHER]
LANGUAGES = ("ja", "zh", "en")

LOAD = """
import sys
from pathlib import Path
from tui.guides.letters import load_letters
letters, faults = load_letters([Path(sys.argv[1])], Path(sys.argv[2]))
print(len(letters.letters), len(faults), "pydantic" in sys.modules)
"""


def small_letters(letter_id: str = "small", english: str = "text") -> str:
    """Return the TOML of a letter with two paragraphs, the second with placeholders."""
    return "".join(
        [
            f'[[letters]]\nid = "{letter_id}"\n',
            text("title", english),
            text("when", english),
            text("subject", english),
            '[[letters.paragraphs]]\nen = "Hello"\nzh = "你好"\nja = "こんにちは"\n',
            '[[letters.paragraphs]]\nen = "{holder}, {today}"\n',
            'zh = "{today} {holder}"\nja = "{holder}と{today}"\n',
        ]
    )


NAMES = "[placeholders]\n" + text("holder", "name")


def directory(path: Path, content: str | bytes) -> Path:
    """Make a content directory that holds nothing but letters."""
    path.mkdir(parents=True, exist_ok=True)
    encoded = content.encode() if isinstance(content, str) else content
    (path / "letters.toml").write_bytes(encoded)
    return path


def faults_of(path: Path, content: str | bytes) -> list[str]:
    letters, faults = load_letters([directory(path, content)], None)
    assert letters.letters == ()
    assert faults
    return [str(fault) for fault in faults]


@pytest.fixture(scope="module")
def shipped() -> Letters:
    letters, faults = load_letters([content_directory()], None)
    assert [str(fault) for fault in faults] == []
    return letters


@pytest.fixture(params=KINDS)
def letter(request: pytest.FixtureRequest, shipped: Letters) -> Letter:
    found = shipped.letter(request.param)
    assert found
    return found


def lines_of(letter: Letter) -> Iterator[tuple[str, str]]:
    """Yield every text of a letter with its language."""
    for each in (letter.title, letter.when, letter.subject, *letter.paragraphs):
        yield from each.items()


def body(letter: Letter, language: str) -> str:
    return "\n\n".join(paragraph[language] for paragraph in letter.paragraphs)


def test_the_kinds_of_letters_stay_what_they_are_called(shipped: Letters) -> None:
    assert [letter.id for letter in shipped.letters] == KINDS


def test_every_text_is_there_in_exactly_three_languages(letter: Letter) -> None:
    for each in (letter.title, letter.when, letter.subject, *letter.paragraphs):
        assert set(each) == set(LANGUAGES)


def test_no_text_stands_in_the_wrong_language(letter: Letter) -> None:
    for language, line in lines_of(letter):
        words = re.sub(r"\{.*?\}", "", line)
        if language == "zh":
            # What the counter calls the two rights is kept as it is written there.
            words = re.sub("初期契約解除|確認措置", "", words)
            assert not re.search("[ぁ-ゖァ-ヺ]|[們這個對會說時約話錢號碼網請費]|解约", words), line
        elif language == "en":
            assert words.isascii(), line
    assert re.search("[ぁ-ゖ]", body(letter, "ja"))


def test_texts_are_clean_and_have_no_double_blanks(letter: Letter) -> None:
    for _, line in lines_of(letter):
        assert clean(line) == line
        assert "  " not in line
        assert line == line.strip()


@pytest.fixture(params=ASKING)
def asking(request: pytest.FixtureRequest, shipped: Letters) -> Letter:
    found = shipped.letter(request.param)
    assert found
    return found


def test_a_letter_begins_as_a_japanese_letter_does(asking: Letter) -> None:
    letter = asking
    lines = body(letter, "ja").splitlines()
    assert lines[0] == "件名：{subject}"
    assert lines[2:4] == ["{today}", "{carrier} お客様窓口 御中"]
    assert lines[5].startswith("いつもお世話になっております。{holder}と申します。")
    assert lines[-1] == "{holder}（署名）"
    assert body(letter, "ja").count("御中") == 1


def test_facts_and_wishes_are_numbered_alike_in_every_language(letter: Letter) -> None:
    numbered = [
        re.findall(r"^(?:\d+\.|\(\d\)) ", body(letter, language), re.MULTILINE)
        for language in LANGUAGES
    ]
    assert len(numbered[0]) >= 10
    assert numbered[0] == numbered[1] == numbered[2]


def test_a_letter_asks_and_claims_no_law(letter: Letter) -> None:
    if letter.id in ("initial-cancellation", "attorney"):
        pytest.skip("a notice says under which law it is, an attorney acts")
    claims = {
        "ja": "法律|法令|法に|法第|権利|義務|違反|無効|第.条|訴",
        "zh": "法律|法规|依法|权利|义务|违反|无效|条例|起诉",
        "en": r"\b(?:law|legal|right|rights|must|obliged|act|void|sue|court)\b",
    }
    for language, claim in claims.items():
        assert not re.search(claim, body(letter, language)), language
    if letter.id != "attorney":
        assert "お願いいたします" in body(letter, "ja")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ASKING)
def test_nothing_is_called_valid_or_certain_to_work(
    shipped: Letters, kind: str, language: str
) -> None:
    found = shipped.letter(kind)
    assert found
    everything = " ".join(line for spoken, line in lines_of(found) if spoken == language)
    assert not re.search(
        "有効|必ず|保証|効力|有效|一定|保证|效力|valid|guarantee|binding", everything
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            "cancellation",
            "契約者名 電話番号 契約日 解約希望日 連絡先 解約日 最終のご請求金額 ご請求日 返却 "
            "受付番号 貴社所定 書面またはメール 出国後",
        ),
        ("personal-data", "保有 利用目的 保管期間 利用の停止 消去 ご検討 申請書 連絡先"),
        (
            "initial-cancellation",
            "電気通信事業法第26条の3 契約日 契約書面の受領日 利用開始日 サービス名 発信日 付属品 "
            "MNP 送金先 フリガナ 生年月日 ご契約住所 署名",
        ),
        ("eight-day-request", "確認措置 理由 電波 説明の不足 書面の未交付 契約書面の受領日 端末"),
        (
            "attorney",
            "代理人の氏名 代理人の住所 代理人の生年月日 代理人の電話番号 本人との関係 解約 "
            "料金の照会 返却 返金の受領 有効期限 自筆",
        ),
        (
            "billing-address",
            "現在の送付先 新しい送付先 様方 変更の開始 承諾 紙の請求書 海外 "
            "ご契約住所の変更はありません",
        ),
        ("refund", "残高 払いすぎた額 保証金 理由 領収書 口座名義カナ 海外送金"),
        ("objection", "契約 期間 内訳 解約の受付日 引き落とし 督促 見合わせ ご回答 添付資料"),
    ],
)
def test_a_letter_says_what_it_is_for(shipped: Letters, kind: str, words: str) -> None:
    found = shipped.letter(kind)
    assert found
    assert [word for word in words.split() if word not in body(found, "ja")] == []


def test_what_is_said_of_the_letters_says_what_they_cannot_do(shipped: Letters) -> None:
    cancellation, personal_data, objection, *_ = shipped.letters
    assert "The number is lost with it" in cancellation.when["en"]
    assert "It is a request" in personal_data.when["en"]
    assert "Attach copies" in objection.when["en"]


def test_every_placeholder_is_named_in_three_languages(shipped: Letters) -> None:
    assert set(shipped.placeholders) == set(PLACEHOLDERS) - {"subject", "today"}
    for name in shipped.placeholders.values():
        assert set(name) == set(LANGUAGES)


def test_a_plain_build_equals_what_pydantic_builds() -> None:
    def stripped(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: stripped(item) for key, item in value.items()}
        if isinstance(value, list):
            return [stripped(item) for item in value]
        return value.strip()

    table = tomli.loads((content_directory() / "letters.toml").read_text("utf-8"))
    validated = TypeAdapter(Letters).validate_json(json.dumps(stripped(table)))
    assert build(Letters, table) == validated


def test_only_the_first_reading_imports_pydantic(tmp_path: Path) -> None:
    path, cache = content_directory(), tmp_path / "content.json"
    for expected in ("8 0 True", "8 0 False"):
        run = subprocess.run(
            [sys.executable, "-c", LOAD, str(path), str(cache)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected


def test_a_start_that_writes_no_letter_reads_none(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tui.guides.load import load;"
        f"load([Path({str(content_directory())!r})], Path({str(tmp_path / 'c.json')!r}));"
        "print('tui.guides.letters' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_letter_that_was_found_good_is_not_good_for_ever(tmp_path: Path) -> None:
    cache = tmp_path / "content.json"
    path = directory(tmp_path / "content", small_letters() + NAMES)
    assert load_letters([path], cache)[1] == ()
    directory(path, small_letters().replace('en = "Hello"', "en = 3") + NAMES)
    assert "a text in quotation marks was expected" in str(load_letters([path], cache)[1][0])


def test_an_own_directory_adds_letters_and_replaces_whole_ones(tmp_path: Path) -> None:
    own = directory(tmp_path, small_letters("objection", "mine") + small_letters("thanks"))
    letters, faults = load_letters([content_directory(), own], None)
    assert [str(fault) for fault in faults] == []
    assert [letter.id for letter in letters.letters] == [*KINDS, "thanks"]
    replaced = letters.letter("objection")
    assert replaced
    assert (replaced.title["en"], len(replaced.paragraphs)) == ("mine", 2)


def test_an_own_directory_may_rename_a_gap(tmp_path: Path) -> None:
    own = directory(tmp_path, small_letters() + NAMES)
    letters, _ = load_letters([content_directory(), own], None)
    assert letters.placeholders["holder"]["en"] == "name"
    assert letters.placeholders["number"]["ja"] == "電話番号"


def test_a_broken_replacement_leaves_the_shipped_letters(tmp_path: Path) -> None:
    own = directory(tmp_path, small_letters("objection").replace("{today}", "{tomorrow}"))
    letters, faults = load_letters([content_directory(), own], None)
    assert [letter.id for letter in letters.letters] == KINDS
    assert {fault.path for fault in faults} == {own / "letters.toml"}


def test_a_directory_without_letters_is_no_fault(tmp_path: Path) -> None:
    letters, faults = load_letters([tmp_path, tmp_path / "missing"], None)
    assert (letters.letters, faults) == ((), ())


def test_whatever_lies_where_the_letters_should_is_named(tmp_path: Path) -> None:
    (only,) = faults_of(tmp_path, b"\xff\xfe")
    assert only == f"{tmp_path}/letters.toml, byte 0: the text is UTF-16; save the file as UTF-8."
    (tmp_path / "letters.toml").unlink()
    (tmp_path / "letters.toml").mkdir()
    assert "this is a directory" in str(load_letters([tmp_path], None)[1][0])


def test_line_breaks_inside_a_paragraph_stay(tmp_path: Path) -> None:
    content = small_letters().replace('en = "Hello"', 'en = """\r\none\r\ntwo\r\n"""') + NAMES
    letters, faults = load_letters([directory(tmp_path, content)], None)
    assert faults == ()
    assert letters.letters[0].paragraphs[0]["en"] == "one\ntwo"


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ('id = "small"', 'id = "Small"', "letter 1 (Small), id", "'Small' is no id; small letters"),
        ('id = "small"', "", "letter 1", "id is missing; add it"),
        (
            'title.zh = "text 中"\n',
            "",
            "letter 1 (small), title",
            "missing in zh; add title.zh",
        ),
        ('title.en = "text"', 'title.en = "a\\nb"', "letter 1 (small), title.en", "on one line"),
        (
            'when.ja = "text 日"\n',
            "",
            "letter 1 (small), when",
            "missing in ja; add when.ja",
        ),
        (
            'subject.en = "text"',
            'subject.en = "{number}"',
            "letter 1 (small), subject.en",
            "the same for every card",
        ),
        (
            'title.en = "text"',
            'titel.en = "text"',
            "letter 1 (small)",
            "'titel' is not known here; perhaps title",
        ),
        ('zh = "你好"\n', "", "letter 1 (small), paragraph 1", "missing in zh; add zh"),
        ('zh = "你好"', "zh = 3", "letter 1 (small), paragraph 1, zh", "text in quotation marks"),
        ('zh = "你好"', 'ZH = "你好"', "letter 1 (small), paragraph 1", "'ZH' is no language code"),
        (
            'en = "Hello"',
            'en = "Hello\\n\\nyou"',
            "letter 1 (small), paragraph 1, en",
            "an empty line ends a paragraph",
        ),
        (
            'en = "Hello"',
            'en = "Hello {"',
            "letter 1 (small), paragraph 1, en",
            "a brace stands alone; placeholders are written as in {holder}",
        ),
        (
            'zh = "{today} {holder}"',
            'zh = "{holder}"',
            "letter 1 (small), paragraph 2",
            "{today} stands in ja and not in zh",
        ),
        (
            'en = "Hello"',
            'en = "Hello {holder}"',
            "letter 1 (small), paragraph 1",
            "{holder} stands in en and not in ja",
        ),
        (
            "{holder}",
            "{nummber}",
            "letter 1 (small), paragraph 2, ja",
            "no placeholder 'nummber'; perhaps number was meant",
        ),
        (
            "{holder}",
            "{holder.name}",
            "letter 1 (small), paragraph 2, ja",
            "no placeholder 'holder.name'",
        ),
        ("{holder}", "{x}", "letter 1 (small), paragraph 2, ja", "known are subject, today, carr"),
        (
            "{holder}",
            "{number}",
            "letter 1 (small), paragraph 2, ja",
            "{number} has no name for where it stays a gap; add number.en",
        ),
        ("[placeholders]\nholder", "[placeholders]\nholdr", "placeholders", "perhaps holder was"),
        ('holder.zh = "name 中"\n', "", "placeholders.holder", "missing in zh; add holder.zh"),
    ],
)
def test_a_fault_names_the_place_and_what_would_be_right(
    tmp_path: Path, old: str, new: str, place: str, problem: str
) -> None:
    content = small_letters() + NAMES
    assert old in content
    found = faults_of(tmp_path, content.replace(old, new))
    start = f"{tmp_path}/letters.toml, {place}: "
    assert any(fault.startswith(start) and problem in fault for fault in found), found


def test_a_letter_without_paragraphs_is_refused(tmp_path: Path) -> None:
    head = small_letters().partition("[[letters.paragraphs]]")[0]
    assert "add at least one [[letters.paragraphs]]" in faults_of(tmp_path, head)[0]
    assert "needs at least one" in faults_of(tmp_path, head + "paragraphs = []\n")[0]


def test_two_letters_with_one_id_are_named(tmp_path: Path) -> None:
    (only,) = faults_of(tmp_path, small_letters() + small_letters() + NAMES)
    assert "two letters have the id 'small'; give each its own" in only


def test_a_fault_cannot_reach_the_terminal_with_what_the_file_holds(tmp_path: Path) -> None:
    content = small_letters().replace("{holder}", "{\\u001b[2J}") + NAMES
    assert all("\x1b" not in fault for fault in faults_of(tmp_path, content))


def test_what_stands_in_braces_is_found_once() -> None:
    assert placeholders_in("{a} {b}{a} {} }{") == {"a", "b", ""}


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_asks_for_a_pin_or_a_password(shipped: Letters, kind: str) -> None:
    found = shipped.letter(kind)
    assert found
    for language, words in {
        "ja": "暗証番号|パスワード",
        "zh": "密码",
        "en": "PIN|password",
    }.items():
        assert not re.search(words, body(found, language))


def test_every_letter_of_the_eight_days_has_their_deadline_and_its_carriers(
    shipped: Letters,
) -> None:
    of = {letter.id: (letter.scheme, letter.deadline) for letter in shipped.letters}
    assert of["initial-cancellation"] == ("right", "eight-days")
    assert of["eight-day-request"] == ("measure", "eight-days")
    assert {of[kind] for kind in KINDS if kind not in FURTHER[:2]} == {(None, None)}

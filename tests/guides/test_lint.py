"""Each code of the linter, at the line where the fault is."""

import re
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from tests.guides.small import directory, small_guide, text
from tui.guides.codes import CODES
from tui.guides.lint import KINDS, Finding, kind_of, lint, schema
from tui.guides.shipped import content_directory

TODAY = date(2026, 11, 30)
SHIPPED = content_directory()
DOCS = Path(__file__).parents[2] / "docs" / "content.md"

FACT = (
    '[[facts]]\nid = "cut-off"\ntopic = "cut-off"\nconfidence = "high"\n'
    'review_by = "2027-05-22"\ntext.en = "Until 21:10."\ntext.zh = "到21:10。"\n'
    'text.ja = "21:10まで。"\n[[facts.sources]]\nkind = "carrier"\nread = "2026-11-22"\n'
    'url = "https://tanuki.example/"\n'
)
CONFLICT = (
    '[[facts.conflicts]]\ntext.en = "Others: 21:40."\ntext.zh = "也有说21:40。"\n'
    'text.ja = "21:40という情報もあります。"\n[[facts.conflicts.sources]]\nkind = "blog"\n'
    'read = "2026-11-22"\nurl = "https://kitsune.example/"\n'
)
TANUKI = 'id = "tanuki"\n' + text("name", "Tanuki") + FACT


def found(path: Path) -> list[Finding]:
    return lint([path], SHIPPED, TODAY)


def lone(tmp_path: Path, content: str | bytes, name: str = "guides/small.toml") -> list[Finding]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return found(path)


def titled(guide: str) -> str:
    """Return a guide whose titles differ."""
    number = count(1)
    return re.sub(r'(?<=title\.)(\w\w) = "text', lambda it: f"{it[0]} {next(number)}", guide)


def guide(old: str = "", new: str = "") -> str:
    content = titled(small_guide()).replace('cautions = ["be-quick"]', 'cautions = ["keep-copies"]')
    assert old in content
    return content.replace(old, new, 1) if old else content


def carrier(old: str, new: str) -> str:
    assert old in TANUKI
    return TANUKI.replace(old, new, 1)


def test_the_shipped_content_is_clean() -> None:
    assert found(SHIPPED) == []


def test_what_is_good_has_no_fault(tmp_path: Path) -> None:
    assert lone(tmp_path, guide()) == []
    assert lone(tmp_path, TANUKI, "carriers/tanuki.toml") == []


CASES: dict[str, tuple[str | None, str | bytes]] = {
    "unreadable": (None, ""),
    "too-large": ("guide", "a" * 300_000),
    "encoding": ("guide", guide().encode("utf-16")),
    "syntax": ("guide", guide() + "x = [1\n"),
    "unknown-key": ("guide", guide('id = "one"\n', 'id = "one"\nhram = 3\n')),
    "missing": ("guide", guide('id = "one"\n', "")),
    "wrong-type": ("guide", guide("contact = true", 'contact = "yes"')),
    "wrong-value": ("guide", guide('id = "one"\n', 'id = "one"\nharm = 12\n')),
    "unknown-word": ("guide", guide("contact = true", 'topics = ["weather"]')),
    "bad-id": ("guide", guide('id = "one"', 'id = "One two"')),
    "duplicate-id": ("guide", guide('id = "two"', 'id = "one"')),
    "dangling": ("guide", guide("contact = true", 'after = ["third"]')),
    "circular": ("guide", guide("contact = true", 'due = [{ day = "step:second" }]')),
    "missing-translation": ("carrier", carrier('text.zh = "到21:10。"\n', "")),
    "unknown-language": ("carrier", carrier("text.zh =", 'text.chinese = "x"\ntext.zh =')),
    "untranslated": (
        "carrier",
        carrier("Until 21:10.", "until the end of day").replace(
            'text.ja = "21:10まで。"', 'text.ja = "until  the end of day"'
        ),
    ),
    "stale-translation": ("carrier", carrier("到21:10。", "到21:40。")),
    "line-break": ("carrier", carrier('name.en = "Tanuki"', 'name.en = """Ta\nnuki"""')),
    "no-source": ("carrier", carrier('url = "https://tanuki.example/"\n', "")),
    "bad-date": ("carrier", carrier('"2027-05-22"', '"22 May 2027"')),
    "bad-clock": (
        "carrier",
        carrier(
            "[[facts]]", '[ending]\nends = "same-day"\nfact = "cut-off"\nuntil = "9"\n[[facts]]'
        ),
    ),
    "past-review": ("carrier", carrier('"2027-05-22"', '"2026-11-29"')),
    "too-sure": ("carrier", carrier('read = "2026', 'dated = "2016-05-19"\nread = "2026')),
    "changed-below": ("amendment", 'carrier = "au"\n' + FACT),
    "conflict-without-question": ("carrier", TANUKI + CONFLICT),
    "bad-link": ("carrier", carrier("https://tanuki", "http://tanuki")),
    "control-character": ("carrier", carrier("到21:10。", "到\\u202e21:10。")),
    "markup": ("carrier", carrier("Until 21:10.", "Until [b]21:10[/b].")),
    "whitespace": ("carrier", carrier("Until 21:10.", "Until  21:10.")),
    "same-text": ("guide", guide('title.en = "text 7"', 'title.en = "text 4 "')),
}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_given_for_its_fault(tmp_path: Path, code: str) -> None:
    kind, content = CASES[code]
    if kind is None:
        findings = found(tmp_path / "none.toml")
    elif kind == "guide":
        findings = lone(tmp_path, content)
    else:
        name = "carriers/tanuki.toml" if kind == "carrier" else "amendments/au.toml"
        findings = lone(tmp_path, content, name)
    assert code in {finding.code for finding in findings}, findings


def test_a_fault_is_placed_on_its_line(tmp_path: Path) -> None:
    content = carrier("到21:10。", "到21:40。")
    (finding,) = lone(tmp_path, content, "carriers/tanuki.toml")
    lines = content.splitlines()
    assert lines[finding.line - 1] == 'text.zh = "到21:40。"'
    assert finding.place == "fact 1 (cut-off), text.zh"


def test_texts_of_several_lines_do_not_move_the_lines_after_them(tmp_path: Path) -> None:
    long = '"""\ntext\n[[steps]]\nid = "none"\n"""'
    content = guide('detail.en = "text"', f"detail.en = {long}").replace(
        'id = "two"\n', 'id = "two"\nharm = 99\n'
    )
    places = {finding.code: finding for finding in lone(tmp_path, content)}
    harmful = places["wrong-value"]
    assert content.splitlines()[harmful.line - 1] == "harm = 99"


def test_a_syntax_fault_says_its_own_line(tmp_path: Path) -> None:
    (finding,) = lone(tmp_path, 'id = "x"\nversion = = 2\n')
    assert (finding.code, finding.line) == ("syntax", 2)


def test_a_directory_is_looked_through_with_its_own_phrases_and_cautions(tmp_path: Path) -> None:
    path = directory(tmp_path, small=titled(small_guide()))
    assert found(path) == []
    (path / "guides" / "again.toml").write_text(titled(small_guide()), "utf-8")
    (again,) = found(path)
    assert (again.code, again.path.name) == ("duplicate-id", "small.toml")


def test_an_empty_directory_is_a_fault(tmp_path: Path) -> None:
    (finding,) = found(tmp_path)
    assert finding.code == "missing"


def test_a_carrier_lies_in_the_file_of_its_id(tmp_path: Path) -> None:
    (finding,) = lone(tmp_path, TANUKI, "carriers/kitsune.toml")
    assert (finding.code, finding.line) == ("bad-id", 1)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("guides/rules.toml", "guide"),
        ("carriers/au.toml", "carrier"),
        ("rules.toml", "rules"),
        ("gym.toml", "guide"),
        ("content.toml", "content"),
    ],
)
def test_what_a_file_is_follows_from_its_folder_and_name(path: str, kind: str) -> None:
    assert kind_of(Path("x") / path).name == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_schema_that_closes_its_tables(kind: str) -> None:
    found = schema(kind)
    assert found["type"] == "object"
    assert found["additionalProperties"] is False


def test_the_codes_stand_in_the_docs_as_they_are() -> None:
    docs = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", DOCS.read_text("utf-8"), re.MULTILINE))
    assert {code: docs.get(code) for code in CODES} == dict(CODES)


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("carriers/tanuki.toml", TANUKI + TANUKI[TANUKI.index("[[facts]]") :], 'id = "cut-off"'),
        ("a.toml", guide('id = "two"', 'id = "one"'), 'id = "one"'),
    ],
)
def test_an_id_that_stands_twice_is_placed_where_it_stands_again(
    tmp_path: Path, name: str, content: str, line: str
) -> None:
    findings = [it for it in lone(tmp_path, content, name) if it.code == "duplicate-id"]
    lines = content.splitlines()
    assert [lines[it.line - 1] for it in findings] == [line]
    assert findings[0].line > lines.index(line) + 1


def test_a_circle_and_a_missing_language_are_placed_where_they_are(tmp_path: Path) -> None:
    content = guide("contact = true", 'due = [{ day = "step:second" }]')
    (circle,) = [it for it in lone(tmp_path, content) if it.code == "circular"]
    assert content.splitlines()[circle.line - 1] == 'due = [{ day = "step:second" }]'
    content = carrier('name.zh = "Tanuki 中"\n', "")
    findings = lone(tmp_path, content, "carriers/tanuki.toml")
    (missing,) = [it for it in findings if it.code == "missing-translation"]
    assert content.splitlines()[missing.line - 1].startswith("name.")


def test_a_fact_without_any_source_is_a_fact_without_a_source(tmp_path: Path) -> None:
    content = TANUKI[: TANUKI.index("[[facts.sources]]")]
    assert {it.code for it in lone(tmp_path, content, "carriers/tanuki.toml")} == {"no-source"}


def test_a_phrase_for_an_answer_that_nobody_asks_for_is_dangling(tmp_path: Path) -> None:
    phrases = (
        '[[phrases]]\nid = "hello"\njapanese = "こんにちは"\nreading = "konnichiwa"\n'
        'meaning = { en = "Hello", zh = "你好", ja = "あいさつ" }\n'
        'when = { answers = { number = ["kept"] } }\n'
    )
    path = tmp_path / "phrases.toml"
    path.write_text(phrases)
    assert [it.code for it in found(path)] == ["dangling"]
    path.write_text(phrases.replace("kept", "keep"))
    assert found(path) == []


def told_keys() -> set[str]:
    """Return the words of the page that stand as a key: in an example, or between backticks."""
    page = DOCS.read_text("utf-8")
    examples = "\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL))
    in_examples = re.findall(r"^\s*\[*([\w.]+)\]*(?:\s*=|\]|$)", examples, re.MULTILINE)
    in_tables = re.findall(r"[{,]\s*([\w.]+)\s*=", examples)
    quoted = re.findall(r"`([^`\n]+)`", page)
    words = [
        *in_examples,
        *in_tables,
        *(word for each in quoted for word in re.split(r"\W+", each)),
    ]
    return {part for word in words for part in word.split(".")}


@pytest.mark.parametrize("kind", ["carrier", "amendment", "rules", "guide", "letters", "phrases"])
def test_every_key_of_a_file_stands_in_the_docs(kind: str) -> None:
    made = schema(kind)
    models = [made, *made.get("$defs", {}).values()]
    keys = {key for model in models for key in model.get("properties", {})}
    assert len(keys) > 4
    assert sorted(keys - told_keys()) == []

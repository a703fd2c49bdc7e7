"""`kaiyaku lint`, and the guide for something else that the docs show."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Kaiyaku

DOCS = Path(__file__).parents[2] / "docs" / "content.md"


def examples() -> list[str]:
    return re.findall(r"```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The content directory that the docs tell to make."""
    guide = examples()[0]
    (tmp_path / "my-content" / "guides").mkdir(parents=True)
    (tmp_path / "my-content" / "guides" / "bank-account.toml").write_text(guide, "utf-8")
    return tmp_path / "my-content"


def test_the_content_in_use_is_clean(kaiyaku: Kaiyaku) -> None:
    assert kaiyaku.ok("lint").out.startswith("Nothing is wrong in 5")


def test_a_fault_is_a_line_and_the_exit_code_1(kaiyaku: Kaiyaku, bank: Path) -> None:
    file = bank / "guides" / "bank-account.toml"
    file.write_text(file.read_text("utf-8").replace("harm = 4", "harm = 44"), "utf-8")
    ran = kaiyaku("lint", bank)
    assert ran.code == 1
    line = file.read_text("utf-8").splitlines().index("harm = 44") + 1
    assert ran.out == (
        f"{file}:{line}: wrong-value: step 3 (close), harm: 1 (harms most) to 9 was expected\n"
    )
    told = json.loads(kaiyaku("lint", bank, "--json").written)["faults"]
    assert [(each["code"], each["line"]) for each in told] == [("wrong-value", line)]


def test_an_editor_gets_a_schema(kaiyaku: Kaiyaku) -> None:
    schema = json.loads(kaiyaku.ok("lint", "--schema", "guide").out)
    assert "steps" in schema["properties"]
    assert "carrier" in kaiyaku.refused(2, "lint", "--schema", "gym")


def test_the_guide_for_a_bank_account_in_the_docs_works_as_they_say(
    kaiyaku: Kaiyaku, bank: Path
) -> None:
    commands = re.findall(r"^kaiyaku (.*my-content.*)$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert len(commands) >= 4
    assert kaiyaku.ok("lint", bank).out == "Nothing is wrong in 1 file.\n"
    content = ("--content", bank)
    kaiyaku.ok(*content, "add", "bank-account", "My bank", "--departure", "2027-01-15")
    due = kaiyaku.ok(*content, "due").out
    assert "Close the account" in due
    assert "Move the payments" in due
    kaiyaku.ok(*content, "answer", "1", "refund", "yes")
    assert "Name somebody" in kaiyaku.ok(*content, "show", "1").out
    assert "Residence card" in kaiyaku.ok(*content, "due", "--bring").out
    assert "银行账户" in kaiyaku.ok(*content, "guide", "bank-account", "--lang", "zh").out


def test_the_carrier_the_rules_and_the_amendment_in_the_docs_are_clean(
    kaiyaku: Kaiyaku, tmp_path: Path
) -> None:
    _, carrier, rules, term, amendment = examples()
    for path, text in (
        ("carriers/hato.toml", carrier),
        ("rules.toml", rules),
        ("glossary.toml", term),
        ("amendments/rakuten.toml", amendment),
    ):
        (tmp_path / "own" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "own" / path).write_text(text, "utf-8")
    assert kaiyaku.ok("lint", tmp_path / "own").out == "Nothing is wrong in 4 files.\n"

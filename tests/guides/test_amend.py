"""What a desk replaces or adds in a directory of its own, and what it is told when both change."""

from datetime import date
from pathlib import Path

import pytest

from tests.guides.advised import advised
from tests.guides.small import text
from tui.guides.advice import Advice
from tui.guides.digest import digest
from tui.guides.facts import Fact
from tui.guides.lint import Finding, lint

OWN = 'kind = "carrier"\nurl = "https://example.jp/now"\nread = "2026-11-20"\nstored_copy = false\n'


def fact(id: str, says: str, replaces: str = "", topic: str = "fee") -> str:
    return (
        f'[[facts]]\nid = "{id}"\ntopic = "{topic}"\nconfidence = "high"\n'
        + (f'replaces = "{replaces}"\n' if replaces else "")
        + text("text", says)
        + f"[[facts.sources]]\n{OWN}"
    )


def desk(path: Path, content: str, name: str = "tanuki") -> Path:
    """Make a desk's directory with one amendment."""
    (path / "amendments").mkdir(parents=True, exist_ok=True)
    (path / "amendments" / f"{name}.toml").write_text(f'carrier = "{name}"\n' + content, "utf-8")
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return advised(tmp_path / "ours")


def of(*directories: Path) -> Advice:
    return Advice(directories, None)


def found(advice: Advice, id: str) -> Fact:
    carrier = advice.carrier("tanuki")
    assert carrier
    known = carrier.fact(id)
    assert known
    return known


def linted(own: Path, ours: Path) -> list[Finding]:
    return lint([own], ours, date(2026, 11, 30))


def test_a_desk_adds_a_fact_a_line_and_a_fee_and_the_rest_stays_ours(
    tmp_path: Path, ours: Path
) -> None:
    own = desk(
        tmp_path / "own",
        fact("desk-fee", "500 yen at our counter.")
        + '[[fees]]\nfact = "desk-fee"\ncontract_from = "2026-01-01"\nmonths = 6\n'
        + '[[lines]]\nnumber = "03-0000-0000"\nlanguages = ["ne"]\n'
        + text("name", "Nepali desk")
        + f"[[lines.sources]]\n{OWN}",
    )
    advice = of(ours, own)
    carrier = advice.carrier("tanuki")
    assert carrier
    assert [it.id for it in carrier.facts] == ["cut-off", "young", "desk-fee"]
    assert [fee.months for fee in carrier.fees] == [12, 6]
    assert [line.number for line in carrier.lines] == ["03-0000-0000"]
    assert not found(advice, "desk-fee").sources[0].stored_copy
    assert carrier.ending
    assert advice.faults == ()
    assert linted(own, ours) == []


def test_what_a_desk_replaces_is_taken_and_stays_ours_where_it_says_nothing(
    tmp_path: Path, ours: Path
) -> None:
    seen = digest(found(of(ours), "young"))
    own = desk(tmp_path / "own", fact("young", "Nothing since May.", replaces=seen))
    advice = of(ours, own)
    assert found(advice, "young").text["en"] == "Nothing since May."
    assert found(advice, "cut-off") == found(of(ours), "cut-off")
    assert advice.faults == ()
    assert linted(own, ours) == []


def test_where_both_have_changed_the_desk_is_told_and_its_own_holds(
    tmp_path: Path, ours: Path
) -> None:
    seen = digest(found(of(ours), "young"))
    own = desk(tmp_path / "own", fact("young", "Nothing since May.", replaces=seen))
    shipped = ours / "carriers" / "tanuki.toml"
    shipped.write_text(shipped.read_text("utf-8").replace("990 yen", "880 yen"), "utf-8")
    now = digest(found(of(ours), "young"))
    assert now != seen
    advice = of(ours, own)
    assert found(advice, "young").text["en"] == "Nothing since May."
    (fault,) = advice.faults
    assert fault.code == "changed-below"
    assert now in str(fault)
    (finding,) = linted(own, ours)
    assert (finding.code, finding.path.name) == ("changed-below", "tanuki.toml")


def test_who_replaces_without_having_seen_ours_is_told_what_to_write(
    tmp_path: Path, ours: Path
) -> None:
    own = desk(tmp_path / "own", fact("young", "Nothing since May."))
    (finding,) = linted(own, ours)
    assert digest(found(of(ours), "young")) in finding.problem
    gone = desk(tmp_path / "gone", fact("older", "Nothing.", replaces="0123456789ab"))
    assert [it.code for it in linted(gone, ours)] == ["changed-below"]


def test_a_correction_elsewhere_in_the_file_tells_nobody(tmp_path: Path, ours: Path) -> None:
    seen = digest(found(of(ours), "young"))
    own = desk(tmp_path / "own", fact("young", "Nothing since May.", replaces=seen))
    shipped = ours / "carriers" / "tanuki.toml"
    shipped.write_text(shipped.read_text("utf-8").replace("21:10 count", "21:10 still count"))
    assert of(ours, own).carrier("tanuki")
    assert linted(own, ours) == []


def test_a_rule_is_replaced_too(tmp_path: Path, ours: Path) -> None:
    (late,) = of(ours).rules
    content = fact("late", "It comes at once.", replaces=digest(late), topic="final-month")
    own = desk(tmp_path / "own", content, "rules")
    advice = of(ours, own)
    assert [rule.text["en"] for rule in advice.rules] == ["It comes at once."]
    assert advice.faults == ()
    assert linted(own, ours) == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kitsune", "", "dangling"),
        (
            "tanuki",
            '[[fees]]\nfact = "none"\ncontract_from = "2026-01-01"\nmonths = 6\n',
            "dangling",
        ),
        ("tanuki", 'company = "x"\n', "unknown-key"),
        (
            "rules",
            '[[fees]]\nfact = "x"\ncontract_from = "2026-01-01"\nmonths = 6\n',
            "wrong-value",
        ),
    ],
)
def test_what_fits_nothing_is_named(
    tmp_path: Path, ours: Path, name: str, content: str, code: str
) -> None:
    own = desk(tmp_path / "own", content, name)
    assert code in {finding.code for finding in linted(own, ours)}
    assert of(ours, own).carrier("tanuki")


def test_the_file_is_called_after_what_it_is_about(tmp_path: Path, ours: Path) -> None:
    own = desk(tmp_path / "own", fact("extra", "More."))
    (own / "amendments" / "tanuki.toml").rename(own / "amendments" / "kitsune.toml")
    assert "bad-id" in {finding.code for finding in linted(own, ours)}


def test_a_digest_is_of_what_is_said_and_not_of_who_replaces_it() -> None:
    said = {"en": "x", "zh": "中", "ja": "日"}
    one = Fact(id="a", topic="fee", text=said, sources=(), confidence="high")
    other = Fact(id="a", topic="fee", text=said, sources=(), confidence="high", replaces="0")
    assert digest(one) == digest(other)

"""What CONTRIBUTING.md says a field, a key, a verb and a kind of card are made of, tried in a copy.

Only the files that it lists are touched, and what was added is found by using the program.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]

_FIELD = """\
    Field(
        "colour",
        marked("colour"),
        marked("the colour of the SIM's sleeve"),
        "TEXT",
        rare=True,
        searched=True,
    ),"""
_ACT = """\
async def praise(at: Workplace) -> None:
    at.say(at.words("Well done!"))


"""
_VERB = """\
    Verb(
        "greet",
        ("CARD",),
        marked("Greet a card."),
        "verbs.greet.greet",
        (_JSON,),
    ),"""


class Tree:
    """A copy of the program, which is changed and used."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        self.home.mkdir(parents=True)
        self.touched: set[str] = set()
        for name in ("tui", "content"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, root / name, ignore=ignored)

    def put_before(self, name: str, place: str, text: str) -> None:
        """Put a text before the first place of a file where another stands."""
        path = self.root / name
        before = path.read_text("utf-8")
        assert place in before, f"{name} has no {place!r} any more"
        path.write_text(before.replace(place, f"{text}\n{place}", 1), "utf-8")
        self.touched.add(name)

    def write(self, name: str, text: str) -> None:
        """Write a new file."""
        path = self.root / name
        assert not path.exists()
        path.write_text(dedent(text).lstrip(), "utf-8")
        self.touched.add(name)

    def run(self, *argv: str) -> str:
        """Run the copy, and return what it printed."""
        ran = subprocess.run(
            [sys.executable, *argv],
            cwd=self.root,
            env={
                "HOME": str(self.home),
                "LC_ALL": "C.UTF-8",
                "TZ": "Asia/Tokyo",
                "PYTHONPATH": f"{self.root}:{ROOT}",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path / "copy")


def listed() -> dict[str, set[str]]:
    """Return the files that CONTRIBUTING.md lists for each addition."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (a field|a key|a verb|a kind of card) \| (.*) \|$", text, re.MULTILINE)
    return {what: set(re.findall(r"`([^`]+)`", files)) for what, files in rows}


def a_field(tree: Tree) -> None:
    tree.put_before("tui/casebook/fields.py", '    Field(\n        "imei",', _FIELD)
    tree.put_before(
        "tui/casebook/records.py", "    imei: str | None = None", "    colour: str | None = None"
    )
    tree.put_before(
        "tui/casebook/sqlite/schema.py",
        ')\n"""What brings a casebook from version n to n + 1."""',
        '    ("ALTER TABLE card ADD COLUMN colour TEXT",),',
    )


def use_field(tree: Tree) -> None:
    tree.run("-m", "tui", "add", "postpaid", "Mine", "--colour", "turquoise")
    card = json.loads(tree.run("-m", "tui", "show", "1", "--json"))["card"]
    assert card["colour"] == "turquoise"
    assert "turquoise" in tree.run("-m", "tui", "show", "1")
    found = json.loads(tree.run("-m", "tui", "find", "turquoise", "--json"))["matches"]
    assert [match["card"] for match in found] == [1]


def a_key(tree: Tree) -> None:
    tree.put_before(
        "tui/keys.py",
        '    Key("step.wait",',
        '    Key("step.praise", ("B",), "marks.praise", marked("praise"), STEPS, palette=True),',
    )
    tree.put_before("tui/screens/pages/main.py", '        "step.wait",', '        "step.praise",')
    tree.put_before("tui/screens/acts/marks.py", "def _mark_of(at: Workplace", _ACT)


def use_key(tree: Tree) -> None:
    tree.write(
        "use.py",
        """\
        import asyncio
        from pathlib import Path

        from tests.screens.running import add_card, desk_at, running


        async def use():
            desk = desk_at(Path("home"))
            add_card(desk)
            async with running(desk) as screen:
                await screen.press("B")
                print(screen.text)


        asyncio.run(use())
        """,
    )
    tree.touched.remove("use.py")
    assert "Well done!" in tree.run("use.py")


def a_verb(tree: Tree) -> None:
    tree.put_before("tui/cli/table.py", '    Verb(\n        "head",', _VERB)
    tree.write(
        "tui/cli/verbs/greet.py",
        """\
        from tui.cli.command import Command
        from tui.cli.named import find_card


        def greet(command: Command) -> None:
            card = find_card(command.desk.casebook, command.arguments.required("card"))
            command.answer({"greeted": card.id}, f"Hello, {card.label}!")
        """,
    )
    tree.put_before(
        "tui/cli/examples.py", '    "guide": "kaiyaku guide', '    "greet": "kaiyaku greet 3",'
    )


def use_verb(tree: Tree) -> None:
    tree.run("-m", "tui", "add", "postpaid", "Mine")
    assert tree.run("-m", "tui", "greet", "Mine") == "Hello, Mine!\n"
    assert json.loads(tree.run("-m", "tui", "greet", "1", "--json")) == {"greeted": 1}
    assert "greet CARD" in tree.run("-m", "tui", "--help")


def a_kind_of_card(tree: Tree) -> None:
    guide = (ROOT / "content/guides/prepaid.toml").read_text("utf-8")
    name = "content/guides/ghost.toml"
    tree.write(name, guide.replace('id = "prepaid"', 'id = "ghost"', 1))


def use_kind_of_card(tree: Tree) -> None:
    tree.run("-m", "tui", "lint")
    tree.run("-m", "tui", "add", "ghost", "Mine")
    assert json.loads(tree.run("-m", "tui", "show", "1", "--json"))["card"]["type"] == "ghost"
    assert tree.run("-m", "tui", "guide", "ghost").strip()


@pytest.mark.parametrize(
    ("what", "add", "use"),
    [
        ("a field", a_field, use_field),
        ("a key", a_key, use_key),
        ("a verb", a_verb, use_verb),
        ("a kind of card", a_kind_of_card, use_kind_of_card),
    ],
)
def test_what_is_listed_is_all_that_it_takes(
    tree: Tree, what: str, add: Callable[[Tree], None], use: Callable[[Tree], None]
) -> None:
    add(tree)
    use(tree)
    named = {re.sub(r"[A-Z]{2,}", "*", name) for name in listed()[what]}
    assert {re.sub(r"(greet|ghost)", "*", name) for name in tree.touched} == named

"""What README.txt says to type, typed."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.casebook.memory import MemoryStore
from tests.exports.archives import history, members
from tests.exports.examples import filled, write
from tests.patience import PATIENCE
from tui.casebook.storage import Store
from tui.exports.proof.choices import Choices
from tui.exports.proof.readme import HISTORY_COMMAND, SUMS_COMMAND


def test_the_readmes_own_commands_check_it(store: Store, tmp_path: Path) -> None:
    book = filled(store)
    for choices in (Choices(), Choices(names=True), Choices(number=False, names=True)):
        archive, _ = write(book, (1, 2), choices)
        ran = run_the_readmes_commands(members(archive), tmp_path)
        assert [code for code, _ in ran] == [0, 0]
        again = len(history(archive))
        assert f"cards/1-my-docomo/history.jsonl: unbroken; hashes made again: {again}" in ran[1][1]


def run_the_readmes_commands(files: Mapping[str, bytes], directory: Path) -> list[tuple[int, str]]:
    """Unpack, and run what stands in README.txt under A and B, as somebody would copy it."""
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    text = (directory / "README.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^== [AB] ==\n(.*?)\n\n?(?=== |\Z)", text, re.DOTALL | re.MULTILINE)
    assert commands == [SUMS_COMMAND, HISTORY_COMMAND]
    ran = []
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=directory,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        ran.append((done.returncode, done.stdout + done.stderr))
    return ran


def test_the_readmes_commands_find_what_was_altered(tmp_path: Path) -> None:
    archive, _ = write(filled(MemoryStore()), choices=Choices(names=True))
    files = members(archive)
    name = "cards/1-my-docomo/originals/0001.eml"
    ran = run_the_readmes_commands({**files, name: files[name] + b"!"}, tmp_path / "a")
    assert ran[0][0] == 1
    assert f"{name}: FAILED" in ran[0][1]

    name = "cards/1-my-docomo/history.jsonl"
    lines = files[name].decode().splitlines(keepends=True)
    reworded = [line.replace('\\"done\\"', '\\"open\\"') for line in lines]
    late = [line.replace("2026-11-12T01:14", "2026-11-13T01:14") for line in lines]
    for place, forged in enumerate((lines[:-1], lines[1:], reworded, late, lines[::-1])):
        assert forged != lines
        altered = {**files, name: "".join(forged).encode()}
        code, said = run_the_readmes_commands(altered, tmp_path / str(place))[1]
        assert code == 1
        assert name in said

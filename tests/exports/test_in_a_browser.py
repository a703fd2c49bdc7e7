"""The page in a real browser, and on paper."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import members
from tests.exports.examples import filled, guide, note, write
from tests.patience import PATIENCE
from tui.exports.proof.choices import Choices

_PROGRAMS = ("chromium", "pdftotext", "pdfinfo")


@pytest.fixture(scope="module", autouse=True)
def programs() -> None:
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"not here: {', '.join(missing)}")
    assert not missing


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[str], str]:
    """Print a page as a browser does, and return the text on the paper, pages apart by \\f."""

    def text_on_paper(page: str) -> str:
        source, paper = tmp_path / "index.html", tmp_path / "page.pdf"
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--disable-dev-shm-usage", "--no-pdf-header-footer"),
                *(f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}"),
                source.as_uri(),
            ],
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
        ran = subprocess.run(
            ["pdftotext", "-layout", paper, "-"],
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
        return ran.stdout

    return text_on_paper


def test_both_languages_and_the_letter_are_on_the_paper(
    printed: Callable[[str], str], listener: socket.socket, tmp_path: Path
) -> None:
    book = filled(MemoryStore())
    port = listener.getsockname()[1]
    tracker = f"http://127.0.0.1:{port}/seen.gif"
    hostile = f"<img src='{tracker}'><style>@import '{tracker}'</style><script src='{tracker}'>"
    book.keep(1, note(hostile, kind="mail", subject=hostile, date="2026-11-14"))
    archive, _ = write(book, (1, 2), Choices(names=True), "zh")
    text = printed(members(archive)["index.html"].decode())
    for part in (
        "查清合同的各个日期",
        "契約の日付を確認する",
        "解約のお申し込みについて、下記のとおりご案内いたします。",
        "您的注销申请已收到",
        "cards/1-my-docomo/originals/0001.eml",
        "tanaka.mika",
        "<script src=",
    ):
        assert part in text
    with pytest.raises(BlockingIOError):
        listener.accept()
    info = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    ).stdout
    pages = int(next(line for line in info.splitlines() if line.startswith("Pages")).split()[1])
    assert pages >= 2
    assert "A4" in info
    assert f"{pages}/{pages}" in text.replace(" ", "")


def test_a_table_that_goes_on_has_its_head_again(printed: Callable[[str], str]) -> None:
    book = filled(MemoryStore())
    checks = [f"{step.id}/{check.id}" for step in guide().steps for check in step.checks]
    book.mark(1, checks, "done")
    page = members(write(book, language="zh")[0])["index.html"].decode()
    titles = [check.title["ja"][:8] for step in guide().steps for check in step.checks]
    table = page.partition("<article")[0]
    papers = [paper for paper in printed(table).split("\f") if any(t in paper for t in titles)]
    assert len(papers) >= 2
    assert all(re.search(r"步骤\s+手順", paper) for paper in papers)


def test_a_letter_of_many_pages_is_there_to_its_end(printed: Callable[[str], str]) -> None:
    book = filled(MemoryStore())
    long = "".join(f"{number}行目です。\n" for number in range(1, 301))
    book.keep(2, note(long, kind="mail", subject="長いお知らせ", date="2026-11-21"))
    text = printed(members(write(book, (2,), language="ja")[0])["index.html"].decode())
    assert "1行目です。" in text
    assert "300行目です。" in text
    assert text.count("\f") >= 5

"""Archives that were made to harm: refused with a sentence, unpacked by nobody."""

import os
import stat
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import members, packed, summed
from tests.exports.examples import filled, write
from tests.patience import PATIENCE
from tui.exports.proof.archive import TAIL
from tui.exports.proof.unpacked import Altered, NotOurs
from tui.exports.proof.verify import verify

HISTORY = "cards/1-my-docomo/history.jsonl"
ROOT = Path(__file__).parents[2]


def zipped(
    *files: tuple[str | ZipInfo, bytes], compressed: bool = False, ours: bool = True
) -> bytes:
    """Return a ZIP as another program writes it; `ours` if it says that it is kaiyaku's."""
    sink = BytesIO()
    with ZipFile(sink, "w") as archive:
        for name, content in files:
            archive.writestr(name, content, ZIP_DEFLATED if compressed else None)
        archive.comment = TAIL if ours else b""
    return sink.getvalue()


def refused(tmp_path: Path, content: bytes) -> Altered | NotOurs:
    path = tmp_path / "hostile.zip"
    path.write_bytes(content)
    before = set(tmp_path.rglob("*"))
    with pytest.raises((Altered, NotOurs)) as refusal:
        verify(path)
    assert set(tmp_path.rglob("*")) == before
    said = str(refusal.value)
    assert said.isprintable()
    assert len(said) < 300
    return refusal.value  # type: ignore[return-value]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return members(write(filled(MemoryStore()))[0])


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "a/../../b",
        "C:\\x",
        "a\\..\\b",
        "a\x1b[31mb",
        "注销",
        "a//b",
        "./a",
        "a/",
    ],
)
def test_a_path_that_leads_elsewhere(tmp_path: Path, files: dict[str, bytes], name: str) -> None:
    said = str(refused(tmp_path, zipped((name, b"x"), *files.items())))
    assert "do not unpack" in said


def test_a_link(tmp_path: Path, files: dict[str, bytes]) -> None:
    link = ZipInfo("cards/elsewhere")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is a link" in str(refused(tmp_path, zipped((link, b"/etc"), *files.items())))


def test_a_bomb_is_not_let_off(tmp_path: Path, files: dict[str, bytes]) -> None:
    bomb = zipped(("bomb", bytes(200_000_000)), *files.items(), compressed=True)
    assert "compressed" in str(refused(tmp_path, bomb))


def test_an_encrypted_file(tmp_path: Path, files: dict[str, bytes]) -> None:
    content = bytearray(zipped(*files.items()))
    for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(start) + flags] |= 1
    assert "encrypted" in str(refused(tmp_path, bytes(content)))


def test_sixty_five_thousand_files(tmp_path: Path) -> None:
    many = zipped(*((f"f{number:05}", b"") for number in range(65_000)))
    assert refused(tmp_path, many)
    own = packed(summed({f"f{number:05}": b"" for number in range(65_000)}))
    assert "manifest.json is missing" in str(refused(tmp_path, own))


def test_files_that_lie_over_one_another(tmp_path: Path, files: dict[str, bytes]) -> None:
    content = bytearray(packed(files))
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 4)
    content[second + 42 : second + 46] = bytes(4)
    assert "where it should" in str(refused(tmp_path, bytes(content)))


def test_sizes_that_reach_beyond_the_end(tmp_path: Path, files: dict[str, bytes]) -> None:
    content = bytearray(packed(files))
    first = content.index(b"PK\1\2")
    for at in (14 + 4, 14 + 8, first + 20, first + 24):
        content[at : at + 4] = struct.pack("<L", 0xFFFF_FFF0)
    assert refused(tmp_path, bytes(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\5\6" + bytes(18),
        b"not a zip at all\n" * 100,
        bytes(100_000),
        b"PK\5\6" * 50_000,
        TAIL,
        bytes(22) + TAIL,
    ],
    ids=["empty", "two bytes", "empty zip", "text", "zeros", "ends", "tail", "zeros and tail"],
)
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content)


def test_somebody_elses_archive_is_not_called_altered(tmp_path: Path) -> None:
    for compressed in (False, True):
        content = zipped(("README.txt", b"hello"), compressed=compressed, ours=False)
        assert isinstance(refused(tmp_path, content), NotOurs)


def test_our_files_packed_by_another_program_are_said_to_be(
    tmp_path: Path, files: dict[str, bytes]
) -> None:
    refusal = refused(tmp_path, zipped(*files.items(), compressed=True))
    assert "compressed by another program" in str(refusal)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(link)
    for path in (pipe, tmp_path, Path("/dev/zero"), link, tmp_path / "missing"):
        with pytest.raises(NotOurs):
            verify(path)


def test_a_file_of_four_gibibytes_that_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(2**32 + 100)
        file.seek(0, os.SEEK_END)
        file.write(TAIL)
    with pytest.raises(NotOurs):
        verify(path)


_BOUNDED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2)
from tui.exports.proof.unpacked import Altered, NotOurs
from tui.exports.proof.verify import verify
try:
    verify(Path(sys.argv[1]))
except (Altered, NotOurs) as refusal:
    print(refusal)
"""


@pytest.mark.parametrize(
    ("name", "begins", "goes_on", "times"),
    [
        ("manifest.json", b'{"format": 1, "members": [', b"[],", 10_000_000),
        ("manifest.json", b"", b" ", 40_000_000),
        (HISTORY, b"[", b"[],", 5_000_000),
        (HISTORY, b"", b"x", 100_000_000),
        (HISTORY, b"", b'{"a":0}\n', 5_000_000),
        ("SHA256SUMS", b"0" * 64, b"  a", 9),
        ("SHA256SUMS", b"", b"\n", 30_000_000),
    ],
)
def test_memory_and_time_are_bounded(
    tmp_path: Path, files: dict[str, bytes], name: str, begins: bytes, goes_on: bytes, times: int
) -> None:
    forged = {**files, name: begins + goes_on * times}
    path = tmp_path / "heavy.zip"
    path.write_bytes(packed(forged if name == "SHA256SUMS" else summed(forged)))
    ran = subprocess.run(
        [sys.executable, "-c", _BOUNDED, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert ran.stdout.strip()


def test_a_crc_that_fits_is_not_enough(tmp_path: Path, files: dict[str, bytes]) -> None:
    content = files["index.html"]
    forged = content[:-4] + b"    "
    assert zlib.crc32(forged) != zlib.crc32(content)
    said = str(refused(tmp_path, packed({**files, "index.html": forged})))
    assert said == "index.html was altered."

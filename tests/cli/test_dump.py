"""A whole casebook goes out as JSON and comes in again, byte for byte, or not at all."""

import base64
import hashlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.casebook.test_formats import EARLIER, of_format
from tests.cli.conftest import Kaiyaku


@pytest.fixture
def worked_on(one_card: Kaiyaku, tmp_path: Path) -> Kaiyaku:
    """A casebook with a bit of everything in it."""
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    one_card.ok("add", "prepaid", "注销 \u202e\x1b[31m", "--holder", "Li Na", "--as", "ken")
    one_card.ok("note", "add", "2", "--subject", "件名", stdin="解約\r\n\x00\x1b".encode())
    one_card.ok("note", "add", "1", bill)
    one_card.ok("note", "redecode", "1", "--charset", "cp932")
    one_card.ok("note", "redecode", "1", "--charset", "gb18030")
    one_card.ok("undo")
    one_card.ok("note", "annotate", "1", "asked again", "--as", "ken")
    one_card.ok("tick", "1", "1", "--as", "ken")
    one_card.ok("undo", "--as", "ken")
    one_card("close", "2")
    return one_card


def dumped(kaiyaku: Kaiyaku, *argv: str) -> bytes:
    ran = kaiyaku("dump", "--output", "-", *argv)
    assert ran.code == 0, ran.err
    return ran.written


def test_a_dump_comes_in_as_it_went_out(worked_on: Kaiyaku, tmp_path: Path) -> None:
    before = dumped(worked_on)
    new = ("--casebook", str(tmp_path / "new" / "casebook.db"))
    (tmp_path / "new").mkdir(mode=0o700)
    told = worked_on.ok("import", "-", *new, stdin=before)
    assert "entries in the history" in told.out
    assert dumped(worked_on, *new) == before
    for argv in (
        ("list", "--all", "--json"),
        ("show", "1", "--json"),
        ("show", "2", "--json"),
        ("note", "show", "1", "--json"),
        ("note", "show", "1", "--original"),
        ("log", "--json"),
        ("head",),
        ("find", "解約", "--json"),
    ):
        assert worked_on.ok(*argv).written == worked_on.ok(*argv, *new).written, argv
    assert "as it should be" in worked_on.ok("doctor", *new).out
    assert worked_on.ok("undo", *new).out


def test_what_nobody_can_see_stands_in_a_dump_as_its_escape(worked_on: Kaiyaku) -> None:
    text = dumped(worked_on).decode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "注销" in text


def test_the_hashes_can_be_made_again_from_what_is_documented(worked_on: Kaiyaku) -> None:
    def canonical(plain: Any) -> bytes:
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    plain = json.loads(dumped(worked_on))
    for event in plain["events"]:
        content = bytes.fromhex(event["salt"]) + event["body"].encode()
        assert hashlib.sha256(content).hexdigest() == event["content"]
        header = {key: event[key] for key in event if key not in ("hash", "salt", "body")}
        assert hashlib.sha256(canonical(header)).hexdigest() == event["hash"]
    for person in plain["people"]:
        names = canonical({"login": person["login"], "name": person["name"]})
        assert hashlib.sha256(bytes.fromhex(person["salt"]) + names).hexdigest() == person["id"]
    assert plain["head"] == plain["events"][-1]["hash"]
    for kept in plain["originals"]:
        content = base64.b64decode(kept["base64"])
        assert hashlib.sha256(content).hexdigest() == kept["sha256"]


def test_a_dump_is_a_file_of_ones_own(worked_on: Kaiyaku, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    assert worked_on("dump", "--output", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == dumped(worked_on)
    assert "is there already" in worked_on.refused(2, "dump", "--output", path)
    assert worked_on("dump", "--output", path, "--force").code == 0
    casebook = worked_on.home / ".local/share/kaiyaku/casebook.db"
    assert "casebook itself" in worked_on.refused(2, "dump", "--output", casebook, "--force")
    assert "Say where to" in worked_on.refused(2, "dump")
    ran = worked_on("dump", "--output", "-", stdout_is_terminal=True)
    assert (ran.code, ran.written) == (2, b"")


def test_a_dump_goes_into_an_empty_casebook_only(worked_on: Kaiyaku) -> None:
    before = dumped(worked_on)
    assert "holds something already" in worked_on.refused(2, "import", "-", stdin=before)
    assert dumped(worked_on) == before


@pytest.mark.parametrize("number", EARLIER)
def test_a_casebook_of_an_earlier_format_is_dumped_and_comes_in(
    kaiyaku: Kaiyaku, tmp_path: Path, number: int
) -> None:
    (tmp_path / "old").mkdir(mode=0o700)
    old = ("--casebook", str(of_format(number, tmp_path / "old" / "casebook.db")))
    before = dumped(kaiyaku, *old)
    kaiyaku.ok("import", "-", stdin=before)
    assert dumped(kaiyaku) == before


def test_an_original_that_is_lost_is_named_and_the_rest_goes_out(
    worked_on: Kaiyaku, tmp_path: Path
) -> None:
    plain = json.loads(dumped(worked_on))
    del plain["originals"][0]
    new = ("--casebook", str(tmp_path / "casebook.db"))
    tmp_path.chmod(0o700)
    ran = worked_on("import", "-", *new, stdin=json.dumps(plain).encode())
    assert ran.code == 1
    assert "lost the original" in ran.err
    ran = worked_on("dump", "--output", "-", *new)
    assert ran.code == 1
    assert json.loads(ran.written) == plain


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return where in a JSON value something stands."""
    if not isinstance(value, dict | list):
        return [path]
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    return [place for key, item in inner for place in places(item, (*path, key))]


@pytest.mark.parametrize(
    "instead", [None, 7, -1, 2**70, "x", "\ud800", "0" * 64, [], {}, 1.5, True], ids=repr
)
def test_a_dump_that_was_altered_anywhere_is_refused(worked_on: Kaiyaku, instead: Any) -> None:
    whole = dumped(worked_on)
    plain = json.loads(whole)
    # Each kind of place once: the first and the last of every list.
    kinds = {
        tuple("*" if isinstance(k, int) else k for k in place): place for place in places(plain)
    }
    for place in kinds.values():
        altered = json.loads(whole)
        at = altered
        for key in place[:-1]:
            at = at[key]
        if at[place[-1]] == instead and type(at[place[-1]]) is type(instead):
            continue
        at[place[-1]] = instead
        ran = worked_on("import", "-", "--dry-run", stdin=json.dumps(altered).encode())
        assert (ran.code, ran.written) == (2, b""), (place, ran)
        assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "raw",
    [
        *(b"{", b"{}", b'{"format": "x"}', b"{" * 100_000, b'{"a": 1' + b"0" * 5000 + b"}"),
        *(b'{"format": "kaiyaku-dump", "version": 1}', b'{"\xff": 1}', b"{\x00}"),
        b'{"format": "kaiyaku-dump", "version": 1, "head": "", "people": 3, "events": 4}',
    ],
    ids=lambda raw: repr(raw[:30]),
)
def test_what_is_no_dump_is_refused_in_a_sentence(kaiyaku: Kaiyaku, raw: bytes) -> None:
    assert "is no dump of a casebook" in kaiyaku.refused(2, "import", "-", stdin=raw)
    assert not (kaiyaku.home / ".local/share/kaiyaku").exists()


def test_a_dump_of_a_newer_kaiyaku_says_so(kaiyaku: Kaiyaku) -> None:
    raw = b'{"format": "kaiyaku-dump", "version": 2}'
    assert "newer kaiyaku" in kaiyaku.refused(2, "import", "-", stdin=raw)


def test_a_dump_cut_off_anywhere_is_refused(worked_on: Kaiyaku) -> None:
    whole = dumped(worked_on)
    for cut in range(1, len(whole) - 2, len(whole) // 40):
        assert worked_on("import", "-", "--dry-run", stdin=whole[:cut]).code == 2


def test_nobody_elses_things_leave_with_one_persons_view(worked_on: Kaiyaku) -> None:
    assert "leave --only out" in worked_on.refused(2, "dump", "--output", "-", "--only", "1")
    assert worked_on("dump", "--output", "-", is_kiosk=True).code == 2

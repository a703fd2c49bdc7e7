"""What `verify` finds, and what it calls it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.casebook.memory import MemoryStore
from tests.exports.archives import history, listed, manifest, members, packed, summed
from tests.exports.examples import filled, write
from tui.exports.proof.archive import END_SIZE, TAIL, end, place
from tui.exports.proof.choices import Choices
from tui.exports.proof.unpacked import Altered, NotOurs
from tui.exports.proof.verify import Checked, verify

NAMED = Choices(names=True)
ORIGINAL = "cards/1-my-docomo/originals/0001.eml"
HISTORY = "cards/1-my-docomo/history.jsonl"
KINDS = (
    "cards/1-my-docomo/attachments/0001-2.png",
    HISTORY,
    ORIGINAL,
    "cards/1-my-docomo/texts/0001.txt",
    "index.html",
    "manifest.json",
    "README.txt",
    "SHA256SUMS",
)
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def archive() -> bytes:
    return write(filled(MemoryStore()), (1, 2), NAMED)[0]


@pytest.fixture
def check(tmp_path: Path) -> Callable[[bytes], Checked]:
    def checked(content: bytes) -> Checked:
        path = tmp_path / "proof.zip"
        path.write_bytes(content)
        return verify(path)

    return checked


Check = Callable[[bytes], Checked]


def found(check: Check, content: bytes) -> str:
    """Return the one sentence that names what was altered."""
    with pytest.raises(Altered) as altered:
        check(content)
    said = str(altered.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


def flipped(content: bytes, place: int, bit: int = 0) -> bytes:
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


@pytest.mark.parametrize("names", [False, True])
def test_what_was_just_exported_is_in_order(check: Check, names: bool) -> None:
    content, written = write(filled(MemoryStore()), (1, 2), Choices(names=names))
    checked = check(content)
    events = len(history(content)) + len(history(content, "cards/2"))
    assert checked == Checked(
        sha256=written.sha256,
        files=14,
        cards=2,
        as_of=written.as_of,
        events=events,
        made_again=events,
        originals=5,
        recorded=5 if names else 0,
        is_whole=True,
    )


@pytest.mark.parametrize("name", KINDS)
def test_a_byte_flipped_in_a_file_is_found_and_the_file_named(
    check: Check, archive: bytes, name: str
) -> None:
    content = members(archive)[name]
    begins = archive.index(content)
    for at in (0, len(content) // 2, len(content) - 1):
        assert found(check, flipped(archive, begins + at)) == f"{name} was altered."


@pytest.mark.parametrize("name", KINDS)
def test_it_is_found_as_well_when_the_archives_own_sums_were_made_to_fit(
    check: Check, archive: bytes, name: str
) -> None:
    files = members(archive)
    middle = len(files[name]) // 2
    said = found(check, packed({**files, name: flipped(files[name], middle)}))
    assert name in said


def test_every_byte_outside_the_files_is_looked_at(check: Check, archive: bytes) -> None:
    files = members(archive)
    name = KINDS[0]
    local = archive.index(files[name]) - 30 - len(name)
    contents = archive.index(b"PK\1\2")
    own = {*range(local, local + 30 + len(name))}
    central = archive.index(name.encode(), contents) - 46
    own |= {*range(central, central + 46 + len(name))}
    own |= {*range(len(archive) - 22 - len(TAIL), len(archive))}
    for at in own:
        for bit in (0, 5, 7):
            assert found(check, flipped(archive, at, bit))


def test_what_the_archive_says_of_a_file_is_told_from_the_file(
    check: Check, archive: bytes
) -> None:
    begins = archive.index(members(archive)[ORIGINAL])
    crc = begins - len(ORIGINAL) - 30 + 14
    said = found(check, flipped(archive, crc))
    assert said == f"What the archive says of {ORIGINAL} was altered."


@pytest.mark.parametrize("left", [0, 1, 21, 100, 5_000])
def test_an_archive_that_was_cut_off_is_not_all_there(
    check: Check, archive: bytes, left: int
) -> None:
    with pytest.raises((Altered, NotOurs)):
        check(archive[:left])
    if left >= 100:
        assert "may not be all there" in found(check, archive[:-left])


@pytest.mark.parametrize("more", [b"\0", b"PK\5\6" + bytes(18)])
def test_what_was_put_behind_before_or_between_is_found(
    check: Check, archive: bytes, more: bytes
) -> None:
    contents = archive.index(b"PK\1\2")
    assert found(check, archive + more)
    assert found(check, more + archive)
    assert found(check, archive[:contents] + more + archive[contents:])


def test_what_was_put_between_is_found_when_the_end_was_made_to_fit(
    check: Check, archive: bytes
) -> None:
    contents = archive.index(b"PK\1\2")
    table = archive[contents:-END_SIZE]
    more = b"more"
    forged_end = end(table.count(b"PK\1\2"), len(table), contents + len(more))
    said = found(check, archive[:contents] + more + table + forged_end)
    assert said == "Something was put between the files and their list."


def test_a_file_that_is_missing_added_or_there_twice_is_named(check: Check, archive: bytes) -> None:
    files = members(archive)
    for name in KINDS:
        fewer = {other: content for other, content in files.items() if other != name}
        assert found(check, packed(fewer)) == f"{name} is missing."
    more = {**files, "cards/1-my-docomo/originals/0099.eml": b"I cancelled in May."}
    assert "0099.eml was added" in found(check, packed(more))
    assert "0099.eml was added: the manifest" in found(check, packed(summed(more)))
    again = packed(files).replace(b"originals/0002.eml", b"originals/0001.eml")
    assert "is in the archive twice" in found(check, again)


def test_sums_that_were_altered_are_told_from_files_that_were(check: Check, archive: bytes) -> None:
    files = members(archive)
    line = files["SHA256SUMS"].index(b"  " + ORIGINAL.encode()) - 1
    other = b"0" if files["SHA256SUMS"][line : line + 1] != b"0" else b"1"
    sums = files["SHA256SUMS"][:line] + other + files["SHA256SUMS"][line + 1 :]
    said = found(check, packed({**files, "SHA256SUMS": sums}))
    assert said == f"SHA256SUMS was altered in the line of {ORIGINAL}."


def test_a_forger_who_writes_new_sums_is_found_by_the_manifest(
    check: Check, archive: bytes
) -> None:
    forged = {**members(archive), ORIGINAL: b"forged"}
    said = found(check, packed(summed(forged)))
    assert said == f"{ORIGINAL} is not the file that the manifest lists."


def test_a_forger_who_writes_a_new_manifest_too_is_found_by_what_was_kept(
    check: Check, archive: bytes
) -> None:
    forged = {**members(archive), ORIGINAL: b"forged"}
    said = found(check, packed(summed(listed(forged))))
    assert said == f"{ORIGINAL} is not what was kept: it was damaged before it was exported."


def test_a_forger_who_also_says_what_was_kept_is_found_by_the_history(
    check: Check, archive: bytes
) -> None:
    files = listed({**members(archive), ORIGINAL: b"forged"})
    told = json.loads(files["manifest.json"])
    original = told["cards"][0]["notes"][0]["original"]
    original["sha256"] = next(m["sha256"] for m in told["members"] if m["name"] == ORIGINAL)
    files["manifest.json"] = json.dumps(told).encode()
    said = found(check, packed(summed(files)))
    assert said == f"{ORIGINAL} is not what its history says was kept."


def _rewritten(archive: bytes, change: Callable[[list[str]], list[str]]) -> bytes:
    files = members(archive)
    lines = change(files[HISTORY].decode().splitlines(keepends=True))
    return packed(summed(listed({**files, HISTORY: "".join(lines).encode()})))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda lines: lines[:3] + lines[4:], "entry 5 does not follow the one before."),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "entry 2 does not follow"),
        (lambda lines: lines[:-1], "does not end with the entry that the manifest names."),
        (lambda lines: [*lines, lines[-1]], "does not follow the one before."),
        (
            lambda lines: [line.replace('\\"done\\"', '\\"open\\"') for line in lines],
            "says something else than was recorded.",
        ),
        (
            lambda lines: [
                line.replace('"at":"2026-11-12T01:14', '"at":"2026-11-13T01:14') for line in lines
            ],
            "entry 4 is not the one that was recorded.",
        ),
        (
            lambda lines: [line.replace("tanaka.mika", "suzuki.ken") for line in lines],
            "names somebody else than was recorded.",
        ),
        (lambda lines: [line.replace('"seq"', '"sec"') for line in lines], "not as kaiyaku"),
        (lambda lines: ["[]\n", *lines], "not as kaiyaku writes it."),
        (lambda lines: [*lines, "{"], "not as kaiyaku writes it."),
        (lambda lines: ["[" * 100_000 + "\n"], "not as kaiyaku writes it."),
        (lambda lines: ['{"hash": NaN}\n'], "not as kaiyaku writes it."),
    ],
)
def test_a_history_that_was_rewritten_is_found(
    check: Check, archive: bytes, change: Callable[[list[str]], list[str]], says: str
) -> None:
    said = found(check, _rewritten(archive, change))
    assert HISTORY in said
    assert says in said


def test_without_names_the_order_of_the_history_is_still_checked(check: Check) -> None:
    content, _ = write(filled(MemoryStore()))
    said = found(check, _rewritten(content, lambda lines: lines[:3] + lines[4:]))
    assert "entry 5 does not follow the one before." in said


def test_what_was_damaged_before_the_export_is_named(check: Check) -> None:
    store = MemoryStore()
    book = filled(store)
    file, mail = book.card(1).notes[0].attachments[0], book.card(1).notes[0]
    store._contents.blobs[mail.sha256] = b"somebody was here"
    said = found(check, write(book)[0])
    assert said == f"{ORIGINAL} is not what was kept: it was damaged before it was exported."
    store._contents.blobs[mail.sha256] = members(write(filled(MemoryStore()))[0])[ORIGINAL]
    del store._contents.blobs[file.sha256]
    said = found(check, write(book)[0])
    assert said == "The original of attachment 1 was lost before it was exported."


def test_a_history_that_was_broken_before_the_export_is_named(check: Check) -> None:
    store = MemoryStore()
    book = filled(store)
    events = store._contents.events
    events[6] = events[6]._replace(at="2026-01-01T00:00:00+00:00")
    for choices in (Choices(), NAMED):
        said = found(check, write(book, choices=choices)[0])
        assert said == f"{HISTORY} did not add up from entry 7 on before it was exported."


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b'{"format": 1}',
        b'{"format": "1"}',
        b'{"format": true}',
        b'{"format": 1, "members": [], "cards": []}',
        b'{"format": 1, "members": [{"name": "a"}], "cards": []}',
    ],
)
def test_a_manifest_that_is_none_is_altered(check: Check, archive: bytes, text: bytes) -> None:
    files = summed({**members(archive), "manifest.json": text})
    assert found(check, packed(files))


@pytest.mark.parametrize(("text", "times"), [(b"[", 200_000), (b"9", 5_000), (b" ", 1_000)])
def test_a_manifest_that_exhausts_its_reader_is_altered(
    check: Check, archive: bytes, text: bytes, times: int
) -> None:
    files = summed({**members(archive), "manifest.json": text * times})
    assert found(check, packed(files))


def test_a_manifest_in_which_any_value_is_another_is_never_a_traceback(
    check: Check, archive: bytes
) -> None:
    files, told = members(archive), manifest(archive)
    others: tuple[object, ...] = (None, -1, "x", [], {})
    for path in _paths(told):
        for value in others:
            forged = {**files, "manifest.json": json.dumps(_with(told, path, value)).encode()}
            assert _refusal(check, packed(summed(forged))) != ""


def _refusal(check: Check, content: bytes) -> str | None:
    """Return the sentence with which an archive is refused; None where it is not."""
    try:
        check(content)
    except (Altered, NotOurs) as refusal:
        return str(refusal)
    return None


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [
            p for key, item in value.items() for p in [(*path, key), *_paths(item, (*path, key))]
        ]
    if isinstance(value, list):
        return [p for n, item in enumerate(value[:2]) for p in _paths(item, (*path, n))]
    return []


def _with(value: object, path: tuple[str | int, ...], new: object) -> object:
    copy = json.loads(json.dumps(value))
    part = copy
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = new
    return copy


def test_a_newer_kaiyakus_proof_asks_for_it(check: Check, archive: bytes) -> None:
    files = members(archive)
    newer = files["manifest.json"].replace(b'"format": 2', b'"format": 3')
    with pytest.raises(NotOurs, match="newer kaiyaku"):
        check(packed(summed({**files, "manifest.json": newer})))


def test_files_in_another_order_are_not_as_they_were_exported(check: Check, archive: bytes) -> None:
    from io import BytesIO

    from tui.exports.proof.archive import Archive

    sink, files = BytesIO(), members(archive)
    other = Archive(sink)
    for name in sorted(files, key=place, reverse=True):
        other.add(name, files[name])
    other.close()
    assert "does not lie in the archive where it should" in found(check, sink.getvalue())

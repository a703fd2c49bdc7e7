"""Checking a proof: is it as it was exported, and does it hold together?"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from tui.casebook.event import (
    GENESIS,
    HEADER,
    HEADER_OF_NAMES,
    Person,
    Who,
    canonical_json,
    content_digest,
)
from tui.casebook.storage import Head
from tui.exports.proof.comparison import Told
from tui.exports.proof.evidence import Member
from tui.exports.proof.manifest import FORMAT, WHOLE
from tui.exports.proof.member_names import MANIFEST, SUMS
from tui.exports.proof.unpacked import Altered, NotOurs, Unpacked, opened
from tui.text.translation import marked

_LARGEST_LIST: Final = 32 * 1024 * 1024
_LONGEST_LINE: Final = 16 * 1024 * 1024
_TEXT: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_LONGEST_WITHOUT_TEXTS: Final = 64 * 1024
_SHOWN: Final = 80
_VALUES_OF_A_FILE: Final = 100
_VALUES_AT_LEAST: Final = 10_000
_SUM_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S+)")

Plain = Mapping[str, Any]


class Checked(NamedTuple):
    """What was found to be in order."""

    sha256: str
    """Of the whole archive."""
    files: int
    cards: int
    as_of: str
    events: int
    made_again: int
    """How many events' hashes could be made again from what is told of them."""
    originals: int
    recorded: int
    """How many originals and attachments have the sum that their history tells."""
    is_whole: bool
    """Whether every event's hash was made again."""


def verify(path: Path) -> Checked:
    """Check a proof and return what was checked.

    Raises `Altered`, naming the first thing that is not as it was exported, and `NotOurs` for what
    is no proof of ours, or cannot be read. Nothing is unpacked; memory and time are bounded.
    """
    with opened(path) as file:
        archive = Unpacked(file, path.name)
        members = {member.name: member for member in archive.members()}
        _check_sums(archive, members)
        manifest = _manifest(archive)
        with _as_we_write_it(MANIFEST):
            _check_list(manifest, members)
            made_again = recorded = 0
            for card in manifest["cards"]:
                told, found = _check_history(archive, card)
                made_again += found
                recorded += _check_exhibits(card, members, told)
            return Checked(
                sha256=_sum_of(file),
                files=len(members),
                cards=len(manifest["cards"]),
                as_of=str(manifest["as_of"]),
                events=sum(card["history"]["events"] for card in manifest["cards"]),
                made_again=made_again,
                originals=sum(len(_exhibits(card)) for card in manifest["cards"]),
                recorded=recorded,
                is_whole=all(c["history"]["checkable"] == WHOLE for c in manifest["cards"]),
            )


def entries(path: Path) -> list[Head]:
    """Return the entries that a proof tells of, which was verified: numbers and hashes."""
    with opened(path) as file:
        archive = Unpacked(file, path.name)
        return [
            Head(event["seq"], event["hash"])
            for card in _manifest(archive)["cards"]
            for line in _lines(archive, f"{card['directory']}/history.jsonl")
            for event in (_read(line),)
        ]


def _sum_of(file: Any) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _as_we_write_it(member: str) -> Iterator[None]:
    """Take whatever a file of our own making does not have, or has otherwise, for an alteration."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Altered(
            marked("{member} was altered: it is not as kaiyaku writes it."), member=member
        ) from error


def _check_sums(archive: Unpacked, members: Mapping[str, Member]) -> None:
    """Compare every file with `SHA256SUMS`."""
    if SUMS not in members:
        raise Altered(marked("{member} is missing."), member=SUMS)
    listed: dict[str, str] = {}
    with _as_we_write_it(SUMS):
        lines = archive.content(SUMS, _LARGEST_LIST).decode("ascii").split("\n")
        if lines.pop():
            raise ValueError
        for line in lines:
            match = _SUM_LINE.fullmatch(line)
            if match is None or match[2] in listed:
                raise ValueError(line)
            listed[match[2]] = match[1]
    for name in members:
        if name != SUMS and name not in listed:
            raise Altered(marked("{member} was added: SHA256SUMS does not know it."), member=name)
    for name, sha256 in listed.items():
        if name not in members:
            raise Altered(marked("{member} is missing."), member=name)
        if members[name].sha256 != sha256:
            raise _other_sum(archive, members, name)


def _other_sum(archive: Unpacked, members: Mapping[str, Member], name: str) -> Altered:
    """Return which of the two was altered, the file or its line in `SHA256SUMS`."""
    try:
        known = {member["name"]: member["sha256"] for member in _manifest(archive)["members"]}
    except (Altered, NotOurs, KeyError, TypeError):
        known = {}
    if known.get(name) == members[name].sha256:
        return Altered(marked("SHA256SUMS was altered in the line of {member}."), member=name)
    return Altered(marked("{member} was altered."), member=name)


def _manifest(archive: Unpacked) -> Plain:
    if MANIFEST not in archive.names:
        raise Altered(marked("{member} is missing."), member=MANIFEST)
    with _as_we_write_it(MANIFEST):
        text = archive.content(MANIFEST, _LARGEST_LIST)
        # A list of millions of nothings is short to write and takes all memory to read.
        if text.count(b",") > _VALUES_AT_LEAST + _VALUES_OF_A_FILE * len(archive.names):
            raise ValueError(MANIFEST)
        found: Plain = json.loads(text)
        written_as = found["format"]
        if type(written_as) is not int or written_as < 1:
            raise ValueError(written_as)
    if written_as > FORMAT:
        raise NotOurs(
            marked("A newer kaiyaku wrote this proof (format {found}): check it with that one."),
            found=written_as,
        )
    return found


def _check_list(manifest: Plain, members: Mapping[str, Member]) -> None:
    """Compare every file with the manifest."""
    listed = [Member(**member) for member in manifest["members"]]
    for member in listed:
        if member.name not in members:
            raise Altered(marked("{member} is missing."), member=member.name)
        if members[member.name] != member:
            raise Altered(
                marked("{member} is not the file that the manifest lists."), member=member.name
            )
    names = {member.name for member in listed}
    if len(names) != len(listed):
        raise ValueError(manifest["members"])
    for name in members:
        if name not in names and name not in (MANIFEST, SUMS):
            raise Altered(marked("{member} was added: the manifest does not list it."), member=name)


def _check_history(archive: Unpacked, card: Plain) -> tuple[dict[int, Plain], int]:
    """Follow a card's history.

    Returns the bodies that tell of kept files, and how many hashes could be made again.
    """
    member = f"{card['directory']}/history.jsonl"
    if member not in archive.names:
        raise Altered(marked("{member} is missing."), member=member)
    history = card["history"]
    before, made_again, count = GENESIS, 0, 0
    history_of = Told()
    told: dict[int, Plain] = {}
    with _as_we_write_it(member):
        for line in _lines(archive, member):
            event = _read(line)
            count += 1
            if history["breaks_at"] == count:
                broken = marked("{member} did not add up from entry {n} on before it was exported.")
                raise Altered(broken, member=member, n=count)
            made_again += _is_sound(event, before, member)
            body = _read(event["body"].encode("utf-8", "surrogatepass")) if "body" in event else {}
            history_of.add(event, body)
            if "sha256" in body.get("changes", ()):
                told[event["seq"]] = body
            before = event["hash"]
    if (before, count) != (history["head"], history["events"]):
        raise Altered(
            marked("{member} does not end with the entry that the manifest names."), member=member
        )
    differs = history_of.first_difference(card)
    if differs is not None:
        raise Altered(
            marked("{member} says something else of {part} than the history: {field}."),
            member=MANIFEST,
            **differs._asdict(),
        )
    return told, made_again


def _read(text: bytes) -> Plain:
    """Return a JSON object of ours; one of a million small values takes all memory to read."""
    if len(_TEXT.sub(b"", text)) > _LONGEST_WITHOUT_TEXTS:
        raise ValueError(text[:_SHOWN])
    found: Plain = json.loads(text)
    return found


def _is_sound(event: Plain, before: str, member: str) -> bool:
    """Check one event; say whether its hash could be made again."""
    problem, header = None, _header(event)
    if event["card_previous"] != before:
        problem = marked("{member}: entry {n} does not follow the one before.")
    elif "salt" in event and not _says_what_was_hashed(event):
        problem = marked("{member}: entry {n} says something else than was recorded.")
    elif "by" in event and not _says_who_it_was(event):
        problem = marked("{member}: entry {n} names somebody else than was recorded.")
    elif header is not None:
        content = canonical_json({name: event[name] for name in header})
        if hashlib.sha256(content).hexdigest() != event["hash"]:
            problem = marked("{member}: entry {n} is not the one that was recorded.")
    if problem is not None:
        raise Altered(problem, member=member, n=event["seq"])
    return header is not None


def _header(event: Plain) -> tuple[str, ...] | None:
    """Return what an event's hash was made from; None where not all of it is said."""
    if "person" in event:
        return HEADER
    return HEADER_OF_NAMES if "login" in event else None


def _says_who_it_was(event: Plain) -> bool:
    by = event["by"]
    who = Who(login=by["login"], name=by["name"])
    return bool(Person.of(who, bytes.fromhex(by["salt"])).id == event["person"])


def _says_what_was_hashed(event: Plain) -> bool:
    body = event["body"].encode("utf-8", "surrogatepass")
    return bool(content_digest(bytes.fromhex(event["salt"]), body) == event["content"])


def _lines(archive: Unpacked, member: str) -> Iterator[bytes]:
    """Yield the lines of a member; each must end, and none may be longer than memory allows."""
    begun: list[bytes] = []
    size = 0
    for chunk in archive.chunks(member):
        *lines, left = chunk.split(b"\n")
        for line in lines:
            yield b"".join([*begun, line])
            begun.clear()
            size = 0
        begun.append(left)
        size += len(left)
        if size > _LONGEST_LINE:
            raise ValueError(size)
    if size:
        raise ValueError(size)


def _exhibits(card: Plain) -> list[tuple[str, Plain]]:
    """Return the kept files of a card: `note` or `attachment`, and what the manifest says."""
    return [
        found
        for note in card["notes"]
        for found in (
            ("note", {**note["original"], "id": note["id"]}),
            *(("attachment", file) for file in note["attachments"]),
        )
    ]


def _check_exhibits(card: Plain, members: Mapping[str, Member], told: Mapping[int, Plain]) -> int:
    """Compare the originals with what was kept; return how many sums the history tells itself."""
    recorded = 0
    for table, exhibit in _exhibits(card):
        name = exhibit["member"]
        if name is None:
            raise Altered(
                marked("The original of {part} {id} was lost before it was exported."),
                part=table,
                id=exhibit["id"],
            )
        if name not in members:
            raise Altered(marked("{member} is missing."), member=name)
        if members[name].sha256 != exhibit["sha256"]:
            raise Altered(
                marked("{member} is not what was kept: it was damaged before it was exported."),
                member=name,
            )
        if exhibit["event"] is not None:
            body = told[exhibit["event"]]
            kept = body["changes"]["sha256"][1]
            if (body["table"], body["id"], kept) != (table, exhibit["id"], exhibit["sha256"]):
                raise Altered(
                    marked("{member} is not what its history says was kept."), member=name
                )
            recorded += 1
    return recorded

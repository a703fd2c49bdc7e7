"""Before, after, or told: what a fault has left on the disk, and whether it was told so."""

import json
import os
import re
import time
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.faults.points import Point, copied, counted, failed
from tests.faults.program import Ran, lasting, run
from tests.faults.verbs import Verb
from tui.casebook.carrying.dump import loaded
from tui.casebook.errors import Refused

VERDICTS: Final = ("before", "after", "told", "not reached")
_AGO = 3 * 24 * 3600
_MOMENT = re.compile(r"\d{4}-?\d\d-?\d\d(T\d{4}Z|-\d{6})(-\d+)?")
_RANDOM = re.compile(r"[0-9a-f]{8,}")
_NOT_DONE = re.compile(r"[Nn]othing (was|is|has been)|[Nn]o (backup|casebook|copy)\b")
_DONE = re.compile(
    r"\b(was|were|is|are|has been) (saved|kept|done|made|written|restored|there|in its place)\b"
)
_TOLD: Final = frozenset({"left-over", "purge"})
"""What the doctor says that a cut has left, and mends."""
_OURS = "kaiyaku: "
_NOT_WHOLE = -1
"""What stands in a state where the number of entries in the history would."""

State = dict[str, Any]
"""Every casebook and proof on the disk, by its name below the root, and what it holds."""


class Judged(NamedTuple):
    """What became of a point: `before`, `after` or `told`, and what was wrong about it."""

    point: Point
    verdict: str
    wrong: tuple[str, ...]


class Sound(NamedTuple):
    """A verb without a fault: its disk before and after, and how often it makes each call."""

    before: State
    after: State
    files: frozenset[str]
    counts: dict[str, int]


@cache
def sound(verb: Verb) -> Sound:
    """Run a verb without a fault, once in this process."""
    root = copied(verb, lasting() / "sound")
    before, there = state(root), _files(root)
    ran, counts = counted(verb, root)
    assert ran.code == 0, ran.err
    return Sound(before, state(root), frozenset(there | _files(root)), counts)


def judge(verb: Verb, point: Point, at: Path) -> Judged:
    """Make the fault of a point below the directory `at`, and say what it did."""
    without = sound(verb)
    root = copied(verb, at / str(point).replace(" ", "-"))
    ran, reached = failed(verb, point, root)
    if not reached:
        return Judged(point, "not reached", ())
    _age(root)
    found = state(root)
    wrong = [*_broken(verb, without, found)]
    is_done = found.get(verb.changes) == without.after.get(verb.changes)
    is_finding = verb.argv[0] == "doctor" and ran.code == 1 and bool(ran.out)
    # A doctor that has something to name has said so.
    wrong += [] if is_finding else _untold(ran, is_done=is_done)
    if verb.erased and is_done:
        wrong += _not_erased(verb, root)
    wrong += _left(verb, without, root, is_done=is_done)
    verdict = ("after" if is_done else "before") if ran.code <= 0 else "told"
    return Judged(point, verdict, tuple(said.replace(str(root), "…") for said in wrong))


def state(root: Path) -> State:
    """Return what every casebook and proof below `root` holds, as kaiyaku itself sees it."""
    held: dict[str, list[Any]] = defaultdict(list)
    seen = set()
    for name in sorted(_files(root, plain=True)):
        path = root / name
        if path.suffix == ".zip":
            held[_timeless(name)].append(_proof(root, path))
        elif path.suffix == ".json" and name.startswith("out/"):
            held[_timeless(name)].append(_dump(path))
        elif ".db" in path.name and not name.endswith((".head", "-journal", ".purging")):
            number = path.stat().st_ino
            # A restore gives a second name to the same file for a moment.
            if number not in seen:
                held[_timeless(name)].append(_casebook(root, path))
            seen.add(number)
    # Of backups by their time, the one that has the most.
    return {name: max(states, key=lambda held: held[0]) for name, states in held.items()}


def _proof(root: Path, path: Path) -> Any:
    ran = run(root, "verify", str(path), "--json")
    return (_NOT_WHOLE, ran.err) if ran.code else (ran.data["verify"]["events"],)


def _dump(path: Path) -> Any:
    try:
        return (len(loaded(path.read_bytes(), path.name).whole.events),)
    except Refused as refused:
        return (_NOT_WHOLE, str(refused))


def _casebook(root: Path, path: Path) -> Any:
    ran = run(root, "--casebook", str(path), "doctor", "--json")
    if ran.code > 1:
        return (_NOT_WHOLE, ran.err)
    found = {finding["check"] for finding in ran.data["findings"]}
    if "purge" in found:
        # Cut off between its commit and the cut of the file: its end still has what was purged.
        found -= {"size"}
    found -= _TOLD
    contents = ran.data["contents"]
    return (contents["events"], json.dumps(contents), *sorted(found))


def _broken(verb: Verb, without: Sound, found: State) -> list[str]:
    """Say what is on the disk that was there neither before nor is after."""
    wrong = []
    is_done = found.get(verb.changes) == without.after.get(verb.changes)
    for name in {*without.before, *without.after, *found}:
        before, after = without.before.get(name), without.after.get(name)
        if before is None and found.get(name, ())[:1] == (0,):
            # A casebook in which nothing has happened is as good as none.
            continue
        if found.get(name) not in (before, after):
            wrong.append(f"{name} is neither as before nor as after: {found.get(name)}")
        elif not is_done and found.get(name) != before and not _is_aside(verb, name):
            wrong.append(f"{name} is as after, and {verb.changes} as before")
    return wrong


def _is_aside(verb: Verb, name: str) -> bool:
    return name == verb.also or ".replaced-" in name


def _untold(ran: Ran, *, is_done: bool) -> list[str]:
    """Say where the exit code and the sentences do not agree with what is on the disk."""
    if ran.code < 0:
        return []
    said = ran.err.splitlines()
    wrong = []
    if ran.code == 70:
        wrong.append("exit 70")
    if "Traceback" in ran.err or any(line and not line.startswith(_OURS) for line in said[:1]):
        wrong.append(f"no sentence of ours: {said[-1] if said else ''}")
    if ran.code and not said:
        wrong.append(f"exit {ran.code} without a word")
    told = " ".join(said)
    if ran.code == 0 and not is_done:
        wrong.append("exit 0, and it was not done")
    if ran.code == 0 and _NOT_DONE.search(told):
        wrong.append(f"exit 0 and done, and told: {told}")
    if ran.code and is_done and (_NOT_DONE.search(told) or not _DONE.search(told)):
        wrong.append(f"done, and told with exit {ran.code}: {told}")
    if ran.code and not is_done and ran.out:
        wrong.append(f"not done, and printed: {ran.out}")
    return wrong


def _not_erased(verb: Verb, root: Path) -> list[str]:
    """Say where what was to be erased still stands, the doctor having mended what was left."""
    run(root, "--casebook", str(root / verb.casebook), "doctor", "--mend")
    erased = verb.erased.encode()
    return [
        f"{name} still holds {verb.erased}"
        for name in sorted(_files(root))
        if erased in (root / name).read_bytes()
    ]


def _left(verb: Verb, without: Sound, root: Path, *, is_done: bool) -> list[str]:
    """Say what was left that the doctor does not name, or the next run does not remove."""
    left = {name: _nameless(name) for name in _files(root) if _is_left(verb, without, name)}
    named = _named(root, verb) if left else ""
    is_a_book_there = os.path.lexists(root / verb.casebook)
    wrong = []
    again = run(root, *verb.argv)
    # The doctor ends with 1 where it has something to name.
    redone = is_done or state(root).get(verb.changes) == without.after[verb.changes]
    if not is_done and not (again.code <= 1 and redone):
        wrong.append(f"done again, it ended with {again.code}: {again.err.strip()}")
    if left and is_done:
        # What is done already is nothing to do again: the next change sweeps.
        run(root, "--casebook", str(root / verb.casebook), "tick", "1", "4")
    for name, told in left.items():
        is_named = str(root / name) in named
        is_there = os.path.lexists(root / name)
        if not is_named and is_a_book_there and _is_beside(verb, name):
            wrong.append(f"left, and not named by the doctor: {told}")
        if is_there and not (is_named and is_done):
            wrong.append(f"left, and not removed by the next run: {told}")
    return wrong


def _is_left(verb: Verb, without: Sound, name: str) -> bool:
    journals = {f"{verb.changes}-journal", f"{verb.casebook}-journal"}
    # A journal beside a casebook is SQLite's own, and the next opening's to settle.
    known = {_nameless(file) for file in without.files} | {verb.also} | journals
    # The note about a fault is judged with the exit code.
    return _nameless(name) not in known and "/crash-" not in name


def _is_beside(verb: Verb, name: str) -> bool:
    """Say whether a file lies beside the casebook that was worked on."""
    return Path(name).parent == Path(verb.casebook).parent


def _named(root: Path, verb: Verb) -> str:
    """Return what the doctor says of the casebook that was worked on."""
    return run(root, "--casebook", str(root / verb.casebook), "doctor").out


def _files(root: Path, *, plain: bool = False) -> set[str]:
    """Return the files below `root`; `plain` leaves out what is hidden."""
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if not path.is_dir() and not (plain and path.name.startswith("."))
    }


def _timeless(name: str) -> str:
    return _MOMENT.sub("*", name)


def _nameless(name: str) -> str:
    return _RANDOM.sub("…", _timeless(name))


def _age(root: Path) -> None:
    """Let all that is there have been there for days: nobody is at work on it any more."""
    then = time.time() - _AGO
    for name in _files(root):
        os.utime(root / name, (then, then), follow_symlinks=False)

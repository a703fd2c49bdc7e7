"""All faults, flips and alterations: `python -m tests.faults`, with a table of what became of them.

`python -m tests.faults [VERB | VERB:FAULT:CALL:N | flips | archives]…` tries only these.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.faults import alterations, flips
from tests.faults.judge import VERDICTS, Judged, judge, sound
from tests.faults.points import FAULTS, Point, missing, points
from tests.faults.verbs import VERBS

_BY_NAME = {verb.name: verb for verb in VERBS}
_REST = ("flips", "archives")
_MANY = 1000
_SEED = 20261201


def _judged(point: Point) -> Judged:
    with tempfile.TemporaryDirectory() as at:
        return judge(_BY_NAME[point.verb], point, Path(at))


def _asked(asked: Sequence[str]) -> Iterator[Point]:
    for name in asked:
        verb, *rest = name.split(":")
        if rest:
            fault, call, n = rest
            yield Point(verb, fault, call, int(n))
        else:
            for fault in FAULTS:
                yield from points(_BY_NAME[verb], fault, sound(_BY_NAME[verb]).counts)


def _flipped(bit: int) -> list[str]:
    return [f"flips, bit {bit}: {wrong}" for wrong in flips.wrong_of(bit)]


def _altered(seed: int) -> list[str]:
    return [f"archives, {seed}: {wrong}" for wrong in alterations.wrong_of(seed)]


def main(asked: Sequence[str]) -> int:
    """Make the faults, print what was wrong, and the table; 1 where anything was."""
    unknown = [name for name in asked if name.split(":")[0] not in {*_BY_NAME, *_REST}]
    if unknown:
        print(f"Not one of {', '.join([*_BY_NAME, *_REST])}: {unknown[0]}", file=sys.stderr)
        return 2
    reason = missing()
    if reason is not None:
        print(reason, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as tempfile.tempdir:
        return _tried(asked)


def _tried(asked: Sequence[str]) -> int:
    everything = asked or (*_BY_NAME, *_REST)
    found: list[Judged] = []
    wrong = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for judged in pool.map(_judged, _asked([name for name in everything if name not in _REST])):
            found.append(judged)
            for said in judged.wrong:
                print(f"{judged.point}: {said}", flush=True)
        if found:
            print(_table(found), flush=True)
        if "flips" in everything:
            wrong += _told("flips", pool.map(_flipped, flips.bits(_MANY, _SEED), chunksize=20))
        if "archives" in everything:
            wrong += _told("archives", pool.map(_altered, range(_MANY), chunksize=20))
    return 1 if wrong or any(judged.wrong for judged in found) else 0


def _told(what: str, tried: Iterator[list[str]]) -> int:
    """Print what was wrong, and how many there were; return how many were wrong."""
    many = wrong = 0
    for said in tried:
        for sentence in said:
            print(sentence, flush=True)
        many, wrong = many + 1, wrong + bool(said)
    print(f"{what}: {many} tried, {wrong} violations", flush=True)
    return wrong


def _table(found: Sequence[Judged]) -> str:
    rows: list[tuple[object, ...]] = [("verb", "fault", "points", *VERDICTS, "violations")]
    for verb in _BY_NAME:
        for fault in FAULTS:
            these = [one for one in found if one.point[:2] == (verb, fault)]
            if these:
                rows.append((verb, fault, *_sums(these)))
    rows.append(("all", "", *_sums(found)))
    return "\n".join("  ".join(f"{cell!s:>12}" for cell in row) for row in rows)


def _sums(judged: Sequence[Judged]) -> tuple[int, ...]:
    verdicts = Counter(one.verdict for one in judged)
    wrong = sum(bool(one.wrong) for one in judged)
    return (len(judged), *(verdicts[name] for name in VERDICTS), wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

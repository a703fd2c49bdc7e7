"""A proof that somebody altered, or a disk did, and what `verify` makes of it."""

import random
from collections.abc import Iterator
from functools import cache

from tests.faults.flips import home, put_back
from tests.faults.program import done, run

_ONE, _FEW = 1, 64


@cache
def proof() -> bytes:
    """Return a proof as it was exported, made once in this process."""
    put_back()
    path = home() / "proof.zip"
    done(home(), "export", "1", "--output", str(path))
    return path.read_bytes()


def altered(seed: int) -> tuple[str, bytes]:
    """Return what was done to the proof, and what came of it; the same for the same seed."""
    chance, whole = random.Random(seed), proof()
    a, b = sorted(chance.sample(range(len(whole)), 2))
    some = chance.randbytes(chance.randint(_ONE, _FEW))
    if seed % 2:
        bit = bytes([whole[a] ^ 1 << chance.randrange(8)])
        return f"a bit turned at {a}", whole[:a] + bit + whole[a + 1 :]
    ways = {
        f"{len(some)} bytes written over at {a}": whole[:a] + some + whole[a + len(some) :],
        f"{len(some)} bytes put in at {a}": whole[:a] + some + whole[a:],
        f"cut out from {a} to {b}": whole[:a] + whole[b:],
        f"cut off at {b}": whole[:b],
        f"what is from {a} to {b} there twice": whole[:b] + whole[a:],
        f"what is before {a} put at the end": whole[a:] + whole[:a],
        f"all before {a}, and zeros": whole[:a] + bytes(len(whole) - a),
    }
    changed = {way: content for way, content in ways.items() if content != whole}
    way = chance.choice(list(changed))
    return way, changed[way]


def wrong_of(seed: int) -> Iterator[str]:
    """Let `verify` look at an altered proof, and yield what should not have been."""
    way, content = altered(seed)
    path = home() / "altered.zip"
    path.write_bytes(content)
    ran = run(home(), "verify", str(path))
    said = ran.err.splitlines()
    if not 1 <= ran.code <= 5:
        yield f"{way}: exit {ran.code}"
    if len(said) != 1 or not said[0].startswith("kaiyaku: ") or ran.out:
        yield f"{way}: no sentence of ours: {ran.err}{ran.out}"

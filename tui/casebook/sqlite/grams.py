"""The pieces of words that the index holds: two CJK letters, or three letters or digits.

SQLite's own tokenizers take a run of CJK letters for one word, or find no word of two letters.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tui.casebook.storage import Word
from tui.text.folding import CJK

_RUN: Final = re.compile(rf"([{CJK}]+)|([^\W_{CJK}]+)")
_CJK_LETTERS, _OTHER_LETTERS = 2, 3
_TOKENS_AT_MOST: Final = 8


class Narrowing(NamedTuple):
    """What to ask the index for; every note that has the words is among its answers."""

    match: str
    is_wide: bool
    """Whether it only asks for how pieces begin: common words have very many answers then."""


def tokens(text: str) -> str:
    """Return the pieces of a folded text, each once, with blanks between them.

    At a run's end they get shorter, so that a single letter is the beginning of a piece wherever
    it stands.
    """
    pieces: set[str] = set()
    for run, size in _runs(text):
        pieces.update(run[start : start + size] for start in range(len(run)))
    return " ".join(pieces)


def narrowing(words: Sequence[Word], *, all_of_them: bool = True) -> Narrowing | None:
    """Return what to ask the index for, so that notes with all of the words come up.

    With `all_of_them` false, notes with at least one of them. None when it cannot help: words of
    signs alone are not in it.
    """
    narrowings = [_of_forms(word) for word in words]
    if not all_of_them:
        return _either(narrowings)
    known = [narrowed for narrowed in narrowings if narrowed is not None]
    exact = [narrowed for narrowed in known if not narrowed.is_wide]
    # How a piece begins costs much to look up, and narrows little beside whole pieces.
    chosen = exact or known
    if not chosen:
        return None
    return Narrowing(" AND ".join(f"({narrowed.match})" for narrowed in chosen), not exact)


def _of_forms(word: Word) -> Narrowing | None:
    return _either([_of_form(form) for form in word])


def _either(narrowings: Sequence[Narrowing | None]) -> Narrowing | None:
    known = [narrowed for narrowed in narrowings if narrowed is not None]
    if not known or len(known) < len(narrowings):
        return None
    either = " OR ".join(f"({narrowed.match})" for narrowed in known)
    return Narrowing(either, any(narrowed.is_wide for narrowed in known))


def _of_form(word: str) -> Narrowing | None:
    whole: list[str] = []
    begun: list[str] = []
    for run, size in _runs(word):
        if len(run) < size:
            begun.append(run)
        else:
            whole += [run[start : start + size] for start in range(len(run) - size + 1)]
    if whole:
        step = -(-len(whole) // _TOKENS_AT_MOST)
        return Narrowing(" AND ".join(f'"{piece}"' for piece in whole[::step]), False)
    if begun:
        return Narrowing(" AND ".join(f'"{piece}"*' for piece in begun), True)
    return None


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """Yield each run of letters, and how many of them make a piece."""
    for run in _RUN.finditer(text):
        yield run[0], _OTHER_LETTERS if run[1] is None else _CJK_LETTERS

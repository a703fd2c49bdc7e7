"""Which person is meant by what was written."""

import unicodedata
from collections.abc import Iterable, Sequence

from tui.casebook.errors import NoSuchThing
from tui.casebook.records import Holder
from tui.text.translation import marked

_NAMED_AT_MOST = 20
_LONGEST_NUMBER = 15


def find_holder(holders: Sequence[Holder], text: str) -> Holder | None:
    """Return the person with this number or name; None where there is nobody."""
    wanted = number(text)
    found = (
        [holder for holder in holders if holder.id == wanted]
        or [holder for holder in holders if holder.name == text]
        or [holder for holder in holders if folded(holder.name) == folded(text)]
    )
    if len(found) > 1:
        raise NoSuchThing(
            marked(
                "{count} people are called {name}: say which by the number. There is: {people}."
            ),
            count=len(found),
            name=text,
            people=some(f"{holder.id} {holder.name}" for holder in found),
        )
    return found[0] if found else None


def number(text: str) -> int | None:
    """Return the number that `text` is, or None."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else None


def folded(text: str) -> str:
    """Return `text` as it is compared: without width, case and outer blanks."""
    return plain(text).casefold()


def plain(text: str) -> str:
    """Return `text` without what an input method adds: full-width forms and outer blanks."""
    return unicodedata.normalize("NFKC", text).strip()


def some(names: Iterable[str]) -> str:
    """Return names as a list in a sentence, the first twenty of them."""
    named = list(names)
    more = ", …" if len(named) > _NAMED_AT_MOST else ""
    return ", ".join(named[:_NAMED_AT_MOST]) + more

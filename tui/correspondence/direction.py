"""Whether a letter came to the person or went out from them, by who it is from and to."""

from typing import Final

from tui.correspondence.carriers import carrier_of_person

_ME: Final = frozenset(("me", "myself", "you", "我", "自己", "你", "自分", "本人", "私"))


def direction_of(sender: str, recipient: str) -> str:
    """Return `out` for a letter from the person, or to a carrier and from none; else `in`."""
    if is_me(sender):
        return "out"
    if sender and carrier_of_person(recipient) and not carrier_of_person(sender):
        return "out"
    return "in"


def is_me(person: str) -> bool:
    """Say whether a sender is called what programs call the person whose mailbox it is."""
    return person.partition("<")[0].strip(" \t\u3000\"'“”").casefold() in _ME

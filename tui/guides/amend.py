"""What a desk replaces or adds of what comes with the program, and where both have changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tui.guides.digest import digest
from tui.guides.facts import Amendment, Carrier, Fact, Fee, PhoneLine, Rules
from tui.guides.fault import ContentError

T = TypeVar("T", Fact, Fee, PhoneLine)


def amended_carrier(
    carrier: Carrier, amendment: Amendment
) -> tuple[Carrier, tuple[ContentError, ...]]:
    """Return a carrier with what a desk says of it, and where the desk has to look again.

    What the desk says is taken all the same.
    """
    merged = replace(
        carrier,
        facts=_merged(carrier.facts, amendment.facts),
        fees=_merged(carrier.fees, amendment.fees),
        lines=_merged(carrier.lines, amendment.lines),
        ask=(*carrier.ask, *amendment.ask),
    )
    problems = [
        *_changed("fact", carrier.facts, amendment.facts),
        *_changed("fee", carrier.fees, amendment.fees),
        *_changed("line", carrier.lines, amendment.lines),
    ]
    known = {fact.id for fact in merged.facts}
    for number, fee in enumerate(amendment.fees, 1):
        if fee.fact not in known:
            problem = f"no fact of {carrier.id} has the id {fee.fact!r}; add it, or name another"
            problems.append(ContentError(f"fee {number} ({fee.fact}), fact", problem, "dangling"))
    if any(each.code == "dangling" for each in problems):
        # A fee that nothing is said of would be counted, and nobody could look it up.
        merged = replace(merged, fees=tuple(fee for fee in merged.fees if fee.fact in known))
    return merged, tuple(problems)


def amended_rules(rules: Rules, amendment: Amendment) -> tuple[Rules, tuple[ContentError, ...]]:
    """Return the rules with what a desk says of them; as for a carrier."""
    merged = replace(
        rules,
        facts=_merged(rules.facts, amendment.facts),
        ask=(*rules.ask, *amendment.ask),
    )
    return merged, tuple(_changed("fact", rules.facts, amendment.facts))


def _key(known: Fact | Fee | PhoneLine) -> str:
    if isinstance(known, Fact):
        return known.id
    return known.fact if isinstance(known, Fee) else known.number


def _merged(ours: Sequence[T], own: Sequence[T]) -> tuple[T, ...]:
    by_key = {_key(each): each for each in own}
    kept = {_key(each): by_key.get(_key(each), each) for each in ours}
    return tuple({**kept, **by_key}.values())


def _changed(kind: str, ours: Sequence[T], own: Sequence[T]) -> Iterator[ContentError]:
    """Yield what a desk's own stands in place of without having seen it as it is now."""
    digests = {_key(each): digest(each) for each in ours}
    for number, each in enumerate(own, 1):
        key = _key(each)
        place, now = f"{kind} {number} ({key}), replaces", digests.get(key)
        if each.replaces == now:
            continue
        if now is None:
            problem = f"ours of that name is gone; take out the line, if yours still holds ({kind})"
        elif each.replaces is None:
            problem = f'it stands in place of ours; look at both, then write replaces = "{now}"'
        else:
            problem = f'ours has changed since; look at both, then write replaces = "{now}"'
        yield ContentError(place, problem, "changed-below")

"""`kaiyaku import`: people and their cards from a list, or a whole casebook from its dump."""

import codecs
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tui.casebook.carrying.brought import Brought
from tui.casebook.carrying.brought import bring as bring_in
from tui.casebook.errors import NoSuchThing, Refused
from tui.casebook.queries import lost
from tui.casebook.records import Card, Holder
from tui.cli.arguments import Usage
from tui.cli.command import Command
from tui.cli.verbs.cards import said
from tui.cli.whole import refuse_only
from tui.correspondence.files import disk
from tui.people.listed import Listed, Ways, read_list
from tui.people.match import Matched, matched
from tui.plan.careful import Remark, There, careful
from tui.text.translation import marked

_STANDARD_INPUT: Final = "-"
_NAMED_AT_MOST: Final = 20
_LARGEST: Final = 2 * 1024 * disk.MEBIBYTE
"""Of a dump; a list of this size is refused before it is read further."""


def bring(command: Command) -> int:
    """Bring in what a file holds; 1 where a dry run found lines that cannot be brought in."""
    refuse_only(command)
    path = command.arguments.required("file")
    raw = _read(path)
    name = "stdin" if path == _STANDARD_INPUT else path
    # Neither a workbook nor a list of people begins so.
    if raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return _bring_dump(command, raw, name)
    return _bring_list(command, raw, name)


def _bring_dump(command: Command, raw: bytes, name: str) -> int:
    from tui.casebook.carrying import dump

    given = command.arguments
    of_lists = ("map", "sheet", "charset")
    if any(given.values.get(each) for each in of_lists):
        raise Usage(marked("--map, --sheet and --charset are for lists, not for a dump."))
    found = dump.loaded(raw, name)
    words, count = command.words, len(found.whole.events)
    gone = [sha256 for sha256 in found.whole.originals() if sha256 not in found.originals]
    if not given.flag("dry_run"):
        dump.put_in(command.desk.casebook, found, name)
    for sha256 in gone:
        command.complain(lost(sha256))
    counted = words.plural("{n} entry in the history", "{n} entries in the history", count)
    sentence = (
        words("It would be imported: {counted}", counted=counted)
        if given.flag("dry_run")
        else words("Imported: {counted}", counted=counted)
    )
    shape = {"dry_run": given.flag("dry_run"), "events": count, "lost": gone}
    command.answer({"import": shape}, sentence)
    return 1 if gone else 0


def _read(path: str) -> bytes:
    if path != _STANDARD_INPUT:
        try:
            return disk.read_file(path, _LARGEST)
        except disk.NotThere as trouble:
            raise NoSuchThing(trouble.message, **trouble.values) from trouble
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage(marked("Name a file, or send one in: `kaiyaku import - < people.csv`."))
    raw = sys.stdin.buffer.read(_LARGEST + 1)
    if len(raw) > _LARGEST or not raw.strip():
        raise Usage(disk.TOO_LARGE if raw.strip() else disk.EMPTY, path="stdin")
    return raw


def _bring_list(command: Command, raw: bytes, name: str) -> int:
    if len(raw) > disk.LARGEST:
        raise Usage(disk.TOO_LARGE, path=name)
    given = command.arguments
    ways = Ways(given.text("charset"), given.text("sheet"), tuple(given.many("map")))
    listed = read_list(raw, name, command.library, command.today, ways)
    bringing = _Bringing(command, listed)
    casebook = command.desk.casebook
    if given.flag("dry_run"):
        bringing.match(casebook.holders(), casebook.cards())
        bringing.tell(is_done=False)
        return 1 if bringing.counts["refused"] else 0
    bring_in(casebook, bringing.to_bring)
    bringing.tell(is_done=True)
    return 0


class _Bringing:
    """One list on its way into the casebook."""

    def __init__(self, command: Command, listed: Listed) -> None:
        self._command, self._listed = command, listed
        self._matched: list[Matched] = []
        self._there = There((), (), frozenset())

    @property
    def counts(self) -> Counter[str]:
        """How many lines come to what."""
        return Counter(each.outcome for each in self._matched)

    def match(self, holders: list[Holder], cards: list[Card]) -> None:
        """See what the list changes of what there is; raises `Usage` where there is no guide."""
        command = self._command
        usual = command.library.usual
        if usual is None:
            raise Usage(marked("There is no guide to start a card with."))
        self._matched = matched(
            self._listed.lines,
            holders,
            cards,
            usual,
            command.desk.advice,
            command.words.language,
        )
        self._there = There(holders, cards, command.desk.staff)

    def to_bring(self, holders: list[Holder], cards: list[Card]) -> Sequence[Brought]:
        """Return what is to be brought; raises `Refused` where a line cannot be, and names it."""
        self.match(holders, cards)
        refused = [each for each in self._matched if each.outcome == "refused"]
        if refused:
            command = self._command
            for each in refused[1:_NAMED_AT_MOST]:
                command.complain(self._refusal(each))
            raise self._refusal(refused[0])
        return [each.brought for each in self._matched if each.brought is not None]

    def _refusal(self, each: Matched) -> Refused:
        why = each.refusal.say(self._command.words) if each.refusal else ""
        return Refused(
            marked("Nothing was imported. Line {line}: {why}"), line=each.line.number, why=why
        )

    def tell(self, *, is_done: bool) -> None:
        """Say what became of each line that is not as it was, or would."""
        command, words, counts = self._command, self._command.words, self.counts
        heading = (
            words("Imported: {counted}", counted=self._counted(counts))
            if is_done
            else words("It would be imported: {counted}", counted=self._counted(counts))
        )
        lines = [heading]
        if self._listed.ignored:
            columns = words.listed(*self._listed.ignored)
            lines.append(words("Not read: {columns}", columns=columns))
        shapes = []
        for each in self._matched:
            remarks = self._remarks(each)
            shapes.append(self._shape(each, remarks))
            if each.outcome != "same" or remarks:
                lines += self._lines(each, remarks)
        shape = {
            "dry_run": not is_done,
            **{outcome: counts[outcome] for outcome in ("made", "changed", "same", "refused")},
            "ignored": list(self._listed.ignored),
            "lines": shapes,
        }
        command.answer({"import": shape}, *lines)

    def _counted(self, counts: Counter[str]) -> str:
        words = self._command.words
        told = [
            words.plural("{n} new card", "{n} new cards", counts["made"]),
            words.plural("{n} changed", "{n} changed", counts["changed"]),
            words.plural("{n} as it was", "{n} as they were", counts["same"]),
        ]
        if counts["refused"]:
            told.append(words.plural("{n} refused", "{n} refused", counts["refused"]))
        return words.listed(*told)

    def _remarks(self, each: Matched) -> list[Remark]:
        if each.outcome not in ("made", "changed"):
            return []
        changed = {change.field: change.after for change in each.changes}
        return careful(
            changed if each.outcome == "changed" else {**each.line.said, **changed},
            self._there,
            self._command.desk.advice,
            self._command.today,
            self._command.words,
            holder=each.holder,
            card=each.card,
        )

    def _lines(self, each: Matched, remarks: Sequence[Remark]) -> list[str]:
        command, words = self._command, self._command.words
        outcomes: Mapping[str, str] = {
            "made": words("new"),
            "changed": words("changed"),
            "same": words("as it was"),
            "refused": words("refused"),
        }
        who = command.dot.join(filter(None, (each.name, each.label)))
        told = words("line {n}: {outcome}", n=each.line.number, outcome=outcomes[each.outcome])
        lines = [f"  {command.dot.join(filter(None, (told, who)))}"]
        if each.refusal is not None:
            lines.append(f"    {each.refusal.say(words)}")
        lines += [
            "    "
            + words(
                "{field}: was {before}, now {after}",
                field=words(change.field.label),
                before=said(command, change.field, change.before),
                after=said(command, change.field, change.after),
            )
            for change in each.changes
        ]
        return lines + [f"    {remark.said}" for remark in remarks]

    def _shape(self, each: Matched, remarks: Sequence[Remark]) -> Mapping[str, Any]:
        return {
            "line": each.line.number,
            "outcome": each.outcome,
            "name": each.name,
            "label": each.label,
            "card": each.card.id if each.card else None,
            "refusal": each.refusal.say(self._command.words) if each.refusal else None,
            "changes": [
                {"field": change.field.on_card, "before": change.before, "after": change.after}
                for change in each.changes
            ],
            "remarks": [remark._asdict() for remark in remarks],
        }

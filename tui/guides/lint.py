"""Everything that can be said against content before it is shipped, with file and line."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from tui.guides.advice import AMENDMENTS, CARRIERS, RULES
from tui.guides.ageing import grade, is_due, review_day
from tui.guides.amend import amended_carrier, amended_rules
from tui.guides.build import build
from tui.guides.check import REQUIRED, check_cautions, check_guide, check_references
from tui.guides.check_planning import (
    check_phrase_conditions,
    check_phrase_references,
    check_planning,
)
from tui.guides.facts import Amendment, Fact, Phrases
from tui.guides.fault import ContentError
from tui.guides.guide import Cautions, Guide
from tui.guides.kinds import FACT_FILES, Kind
from tui.guides.letters import Letters, check_letters
from tui.guides.locate import KeyPath, line_at, lines_of
from tui.guides.read import read_table
from tui.guides.validate import place_of, validate
from tui.paths import is_directory
from tui.text.clean import clean

_GUIDES: Final = "guides"
_FOLDERS: Final = {_GUIDES: "guide", CARRIERS: "carrier", AMENDMENTS: "amendment"}
"""The kinds of which there is a file each; all others are one file of that name."""


class Finding(NamedTuple):
    """One fault of a file."""

    path: Path
    line: int
    """From 1; that of the table around it where the key itself is not there."""
    code: str
    """One of `tui.guides.codes.CODES`."""
    place: str
    """The key path as people count: `step 3 (ask), title.ja`; empty for the whole file."""
    problem: str


class Known(NamedTuple):
    """Ids in other files that a file may name."""

    cautions: Collection[str]
    phrases: Collection[str]
    answers: Mapping[str, Collection[str]]
    """Question -> its answers, of all guides."""
    roots: Sequence[Path]
    """Where carriers and rules lie, the shipped ones first."""


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        *FACT_FILES.values(),
        Kind("guide", Guide, lambda it: (*check_guide(it), *check_planning(it))),
        Kind("cautions", Cautions, lambda it: check_cautions(it.cautions)),
        Kind("letters", Letters, lambda it: check_letters(it, set(it.placeholders))),
    )
}
"""The kinds of content file, by name."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, for editors."""
    from pydantic import TypeAdapter

    return TypeAdapter(KINDS[kind].model).json_schema()


def lint(paths: Sequence[Path], shipped: Path, today: date) -> list[Finding]:
    """Return what is wrong in files and content directories, by file and line.

    `shipped` is the content that comes with the program: files may name what lies there.
    Raises nothing for what lies in the files; a path that is not there is a finding.
    """
    found: list[Finding] = []
    for path in paths:
        files = files_of(path)
        if not files:
            problem = "there is no content here; files such as guides/prepaid.toml were expected"
            found.append(Finding(path, 1, "missing", "", problem))
        is_whole = is_directory(path)
        around = (path,) if is_whole else (path.parent, path.parent.parent)
        known = _known(list(dict.fromkeys((shipped, *around))))
        for file in files:
            found += _lint_file(file, known, today)
        if is_whole:
            found += _same_ids(files)
    return sorted(found, key=lambda it: (str(it.path), it.line, it.code))


def kind_of(path: Path) -> Kind:
    """Return what a file is, by its folder and its name; a lone file is a guide."""
    if path.parent.name in _FOLDERS:
        return KINDS[_FOLDERS[path.parent.name]]
    if path.stem in KINDS and path.stem not in _FOLDERS.values():
        return KINDS[path.stem]
    return KINDS["guide"]


def files_of(path: Path) -> list[Path]:
    """Return the content files of a directory, or the one file that is named."""
    if not is_directory(path):
        return [path]
    folders = (path, *(path / name for name in _FOLDERS))
    found = [file for folder in folders for file in sorted(folder.glob("*.toml"))]
    return [file for file in found if not file.name.startswith(".")]


def _known(roots: Sequence[Path]) -> Known:
    cautions: set[str] = set()
    phrases: set[str] = set()
    for root in roots:
        for name, key, ids in (("cautions", "cautions", cautions), ("phrases", "phrases", phrases)):
            try:
                _, table = read_table(root / f"{name}.toml")
            except ContentError:
                # The file itself is among those looked at, and says what is wrong with it.
                continue
            entries = table.get(key)
            for entry in entries if isinstance(entries, list) else ():
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    ids.add(entry["id"])
    return Known(cautions, phrases, _answers(roots), roots)


def _answers(roots: Iterable[Path]) -> Mapping[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    folders = (root / _GUIDES for root in roots if is_directory(root / _GUIDES))
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            _, table = read_table(path)
        except ContentError:
            # It is among those looked at, or shipped.
            continue
        if not validate(Guide, table):
            guide: Guide = build(Guide, table)
            for asked in guide.questions:
                found.setdefault(asked.id, set()).update(answer.id for answer in asked.answers)
    return found


def _lint_file(path: Path, known: Known, today: date) -> list[Finding]:
    kind = kind_of(path)
    try:
        content, table = read_table(path)
    except ContentError as error:
        line = line_at(error.place, {}, "")
        return [Finding(path, line, error.code, error.place, error.problem)]
    text = content.decode()
    problems = validate(kind.model, table)
    if not problems:
        built: Any = build(kind.model, table)
        problems = list(kind.check(built))
        if not any(each.code == "bad-date" for each in problems):
            problems += _aged(built, today)
        if isinstance(built, Guide):
            problems += _beyond_the_file(built, known)
        if isinstance(built, Phrases):
            problems += check_phrase_conditions(built, known.answers)
        if isinstance(built, Amendment):
            problems += _beneath(built, known.roots)
        key = {"carrier": "id", "amendment": "carrier"}.get(kind.name)
        if key is not None and path.parent.name in _FOLDERS and getattr(built, key) != path.stem:
            of = getattr(built, key)
            problem = f"the file of {of!r} is called {of}.toml; rename it"
            problems.append(ContentError(key, problem, "bad-id"))
    problems += _texts(table)
    lines = lines_of(text)
    return [
        Finding(path, line_at(each.place, lines, text), each.code, each.place, each.problem)
        for each in problems
    ]


def _beneath(own: Amendment, roots: Sequence[Path]) -> Iterator[ContentError]:
    """Yield where a desk's own does not fit what it replaces or adds to."""
    is_rules = own.carrier == RULES
    kind = KINDS["rules" if is_rules else "carrier"]
    name = "rules.toml" if is_rules else f"{CARRIERS}/{own.carrier}.toml"
    for root in reversed(roots):
        try:
            _, table = read_table(root / name)
        except ContentError:
            # It is among those looked at, or not there.
            continue
        if not validate(kind.model, table):
            below: Any = build(kind.model, table)
            amended: Any = amended_rules if is_rules else amended_carrier
            yield from amended(below, own)[1]
            return
    problem = f"nothing is known of a carrier {own.carrier!r}; add it in {name}, or name another"
    yield ContentError("carrier", problem, "dangling")


def _same_ids(files: Iterable[Path]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Path] = {}
    for path in files:
        kind = kind_of(path)
        if kind.name not in ("guide", "carrier"):
            continue
        try:
            _, table = read_table(path)
        except ContentError:
            # It was named already.
            continue
        found = str(table.get("id"))
        other = seen.setdefault((kind.name, found), path)
        if other != path:
            problem = f"{other.name} has the id {found!r} too; give this {kind.name} another"
            yield Finding(path, 1, "duplicate-id", "id", problem)


def _beyond_the_file(guide: Guide, known: Known) -> Iterator[ContentError]:
    """Yield what a guide names that lies in no other file, and titles that are the same."""
    yield from check_references(guide, known.cautions)
    yield from check_phrase_references(guide, known.phrases)
    yield from _same_titles(guide)


def _aged(built: Any, today: date) -> Iterator[ContentError]:
    """Yield what is to be looked at again, and what its pages are too old to make certain."""
    for one, many in (("fact", "facts"), ("line", "lines")):
        for number, item in enumerate(getattr(built, many, ()), 1):
            place = f"{one} {number} ({getattr(item, 'id', None) or item.number})"
            if is_due(item, today):
                problem = f"it was to be looked at again by {review_day(item)}; do so, and say when"
                yield ContentError(f"{place}, sources", problem, "past-review")
            if isinstance(item, Fact) and grade(item, today) != item.confidence:
                problem = f"every page is older than 24 months; write {grade(item, today)}"
                yield ContentError(f"{place}, confidence", problem, "too-sure")


def _same_titles(guide: Guide) -> Iterator[ContentError]:
    for language in REQUIRED:
        seen: dict[str, str] = {}
        for number, step in enumerate(guide.steps, 1):
            place = f"step {number} ({step.id})"
            titles = [(f"{place}, title", step.title.get(language, ""))]
            titles += [
                (f"{place}, check {position} ({check.id}), title", check.title.get(language, ""))
                for position, check in enumerate(step.checks, 1)
            ]
            for at, title in titles:
                squeezed = "".join(title.split())
                other = seen.setdefault(squeezed, at)
                if squeezed and other != at and other.partition(",")[0] == at.partition(",")[0]:
                    problem = f"it is the text of {other}, but for blanks; say what differs"
                    yield ContentError(f"{at}.{language}", problem, "same-text")


_BLANKS = re.compile(r"[ \t]{2,}")
_MARKUP = re.compile(r"\[/?[a-z@#][\w .=#-]*\]|</?[a-z][^<>]*>|\*\*|__")
_AMOUNT = re.compile(r"\d{1,2}:\d{2}|\d{1,3}(?:,\d{3})+|\d{3,}")
_WORDS = re.compile(r"[A-Za-z]{2,}.*? .*?[A-Za-z]{2,}.*? .*?[A-Za-z]{2,}")


def _texts(table: Mapping[str, Any]) -> Iterator[ContentError]:
    """Yield what is wrong with every text of a table, wherever it stands."""
    for path, value in _walk(table, ()):
        place = place_of(table, path)
        if isinstance(value, str):
            yield from _text(value, place)
        else:
            yield from _translations(value, place)


def _walk(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """Yield every text, and every table that is one text in several languages."""
    if isinstance(value, str) or (isinstance(value, dict) and isinstance(value.get("en"), str)):
        yield path, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(item, (*path, key))


def _text(text: str, place: str) -> Iterator[ContentError]:
    if clean(text) != text:
        problem = "a control, bidirectional or zero-width character stands here; take it out"
        yield ContentError(place, problem, "control-character")
    found = _MARKUP.search(text)
    if found:
        problem = (
            f"{found[0][:30]!r} looks like markup, and is shown as it stands; write it plainly"
        )
        yield ContentError(place, problem, "markup")
    if any(line != line.strip() or _BLANKS.search(line) for line in text.strip("\n").split("\n")):
        problem = "a blank too many, at an end or beside another; take it out"
        yield ContentError(place, problem, "whitespace")
    if text.startswith("http://"):
        yield ContentError(place, "the address is not https; write the one that is", "bad-link")


def _translations(text: Mapping[str, Any], place: str) -> Iterator[ContentError]:
    english = text["en"]
    for language, translated in text.items():
        if language == "en" or not isinstance(translated, str):
            continue
        if "".join(translated.split()) == "".join(english.split()) and _WORDS.search(english):
            problem = "this is the English text, but for blanks; translate it"
            yield ContentError(f"{place}.{language}", problem, "untranslated")
        elif language in REQUIRED and _amounts(translated) != _amounts(english):
            differ = ", ".join(sorted(_amounts(translated) ^ _amounts(english)))
            problem = f"{differ} stands in one of this text and the English one, not in both"
            yield ContentError(f"{place}.{language}", problem, "stale-translation")


def _amounts(text: str) -> set[str]:
    """Return the clock times and the numbers of three figures or more that stand in a text."""
    return {found.replace(",", "") for found in _AMOUNT.findall(text)}

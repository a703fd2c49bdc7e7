"""A whole casebook as one JSON text, and back: every event, name, text and original."""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from tui.casebook.casebook import Casebook
from tui.casebook.errors import Damaged, NotACasebook, Refused
from tui.casebook.event import Event, Person, Who
from tui.casebook.fold import first_break, project
from tui.casebook.notes import text_digest
from tui.casebook.storage import Head, Reader, Writer
from tui.text.hidden import escaped
from tui.text.translation import marked

KIND: Final = "kaiyaku-dump"
VERSION: Final = 1
"""Raised when what a dump holds changes; an older one goes on being read."""

_SUMS: Final = ("sha256", "guide_sha256")
"""The fields that name kept bytes."""
_MOST: Final = 2**63 - 1
_FIRST_CHARSET: Final = "utf-8"
"""What a note is read in before its history says otherwise."""
_TEXTS: Final = (
    *("at", "kind", "action", "previous", "content", "hash"),
    *("person", "login", "name", "idempotency", "card_previous", "salt", "body"),
)
_MUST: Final = _TEXTS[:6]

Kept = Callable[[str], bytes | None]
"""Returns the bytes of an original; None for one that is gone, or not what was kept."""
_Text = tuple[int, str]
"""A note, and a charset in which it was read."""


class Whole(NamedTuple):
    """All that a casebook is made from, but for the originals."""

    events: Sequence[Event]
    people: Sequence[Person]
    texts: Mapping[_Text, str]

    def originals(self) -> list[str]:
        """Return the SHA-256 of every original that the history names, in order."""
        return sorted(set(_originals(self.events)))


class Loaded(NamedTuple):
    """What a dump holds."""

    whole: Whole
    originals: Mapping[str, bytes]


def gathered(casebook: Casebook) -> Whole:
    """Return what a casebook is made from; raises `NotACasebook` where its history is broken."""
    with casebook.store.reading() as reader:
        events = reader.events()
        broken = first_break(events)
        if broken is not None:
            raise NotACasebook(
                marked(
                    "The history of {path} is broken at entry {seq}: `kaiyaku doctor` says more."
                ),
                path=casebook.store.name,
                seq=broken,
            )
        return Whole(events, sorted(reader.people()), _texts(reader, events))


def kept(casebook: Casebook) -> Kept:
    """Return how the originals of a casebook are fetched, each in a moment of its own."""

    def fetch(sha256: str) -> bytes | None:
        with casebook.store.reading() as reader:
            content = reader.blob(sha256)
        is_it = isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == sha256
        return content if is_it else None

    return fetch


def _texts(reader: Reader, events: Iterable[Event]) -> Mapping[_Text, str]:
    found = {}
    for place in sorted(_digests(events)):
        text = reader.text(*place)
        # Older programs kept the text of the last charset alone.
        if text is not None:
            found[place] = text
    return found


def _digests(events: Iterable[Event]) -> dict[_Text, set[str | None]]:
    """Return the texts that a history names, with what the digest of each may be."""
    found: dict[_Text, set[str | None]] = {}
    now: dict[int, tuple[str, str | None]] = {}
    for event in events:
        body = event.changed
        if body is None or body.table != "note" or not isinstance(body.id, int):
            continue
        charset, digest = now.get(body.id, (_FIRST_CHARSET, None))
        charset = str(body.changes.get("charset", (None, charset))[1])
        digest = body.changes.get("text_sha256", (None, digest))[1]
        now[body.id] = charset, digest
        found.setdefault((body.id, charset), set()).add(digest)
    return found


def _originals(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        body = event.changed
        if body is not None:
            named = (body.changes[field][1] for field in _SUMS if field in body.changes)
            yield from (name for name in named if isinstance(name, str) and name)


def written(whole: Whole, fetch: Kept, lost: Callable[[str], None]) -> Iterator[str]:
    """Yield a dump piece by piece: the same casebook, the same text.

    `lost` is told of every original that is not there.
    """
    head = whole.events[-1].hash if whole.events else ""
    yield f'{{"format": "{KIND}", "version": {VERSION}, "head": "{head}",\n'
    yield from _listed("people", map(_of_person, whole.people))
    yield from _listed("events", map(_of_event, whole.events))
    texts = (
        {"note": note, "charset": charset, "text": text}
        for (note, charset), text in whole.texts.items()
    )
    yield from _listed("texts", texts)
    yield from _listed("originals", _of_originals(whole, fetch, lost), end="]}\n")


def _listed(name: str, values: Iterable[Mapping[str, Any]], end: str = "],\n") -> Iterator[str]:
    yield f'"{name}": ['
    between = "\n"
    for value in values:
        yield between + escaped(json.dumps(value, ensure_ascii=False))
        between = ",\n"
    yield end


def _of_originals(
    whole: Whole, fetch: Kept, lost: Callable[[str], None]
) -> Iterator[Mapping[str, Any]]:
    for sha256 in whole.originals():
        content = fetch(sha256)
        if content is None:
            lost(sha256)
        else:
            yield {"sha256": sha256, "base64": base64.b64encode(content).decode()}


def _of_person(person: Person) -> Mapping[str, Any]:
    return {"id": person.id, "salt": person.salt.hex(), **person.who._asdict()}


def _of_event(event: Event) -> Mapping[str, Any]:
    """Return an event with all that its hash was made from."""
    header = {"seq": event.seq, **{name: getattr(event, name) for name in event.header}}
    if event.salt is None or event.body is None:
        return {**header, "hash": event.hash, "salt": None, "body": None}
    try:
        body = event.body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged("event", event.seq) from error
    return {**header, "hash": event.hash, "salt": event.salt.hex(), "body": body}


def loaded(raw: bytes, name: str) -> Loaded:
    """Return what a dump holds, verified; raises `Refused`."""
    try:
        return _loaded(json.loads(raw.decode("utf-8-sig")), name)
    except Damaged as damaged:
        raise _no_dump(name, damaged.what) from damaged
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _no_dump(name, "JSON") from error


def _no_dump(name: str, what: str) -> Refused:
    return Refused(
        marked("{name} is no dump of a casebook, or is damaged ({what}). Nothing was imported."),
        name=name,
        what=what,
    )


def _loaded(plain: Any, name: str) -> Loaded:
    if plain["format"] != KIND:
        raise ValueError(plain["format"])
    if type(plain["version"]) is not int or plain["version"] != VERSION:
        raise Refused(
            marked("{name} was written by a newer kaiyaku (format {version}): install that."),
            name=name,
            version=plain["version"],
        )
    events = [_event(each) for each in plain["events"]]
    broken = first_break(events)
    if broken is not None or plain["head"] != (events[-1].hash if events else ""):
        raise _no_dump(name, f"event {broken or len(events)}")
    people = [
        Person(each["id"], bytes.fromhex(each["salt"]), Who(each["login"], each["name"]))
        for each in plain["people"]
    ]
    wrong = next((person for person in people if not person.matches()), None)
    if wrong is not None:
        raise _no_dump(name, f"person {wrong.id[:8]}")
    digests = _digests(events)
    texts = {(each["note"], each["charset"]): each["text"] for each in plain["texts"]}
    for place, text in texts.items():
        right = digests[place]
        if None not in right and text_digest(text) not in right:
            raise _no_dump(name, f"note {place[0]}")
    whole = Whole(events, people, texts)
    named = set(whole.originals())
    originals = dict(_original(each, named) for each in plain["originals"])
    return Loaded(whole, originals)


def _original(plain: Mapping[str, Any], named: set[str]) -> tuple[str, bytes]:
    try:
        content = base64.b64decode(plain["base64"], validate=True)
    except binascii.Error as error:
        raise Damaged("original", str(plain["sha256"])[:12]) from error
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != plain["sha256"] or sha256 not in named:
        raise Damaged("original", str(plain["sha256"])[:12])
    return sha256, content


def _event(plain: Mapping[str, Any]) -> Event:
    values: dict[str, Any] = {name: plain.get(name) for name in (*_TEXTS, "seq", "card")}
    numbers = [values["seq"], *([] if values["card"] is None else [values["card"]])]
    is_right = all(type(each) is int and 0 <= each <= _MOST for each in numbers)
    is_right &= all(isinstance(values[each], str) for each in _MUST)
    is_right &= all(values[each] is None or isinstance(values[each], str) for each in _TEXTS)
    if not is_right or plain.keys() - values.keys():
        raise Damaged("event", str(values["seq"])[:20])
    salt, body = values.pop("salt"), values.pop("body")
    values["login"] = values["login"] or ""
    return Event(
        **values,
        salt=None if salt is None else bytes.fromhex(salt),
        body=None if body is None else body.encode("utf-8", "surrogatepass"),
    )


def put_in(casebook: Casebook, found: Loaded, name: str) -> None:
    """Make an empty casebook what a dump holds, its history included; raises `Refused`."""
    with casebook.store.writing(casebook.wait) as writer:
        if writer.head() != Head():
            raise Refused(
                marked(
                    "{path} holds something already. A dump goes into a new casebook: "
                    "`kaiyaku --casebook NEW.db import {name}`."
                ),
                path=casebook.store.name,
                name=name,
            )
        try:
            _put(writer, found)
        except (Damaged, OverflowError, UnicodeEncodeError) as error:
            # Hashed as it is, and still nothing that a program of ours has written.
            what = error.what if isinstance(error, Damaged) else "event"
            raise _no_dump(name, what) from error


def _put(writer: Writer, found: Loaded) -> None:
    for person in found.whole.people:
        writer.keep_person(person)
    for sha256, content in found.originals.items():
        writer.keep_blob(sha256, content)
    for (note, charset), text in found.whole.texts.items():
        writer.keep_text(note, charset, text)
    for event in found.whole.events:
        writer.append(event)
        project(writer, event)

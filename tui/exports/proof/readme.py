"""The text in a proof that says what it is, and how to check it without kaiyaku."""

from collections.abc import Iterator
from typing import Final

from tui.casebook.event import HEADER
from tui.exports.bilingual import moment
from tui.text.translation import NAMES, Words, marked
from tui.text.width import wrap

_CELLS: Final = 78

SUMS_COMMAND: Final = "sha256sum -c SHA256SUMS"
HISTORY_COMMAND: Final = f"""\
python3 -I - cards/*/history.jsonl <<'END'
import hashlib, json, sys
HEADER = {" ".join(HEADER[1:])!r}.split()
def sha256(content):
    return hashlib.sha256(content).hexdigest()
def text(event, names):
    said = json.dumps({{name: event[name] for name in names}}, sort_keys=True,
                      ensure_ascii=False, separators=(",", ":"))
    return said.encode("utf-8", "surrogatepass")
cards = json.load(open("manifest.json", encoding="utf-8"))["cards"]
heads = {{card["directory"] + "/history.jsonl": card["history"]["head"] for card in cards}}
for path in sys.argv[1:]:
    before, again = "0" * 64, 0
    for line in open(path, encoding="utf-8"):
        event = json.loads(line)
        where = path + ", event " + str(event["seq"])
        if event["card_previous"] != before:
            sys.exit(where + ": does not follow the one before")
        if "salt" in event:
            body = event["body"].encode("utf-8", "surrogatepass")
            if sha256(bytes.fromhex(event["salt"]) + body) != event["content"]:
                sys.exit(where + ": its content is another one")
        if "by" in event:
            by = text(event["by"], ["login", "name"])
            if sha256(bytes.fromhex(event["by"]["salt"]) + by) != event["person"]:
                sys.exit(where + ": it names another person")
        who = ["person"] if "person" in event else ["login", "name"]
        if who[0] in event:
            if sha256(text(event, HEADER + who)) != event["hash"]:
                sys.exit(where + ": its hash is another one")
            again += 1
        before = event["hash"]
    if before != heads[path]:
        sys.exit(path + ": its end is not the one in manifest.json")
    print(path + ": unbroken; hashes made again:", again)
END"""


def readme(words: Words, as_of: str) -> str:
    """Return the text, in the reader's language and in Japanese."""
    languages = [words] if words.language == "ja" else [words, Words("ja")]
    lines: list[str] = []
    for spoken in languages:
        lines += [f"== {NAMES[spoken.language]} ==", "", *_text(spoken, as_of)]
    commands = [("A", SUMS_COMMAND), ("B", HISTORY_COMMAND)]
    for letter, command in commands:
        lines += [f"== {letter} ==", command, ""]
    return "\n".join(lines)


def _text(words: Words, as_of: str) -> Iterator[str]:
    yield from _paragraph(
        words(
            "This archive was exported from kaiyaku, in which people keep what is done and written "
            "while a Japanese phone card is being cancelled. It holds what was kept up to {at}. "
            "The same casebook, exported again in the same way, gives the same bytes.",
            at=moment(as_of),
        )
    )
    for name, says in _FILES:
        yield f"* {name}"
        yield from (f"  {line}" for line in wrap(words(says), _CELLS - 2))
    yield ""
    for says in _CHECKS:
        yield from _paragraph(words(says))


def _paragraph(text: str) -> Iterator[str]:
    yield from wrap(text, _CELLS)
    yield ""


_FILES: Final = (
    (
        "index.html",
        marked("What happened, in order, to be read in any browser and printed. Begin with it."),
    ),
    (
        "cards/*/originals",
        marked(
            "The letters byte for byte, as they came. A name that ends in .html.txt is that of a "
            "web page: opened as such, it could tell its sender."
        ),
    ),
    (
        "cards/*/attachments",
        marked(
            "What was attached to them, byte for byte. The page says what its sender called it."
        ),
    ),
    (
        "cards/*/texts",
        marked("The letters as text in UTF-8; what could harm a terminal is made visible."),
    ),
    (
        "cards/*/history.jsonl",
        marked(
            "Every change that was made to the card, oldest first, one a line. `salt` and `body` "
            "are there where all of it may be known; `withheld` says why not."
        ),
    ),
    (
        "manifest.json",
        marked(
            "The list of all that is here, what was left out, and the hash that each history "
            "ends with."
        ),
    ),
    ("SHA256SUMS", marked("The SHA-256 sums of all other files.")),
)
_CHECKS: Final = (
    marked(
        "To check it, unpack it and go to the directory that README.txt is in. Command A below "
        "says whether a file was changed; on a Mac it is shasum -a 256 -c SHA256SUMS. Command B "
        "follows the history of each card: every entry names the one before by its hash, and its "
        "own hash is made again from what it says. The hashes of older entries were made from "
        "names: where those were left out, only the order can be followed."
    ),
    marked(
        "`kaiyaku verify FILE.zip` does both, and more, before anything is unpacked: it also looks "
        "at the archive itself, and compares the originals with the sums that the history tells."
    ),
    marked(
        "What this shows: the files are those that were exported, and the originals those that "
        "were kept. Whoever changes a file could write new sums too. So note the SHA-256 of the "
        "whole archive, which kaiyaku tells after an export, in another place, or send it to "
        "somebody. It does not show who wrote a letter, nor that what a letter says is true."
    ),
)

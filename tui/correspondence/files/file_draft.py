"""The draft of a file that has no text to show: a PDF, a picture, a recorded call."""

import re
from typing import Final

from tui.casebook.draft import Draft, Enclosure
from tui.correspondence.body_hash import body_hash
from tui.correspondence.carriers import carrier_named
from tui.correspondence.files.media import UNKNOWN, extension_of, type_of
from tui.correspondence.limits import FIRST_LINE
from tui.text.clean import clean_line

_SCREENSHOT: Final = re.compile(
    r"screen ?shot|screen_?cap|スクリーンショット|屏幕截图|截屏|截图|螢幕", re.IGNORECASE
)


def file_draft(raw: bytes, name: str) -> Draft:
    """Return the draft of a file, which is its own attachment; `name` is what it is called."""
    called = name.replace("\\", "/").rpartition("/")[2]
    kind = type_of(raw, called)
    enclosure = Enclosure(name=called or _unnamed(kind), type=kind, content=raw)
    stem, dot, _ = called.rpartition(".")
    said = " ".join(clean_line(stem if dot and stem else called).replace("_", " ").split())
    return Draft(
        original=raw,
        text="",
        charset="binary",
        lossy=True,
        form="file",
        kind=_kind_of_file(kind, called),
        subject=said[:FIRST_LINE].rstrip(),
        carrier=carrier_named(said),
        body_hash=body_hash("", (enclosure,)),
        enclosures=(enclosure,),
    )


def _kind_of_file(media: str, name: str) -> str:
    if media.startswith("image/") and _SCREENSHOT.search(name):
        return "screen"
    return "call" if media.startswith("audio/") else "letter"


def _unnamed(media: str) -> str:
    extension = extension_of(media)
    return f"letter.{extension}" if extension and media != UNKNOWN else "letter"

"""Whether a file is what its name says it is."""

from typing import Final

from tui.correspondence.files.form import suffix_of
from tui.correspondence.files.media import type_named, type_of
from tui.text.translation import marked
from tui.text.trouble import Trouble

_CLAIMED: Final = {
    **dict.fromkeys(("eml", "emlx", "mht", "mhtml"), frozenset(("mail", "mbox"))),
    **dict.fromkeys(("mbox", "mbx"), frozenset(("mbox", "mail"))),
    "msg": frozenset(("msg",)),
    **dict.fromkeys(("html", "htm", "xhtml"), frozenset(("html",))),
    **dict.fromkeys(("txt", "text", "md", "log", "csv"), frozenset(("text",))),
}
_IS: Final = {
    "mail": marked("{name} is an e-mail, whatever its name says, and was read as one."),
    "mbox": marked("{name} is an e-mail, whatever its name says, and was read as one."),
    "msg": marked("{name} is a letter from Outlook, whatever its name says, and was read as one."),
    "html": marked("{name} is a web page, whatever its name says, and was read as one."),
    "text": marked("{name} is plain text, whatever its name says, and was read as such."),
    "file": marked(
        "{name} is a file of the type {type}, whatever its name says; it is kept whole."
    ),
}


def broken_claim(name: str, form: str, raw: bytes) -> Trouble | None:
    """Return the sentence that says what a file is, if its name says something else."""
    suffix = suffix_of(name)
    claimed = _CLAIMED.get(suffix)
    if claimed is None:
        promised = type_named(name)
        if promised is None or promised.startswith(
            ("text/", "application/json", "application/xml")
        ):
            return None
        # RTF and SVG are text to us, and files to their names.
        is_so = form == "file" and type_of(raw, name) == promised
        if is_so or promised == "image/svg+xml" or (form == "file" and _is_loose(raw, promised)):
            return None
    elif form in claimed:
        return None
    return Trouble(_IS[form], name=name, type=type_of(raw) if form == "file" else form)


def _is_loose(raw: bytes, promised: str) -> bool:
    """Say whether the bytes could be what is promised: they show no type, or a wider one."""
    found = type_of(raw)
    wider = {"application/zip", "application/x-ole-storage", "application/octet-stream"}
    if found in wider:
        return True
    return found.split("/")[0] == promised.split("/")[0] and found.startswith(("audio/", "video/"))

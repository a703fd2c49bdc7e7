"""The files that come with a mail: their names, their types, and those that are not opened."""

from typing import Final

from tui.casebook.draft import Enclosure
from tui.correspondence.mime import Part
from tui.correspondence.parameters import file_name
from tui.correspondence.reading import Reading
from tui.text.translation import marked

SEALED: Final = marked(
    "{name} is signed or encrypted (S/MIME): it is kept as it is, and was not opened."
)
ENCRYPTED: Final = marked("{name} is encrypted (PGP): it is kept as it is, and was not opened.")
OUTLOOK_ONLY: Final = marked(
    "{name} is a package that only Outlook reads: it is kept as it is, and was not opened."
)

_SPECIAL: Final = {
    **dict.fromkeys(("application/pkcs7-mime", "application/x-pkcs7-mime"), SEALED),
    **dict.fromkeys(("application/ms-tnef", "application/vnd.ms-tnef"), OUTLOOK_ONLY),
    "application/pgp-encrypted": ENCRYPTED,
}
_SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    **dict.fromkeys(("image/jpeg", "image/jpg"), ".jpg"),
    "image/png": ".png",
    "image/gif": ".gif",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    **dict.fromkeys(("text/vcard", "text/x-vcard"), ".vcf"),
    "application/pgp-signature": ".asc",
}


def enclosure(part: Part, reading: Reading) -> Enclosure | None:
    """Return a part as a file, or None for an empty one that nobody named.

    What is not opened gets a remark.
    """
    content = part.content
    given = name_of(part, reading)
    if not (content or given):
        return None
    name = given or _unnamed(part.type)
    special = OUTLOOK_ONLY if name.lower() == "winmail.dat" else _SPECIAL.get(part.type)
    if special:
        reading.allowance.remark(special, name=name)
    return Enclosure(name=name, type=part.type, content=content)


def name_of(part: Part, reading: Reading) -> str:
    """Return what the sender called a part's file; empty if it has no name."""
    named = ((part.disposition_parameters, "filename"), (part.parameters, "name"))
    for parameters, key in named:
        if key in parameters and (name := file_name(parameters[key], reading)):
            return name
    return ""


def _unnamed(kind: str) -> str:
    if "pkcs7" in kind:
        return "smime.p7s" if "signature" in kind else "smime.p7m"
    return f"{kind.partition('/')[0]}{_SUFFIXES.get(kind, '.bin')}"

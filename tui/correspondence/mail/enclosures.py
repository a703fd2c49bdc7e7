"""The files that come with a mail: their names, their types, and those that are not opened."""

from typing import Final

from tui.casebook.draft import Enclosure
from tui.correspondence.charsets.mail_text import Reading
from tui.correspondence.header.parameters import file_name
from tui.correspondence.mail.parts import Part
from tui.text.translation import marked

SEALED: Final = marked(
    "{name} is encrypted (S/MIME): it is kept as it is. "
    "Open the mail in the program that has the key, and keep its text too."
)
ENCRYPTED: Final = marked(
    "{name} is encrypted (PGP): it is kept as it is. "
    "Open the mail in the program that has the key, and keep its text too."
)
OUTLOOK_ONLY: Final = marked(
    "{name} is a damaged package of Outlook's: it is kept as it is. "
    "Ask its sender to send the mail again as plain text."
)

_SEALED_TYPES: Final = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PACKAGE_TYPES: Final = ("application/ms-tnef", "application/vnd.ms-tnef")
_PGP: Final = "application/pgp-encrypted"
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
    if part.type == _PGP:
        reading.allowance.remark(ENCRYPTED, name=name)
    return Enclosure(name=name, type=part.type, content=content)


def is_sealed(part: Part, reading: Reading) -> bool:
    """Say whether a part is an S/MIME package: signed or encrypted."""
    return is_sealed_file(name_of(part, reading), part.type)


def is_sealed_file(name: str, type: str) -> bool:
    """Say whether a file is an S/MIME package, by its name and media type."""
    return type in _SEALED_TYPES or name.lower() == "smime.p7m"


def is_package(part: Part, reading: Reading) -> bool:
    """Say whether a part is a letter that Outlook has packed."""
    return part.type in _PACKAGE_TYPES or name_of(part, reading).lower() == "winmail.dat"


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

"""Names for files that came with letters: what their senders called them, made harmless."""

import re
import unicodedata
from collections.abc import Container
from typing import Final

from tui.correspondence.files.form import suffix_of
from tui.correspondence.files.media import OLE, media_type, type_named, type_of
from tui.text.translation import marked
from tui.text.trouble import Trouble

_LONGEST: Final = 150
_LONGEST_SUFFIX: Final = 20
_UNNAMED: Final = "file"
_ELSEWHERE = re.compile(r'[<>:"|?*]')
_DEVICES: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE
)
_HIDDEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

_PROGRAMS: Final = frozenset(
    (
        *("exe", "com", "scr", "pif", "cpl", "msi", "msp", "bat", "cmd", "ps1", "psm1", "vbs"),
        *("vbe", "js", "jse", "wsf", "wsh", "hta", "chm", "lnk", "url", "reg", "jar", "jnlp"),
        *("sh", "bash", "zsh", "command", "csh", "py", "pl", "rb", "desktop", "appimage", "run"),
        *("app", "pkg", "dmg", "iso", "img", "vhd", "apk", "ipa", "deb", "rpm", "scpt", "dll"),
        *("gadget", "inf", "scf", "msc", "xll", "application", "appref-ms", "settingcontent-ms"),
    )
)
_PROGRAM_TYPES: Final = frozenset(
    (
        *("application/vnd.microsoft.portable-executable", "application/x-executable"),
        *("application/x-mach-binary", "application/x-ms-shortcut"),
    )
)
_WITH_MACROS: Final = frozenset(("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm"))
_PAGES: Final = frozenset(("html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "svgz", "xml"))
_MACROS_IN_ZIP: Final = b"vbaProject.bin"
_MACROS_IN_OLE: Final = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros"))
_WIDER: Final = frozenset(
    ("application/zip", "application/x-ole-storage", "application/octet-stream", "text/plain")
)
_WORD_AS_RTF: Final = ("application/msword", "application/rtf")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|svg|iframe)\b", re.IGNORECASE)
_HEAD: Final = 4096

PROGRAM: Final = marked(
    "{name} can run as a program: open it only if you are sure who sent it and why."
)
MACROS: Final = marked("{name} is a document with macros, which can run programs: keep them off.")
PAGE: Final = marked("{name} is a web page: once opened, it can fetch things and tell its sender.")
MISMATCH: Final = marked("{name} is not what its name says: it is {type}.")


def safe_name(declared: str, taken: Container[str] = ()) -> str:
    """Return a file name of at most 150 bytes for what a sender called `declared`.

    No directories, controls, hidden or reversed text, no leading dot or hyphen, no name that a
    system keeps for itself; numbered where `taken` has it already.
    """
    name = unicodedata.normalize("NFC", declared).replace("\\", "/").rstrip("/ .")
    name = name.rpartition("/")[2]
    shown = (" " if character.isspace() else character for character in name)
    name = "".join(one for one in shown if unicodedata.category(one) not in _HIDDEN)
    name = _ELSEWHERE.sub("_", " ".join(name.split())).strip(" .")
    if name.startswith("-"):
        name = "_" + name[1:]
    stem, suffix = _cut(name)
    if not stem.strip(" ."):
        stem = _UNNAMED
    if _DEVICES.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    name, number = _short(stem, suffix), 1
    while name in taken:
        number += 1
        name = _short(stem, f" ({number}){suffix}")
    return name


def risks(name: str, content: bytes) -> Trouble | None:
    """Return the sentence of warning that a file deserves before it is opened, or None."""
    suffix, kind = suffix_of(name), media_type(content)
    if suffix in _PROGRAMS or kind in _PROGRAM_TYPES or content.startswith(b"#!"):
        return Trouble(PROGRAM, name=name)
    if suffix in _WITH_MACROS or _has_macros(content):
        return Trouble(MACROS, name=name)
    promised, found = type_named(name), type_of(content)
    if promised is not None and _differs(promised, found):
        return Trouble(MISMATCH, name=name, type=found)
    if suffix in _PAGES or found == "image/svg+xml" or _PAGE.search(content[:_HEAD]):
        return Trouble(PAGE, name=name)
    return None


def _cut(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem.strip(" .") or len(suffix.encode()) > _LONGEST_SUFFIX:
        return name, ""
    return stem.rstrip(" ."), f".{suffix.strip()}"


def _short(stem: str, suffix: str) -> str:
    room = _LONGEST - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + suffix


def _has_macros(content: bytes) -> bool:
    if content.startswith(b"PK"):
        return _MACROS_IN_ZIP in content
    return content.startswith(OLE) and any(name in content for name in _MACROS_IN_OLE)


def _differs(promised: str, found: str) -> bool:
    """Say whether a file is surely not what it promises."""
    if promised == found or (promised, found) == _WORD_AS_RTF:
        return False
    if found in _WIDER:
        # These have a beginning that is always known.
        return promised.startswith("image/") or promised == "application/pdf"
    return not promised.startswith("text/") or not found.startswith("text/")

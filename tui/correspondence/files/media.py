"""Which kind of file some bytes are, by how they begin; a name only where nothing else tells."""

import re
from typing import Final

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Microsoft's older programs begin, Outlook's among them."""
UNKNOWN: Final = "application/octet-stream"

_HEAD: Final = 4096
_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
    (b"\xffO\xffQ", "image/jp2"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (b"\xca\xfe\xba\xbe", "application/x-mach-binary"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"x\x9f>\x22", "application/ms-tnef"),
    *((b"ID3" + bytes((version,)), "audio/mpeg") for version in (2, 3, 4)),
    (b"OggS\x00", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_IN_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS: Final = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
}
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_IN_ZIP: Final = (
    (b"word/document", f"{_OFFICE}.wordprocessingml.document"),
    (b"xl/workbook", f"{_OFFICE}.spreadsheetml.sheet"),
    (b"ppt/presentation", f"{_OFFICE}.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
)
_IN_OLE: Final = (
    ("__substg1.0_", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_SUFFIXES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    **dict.fromkeys(("jpg", "jpeg", "jfif"), "image/jpeg"),
    **dict.fromkeys(("tif", "tiff"), "image/tiff"),
    **dict.fromkeys(("heic", "heif"), "image/heic"),
    **dict.fromkeys(("txt", "text", "log"), "text/plain"),
    **dict.fromkeys(("htm", "html", "xhtml"), "text/html"),
    **dict.fromkeys(("eml", "emlx", "mht", "mhtml"), "message/rfc822"),
    "csv": "text/csv",
    "ics": "text/calendar",
    "vcf": "text/vcard",
    "svg": "image/svg+xml",
    "json": "application/json",
    "xml": "text/xml",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "amr": "audio/amr",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "3gp": "video/3gpp",
    "bmp": "image/bmp",
}
_EXTENSIONS: Final = {
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "text/plain": "txt",
    "text/html": "html",
    "message/rfc822": "eml",
    "image/heic": "heic",
}
_SVG = re.compile(rb"(?:<\?xml[^>]{0,200}>|<!--[^>]{0,400}-->|<!doctype[^>]{0,300}>|\s)*<svg\b")


def media_type(raw: bytes) -> str | None:
    """Return the media type that the bytes themselves show; None for text and the unknown."""
    for beginning, found in _BEGINNINGS:
        if raw.startswith(beginning):
            return found if beginning != b"MZ" or _is_program(raw) else None
    if raw.startswith(b"RIFF"):
        return _IN_RIFF.get(raw[8:12])
    if raw[4:8] == b"ftyp" and raw[:2] == bytes(2):
        brand = bytes(raw[8:12])
        return "video/3gpp" if brand.startswith(b"3g") else _BRANDS.get(brand, "video/mp4")
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((found for part, found in _IN_ZIP if part in raw), "application/zip")
    if raw.startswith(OLE):
        names = ((name.encode("utf-16-le"), found) for name, found in _IN_OLE)
        return next((found for name, found in names if name in raw), "application/x-ole-storage")
    if raw.startswith(b"BM") and raw[6:10] == bytes(4) and len(raw) > 26:
        return "image/bmp"
    return None


def type_of(raw: bytes, name: str = "", declared: str = "") -> str:
    """Return the media type of a file: what its bytes show, else what it is declared or named."""
    found = media_type(raw)
    if found is not None:
        return found
    if _SVG.match(raw[:_HEAD].lower()):
        return "image/svg+xml"
    return declared or type_named(name) or (UNKNOWN if 0 in raw[:_HEAD] else "text/plain")


def type_named(name: str) -> str | None:
    """Return the media type that a file's name promises."""
    return _SUFFIXES.get(name.rpartition(".")[2].lower()) if "." in name else None


def extension_of(media: str) -> str:
    """Return how the names of files of a media type end, without the dot; empty if unknown."""
    if media in _EXTENSIONS:
        return _EXTENSIONS[media]
    return next((suffix for suffix, found in _SUFFIXES.items() if found == media), "")


def _is_program(raw: bytes) -> bool:
    """Say whether "MZ" begins a program: a letter may begin with these two letters as well."""
    place = int.from_bytes(raw[60:64], "little")
    return raw[place : place + 2] in (b"PE", b"NE", b"LE") or 0 in raw[2:64]

"""Looking into archives, and making altered ones."""

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from tui.exports.proof.archive import Archive, place
from tui.exports.proof.member_names import MANIFEST, SUMS


def members(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive, as any other program reads them."""
    with ZipFile(BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def manifest(archive: bytes) -> Any:
    return json.loads(members(archive)[MANIFEST])


def history(archive: bytes, card: str = "cards/1") -> list[dict[str, Any]]:
    found = members(archive)
    (name,) = (n for n in found if n.startswith(card) and n.endswith("history.jsonl"))
    return [json.loads(line) for line in found[name].decode().splitlines()]


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of these files in our own form, as a forger would make it."""
    sink = BytesIO()
    archive = Archive(sink)
    for name in sorted(files, key=place):
        archive.add(name, files[name])
    archive.close()
    return sink.getvalue()


def summed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with sums that fit them."""
    lines = [
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n"
        for name in sorted(files, key=place)
        if name != SUMS
    ]
    return {**files, SUMS: "".join(lines).encode()}


def listed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with a manifest that lists them as they are."""
    told = json.loads(files[MANIFEST])
    told["members"] = [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items(), key=lambda pair: place(pair[0]))
        if name not in (MANIFEST, SUMS)
    ]
    return {**files, MANIFEST: json.dumps(told).encode()}

"""Whether two mails say the same, however they travelled."""

import hashlib
import re
from collections.abc import Sequence

from tui.casebook.draft import Enclosure

# A line that begins with "From " is quoted when a mail is put into an mbox, once each time.
_QUOTED = re.compile(r"^[ \t]*>+ ?(?=From )", re.MULTILINE)
_QUOTED_BYTES = re.compile(rb"^>+ ?(?=From )", re.MULTILINE)
_TEXTS = ("text/", "message/")


def body_hash(text: str, enclosures: Sequence[Enclosure]) -> str:
    """Return a digest (64 hexadecimal digits) of what a mail says and of the files with it.

    It is the same with LF and CRLF, out of an mbox, with other headers, and wrapped elsewhere.
    """
    digest = hashlib.sha256(" ".join(_QUOTED.sub("", text).split()).encode("utf-8", "replace"))
    for enclosure in enclosures:
        content = enclosure.content.replace(b"\r\n", b"\n").rstrip(b"\n")
        if enclosure.type.startswith(_TEXTS):
            content = _QUOTED_BYTES.sub(b"", content)
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()

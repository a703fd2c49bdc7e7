"""The mail inside what was put around it on its way: UTF-16, a count of bytes, an mbox's line."""

import re
from typing import Final

from tui.correspondence.files.form import is_mbox, lines_of, mail_begins

_HEAD: Final = 65_536
_COUNT: Final = re.compile(rb"\s{0,20}(\d{1,10})[ \t]*\r?\n(?=[!-9;-~]{1,76}[ \t]*:)")


def mail_in(raw: bytes) -> bytes:
    """Return the mail that `raw` holds, without what Gmail, Apple, an mbox or Windows added."""
    mail = lines_of(raw).lstrip(b"\r\n")
    counted = _COUNT.match(mail)
    if counted is not None:
        # Behind the mail stands what Apple Mail knows of it.
        return mail[counted.end() : counted.end() + int(counted[1])]
    if is_mbox(mail[:_HEAD]):
        mail = mail.partition(b"\n")[2]
    return mail[mail_begins(mail[:_HEAD]) or 0 :].lstrip(b"\r\n")

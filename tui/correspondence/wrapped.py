"""The mail inside what was put around it on its way: UTF-16, a count of bytes, an mbox's line."""

import re
from itertools import islice
from typing import Final

from tui.correspondence.mbox import messages
from tui.correspondence.sniff import is_mbox, lines_of

_COUNT: Final = re.compile(rb"\s{0,20}(\d{1,10})[ \t]*\r?\n(?=[!-9;-~]{1,76}[ \t]*:)")


def mail_in(raw: bytes) -> bytes:
    """Return the mail that `raw` holds, without what Apple Mail, an mbox or Windows added."""
    mail = lines_of(raw)
    counted = _COUNT.match(mail)
    if counted is not None:
        # Behind the mail stands what Apple Mail knows of it.
        return mail[counted.end() : counted.end() + int(counted[1])]
    if is_mbox(mail[:1024]):
        mail = mail.partition(b"\n")[2]
    return mail.lstrip(b"\r\n")


def several(raw: bytes) -> bool:
    """Say whether an mbox has more than one mail."""
    return len(list(islice(messages(raw), 2))) > 1

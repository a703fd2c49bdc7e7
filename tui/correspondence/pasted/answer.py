"""One's own words above a mail that they answer: where the quotation begins, and whose it is."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from tui.correspondence.carriers import carrier_of_person
from tui.correspondence.pasted.header_lines import QUOTED_MAIL, begins_header, read_headers, visible
from tui.correspondence.pasted.webmail import read_page, read_quoting

_MOST: Final = 60
_SENTENCE = re.compile(
    r".*[.。．!！?？]|(?:dear|hello|hi)\b.{0,60}|.{1,30}(?:御中|様|殿)", re.IGNORECASE
)
_PASSED_ON = re.compile(
    r"\bforward|\bfwd?:|\bfyi\b|\bsee below|転送|参考まで|转发|轉寄|轉發|见下", re.IGNORECASE
)


class Answer(NamedTuple):
    """An answer: the line at which the mail that it quotes begins, and who wrote that one."""

    end: int
    quoted: str


def read_answer(lines: list[str], now: datetime) -> Answer | None:
    """Return the answer that stands above a mail in `lines`, or None.

    Neither words to the reader above a mail that is passed on are an answer, nor a subject.
    """
    found = next(_quotations(lines, now), None)
    if found is None:
        return None
    answer, subject = found
    said_above = [said for line in lines[: answer.end] if (said := visible(line).strip())]
    own = [said for said in said_above if not QUOTED_MAIL.match(said) and said[0] not in ">|"]
    if subject is not None:
        own = [said for said in own if subject not in said and _SENTENCE.fullmatch(said)]
    from_carrier = carrier_of_person(answer.quoted) is not None
    if not own or not (from_carrier or subject is None) or any(map(_PASSED_ON.search, said_above)):
        return None
    # What has a header or a page of its own is read by that.
    above = lines[: answer.end]
    return None if read_headers(above) or read_page(above, now) else answer


def _quotations(lines: list[str], now: datetime) -> Iterator[tuple[Answer, str | None]]:
    """Yield where a mail is quoted: by a line that says so, or by its header with its subject."""
    after_blank = False
    for at, line in enumerate(lines[:_MOST]):
        said = visible(line).strip()
        quoting = read_quoting(lines[at : at + 2], now) if said else None
        if quoting and not read_quoting(lines[at + 1 : at + 2], now):
            yield Answer(at, quoting.sender), None
        if after_blank and begins_header(line):
            headers = read_headers(lines[at:])
            if headers and "from" in headers.fields and "subject" in headers.fields:
                yield Answer(at, headers.fields["from"]), headers.fields["subject"]
        after_blank = not said or QUOTED_MAIL.match(said) is not None

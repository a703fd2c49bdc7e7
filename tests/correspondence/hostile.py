"""Mails that ask for minutes and gigabytes; run as a module it reads them and prints what it took.

Small ones multiply in some reader or other; large ones are as large as a mail may be.
"""

import base64
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.correspondence.packages import attribute, properties, signed, winmail
from tui.correspondence.mail.mail import read_mail

MB = 1 << 20
HEADER = b"From: a@b.jp\r\nTo: c@d.jp\r\nDate: Thu, 12 Nov 2026 10:03:00 +0900\r\n"
MIXED = HEADER + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
TEXT = HEADER + b"Content-Type: text/plain\r\n"
BASE64 = b"Content-Transfer-Encoding: base64\r\n\r\n"
QUOTED = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
SEALED = HEADER + b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n"
PACKED = HEADER + b"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
CALENDAR = HEADER + b"Content-Type: text/calendar; charset=utf-8\r\n"
LETTER = b"Content-Type: message/rfc822\r\n"


def nested_parts(depth: int, innermost: bytes) -> bytes:
    opened = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEADER + b"".join(opened) + b"\r\n" + innermost


def nested_base64(depth: int, innermost: bytes) -> bytes:
    for _ in range(depth):
        innermost = HEADER + LETTER + BASE64 + base64.encodebytes(innermost)
    return innermost


def nested_signed(depth: int) -> bytes:
    inner = b"\r\nx"
    for _ in range(depth):
        inner = SEALED[len(HEADER) :] + b"\r\n" + signed(inner)
    return SEALED + b"\r\n" + inner


def nested_winmail(depth: int) -> bytes:
    inner = winmail(attribute(1, 0x800C, b"x"))
    for _ in range(depth):
        held = properties({(0x0D, 0x3701): bytes(16) + inner})
        inner = winmail(attribute(2, 0x9002, bytes(14)), attribute(2, 0x9005, held))
    return inner


def tree_of_letters(depth: int) -> bytes:
    inner = tree_of_letters(depth - 1) if depth else HEADER + b"\r\nx"
    return (
        MIXED
        + (b"--b\r\n" + LETTER + b"\r\n" + inner.replace(b"=b\r", b"=b%d\r" % depth) + b"\r\n") * 12
    )


CASES: dict[str, Callable[[], bytes]] = {
    "100,000 encoded words": lambda: (
        HEADER + b"Subject: " + b"\r\n ".join([b"=?utf-8?B?44GC?="] * 100_000) + b"\r\n\r\nx"
    ),
    "encoded words of two charsets": lambda: (
        HEADER
        + b"Subject: "
        + b" ".join([b"=?gbk?Q?=80=81?=", b"=?euc-jp?Q?=80=81?="] * 8_000)
        + b"\r\n\r\nx"
    ),
    "torn encoded words": lambda: HEADER + b"Subject: " + b"=?utf-8?Q?a" * 25_000 + b"\r\n\r\nx",
    "a header folded 1,000,000 times": lambda: (
        HEADER + b"Subject: x" + b"\r\n " * 1_000_000 + b"\r\n\r\nx"
    ),
    "parameters": lambda: HEADER + b"Content-Type: text/plain" + b"; a=b" * 200_000 + b"\r\n\r\nx",
    "continued parameters": lambda: (
        HEADER
        + b"Content-Type: text/plain"
        + b"".join(b"; a*%d*=b" % n for n in range(100_000))
        + b"\r\n\r\nx"
    ),
    "20,000 addresses": lambda: (
        b"To: " + b", ".join(b"u%d@b.jp" % n for n in range(20_000)) + b"\r\n\r\nx"
    ),
    "quotes in an address": lambda: b"From: " + b'"\\' * 120_000 + b"\r\n\r\nx",
    "1,000,000 header lines": lambda: HEADER + b"X-Y: 12345\r\n" * 1_000_000 + b"\r\nx",
    "one header line of 25 MB": lambda: b"Subject: " + b"x" * (25 * MB),
    "escapes in a subject": lambda: HEADER + b"Subject: " + b"\x1b$B!" * 60_000 + b"\r\n\r\nx",
    "parts 5,000 deep": lambda: nested_parts(5_000, b"x"),
    "parts 30 deep, 24 MB of line ends": lambda: nested_parts(30, b"\n" * (24 * MB)),
    "mails 5,000 deep": lambda: (HEADER + LETTER + b"\r\n") * 5_000 + b"x",
    "mails 9 deep, 24 MB": lambda: (HEADER + LETTER + b"\r\n") * 9 + b"y\n" * (12 * MB),
    "mails in base64 9 deep": lambda: nested_base64(9, HEADER + b"\n" + b"x" * MB),
    "a tree of mails": lambda: tree_of_letters(2),
    "50,000 parts": lambda: MIXED + b"--b\r\n\r\nhello\r\n" * 50_000 + b"--b--",
    "1,000 parts with long headers": lambda: (
        MIXED
        + (
            b"--b\r\nContent-Type: text/plain"
            + b";a=b" * 2_000
            + b"\r\nContent-Disposition: attachment"
            + b";a=b" * 2_000
            + b"\r\n\r\nx\r\n"
        )
        * 1_000
    ),
    "1,000 names to guess": lambda: (
        MIXED + b'--b\r\nContent-Type: a/b; name="\x80\x81\xff"\r\n\r\nx\r\n' * 1_000
    ),
    "1,000 pages": lambda: (
        MIXED + (b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<b>x" * 6_000 + b"\r\n") * 1_000
    ),
    "false boundaries": lambda: MIXED + b"--b\r\n\r\n" + b"--bx\n" * (5 * MB),
    "nothing but boundaries": lambda: MIXED + b"--b\n" * (6 * MB),
    "a file of 25 MB in base64": lambda: (
        HEADER
        + b"Content-Type: application/pdf\r\n"
        + BASE64
        + (b"QUJD" * 19 + b"\r\n") * (25 * MB // 78)
    ),
    "a text of 25 MB in base64": lambda: TEXT + BASE64 + (b"QUJD" * 19 + b"\r\n") * (25 * MB // 78),
    "padding in base64": lambda: HEADER + b"Content-Type: a/b\r\n" + BASE64 + b"A=" * (12 * MB),
    "lines in base64": lambda: TEXT + BASE64 + b"A\n" * (12 * MB),
    "soft line ends": lambda: TEXT + QUOTED + b"= " * (12 * MB),
    "escapes of iso-2022-jp": lambda: TEXT + b"\r\n" + b"\x1b$B!" * (11 * MB // 4),
    "two encodings in turn": lambda: TEXT + b"\r\n" + b"\x1b$B!\xb1\n\xff\n" * (11 * MB // 7),
    "damaged euc-jp": lambda: (
        HEADER + b"Content-Type: text/plain; charset=euc-jp\r\n\r\n" + b"a\xff" * (11 * MB // 2)
    ),
    "binary": lambda: bytes(range(256)) * (25 * MB // 256),
    "begins of uuencode": lambda: TEXT + b"\r\n" + b"begin 644 a\n" * (25 * MB // 12),
    "uuencode in short lines": lambda: (
        TEXT + b"\r\nbegin 644 a\n" + b"#86)C\n" * (25 * MB // 6) + b"`\nend\n"
    ),
    "flowed lines": lambda: (
        HEADER + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"> a \n" * (3 * MB)
    ),
    "a page of open attributes": lambda: (
        HEADER + b"Content-Type: text/html\r\n\r\n" + b'<a b="' * (4 * MB)
    ),
    "1 MB of markup": lambda: HEADER + b"\r\n" + b"[/]" * (MB // 3),
    "semicolons in 1,000 parts": lambda: (
        MIXED + (b"--b\r\nContent-Type: text/plain" + b";" * 4_000 + b"\r\n\r\nx\r\n") * 1_000
    ),
    "blanks behind 1,000 boundaries": lambda: (
        MIXED + (b"--b\r\n\r\n--" + b" " * 24_000 + b"\r\n") * 1_000
    ),
    "a text without a label beside eight charsets": lambda: (
        MIXED
        + b"".join(
            b"--b\r\nContent-Type: a/b; charset=%s\r\n\r\nx\r\n" % label
            for label in (
                b"koi8-r",
                b"big5",
                b"cp949",
                b"gbk",
                b"cp1251",
                b"tis-620",
                b"cp866",
                b"x",
            )
        )
        + b"--b\r\n\r\n"
        + b"\x81\xfe\xff \xb0\n" * 400_000
    ),
    "signed in signed in signed": lambda: nested_signed(500),
    "pieces of a signed mail": lambda: SEALED + b"\r\n" + signed(b"x" * 5 * MB, streamed=True),
    "a tree of signed mails": lambda: (
        MIXED + (b"--b\r\n" + SEALED[len(HEADER) :] + b"\r\n" + signed(b"\nx") + b"\r\n") * 2_000
    ),
    "files in winmail.dat": lambda: (
        PACKED + b"\r\n" + winmail(attribute(2, 0x9002, bytes(14)) * 500_000)
    ),
    "properties in winmail.dat": lambda: (
        PACKED
        + b"\r\n"
        + winmail(attribute(1, 0x9003, b"\xff\xff\xff\xff" + b"\x03\0\0\x10\0\0\0\0" * 2_000_000))
    ),
    "letters in winmail.dat": lambda: PACKED + b"\r\n" + nested_winmail(200),
    "appointments": lambda: CALENDAR + b"\r\n" + b"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * 700_000,
    "parameters of an appointment": lambda: (
        CALENDAR + b"\r\n" + b"BEGIN:VEVENT\nSUMMARY" + b';a="b"' * 200_000 + b"\n"
    ),
    "hidden and struck": lambda: (
        HEADER
        + b"Content-Type: text/html\r\n\r\n"
        + b'<p style="display:none"><s><li style="text-decoration:line-through">x' * 20_000
    ),
    "line ends alone": lambda: b"\n" * (25 * MB),
}


def main() -> None:
    """Read every mail and print the seconds that each took, and the megabytes of the greediest."""
    seconds = {}
    for name, made in CASES.items():
        raw = made()
        begin = time.process_time()
        read_mail(raw)
        seconds[name] = time.process_time() - begin
    # Not getrusage(): what it says of a child begins with the parent's own peak.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()

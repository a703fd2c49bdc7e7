"""Mails as phones make them, with the pictograms of their carriers."""

from tests.correspondence.making import Cases, b64, b64_line, case, lines, qp, sjis

CASES: Cases = {}

CASES["a docomo phone, pictograms in shift_jis with a picture"] = case(
    lines(
        b"From: taro@docomo.ne.jp",
        b"To: li@example.jp",
        b"Subject: =?Shift_JIS?B?" + b64_line(sjis("解約した") + b"\xf9\x95") + b"?=",
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900 (JST)",
        b'Content-Type: multipart/mixed; boundary="pm0"',
        b"",
        b"--pm0",
        b'Content-Type: text/plain; charset="Shift_JIS"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(sjis("手続き終わったよ") + b"\xf8\x9f\xf9\x87"),
        b"--pm0",
        b'Content-Type: image/jpeg; name="0001.jpg"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="0001.jpg"',
        b"",
        b"/9j/4AAQ",
        b"--pm0--",
    ),
    text="手続き終わったよ☀1️⃣",
    enclosures=[("0001.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10")],
)

CASES["an au phone, pictograms in iso-2022-jp"] = case(
    lines(
        b"From: taro@ezweb.ne.jp",
        b"Subject: =?iso-2022-jp?B?" + b64_line(b"\x1b$B2rLs\x75\x41\x1b(B") + b"?=",
        b"Content-Type: text/plain; charset=iso-2022-jp",
        b"",
        b"\x1b$B2rLs\x75\x41\x1b(Bdone\x1b$B\x76\x7d\x1b(B",
    ),
    subject="解約☀",
    text="解約☀done1️⃣",
)

CASES["a softbank phone, a decorated mail"] = case(
    lines(
        b"From: taro@softbank.ne.jp",
        b"Subject: =?Shift_JIS?B?" + b64_line(b"\xf9\x8b" + sjis("晴れ")) + b"?=",
        b'Content-Type: multipart/related; boundary="rel"; type="multipart/alternative"',
        b"",
        b"--rel",
        b'Content-Type: multipart/alternative; boundary="alt"',
        b"",
        b"--alt",
        b"Content-Type: text/plain; charset=Shift_JIS",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        sjis("機種変更しました") + b"\xf7\xbc",
        b"--alt",
        b"Content-Type: text/html; charset=Shift_JIS",
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(
            sjis(
                '<html><body bgcolor="#ff0000"><div>機種変更しました<img src="cid:a@b"></'
                "div></body></html>"
            )
        ),
        b"--alt--",
        b"--rel",
        b"Content-Type: image/gif; name=deco.gif",
        b"Content-ID: <a@b>",
        b"Content-Transfer-Encoding: base64",
        b"",
        b"R0lGODlh",
        b"--rel--",
    ),
    subject="☀晴れ",
    text="機種変更しました1️⃣",
    other="機種変更しました",
    enclosures=[("deco.gif", "image/gif", b"GIF89a")],
)

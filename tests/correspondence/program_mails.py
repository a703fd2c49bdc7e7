"""Mails as mail programs and mailboxes on the web make them, and what they say."""

from tests.correspondence.making import (
    Cases,
    b64,
    b64_line,
    case,
    jis,
    jis_word,
    lines,
    qp,
    utf8,
    utf8_word,
)

CASES: Cases = {}

CASES["outlook, winmail.dat"] = case(
    lines(
        b"From: =?iso-2022-jp?B?" + b64_line(jis("窓口　担当")) + b"?= <desk@softbank.co.jp>",
        b"To: =?iso-2022-jp?B?" + b64_line(jis("'李偉'")) + b"?= <li@example.jp>",
        b"Subject: =?iso-2022-jp?B?" + b64_line(jis("RE: 請求書の件")) + b"?=",
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900",
        b'Content-Type: multipart/mixed;\r\n\tboundary="----=_NextPart_000_0001_01D2.ABC"',
        b"",
        b"This is a multipart message in MIME format.",
        b"",
        b"------=_NextPart_000_0001_01D2.ABC",
        b'Content-Type: text/plain;\r\n\tcharset="iso-2022-jp"',
        b"Content-Transfer-Encoding: 7bit",
        b"",
        jis("李様\n\n請求書をお送りします。"),
        b"------=_NextPart_000_0001_01D2.ABC",
        b'Content-Type: application/ms-tnef;\r\n\tname="winmail.dat"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment;\r\n\tfilename="winmail.dat"',
        b"",
        b"eJ8+IgAA",
        b"------=_NextPart_000_0001_01D2.ABC--",
    ),
    subject="RE: 請求書の件",
    recipient="李偉 <li@example.jp>",
    text="李様\n\n請求書をお送りします。",
    enclosures=[("winmail.dat", "application/ms-tnef", b'x\x9f>"\x00\x00')],
    remarks=1,
)

NAME_16 = "解約申込書（控え）_2026年11月分_ソフトバンク株式会社.pdf"
CASES["exchange, a long name in words folded over lines"] = case(
    lines(
        b"From: " + utf8_word("法人窓口") + b" <biz@softbank.co.jp>",
        b"Subject: " + utf8_word("申込書"),
        b'Content-Type: multipart/mixed; boundary="_004_TY"',
        b"",
        b"--_004_TY",
        b'Content-Type: multipart/alternative; boundary="_000_TY"',
        b"",
        b"--_000_TY",
        b'Content-Type: text/plain; charset="iso-2022-jp"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(jis("添付をご確認ください。")),
        b"--_000_TY",
        b'Content-Type: text/html; charset="iso-2022-jp"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(jis("<html><body><p>添付をご確認ください。</p></body></html>")),
        b"--_000_TY--",
        b"--_004_TY",
        b'Content-Type: application/pdf;\r\n\tname="'
        + utf8_word(NAME_16[:12])
        + b"\r\n "
        + utf8_word(NAME_16[12:24])
        + b"\r\n "
        + utf8_word(NAME_16[24:])
        + b'"',
        b"Content-Description: " + utf8_word(NAME_16),
        b'Content-Disposition: attachment;\r\n\tfilename="'
        + utf8_word(NAME_16[:12])
        + b"\r\n "
        + utf8_word(NAME_16[12:24])
        + b"\r\n "
        + utf8_word(NAME_16[24:])
        + b'"; size=12;\r\n\tcreation-date="Thu, 12 Nov 2026 01:00:00 GMT"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b"JVBERi0xLjQ=",
        b"--_004_TY--",
    ),
    text="添付をご確認ください。",
    other="添付をご確認ください。",
    enclosures=[(NAME_16, "application/pdf", b"%PDF-1.4")],
)

NAME_17 = "領収書 11月.pdf"
CASES["apple mail, rfc 2231 in iso-2022-jp and flowed text"] = case(
    lines(
        b"From: Taro <taro@me.com>",
        b"Content-Type: multipart/mixed; boundary=Apple-Mail-1--1020",
        b"Subject: " + jis_word("領収書"),
        b"Mime-Version: 1.0 (Apple Message framework v1084)",
        b"",
        b"--Apple-Mail-1--1020",
        b"Content-Type: text/plain;\r\n\tcharset=ISO-2022-JP;\r\n\tformat=flowed;\r\n\tdelsp=yes",
        b"Content-Transfer-Encoding: 7bit",
        b"",
        jis(
            "お世話になっております。解約に関する領収書を添付いたしますので、 \n"
            "ご確認をお願いいたします。\n\n太郎\n"
        ),
        b"--Apple-Mail-1--1020",
        b"Content-Disposition: inline;\r\n\tfilename*=ISO-2022-JP''"
        + b"".join(b"%%%02X" % byte for byte in jis(NAME_17)),
        b'Content-Type: application/pdf;\r\n\tname="=?ISO-2022-JP?B?'
        + b64_line(jis(NAME_17))
        + b'?="',
        b"Content-Transfer-Encoding: base64",
        b"",
        b"JVBERi0xLjQ=",
        b"--Apple-Mail-1--1020--",
    ),
    text=(
        "お世話になっております。解約に関する領収書を添付いたしますので、ご確認を"
        "お願いいたします。\n\n太郎"
    ),
    enclosures=[(NAME_17, "application/pdf", b"%PDF-1.4")],
)

TEXT_18 = (
    "FYI\n\n---------- Forwarded message ---------\n"
    "From: ドコモ <info@docomo.ne.jp>\n"
    "Date: 2026年11月12日(木) 10:03\n"
    "Subject: 解約\nTo: <li@gmail.com>\n"
    "\n\n承りました。"
)
CASES["gmail, forwarded in the text"] = case(
    lines(
        b"MIME-Version: 1.0",
        b"References: <a@b>",
        b"From: Li Wei <li@gmail.com>",
        b"Date: Thu, 12 Nov 2026 09:30:00 +0800",
        b"Message-ID: <CAA+x=_Yz-1@mail.gmail.com>",
        b"Subject: Fwd: " + utf8_word("解約"),
        b"To: desk@example.ac.jp",
        b'Content-Type: multipart/alternative; boundary="000000000000abcdef05"',
        b"",
        b"--000000000000abcdef05",
        b'Content-Type: text/plain; charset="UTF-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(utf8(TEXT_18) + b"\r\n"),
        b"",
        b"--000000000000abcdef05",
        b'Content-Type: text/html; charset="UTF-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(
            (
                '<div dir="ltr">FYI<br><br><div class="gmail_quote"><div dir="ltr" class='
                '"gmail_attr">---------- Forwarded message ---------<br>From: <b class="g'
                'mail_sendername" dir="auto">ドコモ</b> <span dir="auto">&lt;<a href="mai'
                'lto:info@docomo.ne.jp">info@docomo.ne.jp</a>&gt;</span><br>Subject: 解約'
                "<br></div><br><br>承りました。</div></div>"
            ).encode()
        ),
        b"",
        b"--000000000000abcdef05--",
    ),
    subject="Fwd: 解約",
    text=TEXT_18,
    other=(
        "FYI\n\n---------- Forwarded message ---------\n"
        "From: ドコモ <info@docomo.ne.jp>\n"
        "Subject: 解約\n\n承りました。"
    ),
    date="2026-11-12T09:30:00+08:00",
)

INNER_19 = lines(
    b"From: " + jis_word("ａｕ") + b" <info@au.com>",
    b"To: li@example.jp",
    b"Date: Wed, 11 Nov 2026 10:03:00 +0900",
    b"Subject: " + jis_word("解約のご案内"),
    b"Content-Type: text/plain; charset=ISO-2022-JP",
    b"",
    jis("ご案内です。"),
)
CASES["thunderbird, forwarded as an attachment"] = case(
    lines(
        b"From: Li <li@example.jp>",
        b"Subject: =?UTF-8?B?" + b64_line("Fwd: 解約のご案内".encode()) + b"?=",
        b'Content-Type: multipart/mixed;\r\n boundary="------------ms0601"',
        b"",
        b"This is a multi-part message in MIME format.",
        b"--------------ms0601",
        b"Content-Type: text/plain; charset=utf-8; format=flowed",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        "転送します。",
        b"",
        b"--------------ms0601",
        b'Content-Type: message/rfc822;\r\n name="=?UTF-8?B?'
        + b64_line("解約のご案内.eml".encode())
        + b'?="',
        b"Content-Transfer-Encoding: 7bit",
        (
            b"Content-Disposition: attachment;\r\n"
            b" filename*=UTF-8''%E8%A7%A3%E7%B4%84%E3%81%AE%E3%81%94%E6%A1%88%E5%86%85"
            b"%2E%65%6D%6C"
        ),
        b"",
        INNER_19,
        b"--------------ms0601--",
    ),
    text=(
        "転送します。\n\n    From: ａｕ <info@au.com>\n"
        "    To: li@example.jp\n    Date: Wed, 11 Nov 2026 10:03:00 +0900\n"
        "    Subject: 解約のご案内\n\n    ご案内です。"
    ),
    enclosures=[("解約のご案内.eml", "message/rfc822", INNER_19)],
)

CASES["yahoo japan, iso-2022-jp in base64"] = case(
    lines(
        (
            b"Received: from [192.0.2.1] by web101.mail.ssk.yahoo.co.jp via HTTP; Thu,"
            b" 12 Nov 2026 10:03:00 JST"
        ),
        b"From: =?iso-2022-jp?B?" + b64_line(jis("山田太郎")) + b"?= <taro@yahoo.co.jp>",
        b"Subject: =?iso-2022-jp?B?" + b64_line(jis("解約しました")) + b"?=",
        b"Content-Type: text/plain; charset=iso-2022-jp",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(
            jis("昨日、店頭で解約しました。\n\n--- On Wed, 2026/11/11, Li wrote:\n> どうでしたか？")
        ),
    ),
    text="昨日、店頭で解約しました。\n\n--- On Wed, 2026/11/11, Li wrote:\n> どうでしたか？",
    date="2026-11-12T10:03:00+09:00",
    date_source="received",
)

CASES["qq, gb18030"] = case(
    lines(
        b'From: "=?gb18030?B?' + b64_line("李伟".encode("gb18030")) + b'?=" <12345@qq.com>',
        b'To: "=?gb18030?B?' + b64_line("desk".encode("gb18030")) + b'?=" <desk@example.ac.jp>',
        b"Subject: =?gb18030?B?" + b64_line("关于注销手机卡".encode("gb18030")) + b"?=",
        b"Mime-Version: 1.0",
        b'Content-Type: multipart/alternative;\r\n\tboundary="----=_NextPart_5F_0C"',
        b"Content-Transfer-Encoding: 8Bit",
        b"Date: Thu, 12 Nov 2026 09:03:00 +0800",
        b"X-QQ-MIME: TCMime 1.0 by Tencent",
        b"",
        b"This is a multi-part message in MIME format.",
        b"",
        b"------=_NextPart_5F_0C",
        b'Content-Type: text/plain;\r\n\tcharset="gb18030"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64("您好，我下个月回国，想注销手机卡。".encode("gb18030")),
        b"",
        b"------=_NextPart_5F_0C",
        b'Content-Type: text/html;\r\n\tcharset="gb18030"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(
            (
                '<meta http-equiv="Content-Type" content="text/html; charset=GB18030"><di'
                "v>您好，我下个月回国，想注销手机卡。</div>"
            ).encode("gb18030")
        ),
        b"",
        b"------=_NextPart_5F_0C--",
    ),
    sender="李伟 <12345@qq.com>",
    recipient="desk <desk@example.ac.jp>",
    subject="关于注销手机卡",
    text="您好，我下个月回国，想注销手机卡。",
    other="您好，我下个月回国，想注销手机卡。",
    date="2026-11-12T09:03:00+08:00",
)

CASES["163, gbk with a name in Q"] = case(
    lines(
        b"From: =?GBK?Q?=C0=EE=CE=B0?= <li@163.com>",
        b"Subject: =?GBK?B?" + b64_line("转发：账单".encode("gbk")) + b"?=",
        b'Content-Type: multipart/mixed;\r\n\tboundary="----=_Part_1_2.3"',
        b"",
        b"------=_Part_1_2.3",
        b"Content-Type: text/plain; charset=GBK",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64("见附件。\r\n\r\n--\r\n李伟".encode("gbk")),
        b"------=_Part_1_2.3",
        b'Content-Type: application/octet-stream; name="=?GBK?B?'
        + b64_line("十一月账单.xlsx".encode("gbk"))
        + b'?="',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="=?GBK?B?'
        + b64_line("十一月账单.xlsx".encode("gbk"))
        + b'?="',
        b"",
        b"UEsDBA==",
        b"------=_Part_1_2.3--",
    ),
    sender="李伟 <li@163.com>",
    subject="转发：账单",
    text="见附件。\n\n--\n李伟",
    enclosures=[("十一月账单.xlsx", "application/octet-stream", b"PK\x03\x04")],
)

CASES["hotmail in chinese, gb2312 with characters of gbk"] = case(
    lines(
        b"From: =?gb2312?B?" + b64_line("張 偉".encode("gbk")) + b"?= <zhang@hotmail.com>",
        b"Subject: =?gb2312?B?" + b64_line("回复: 解約手續".encode("gbk")) + b"?=",
        b'Content-Type: text/plain; charset="gb2312"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp("請問違約金是多少？".encode("gbk")),
    ),
    sender="張 偉 <zhang@hotmail.com>",
    subject="回复: 解約手續",
    text="請問違約金是多少？",
)

CASES["a taiwanese mailbox, big5 without a label in the body"] = case(
    lines(
        b"From: =?big5?B?" + b64_line("陳小姐".encode("big5")) + b"?= <chen@ms1.hinet.net>",
        b"Subject: =?big5?B?" + b64_line("解約證明".encode("big5")) + b"?=",
        b"",
        "您好，請問解約證明什麼時候寄出？謝謝。".encode("big5"),
    ),
    sender="陳小姐 <chen@ms1.hinet.net>",
    subject="解約證明",
    text="您好，請問解約證明什麼時候寄出？謝謝。",
    charset="big5",
)

CASES["a korean mailbox, ks_c_5601-1987"] = case(
    lines(
        b'From: "=?ks_c_5601-1987?B?' + b64_line("김민수".encode("cp949")) + b'?=" <kim@naver.com>',
        b"Subject: =?ks_c_5601-1987?B?" + b64_line("해지 문의".encode("cp949")) + b"?=",
        b'Content-Type: text/html; charset="ks_c_5601-1987"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(
            "<HTML><BODY><P>안녕하세요.</P><P>해지 비용이 얼마인가요?</P></BODY></HTML>".encode(
                "cp949"
            )
        ),
    ),
    sender="김민수 <kim@naver.com>",
    subject="해지 문의",
    text="안녕하세요.\n\n해지 비용이 얼마인가요?",
)

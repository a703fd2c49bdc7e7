"""Mails as servers, lists, forms and scripts make them, and what they say."""

from tests.correspondence.examples import euc_jp
from tests.correspondence.making import (
    Cases,
    b64,
    b64_line,
    case,
    jis,
    jis_word,
    lines,
    qp,
    sjis,
    utf8,
    utf8_word,
)

CASES: Cases = {}

CASES["office 365, a bounce"] = case(
    lines(
        b"From: <postmaster@example.onmicrosoft.com>",
        b"To: <li@example.ac.jp>",
        b"Subject: =?utf-8?B?" + b64_line("配信不能: 解約".encode()) + b"?=",
        b"Content-Type: multipart/report; report-type=delivery-status;",
        b'boundary="cd2a-4f"',
        b"Content-Language: ja-JP",
        b"",
        b"--cd2a-4f",
        b'Content-Type: multipart/alternative; differences=Content-Type;\r\n boundary="alt-1"',
        b"",
        b"--alt-1",
        b'Content-Type: text/plain; charset="utf-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64("受信者へメッセージを配信できませんでした。".encode()),
        b"--alt-1",
        b'Content-Type: text/html; charset="utf-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64("<html><p>受信者へメッセージを配信できませんでした。</p></html>".encode()),
        b"--alt-1--",
        b"",
        b"--cd2a-4f",
        b"Content-Type: message/delivery-status",
        b"",
        (
            b"Reporting-MTA: dns;TY.prod.outlook.com\r\n"
            b"\r\nFinal-Recipient: rfc822;x@docomo.ne.jp\r\n"
            b"Action: failed"
        ),
        b"",
        b"--cd2a-4f",
        b"Content-Type: text/rfc822-headers",
        b"",
        b"Subject: test",
        b"--cd2a-4f--",
    ),
    subject="配信不能: 解約",
    recipient="li@example.ac.jp",
    text=(
        "受信者へメッセージを配信できませんでした。\n"
        "\nReporting-MTA: dns;TY.prod.outlook.com\n"
        "\nFinal-Recipient: rfc822;x@docomo.ne.jp\n"
        "Action: failed\n\nSubject: test"
    ),
)

BOUNCED = lines(b"From: li@example.jp", b"Subject: " + jis("解約の件"), b"", jis("お願いします。"))
CASES["postfix, a bounce with the mail in it"] = case(
    lines(
        b"From: MAILER-DAEMON@example.jp (Mail Delivery System)",
        b"Subject: Undelivered Mail Returned to Sender",
        (
            b"Content-Type: multipart/report; report-type=delivery-status;\r\n"
            b'\tboundary="4ABC.123/mx.example.jp"'
        ),
        b"",
        b"This is a MIME-encapsulated message.",
        b"",
        b"--4ABC.123/mx.example.jp",
        b"Content-Description: Notification",
        b"Content-Type: text/plain; charset=us-ascii",
        b"",
        b"<x@docomo.ne.jp>: host said: 550 Unknown user",
        b"",
        b"--4ABC.123/mx.example.jp",
        b"Content-Description: Undelivered Message",
        b"Content-Type: message/rfc822",
        b"",
        BOUNCED,
        b"--4ABC.123/mx.example.jp--",
    ),
    sender="Mail Delivery System <MAILER-DAEMON@example.jp>",
    text=(
        "<x@docomo.ne.jp>: host said: 550 Unknown user\n"
        "\n    From: li@example.jp\n    Subject: 解約の件\n"
        "\n    お願いします。"
    ),
    enclosures=[("解約の件.eml", "message/rfc822", BOUNCED)],
)

TEXT_28 = "皆様\n\n今月末で回線を解約される方は、事務局までお知らせください。\n国際課"
CASES["a mailing list, base64 with a footer"] = case(
    lines(
        b"From: =?utf-8?b?" + b64_line("国際課".encode()) + b"?= <intl@example.ac.jp>",
        b"Subject: [ryugaku:123] =?utf-8?b?" + b64_line("解約される方へ".encode()) + b"?=",
        b'Content-Type: text/plain; charset="utf-8"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(utf8(TEXT_28)),
        b"_______________________________________________",
        b"Ryugaku mailing list",
        b"Ryugaku@example.ac.jp",
        b"https://lists.example.ac.jp/ryugaku",
    ),
    subject="[ryugaku:123] 解約される方へ",
    text=(
        f"{TEXT_28}\n_______________________________________________\n"
        f"Ryugaku mailing list\nRyugaku@example.ac.jp\n"
        f"https://lists.example.ac.jp/ryugaku"
    ),
)

CASES["a form's answer, a raw subject in iso-2022-jp"] = case(
    lines(
        b"From: webmaster@example.ne.jp",
        b"Subject: " + jis("お問い合わせを受け付けました"),
        b"",
        jis("お名前：李偉\n内容　：解約したい"),
        end=b"\n",
    ),
    subject="お問い合わせを受け付けました",
    text="お名前：李偉\n内容　：解約したい",
)

CASES["a fax server, a raw name in shift_jis"] = case(
    lines(
        b"From: fax@example.co.jp",
        b"Subject: =?SHIFT_JIS?B?" + b64_line(sjis("ＦＡＸ受信")) + b"?=",
        b"Content-Type: multipart/mixed; boundary=FAX_1",
        b"",
        b"--FAX_1",
        b"Content-Type: text/plain; charset=SHIFT_JIS",
        b"Content-Transfer-Encoding: 7bit",
        b"",
        sjis("1ページ受信しました。"),
        b"--FAX_1",
        b'Content-Type: image/tiff; name="' + sjis("受信表_ソフト.tif") + b'"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b"SUkqAA==",
        b"--FAX_1--",
    ),
    subject="ＦＡＸ受信",
    text="1ページ受信しました。",
    enclosures=[("受信表_ソフト.tif", "image/tiff", b"II*\x00")],
)

CASES["a signed mail with a bill"] = case(
    lines(
        b"From: " + jis_word("請求センター") + b" <bill@docomo.ne.jp>",
        b"Subject: " + jis_word("ご請求書"),
        (
            b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; '
            b'micalg=sha-256; boundary="SIG"'
        ),
        b"",
        b"--SIG",
        b'Content-Type: multipart/mixed; boundary="MIX"',
        b"",
        b"--MIX",
        b"Content-Type: text/plain; charset=iso-2022-jp",
        b"",
        jis("請求書を添付します。"),
        b"--MIX",
        b"Content-Type: application/pdf",
        b"Content-Transfer-Encoding: base64",
        (
            b"Content-Disposition: attachment;\r\n"
            b" filename*0*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8%5F2026%E5%B9%B411%E6%9C"
            b"%88;\r\n filename*1*=%E5%88%86.pdf"
        ),
        b"",
        b"JVBERi0xLjQ=",
        b"--MIX--",
        b"",
        b"--SIG",
        b'Content-Type: application/pkcs7-signature; name="smime.p7s"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="smime.p7s"',
        b"",
        b"MIAGCSqG",
        b"--SIG--",
    ),
    text="請求書を添付します。",
    enclosures=[
        ("請求書_2026年11月分.pdf", "application/pdf", b"%PDF-1.4"),
        ("smime.p7s", "application/pkcs7-signature", b"0\x80\x06\t*\x86"),
    ],
)

CASES["becky, a forwarded file named in raw iso-2022-jp"] = case(
    lines(
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900",
        b"From: Taro <taro@example.jp>",
        b"Subject: " + jis_word("添付"),
        b'Content-Type: multipart/mixed; boundary="------_4A1B_BECKY"',
        b"X-Mailer: Becky! ver. 2.75 [ja]",
        b"",
        b"--------_4A1B_BECKY",
        b'Content-Type: text/plain; charset="ISO-2022-JP"',
        b"",
        jis("太郎です。"),
        b"--------_4A1B_BECKY",
        b'Content-Type: application/zip;\r\n name="' + jis("解約書類一式.zip") + b'"',
        b'Content-Disposition: attachment;\r\n filename="' + jis("解約書類一式.zip") + b'"',
        b"Content-Transfer-Encoding: base64",
        b"",
        b"UEsFBg==",
        b"--------_4A1B_BECKY--",
    ),
    text="太郎です。",
    enclosures=[("解約書類一式.zip", "application/zip", b"PK\x05\x06")],
)

CASES["notes, everything in the wrong places"] = case(
    lines(
        b"From: =?ISO-2022-JP?B?" + b64_line(jis("営業部/KDDI")) + b"?=<eigyo@kddi.example>",
        b"To: =?ISO-2022-JP?B?"
        + b64_line(jis("李偉 様"))
        + b"?= <li@example.jp>,\r\n\t=?ISO-2022-JP?B?"
        + b64_line(jis("国際課"))
        + b"?= <intl@example.jp>",
        b"Subject: =?ISO-2022-JP?B?"
        + b64_line(jis("Re: 解約の"))
        + b"?==?ISO-2022-JP?B?"
        + b64_line(jis("お見積り"))
        + b"?=",
        b"Date: Thu,12 Nov 2026 10:3:0 +0900",
        b"Content-type: text/plain; charset=ISO-2022-JP",
        b"Content-transfer-encoding: Quoted-Printable",
        b"",
        qp(jis("お見積りは 0円=無料です。")),
    ),
    sender="営業部/KDDI <eigyo@kddi.example>",
    recipient="李偉 様 <li@example.jp>, 国際課 <intl@example.jp>",
    subject="Re: 解約のお見積り",
    text="お見積りは 0円=無料です。",
    date="2026-11-12T10:03:00+09:00",
)

CASES["a text message forwarded by a phone"] = case(
    b"From: +819012345678\nTo: li@example.jp\nDate: 2026/11/12 10:03:00\n\n"
    + "認証コード：123456\n有効時間は10分です。".encode(),
    subject="",
    sender="+819012345678",
    date="2026-11-12T10:03:00+09:00",
    text="認証コード：123456\n有効時間は10分です。",
    message_id=None,
)

CASES["a page by a script, its charset in the page alone"] = case(
    lines(
        b"From: =?EUC-JP?B?" + b64_line(euc_jp("会員課")) + b"?= <kaiin@example.jp>",
        b"Subject: " + euc_jp("退会のご案内"),
        b"Content-Type: text/html",
        b"",
        euc_jp(
            '<html><head><META HTTP-EQUIV="Content-type" CONTENT="text/html; charset='
            'EUC-JP"></head><body>退会<br>手続き</body></html>'
        ),
    ),
    subject="退会のご案内",
    text="退会\n手続き",
    declared="EUC-JP",
)

CASES["a chinese-speaking desk, utf-8"] = case(
    lines(
        b"From: =?utf-8?Q?NTT_docomo_=E4=B8=AD=E6=96=87=E5=AE=A2=E6=9C=8D?= <cn@docomo.example>",
        b"Subject: =?utf-8?Q?Re:_About_cancellation_=28=E6=B3=A8=E9=94=80=29?=",
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(utf8("尊敬的李先生：\n\n您的线路将于 11/30 注销。\nお客様番号：123（👍）")),
    ),
    sender="NTT docomo 中文客服 <cn@docomo.example>",
    subject="Re: About cancellation (注销)",
    text="尊敬的李先生：\n\n您的线路将于 11/30 注销。\nお客様番号：123（👍）",
)

CASES["a body with a byte order mark"] = case(
    lines(
        b"From: a@example.jp",
        "Subject: 解約（控え）",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        b"\xef\xbb\xbf" + "控えです。".encode(),
    ),
    subject="解約（控え）",
    text="控えです。",
)

CASES["a reservation with a calendar"] = case(
    lines(
        b"From: " + utf8_word("ドコモショップ") + b" <shop@docomo.example>",
        b"Subject: " + utf8_word("来店予約"),
        b"Content-Type: multipart/alternative; boundary=cal",
        b"",
        b"--cal",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        "11月20日 14時にお越しください。",
        b"--cal",
        b"Content-Type: text/html; charset=utf-8",
        b"",
        "<p>11月20日 14時にお越しください。</p>",
        b"--cal",
        b"Content-Type: text/calendar; charset=utf-8; method=REQUEST",
        b"",
        b"BEGIN:VCALENDAR",
        b"END:VCALENDAR",
        b"--cal--",
    ),
    text="11月20日 14時にお越しください。",
    enclosures=[("text.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")],
)

CASES["a mail of 1998"] = case(
    lines(
        b"Date: Thu, 12 Nov 98 10:03:00 JST",
        b"From: taro@example.ac.jp (" + jis("山田太郎") + b")",
        b"To: li@example.ac.jp",
        b"Subject: " + jis_word("電話の解約"),
        b"",
        b"\x1b$@EEOC$N2rLs\x1b(J",
        end=b"\n",
    ),
    sender="山田太郎 <taro@example.ac.jp>",
    subject="電話の解約",
    text="電話の解約",
    date="1998-11-12T10:03:00+09:00",
)

CASES["a web form, shift_jis said to be utf-8"] = case(
    lines(
        b"From: form@example.co.jp",
        b"Subject: =?UTF-8?B?" + b64_line(sjis("お申し込み内容")) + b"?=",
        b"Content-Type: text/plain; charset=UTF-8",
        b"",
        sjis("お申し込み内容：解約\nご希望日：11月30日"),
    ),
    subject="お申し込み内容",
    text="お申し込み内容：解約\nご希望日：11月30日",
    charset="cp932",
    remarks=1,
)

CASES["a newsletter, a plain text that only points to the page"] = case(
    lines(
        b"From: news@example.jp",
        b"Subject: news",
        b"Content-Type: multipart/alternative; boundary=n",
        b"",
        b"--n",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        "HTMLメールに対応していない方は下記URLをご覧ください。\r\nhttps://example.jp/news/1",
        b"--n",
        b"Content-Type: text/html; charset=utf-8",
        b"",
        "<div>" + "<p>今月のお知らせです。料金プランの変更点をご確認ください。</p>" * 8 + "</div>",
        b"--n--",
    ),
    text="\n\n".join(["今月のお知らせです。料金プランの変更点をご確認ください。"] * 8),
    text_from="html",
)

CASES["a page with a picture in its source and a nested table"] = case(
    lines(
        b"From: a@example.jp",
        b"Subject: x",
        b"Content-Type: text/html; charset=UTF-8",
        b"",
        "<table><tr><td><table><tr><td>ご契約者</td><td>李偉</td></tr><tr><td>電"
        "話番号</td><td>090-0000-0000</td></tr></table></td></tr>"
        '<tr><td><img alt="" src="data:image/png;base64,'
        + "A" * 400
        + '"><a href="tel:0120-000-000">0120-000-000</a></td></tr></table>',
    ),
    text="ご契約者  李偉\n電話番号  090-0000-0000\n0120-000-000",
)

CASES["two texts and a disclaimer"] = case(
    lines(
        b"From: a@example.jp",
        b"Subject: x",
        b"Content-Type: multipart/mixed; boundary=d",
        b"",
        b"--d",
        b"Content-Type: multipart/alternative; boundary=e",
        b"",
        b"--e",
        b"Content-Type: text/plain; charset=iso-2022-jp",
        b"",
        jis("本文"),
        b"--e",
        b"Content-Type: text/html; charset=iso-2022-jp",
        b"",
        jis("<p>本文"),
        b"--e--",
        b"--d",
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Disposition: inline",
        b"",
        "機密情報です。",
        b"--d--",
    ),
    text="本文\n\n機密情報です。",
    other="本文\n\n機密情報です。",
)

CASES["an attachment alone"] = case(
    lines(
        b"From: scan@example.jp",
        b"Subject: =?utf-8?B?" + b64_line("スキャン".encode()) + b"?=",
        b"Content-Type: application/pdf; name*=utf-8''%E5%A5%91%E7%B4%84%E6%9B%B8.pdf",
        b"Content-Transfer-Encoding: base64",
        b"Content-Disposition: attachment",
        b"",
        b"JVBERi0xLjQ=",
    ),
    text="",
    text_from="none",
    enclosures=[("契約書.pdf", "application/pdf", b"%PDF-1.4")],
)

CASES["a mac's resource fork and a name in mac's own form"] = case(
    lines(
        b"From: a@mac.com",
        b"Subject: x",
        b"Content-Type: multipart/mixed; boundary=m",
        b"",
        b"--m",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        "見てください",
        b"--m",
        b'Content-Type: application/pdf; x-mac-type=50444620; name="=?utf-8?B?'
        + b64_line("ガイド.pdf".encode())
        + b'?="',
        (
            b"Content-Disposition: attachment; filename*0*=UTF-8''%E3%82%AB%E3%82%99"
            b"%E3%82%A4%E3%83%88; filename*1*=%E3%82%99%2E; filename*2=pdf"
        ),
        b"",
        b"x",
        b"--m--",
    ),
    enclosures=[("カ\u3099イト\u3099.pdf", "application/pdf", b"x")],
)

CASES["a mail list digest of plain mails"] = case(
    lines(
        b"From: digest@example.jp",
        b"Subject: digest",
        b"Content-Type: multipart/digest; boundary=dg",
        b"",
        b"--dg",
        b"",
        b"From: a@example.jp",
        b"Subject: " + jis_word("一"),
        b"",
        jis("一通目"),
        b"--dg",
        b"Content-Type: message/rfc822",
        b"",
        b"From: b@example.jp",
        b"Subject: " + jis_word("二"),
        b"",
        jis("二通目"),
        b"--dg--",
    ),
    text=(
        "    From: a@example.jp\n    Subject: 一\n"
        "\n    一通目\n\n    From: b@example.jp\n"
        "    Subject: 二\n\n    二通目"
    ),
)

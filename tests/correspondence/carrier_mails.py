"""Mails as carriers' own systems make them, and what they say."""

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

BODY_1 = """━━━━━━━━━━━━━━━━━━━━━━━
　ドコモオンライン手続き　受付完了のお知らせ
━━━━━━━━━━━━━━━━━━━━━━━

李　偉　様

以下のお手続きを受け付けました。

■受付番号　：　D1234-5678
■お手続き内容：　解約（㈱①回線）
■受付日時　：　2026年11月12日 10:03

▼お手続き状況の確認はこちら
https://www.docomo.ne.jp/mydocomo/?utm_source=mail&x=1

※本メールは送信専用です。"""
CASES["docomo, a receipt in iso-2022-jp"] = case(
    lines(
        b"Return-Path: <info@mail.mydocomo.com>",
        b"Received: from mx1.example.ac.jp (localhost [127.0.0.1])",
        b"\tby mbox.example.ac.jp (Postfix) with ESMTP id 4ABC;",
        b"\tThu, 12 Nov 2026 10:03:21 +0900 (JST)",
        b"Date: Thu, 12 Nov 2026 10:03:11 +0900 (JST)",
        b"From: " + jis_word("ＮＴＴドコモ") + b" <info@mail.mydocomo.com>",
        b"To: li.wei@example.ac.jp",
        b"Message-ID: <1234567.89.1794445391234.JavaMail.docomo@ap01>",
        b"Subject: "
        + jis_word("【ドコモ】オンライン手続き受")
        + b"\r\n "
        + jis_word("付完了のお知らせ"),
        b"MIME-Version: 1.0",
        b"Content-Type: text/plain; charset=ISO-2022-JP",
        b"Content-Transfer-Encoding: 7bit",
        b"",
        jis(BODY_1),
    ),
    subject="【ドコモ】オンライン手続き受付完了のお知らせ",
    sender="ＮＴＴドコモ <info@mail.mydocomo.com>",
    date="2026-11-12T10:03:11+09:00",
    message_id="1234567.89.1794445391234.JavaMail.docomo@ap01",
    text=BODY_1,
    charset="iso-2022-jp",
)

PLAIN_2 = (
    "auをご利用いただきありがとうございます。\n"
    "\nご解約のお手続きが完了しました。\n"
    "契約番号：1234\n\nKDDI株式会社"
)
HTML_2 = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<style type="text/css">body{font-size:14px}</style></head><body bgcolor="#ffffff">
<table width="600" cellpadding="0"><tr><td><img src="https://au.com/l.gif" alt="au"></td></tr>
<tr><td>auをご利用いただきありがとうございます。<br><br>
ご解約のお手続きが完了しました。<br>契約番号：<strong>1234</strong></td></tr>
<tr><td><a href="https://my.au.com/"><font color="#eb5505">My auで確認する</font></a></td></tr>
</table></body></html>"""
CASES["au, plain and page in base64"] = case(
    lines(
        b"From: =?UTF-8?B?" + b64_line("auお客さまサポート".encode()) + b"?=\r\n <auinfo@au.com>",
        b"To: <090xxxxxxxx@ezweb.ne.jp>",
        b"Subject: =?UTF-8?B?"
        + b64_line("[auからのお知らせ]".encode())
        + b"?=\r\n =?UTF-8?B?"
        + b64_line("解約手続き完了".encode())
        + b"?=",
        b"Date: Thu, 12 Nov 2026 01:03:00 +0000",
        b"Mime-Version: 1.0",
        b'Content-Type: multipart/alternative;\r\n boundary="--==_mimepart_5fa_3b9"',
        b"",
        b"----==_mimepart_5fa_3b9",
        b"Content-Type: text/plain;\r\n charset=UTF-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(utf8(PLAIN_2)),
        b"----==_mimepart_5fa_3b9",
        b"Content-Type: text/html;\r\n charset=UTF-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(utf8(HTML_2)),
        b"----==_mimepart_5fa_3b9--",
    ),
    subject="[auからのお知らせ]解約手続き完了",
    sender="auお客さまサポート <auinfo@au.com>",
    text=PLAIN_2,
    other=(
        "[au]\nauをご利用いただきありがとうございます。\n"
        "\nご解約のお手続きが完了しました。\n"
        "契約番号：1234\nMy auで確認する [1]\n"
        "\n[1] https://my.au.com/"
    ),
    date="2026-11-12T01:03:00+00:00",
)

HTML_3 = """<HTML><BODY>
<P>いつもソフトバンクをご利用いただき<BR>
誠にありがとうございます。</P>
<TABLE border=0><TR><TD nowrap>ご利用期間</TD><TD>10月1日～10月31日</TD></TR>
<TR><TD>ご請求金額</TD><TD align=right>3,278円</TD></TR></TABLE>
<P><A HREF="https://my.softbank.jp/d?i=1&amp;k=abc">My SoftBank</A>でご確認ください。</P>
</BODY></HTML>"""
CASES["softbank, a page alone in iso-2022-jp and quoted-printable"] = case(
    lines(
        b"From: =?iso-2022-jp?B?" + b64_line(jis("ソフトバンク")) + b"?= <auto@softbank.jp>",
        b"To: li@example.jp",
        b"Subject: =?iso-2022-jp?Q?=1B$B$4@A5a6b3[3NDj$N$*CN$i$;=1B(B?=",
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900",
        b'Content-Type: text/html; charset="iso-2022-jp"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(jis(HTML_3)),
    ),
    subject="ご請求金額確定のお知らせ",
    text=(
        "いつもソフトバンクをご利用いただき\n"
        "誠にありがとうございます。\n\nご利用期間  10月1日～10月31日\n"
        "ご請求金額  3,278円\n\nMy SoftBank [1]でご確認ください。\n"
        "\n[1] https://my.softbank.jp/d?i=1&k=abc"
    ),
    text_from="html",
)

CASES["y!mobile, a folded subject with a tab and lower-case labels"] = case(
    lines(
        b'from: "Y!mobile" <no-reply@ymobile.jp>',
        b'to: "' + jis_word("李 偉") + b'" <li@example.jp>',
        b"subject: =?iso-2022-jp?b?"
        + b64_line(jis("ワイモバイル"))
        + b"?=\r\n\t=?iso-2022-jp?b?"
        + b64_line(jis("解約のご案内"))
        + b"?=",
        b"date: 12 Nov 2026 10:03 +0900",
        b"content-type: text/plain; charset=iso-2022-jp",
        b"",
        jis("ＳＩＭ返却先：\n〒143-0006　東京都大田区平和島"),
        end=b"\n",
    ),
    subject="ワイモバイル解約のご案内",
    sender="Y!mobile <no-reply@ymobile.jp>",
    recipient="李 偉 <li@example.jp>",
    text="ＳＩＭ返却先：\n〒143-0006　東京都大田区平和島",
)

HTML_5 = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>楽天モバイル</title>
<!--[if mso]><style>td{font-family:Arial}</style><![endif]--></head>
<body style="margin:0"><div style="display:none;font-size:1px;max-height:0">
解約のお申し込みを受け付けました&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>
<table role="presentation"><tbody><tr><td align="center">
<img src="h.png" width="640" alt="Rakuten Mobile" /></td></tr>
<tr><td style="padding:20px"><h1>解約のお申し込みを受け付けました</h1>
<p>李偉 様</p><p>楽天モバイルをご利用いただき、<br />ありがとうございました。</p>
<ul><li>申込番号：R-9988</li><li>解約日：2026/11/30</li></ul>
<!--[if mso]><v:roundrect href="https://x"><![endif]-->
<a href="https://portal.mobile.rakuten.co.jp/my-rakuten-mobile?l-id=mail"
 style="display:block">my 楽天モバイル</a><!--[if mso]></v:roundrect><![endif]-->
</td></tr></tbody></table><img src="https://t.example/o.gif" width="1" height="1"></body></html>"""
CASES["rakuten, a page with a hidden line and layout tables"] = case(
    lines(
        (
            b"From: =?utf-8?Q?=E6=A5=BD=E5=A4=A9=E3=83=A2=E3=83=90=E3=82=A4=E3=83=AB?="
            b" <noreply@mobile.rakuten.co.jp>"
        ),
        (
            b"Subject: =?utf-8?Q?=E3=80=90=E6=A5=BD=E5=A4=A9=E3=83=A2=E3=83=90=E3=82"
            b"=A4=E3=83=AB=E3=80=91?=\r\n =?utf-8?Q?=E8=A7=A3=E7=B4=84?="
        ),
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        b64(HTML_5.encode()),
    ),
    subject="【楽天モバイル】解約",
    sender="楽天モバイル <noreply@mobile.rakuten.co.jp>",
    text=(
        "[Rakuten Mobile]\n\n解約のお申し込みを受け付けました\n"
        "\n李偉 様\n\n楽天モバイルをご利用いただき、\n"
        "ありがとうございました。\n\n- 申込番号：R-9988\n"
        "- 解約日：2026/11/30\n\nmy 楽天モバイル [1]\n"
        "\n[1] https://portal.mobile.rakuten.co.jp/my-rakuten-mobile?l-id=mail"
    ),
)

TEXT_6 = (
    "LINEMOをご利用いただきありがとうございます。MNP予約番号は 12-345-67890 "
    "です。有効期限は15日間です。"
)
CASES["linemo, quoted-printable torn inside characters"] = case(
    lines(
        b"From: LINEMO <info@linemo.jp>",
        b"To: li@example.jp",
        "Subject: LINEMO MNP予約番号",
        b"Date: Thu, 12 Nov 2026 10:03:00 +0900",
        b'Content-Type: text/plain; charset="UTF-8"',
        b"Content-Transfer-Encoding: QUOTED-PRINTABLE",
        b"",
        b"".join(
            b"=%02X" % byte + (b"=\r\n" if n % 25 == 24 else b"")
            for n, byte in enumerate(TEXT_6.encode())
        ),
    ),
    subject="LINEMO MNP予約番号",
    text=TEXT_6,
)

CASES["povo, flowed text by a service"] = case(
    lines(
        b"From: povo2.0 <no-reply@povo.jp>",
        b"Subject: =?us-ascii?Q?Your_povo2=2E0_account?=",
        b"Date: Thu, 12 Nov 2026 10:03:00 +0000 (UTC)",
        b"Message-ID: <abc_DEF-1@geopod-ismtpd-3>",
        b"Content-Type: text/plain; charset=us-ascii; format=flowed",
        b"",
        (
            b"Your account will be closed on 30 November. Please note that \r\n"
            b"toppings are not refunded.\r\n\r\n"
            b"> Can I keep \r\n> my number?\r\n"
            b"Yes.\r\n\r\n-- \r\npovo"
        ),
    ),
    subject="Your povo2.0 account",
    text=(
        "Your account will be closed on 30 November. Please note that toppings ar"
        "e not refunded.\n\n> Can I keep my number?\n"
        "Yes.\n\n-- \npovo"
    ),
    date="2026-11-12T10:03:00+00:00",
)

TEXT_8 = "ﾐｵﾌｫﾝご利用の髙橋様\n\n①SIMｶｰﾄﾞ返却\n②端末ﾛｰﾝ残高　№3\n\n㈱ｲﾝﾀｰﾈｯﾄ"
CASES["iijmio, half-width kana and windows characters in iso-2022-jp"] = case(
    lines(
        b"From: IIJmio <support@iijmio.jp>",
        b"Subject: " + jis_word("[IIJmio] ①解約受付 ﾐｵﾌｫﾝ"),
        b'Content-Type: text/plain; charset="iso-2022-jp"',
        b"",
        jis(TEXT_8),
    ),
    subject="[IIJmio] ①解約受付 ﾐｵﾌｫﾝ",
    text=TEXT_8,
    date=None,
)

TEXT_9 = (
    "mineo（マイネオ）をご利用いただきありがとうございます。\n"
    "表示価格はすべて税込です。ソフトの申込能力予定"
)
CASES["mineo, shift_jis in 8 bits with backslashes in it"] = case(
    lines(
        b'From: "mineo" <info@mineo.jp>',
        b"Subject: =?Shift-JIS?B?" + b64_line(sjis("【mineo】表示のソート機能")) + b"?=",
        b"Content-Type: text/plain; charset=Shift-JIS",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        sjis(TEXT_9),
    ),
    subject="【mineo】表示のソート機能",
    text=TEXT_9,
    charset="cp932",
)

HTML_10 = (
    "<p>UQ mobileを&nbsp;ご利用の<span lang=EN-US>Li Wei</span>さま<o:p></o:p"
    "></p>\n<p class=MsoNormal>解約金：<b>0円</b></p>\n"
    "<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>\n"
    "<ol start=1 type=1><li class=MsoNormal>返却</li><li class=MsoNormal>精算"
    "</li></ol>"
)
CASES["uq, a page by word"] = case(
    lines(
        b"From: " + utf8_word("UQお客さまセンター") + b" <uq@uqwimax.jp>",
        b"Subject: " + utf8_word("解約金について"),
        b'Content-Type: multipart/alternative; boundary="_000_OSAPR01MB"',
        b"",
        b"--_000_OSAPR01MB",
        b'Content-Type: text/plain; charset="utf-8"',
        b"",
        b"",
        b"--_000_OSAPR01MB",
        b'Content-Type: text/html; charset="utf-8"',
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        qp(HTML_10.encode()),
        b"--_000_OSAPR01MB--",
    ),
    subject="解約金について",
    text="UQ mobileを ご利用のLi Weiさま\n\n解約金：0円\n\n1. 返却\n2. 精算",
    text_from="html",
    other="",
)

CASES["ocn, euc-jp"] = case(
    lines(
        b"From: =?EUC-JP?B?" + b64_line(euc_jp("ＯＣＮモバイル")) + b"?= <ocn@ocn.ne.jp>",
        b"Subject: =?EUC-JP?Q?"
        + b"".join(b"=%02X" % byte for byte in euc_jp("ご解約手続き㈱"))
        + b"?=",
        b"Content-Type: text/plain; charset=EUC-JP",
        b"Content-Transfer-Encoding: 8bit",
        b"",
        euc_jp("ご契約№123の解約を\r\n承りました。～ＯＣＮ～"),
    ),
    sender="ＯＣＮモバイル <ocn@ocn.ne.jp>",
    subject="ご解約手続き㈱",
    text="ご契約№123の解約を\n承りました。～ＯＣＮ～",
)

"""One mail as five webmails show it on their pages and put it under what is answered or forwarded.

Written by hand, true to how those pages copy: their names of headers, their blanks and signs.
"""

from typing import NamedTuple

SUBJECT = "【ドコモ】解約手続きのご案内"
SENDER = "ドコモ <noreply@docomo.ne.jp>"
AT = "2026-11-12T10:03:00+09:00"


class Copy(NamedTuple):
    """What was copied, and to whom the mail says it went."""

    text: str
    recipient: str = ""


COPIES = {
    "gmail-page-en": Copy(
        """【ドコモ】解約手続きのご案内
External
Inbox
Search for all messages with label Inbox
Remove label Inbox from this conversation

ドコモ <noreply@docomo.ne.jp>
Thu, Nov 12, 10:03\u202fAM (8 days ago)
to me

Dear customer,
"""
    ),
    "gmail-page-ja": Copy(
        """【ドコモ】解約手続きのご案内
受信トレイ

ドコモ <noreply@docomo.ne.jp>
2026年11月12日(木) 10:03 (8 日前)
To 自分

李 偉 様
"""
    ),
    "gmail-page-zh": Copy(
        """【ドコモ】解約手続きのご案内
收件箱

ドコモ <noreply@docomo.ne.jp>
11月12日周四 10:03 (8天前)
发送至 我

您好
"""
    ),
    "gmail-page-en-one-line": Copy(
        """【ドコモ】解約手続きのご案内
Inbox

ドコモ <noreply@docomo.ne.jp>\tThu, Nov 12, 2026 at 10:03 AM
To: Li Wei <li@example.jp>

Dear customer,
""",
        "Li Wei <li@example.jp>",
    ),
    "gmail-details-en": Copy(
        """from:\tドコモ <noreply@docomo.ne.jp>
to:\tli@example.jp
date:\tNov 12, 2026, 10:03\u202fAM
subject:\t【ドコモ】解約手続きのご案内
mailed-by:\tdocomo.ne.jp
signed-by:\tdocomo.ne.jp
security:\t Standard encryption (TLS) Learn more

Dear customer,
""",
        "li@example.jp",
    ),
    "gmail-details-ja": Copy(
        """From:\tドコモ <noreply@docomo.ne.jp>
To:\tli@example.jp
日付:\t2026/11/12 10:03
件名:\t【ドコモ】解約手続きのご案内
送信元:\tdocomo.ne.jp
署名元:\tdocomo.ne.jp
セキュリティ:\t 標準的な暗号化（TLS） 詳細

李 偉 様
""",
        "li@example.jp",
    ),
    "gmail-details-zh": Copy(
        """发件人：\tドコモ <noreply@docomo.ne.jp>
收件人：\tli@example.jp
日期：\t2026年11月12日 10:03
主题：\t【ドコモ】解約手続きのご案内
邮寄者：\tdocomo.ne.jp
签名者：\tdocomo.ne.jp
安全性：\t 标准加密 (TLS) 了解详情

您好
""",
        "li@example.jp",
    ),
    "gmail-forward-en": Copy(
        """---------- Forwarded message ---------
From: ドコモ <noreply@docomo.ne.jp>
Date: Thu, Nov 12, 2026 at 10:03\u202fAM
Subject: 【ドコモ】解約手続きのご案内
To: <li@example.jp>


Dear customer,
""",
        "<li@example.jp>",
    ),
    "gmail-forward-ja": Copy(
        """---------- Forwarded message ---------
From: ドコモ <noreply@docomo.ne.jp>
Date: 2026年11月12日(木) 10:03
Subject: 【ドコモ】解約手続きのご案内
To: <li@example.jp>


李 偉 様
""",
        "<li@example.jp>",
    ),
    "gmail-forward-zh": Copy(
        """麻烦帮忙看一下

---------- Forwarded message ---------
发件人： ドコモ <noreply@docomo.ne.jp>
Date: 2026年11月12日周四 10:03
Subject: 【ドコモ】解約手続きのご案内
To: <li@example.jp>


您好
""",
        "<li@example.jp>",
    ),
    "gmail-answer-en": Copy(
        """On Thu, Nov 12, 2026 at 10:03\u202fAM ドコモ <noreply@docomo.ne.jp> wrote:

> 【ドコモ】解約手続きのご案内
> Dear customer,
""",
    ),
    "gmail-answer-ja": Copy(
        """2026年11月12日(木) 10:03 ドコモ <noreply@docomo.ne.jp>:
> 【ドコモ】解約手続きのご案内
""",
    ),
    "gmail-answer-zh": Copy(
        """ドコモ <noreply@docomo.ne.jp> 于2026年11月12日周四 10:03写道：
> 【ドコモ】解約手続きのご案内
""",
    ),
    "gmail-print-en": Copy(
        """Li Wei <li@example.jp>
【ドコモ】解約手続きのご案内
1 message
ドコモ <noreply@docomo.ne.jp>\tThu, Nov 12, 2026 at 10:03 AM
To: Li Wei <li@example.jp>
Dear customer,
""",
        "Li Wei <li@example.jp>",
    ),
    "gmail-print-ja": Copy(
        """Gmail\tLi Wei <li@example.jp>

【ドコモ】解約手続きのご案内
1 件のメッセージ

ドコモ <noreply@docomo.ne.jp>\t2026年11月12日 10:03
To: Li Wei <li@example.jp>

李 偉 様
""",
        "Li Wei <li@example.jp>",
    ),
    "gmail-print-zh": Copy(
        """Gmail\tLi Wei <li@example.jp>

【ドコモ】解約手続きのご案内
2 封邮件

ドコモ <noreply@docomo.ne.jp>\t2026年11月12日 10:03
收件人： Li Wei <li@example.jp>

您好
""",
        "Li Wei <li@example.jp>",
    ),
    "gmail-print-one-mail-en": Copy(
        """ドコモ <noreply@docomo.ne.jp>\tThu, Nov 12, 2026 at 10:03 AM
To: Li Wei <li@example.jp>

【ドコモ】解約手続きのご案内
""",
        "Li Wei <li@example.jp>",
    ),
    "gmail-page-one-mail-en": Copy(
        """ドコモ <noreply@docomo.ne.jp>
Thu, Nov 12, 10:03 AM (8 days ago)
to me

【ドコモ】解約手続きのご案内
"""
    ),
    "outlook-page-en": Copy(
        """【ドコモ】解約手続きのご案内
\u200b
ド
ドコモ<noreply@docomo.ne.jp>
\u200b
To:\u200b You\u200b
\u200b
Thu 11/12/2026 10:03 AM

Dear customer,
"""
    ),
    "outlook-page-ja": Copy(
        """【ドコモ】解約手続きのご案内

ド
ドコモ<noreply@docomo.ne.jp>

宛先:\u200b 自分\u200b

2026/11/12 (木) 10:03

李 偉 様
"""
    ),
    "outlook-page-zh": Copy(
        """【ドコモ】解約手続きのご案内

ドコモ<noreply@docomo.ne.jp>

收件人:\u200b li@example.jp\u200b

周四 2026/11/12 10:03

您好
""",
        "li@example.jp",
    ),
    "outlook-forward-en": Copy(
        """________________________________
From: ドコモ <noreply@docomo.ne.jp>
Sent: Thursday, November 12, 2026 10:03 AM
To: Li Wei <li@example.jp>
Subject: 【ドコモ】解約手続きのご案内

Dear customer,
""",
        "Li Wei <li@example.jp>",
    ),
    "outlook-forward-ja": Copy(
        """________________________________
差出人: ドコモ <noreply@docomo.ne.jp>
送信日時: 2026年11月12日木曜日 10:03
宛先: 李 偉 <li@example.jp>
件名: 【ドコモ】解約手続きのご案内

李 偉 様
""",
        "李 偉 <li@example.jp>",
    ),
    "outlook-forward-zh": Copy(
        """________________________________
发件人: ドコモ <noreply@docomo.ne.jp>
发送时间: 2026年11月12日 星期四 10:03
收件人: 李伟 <li@example.jp>
主题: 【ドコモ】解約手続きのご案内

您好
""",
        "李伟 <li@example.jp>",
    ),
    "outlook-plain-en": Copy(
        """-----Original Message-----
From: ドコモ <noreply@docomo.ne.jp>
Sent: 12 November 2026 10:03
To: Li Wei <li@example.jp>
Cc: desk@example.jp
Subject: 【ドコモ】解約手続きのご案内

Dear customer,
""",
        "Li Wei <li@example.jp>",
    ),
    "outlook-plain-ja": Copy(
        """-----元のメッセージ-----
差出人: ドコモ <noreply@docomo.ne.jp>
送信日時: 2026年11月12日 10:03
宛先: li@example.jp
件名: 【ドコモ】解約手続きのご案内

李 偉 様
""",
        "li@example.jp",
    ),
    "outlook-plain-zh": Copy(
        """-----邮件原件-----
发件人: ドコモ <noreply@docomo.ne.jp>
发送时间: 2026年11月12日 10:03
收件人: li@example.jp
主题: 【ドコモ】解約手続きのご案内

您好
""",
        "li@example.jp",
    ),
    "yahoo-page-ja": Copy(
        """【ドコモ】解約手続きのご案内
2026/11/12 木 10:03
ドコモ <noreply@docomo.ne.jp>
宛先
li@yahoo.co.jp

李 偉 様
""",
        "li@yahoo.co.jp",
    ),
    "yahoo-details-ja": Copy(
        """【ドコモ】解約手続きのご案内

差出人\tドコモ <noreply@docomo.ne.jp>
宛先\tli@yahoo.co.jp
日付\t2026/11/12 木 10:03

李 偉 様
""",
        "li@yahoo.co.jp",
    ),
    "yahoo-brackets-ja": Copy(
        """【ドコモ】解約手続きのご案内
2026/11/12 木曜日 10:03
ドコモ (noreply@docomo.ne.jp)\x20
To：li@yahoo.co.jp

李 偉 様
""",
        "li@yahoo.co.jp",
    ),
    "yahoo-names-above-ja": Copy(
        """差出人
ドコモ <noreply@docomo.ne.jp>
宛先
li@yahoo.co.jp
日時
2026/11/12 木 10:03
件名
【ドコモ】解約手続きのご案内

李 偉 様
""",
        "li@yahoo.co.jp",
    ),
    "yahoo-forward-ja": Copy(
        """----- Original Message -----
From: ドコモ <noreply@docomo.ne.jp>
To: li@yahoo.co.jp
Date: 2026/11/12 木 10:03
Subject: 【ドコモ】解約手続きのご案内

李 偉 様
""",
        "li@yahoo.co.jp",
    ),
    "yahoo-answer-en": Copy(
        """On Thursday, November 12, 2026 at 10:03:00 AM GMT+9, ドコモ <noreply@docomo.ne.jp> wrote:

【ドコモ】解約手続きのご案内
"""
    ),
    "yahoo-answer-ja": Copy(
        """2026年11月12日 木曜日 10:03:00 JST, ドコモ <noreply@docomo.ne.jp> wrote:

【ドコモ】解約手続きのご案内
"""
    ),
    "qq-page-zh": Copy(
        """【ドコモ】解約手続きのご案内
发件人：ドコモ <noreply@docomo.ne.jp>  添加到黑名单
时   间：2026年11月12日(星期四) 上午10:03
收件人：李伟 <1234@qq.com>

您好
""",
        "李伟 <1234@qq.com>",
    ),
    "qq-new-page-zh": Copy(
        """【ドコモ】解約手続きのご案内
ドコモ
noreply@docomo.ne.jp
2026年11月12日 10:03
发给 我
隐藏详情

您好
"""
    ),
    "qq-forward-zh": Copy(
        """------------------ 原始邮件 ------------------
发件人: "ドコモ" <noreply@docomo.ne.jp>;
发送时间: 2026年11月12日(星期四) 上午10:03
收件人: "李伟"<1234@qq.com>;

主题: 【ドコモ】解約手続きのご案内

您好
""",
        "李伟<1234@qq.com>",
    ),
    "qq-forward-with-blanks-zh": Copy(
        f"""------------------ 原始邮件 ------------------
发件人:{" " * 120}"ドコモ"{" " * 84}<noreply@docomo.ne.jp>;
发送时间: 2026年11月12日(星期四) 上午10:03
收件人: "李伟"<1234@qq.com>;
主题: 【ドコモ】解約手続きのご案内

您好
""",
        "李伟<1234@qq.com>",
    ),
    "qq-new-forward-zh": Copy(
        """原始邮件
发件人：ドコモ <noreply@docomo.ne.jp>
发件时间：2026年11月12日 10:03
收件人：李伟 <1234@qq.com>
主题：【ドコモ】解約手続きのご案内

您好
""",
        "李伟 <1234@qq.com>",
    ),
    "qq-forward-en": Copy(
        """------------------ Original ------------------
From:  "ドコモ" <noreply@docomo.ne.jp>;
Date:  Thu, Nov 12, 2026 10:03 AM
To:  "Li Wei"<1234@qq.com>;

Subject:  【ドコモ】解約手続きのご案内

Dear customer,
""",
        "Li Wei<1234@qq.com>",
    ),
    "163-page-zh": Copy(
        """【ドコモ】解約手続きのご案内
发件人：\tドコモ <noreply@docomo.ne.jp>
收件人：\t我<li@163.com>
时   间：\t2026年11月12日 10:03 (星期四)

您好
""",
        "我<li@163.com>",
    ),
    "163-forward-zh": Copy(
        """-------- 转发邮件信息 --------
发件人："ドコモ" <noreply@docomo.ne.jp>
发送日期：2026-11-12 10:03:00
收件人：li@163.com
主题：【ドコモ】解約手続きのご案内

您好
""",
        "li@163.com",
    ),
    "163-table-zh": Copy(
        """---- 转发的邮件 ----
| 发件人 | ドコモ <noreply@docomo.ne.jp> |
| 日期 | 2026年11月12日 10:03 |
| 收件人 | li@163.com |
| 抄送至 |  |
| 主题 | 【ドコモ】解約手続きのご案内 |

您好
""",
        "li@163.com",
    ),
    "163-answer-zh": Copy(
        """在 2026-11-12 10:03:00，"ドコモ" <noreply@docomo.ne.jp> 写道：

【ドコモ】解約手続きのご案内
"""
    ),
    "163-forward-en": Copy(
        """-------- Forwarding messages --------
From: "ドコモ" <noreply@docomo.ne.jp>
Date: 2026-11-12 10:03:00
To: li@163.com
Subject: 【ドコモ】解約手続きのご案内

Dear customer,
""",
        "li@163.com",
    ),
    "163-answer-en": Copy(
        """At 2026-11-12 10:03:00, "ドコモ" <noreply@docomo.ne.jp> wrote:

【ドコモ】解約手続きのご案内
"""
    ),
    "apple-answer-ja": Copy(
        """2026/11/12 10:03、ドコモ <noreply@docomo.ne.jp>のメール:

【ドコモ】解約手続きのご案内
"""
    ),
    "apple-answer-zh": Copy(
        """在 2026年11月12日，10:03，ドコモ <noreply@docomo.ne.jp> 写道：

【ドコモ】解約手続きのご案内
"""
    ),
    "apple-forward-en": Copy(
        """Begin forwarded message:

From: ドコモ <noreply@docomo.ne.jp>
Subject: 【ドコモ】解約手続きのご案内
Date: November 12, 2026 at 10:03:00 AM GMT+9
To: Li Wei <li@example.jp>

Dear customer,
""",
        "Li Wei <li@example.jp>",
    ),
    "quoted-forward-en": Copy(
        """> From: ドコモ <noreply@docomo.ne.jp>
> Date: Thu, 12 Nov 2026 10:03:00 +0900
> To: li@example.jp
> Subject: 【ドコモ】解約手続きのご案内
>
> Dear customer,
""",
        "li@example.jp",
    ),
}

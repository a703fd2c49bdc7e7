"""Mails as clients and carriers put them together, right and wrong, and what they say."""

import base64
import quopri
from collections.abc import Callable, Iterable, Sequence

from tests.correspondence.examples import euc_jp, iso_2022_jp

Encode = Callable[[str], bytes]

JAPANESE = (
    "解約手続きのご案内",
    "ご利用料金のお知らせ（11月分）",
    "【重要】お支払い方法の変更について",
    "MNP予約番号の発行が完了しました",
    "いつもご利用いただきありがとうございます。\n回線の解約を承りました。",
    "ご契約者様\n\n最終月のご請求額は3,278円です。\nお引き落とし日：12月26日",
    "端末の返却キットをお送りしました。\n届きましたら10日以内にご返送ください。",
    "本メールは送信専用です。返信いただいてもお答えできません。",
    "お問い合わせ番号 A-1234\n受付時間 9時から20時（年中無休）",
    "ＳＩＭカードは返却不要です。はさみで切って処分してください。",
)
WINDOWS_ONLY = (
    "①解約日　②精算額　③返却方法",
    "㈱モバイル　ｻﾎﾟｰﾄ担当の髙橋です",
    "№12のご契約 ～ご確認ください～",
    "℡ 0120-000-000（通話料無料）",
)
SIMPLIFIED = (
    "您的合约将于12月31日解除，请在离境之前结清所有费用。",
    "最后一期账单将从您登记的银行账户中扣除。",
    "如果手机还在分期付款，解约之后仍然需要继续支付。",
    "请携带本人的在留卡和护照到店办理注销手续。",
    "关于注销手机号码的通知\n\n尊敬的客户：您好！",
    "您的申请已经受理，请保留本邮件作为凭证。",
    "本月账单金额为3278日元，扣款日为12月26日。",
    "携号转网预约码已经发送到您的手机，请在15天之内使用。",
    "客服热线：0120-000-000（中文服务每天9点到18点）",
    "如有疑问，请联系我们的客户服务中心。",
)
TRADITIONAL = (
    "您的合約將於12月31日解除，請在離境之前結清所有費用。",
    "最後一期帳單將從您登記的銀行帳戶中扣除。",
    "如果手機還在分期付款，解約之後仍然需要繼續支付。",
    "請攜帶本人的居留卡和護照到門市辦理解約手續。",
    "關於解約手續的通知\n\n親愛的客戶您好：",
    "您的申請已經受理，請保留本郵件作為憑證。",
    "本月帳單金額為3278日圓，扣款日為12月26日。",
    "攜碼預約編號已經發送到您的手機，請在15天之內使用。",
    "客服專線：0120-000-000（中文服務每天9點到18點）",
    "如有疑問，請聯絡我們的客戶服務中心。",
)
KOREAN = (
    "고객님의 회선은 12월 31일에 해지됩니다.",
    "마지막 달의 요금은 등록하신 계좌에서 출금됩니다.",
    "해지 신청이 접수되었습니다. 이 메일을 보관해 주세요.",
    "단말기 할부금은 해지 후에도 계속 청구됩니다.",
    "이번 달 청구 금액은 3,278엔입니다.",
    "번호 이동 예약 번호를 발급했습니다.",
    "본인 확인 서류를 가지고 매장을 방문해 주십시오.",
    "문의: 고객센터 0120-000-000 (한국어 안내 9시부터 18시까지)",
    "심 카드는 반납하지 않으셔도 됩니다.",
    "이용해 주셔서 감사합니다.\n\n고객센터 드림",
)


def by_codec(codec: str) -> Encode:
    """Return the function that encodes with one of Python's codecs."""
    return lambda text: text.encode(codec)


ENCODE: dict[str, Encode] = {
    "iso-2022-jp": by_codec("iso2022_jp"),
    "cp50221": iso_2022_jp,
    "cp932": by_codec("cp932"),
    "euc-jp": euc_jp,
    "utf-8": by_codec("utf-8"),
    "gb18030": by_codec("gb18030"),
    "gbk": by_codec("gbk"),
    "big5": by_codec("big5"),
    "euc-kr": by_codec("euc_kr"),
}


def b_word(raw: bytes, label: str) -> bytes:
    """Return an encoded word in base64."""
    return b"=?%s?B?%s?=" % (label.encode(), base64.b64encode(raw))


def q_word(raw: bytes, label: str) -> bytes:
    """Return an encoded word in quoted-printable."""
    said = b"".join(
        b"_"
        if byte == 0x20
        else bytes((byte,))
        if chr(byte).isalnum() and byte < 128
        else b"=%02X" % byte
        for byte in raw
    )
    return b"=?%s?Q?%s?=" % (label.encode(), said)


def folded(pieces: Iterable[bytes]) -> bytes:
    """Return pieces of a header field on a line each."""
    return b"\r\n ".join(pieces)


def cut(raw: bytes, size: int) -> list[bytes]:
    """Return `raw` cut every `size` bytes, in the middle of characters too."""
    return [raw[at : at + size] for at in range(0, len(raw), size)] or [b""]


def base64_lines(raw: bytes) -> bytes:
    """Return a body in base64, 76 characters a line."""
    return base64.encodebytes(raw).replace(b"\n", b"\r\n")


def quoted_printable(raw: bytes) -> bytes:
    """Return a body in quoted-printable."""
    return quopri.encodestring(raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def mail(
    fields: Sequence[tuple[str, bytes | str]], body: bytes = b"", *, line_end: bytes = b"\r\n"
) -> bytes:
    """Return a mail with these header fields."""
    lines = [
        name.encode() + b": " + (value.encode() if isinstance(value, str) else value)
        for name, value in fields
    ]
    return line_end.join((*lines, b"", body))


def text_mail(
    body: bytes, *, content_type: str = "text/plain", encoding: str = "8bit", subject: bytes = b"x"
) -> bytes:
    """Return a mail of one part."""
    return mail(
        (
            ("From", "noreply@example.jp"),
            ("To", "li@example.jp"),
            ("Subject", subject),
            ("Date", "Thu, 12 Nov 2026 10:03:00 +0900"),
            ("Content-Type", content_type),
            ("Content-Transfer-Encoding", encoding),
        ),
        body,
    )


def part(
    body: bytes, content_type: str | bytes = "text/plain", *more: tuple[str, bytes | str]
) -> bytes:
    """Return one part of a multipart body."""
    return mail((("Content-Type", content_type), *more), body)


def multipart(
    kind: str, *parts: bytes, boundary: str = "----=_Next", preamble: bytes = b""
) -> bytes:
    """Return a multipart part, its header included."""
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + each + b"\r\n" for each in parts)
    return mail(
        (("Content-Type", f'multipart/{kind}; boundary="{boundary}"'),),
        preamble + body + line + b"--\r\n",
    )


def with_header(part_or_body: bytes, *fields: tuple[str, bytes | str]) -> bytes:
    """Return a part made a mail by further header fields."""
    given = fields or (("From", "noreply@example.jp"), ("Subject", "x"))
    return mail(given)[:-2] + b"MIME-Version: 1.0\r\n" + part_or_body

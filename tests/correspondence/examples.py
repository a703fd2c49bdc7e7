"""What carriers and people write, and encodings that Python cannot write."""

JAPANESE = (
    "解約手続きのご案内",
    "いつもドコモをご利用いただき、誠にありがとうございます。",
    "お客様の回線は12月31日をもって解約となります。",
    "最終月のご利用料金は翌月末にご登録の口座から引き落とされます。",
    "端末の分割支払金が残っている場合は、引き続きお支払いが必要です。",
    "ご不明な点がございましたら、お近くの店舗までお問い合わせください。",
    "本人確認書類（在留カード、パスポート等）をご持参ください。",
)
WINDOWS_ONLY = "①契約者名　髙橋様　㈱ﾓﾊﾞｲﾙ　№12　～ご案内～"
SIMPLIFIED = (
    "您的合约将于12月31日解除，请在离境之前结清所有费用。",
    "最后一期账单将从您登记的银行账户中扣除。",
    "如果手机还在分期付款，解约之后仍然需要继续支付。",
    "请携带本人的在留卡和护照到店办理注销手续。",
)
TRADITIONAL = (
    "您的合約將於12月31日解除，請在離境之前結清所有費用。",
    "最後一期帳單將從您登記的銀行帳戶中扣除。",
    "如果手機還在分期付款，解約之後仍然需要繼續支付。",
)
KOREAN = (
    "고객님의 회선은 12월 31일에 해지됩니다.",
    "마지막 달의 요금은 등록하신 계좌에서 출금됩니다.",
)
WESTERN = (
    "Votre contrat sera résilié le 31 décembre, après réception de la demande.",
    "Ihr Vertrag endet am 31. Dezember. Bitte prüfen Sie die Rückgabe des Geräts.",
)


def euc_jp(text: str) -> bytes:
    """Return `text` in EUC-JP with the characters of CP932, as Windows writes it."""
    encoded = bytearray()
    for character in text:
        place = character.encode("cp932")
        if len(place) == 1:
            encoded += place if place.isascii() else b"\x8e" + place
        else:
            encoded += bytes(byte | 0x80 for byte in _jis_place(place))
    return bytes(encoded)


def iso_2022_jp(text: str) -> bytes:
    """Return `text` in CP50221: ISO-2022-JP with NEC and IBM characters and half-width kana."""
    encoded = bytearray()
    mode = b"\x1b(B"
    for character in text:
        place = character.encode("cp932")
        wanted = b"\x1b$B" if len(place) == 2 else b"\x1b(B" if place.isascii() else b"\x1b(I"
        if wanted != mode:
            encoded += wanted
            mode = wanted
        encoded += _jis_place(place) if len(place) == 2 else bytes((place[0] & 0x7F,))
    return bytes(encoded + (b"" if mode == b"\x1b(B" else b"\x1b(B"))


def _jis_place(shifted: bytes) -> bytes:
    lead, trail = shifted
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2
    if trail >= 0x9F:
        return bytes((row + 1 + 0x21, trail - 0x7E))
    return bytes((row + 0x21, trail - (0x1F if trail < 0x7F else 0x20)))

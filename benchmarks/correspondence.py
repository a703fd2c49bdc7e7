"""Letters as carriers write them, in three languages, made up from a seed."""

import random
from collections.abc import Iterator
from itertools import accumulate

CHARACTERS = 500
RARE = "蛇口電波塔"
RARE_ONES = 5
"""How many letters have the rare word, however many letters there are."""

_PHRASES = {
    "ja": (
        "ご解約のお手続きについてご案内いたします。",
        "解約手数料は1,100円（税込）です。",
        "ご請求金額は翌月末に確定いたします。",
        "更新月以外の解約には違約金がかかります。",
        "SIMカードをご返却ください。",
        "MNP予約番号の有効期限は15日間です。",
        "端末代金の残債は一括または分割でお支払いください。",
        "お客様の電話番号は090-{a}-{b}です。",
        "ご利用料金のお支払いを確認できませんでした。",
        "契約者ご本人様確認書類をご用意ください。",
    ),
    "zh": (
        "您的合约将于本月底到期。",
        "如需注销号码，请携带护照和在留卡。",
        "提前终止合约须支付违约金。",
        "账单已发送到您的邮箱，请及时缴费。",
        "号码已注销，押金将退回原账户。",
        "请在十五日内办理手续。",
    ),
    "en": (
        "Your contract ends at the end of this month. ",
        "A cancellation fee of 9,500 yen applies. ",
        "Please return the SIM card by post. ",
        "The last bill will be sent to your new address. ",
        "Your MNP reservation number is valid for 15 days. ",
        "You can cancel the contract at any shop. ",
    ),
}
_WEIGHTS = {"ja": 6, "zh": 2, "en": 2}
_VOCABULARY = 4000


def letters(count: int, seed: int = 1) -> Iterator[str]:
    """Yield letters of 500 characters each, the rare word spread over them."""
    chance = random.Random(seed)
    words = {language: _words(language, chance) for language in _PHRASES}
    # As in any language: the second word is half as frequent as the first, and so on.
    weights = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    rare = {count * (2 * number + 1) // (2 * RARE_ONES) for number in range(RARE_ONES)}
    for number in range(count):
        language = chance.choices([*_WEIGHTS], [*_WEIGHTS.values()])[0]
        parts = [RARE] if number in rare else []
        length = len(RARE) * len(parts)
        while length < CHARACTERS:
            if chance.random() < 0.03:
                phrase = chance.choice(_PHRASES[language])
                part = phrase.format(a=chance.randrange(1000, 9999), b=chance.randrange(1000, 9999))
            else:
                part = chance.choices(words[language], cum_weights=weights)[0]
            parts.append(part)
            length += len(part)
        chance.shuffle(parts)
        yield "".join(parts)[:CHARACTERS]


def _words(language: str, chance: random.Random) -> list[str]:
    """Return made-up words, the most frequent first."""
    if language == "en":
        letters = "etaoinshrdlucmfwypvbgkjqxz"
        weights = [12, 9, 8, 8, 7, 7, 6, 6, 6, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1]
        return [
            "".join(chance.choices(letters, weights, k=chance.randint(2, 9))) + " "
            for _ in range(_VOCABULARY)
        ]
    ideographs = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
    made = ["".join(chance.choices(ideographs, k=chance.randint(1, 3))) for _ in range(_VOCABULARY)]
    if language == "zh":
        return ["的", "了", "，", "。\n", *made][:_VOCABULARY]
    kana = [chr(code) for code in range(0x3042, 0x3093)]
    for place in range(0, _VOCABULARY, 3):
        made[place] = "".join(chance.choices(kana, k=chance.randint(1, 4)))
    return ["の", "を", "に", "、", "。\n", "は", "です", "ます", *made][:_VOCABULARY]

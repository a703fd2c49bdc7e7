"""The languages that people read: which code is meant by what was written."""

from functools import cache
from typing import Final

from tui.text.labels import LANGUAGE_LABELS
from tui.text.translation import LANGUAGES, NAMES, Words

_CODES: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
    "lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om "
    "or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""The two-letter codes of ISO 639."""
_ALSO: Final = {
    "zh": ("mandarin", "cantonese", "汉语", "普通话", "华语", "简体中文", "繁體中文", "cn", "中国"),
    "ja": ("日语", "jp", "nihongo"),
    "en": ("英文", "eng"),
    "ko": ("hangul", "한국어", "韩文", "kr"),
    "vi": ("tiếng việt", "越南文", "vn"),
    "pt": ("português",),
    "es": ("español",),
    "th": ("ภาษาไทย",),
    "tl": ("filipino", "フィリピン語", "菲律宾语"),
    "ne": ("नेपाली",),
    "id": ("bahasa indonesia",),
    "fr": ("french", "フランス語", "法语", "français"),
    "de": ("german", "ドイツ語", "德语", "deutsch"),
    "it": ("italian", "イタリア語", "意大利语"),
    "ru": ("russian", "ロシア語", "俄语", "русский"),
    "uk": ("ukrainian", "ウクライナ語", "乌克兰语"),
    "ar": ("arabic", "アラビア語", "阿拉伯语"),
    "fa": ("persian", "ペルシア語", "波斯语"),
    "tr": ("turkish", "トルコ語", "土耳其语"),
    "hi": ("hindi", "ヒンディー語", "印地语"),
    "bn": ("bengali", "bangla", "ベンガル語", "孟加拉语"),
    "ur": ("urdu", "ウルドゥー語", "乌尔都语"),
    "si": ("sinhala", "シンハラ語", "僧伽罗语"),
    "ta": ("tamil", "タミル語", "泰米尔语"),
    "my": ("burmese", "ミャンマー語", "ビルマ語", "缅甸语"),
    "mn": ("mongolian", "モンゴル語", "蒙古语"),
    "km": ("khmer", "クメール語", "高棉语"),
    "lo": ("lao", "ラオス語", "老挝语"),
    "ms": ("malay", "マレー語", "马来语"),
    "uz": ("uzbek", "ウズベク語", "乌兹别克语"),
    "pl": ("polish", "ポーランド語", "波兰语"),
    "nl": ("dutch", "オランダ語", "荷兰语"),
    "sv": ("swedish", "スウェーデン語", "瑞典语"),
}


def language_code(written: str) -> str | None:
    """Return the code of the language that a code or a name means; None for what is none."""
    text = written.strip().casefold()
    code = text.replace("_", "-").partition("-")[0]
    return code if code in _CODES.split() else _names().get(text)


@cache
def _names() -> dict[str, str]:
    found = {name: code for code, names in _ALSO.items() for name in names}
    for language in LANGUAGES:
        words = Words(language)
        found |= {words(label).casefold(): code for code, label in LANGUAGE_LABELS.items()}
    return found | {name.casefold(): code for code, name in NAMES.items()}

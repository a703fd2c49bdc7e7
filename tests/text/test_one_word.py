"""One thing has one name: a table of concepts, held over both catalogues and all content."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import tomli

from tests.translations import SOURCE, TRANSLATED, forms, messages, read, texts
from tui.casebook.fields import FIELDS
from tui.guides.shipped import content_directory
from tui.text.translation import Words


class Concept(NamedTuple):
    """What something is called, and what it is not called beside that."""

    zh: str
    not_zh: str
    """A pattern of the other names; empty where there is none to rule out."""
    ja: str
    not_ja: str


CONCEPTS: Final = {
    "cancelling": Concept("注销", "退订|(?<!注)销号", "解約", "キャンセルする|退約"),
    "a step": Concept("步骤", "", "手順", "ステップ"),
    "applying": Concept("申请", "", "申し込み", "申込み"),
    "a cut-off": Concept("截止", "", "締切", "締め切り|締切り"),
    "moving the number": Concept("携号转网", "", "乗り換え（MNP）", "持ち運び(?!ま)|他社への移行"),
    "leaving Japan": Concept("离境", "", "出国", "帰国(?:前|後|の前)"),
    "the carrier": Concept("运营商", "", "携帯会社", "通信会社"),
    "the carrier's page for members": Concept("会员", "", "会員ページ", "お客様ページ"),
    "a prepaid phone": Concept("预付费", "", "プリペイド携帯", "プリペイド式の電話"),
    "a backup": Concept(
        "备份", "", "バックアップ", "控えを(?:復元|作れ)|控えに取|新しい控え|元の控え"
    ),
    "wireless internet": Concept("", "", "Wi-Fi", "WiFi"),
    "whoever it was": Concept("谁", "", "誰", "だれ"),
    "a login": Concept("账号", "本机所有账户|登录账户|用户账户|你的账户", "アカウント", ""),
    "the holder": Concept("机主", "签约人|户主|持卡人", "契約者", "名義人"),
    "a guide": Concept("指南", "", "ガイド", "手続きの案内[をがは]"),
    "a closed card": Concept("已办结", "已结案|已关闭", "対応終了", "手続き完了"),
    "the proof": Concept("凭证", "证据", "手続き記録一式", "証拠|証明の\\{"),
    "a terminal": Concept(
        "终端", "", "ターミナル", "端末(?:に送|には表示|を乱|に出せ|に害|を UTF)"
    ),
    "a directory": Concept("目录", "", "ディレクトリ", "フォルダー|ディレクトリー"),
    "file modes": Concept("权限", "", "パーミッション", "モード \\{"),
    "the reader": Concept("你", "您(?!好)", "", ""),
    "one's own computer": Concept(
        "自己的电脑", "", "お手元のパソコン", "お手元のPC|ご自分のコンピューター"
    ),
    "phrases to show": Concept("窗口用语", "短句|柜台用语", "窓口の文", "文例"),
    "a withdrawn note": Concept("已作废", "", "無効", "取り下げた記録|記録を取り下げ"),
    "a mobile line": Concept("号码", "这条线路|线路停|新线路", "回線", "携帯ライン"),
    "the end of the term": Concept("合同到期日", "合同期满日", "満了日", ""),
    "the eight days": Concept(
        "8天内取消", "8天内撤销|初期契约解除", "8日以内", "8日以内の取り消し"
    ),
    "paid through the bill": Concept("随话费一起扣款", "随话费代扣", "料金合算払い", ""),
    "storing a number": Concept("停机保号", "暂时保管", "番号保管", ""),
    "the closing day": Concept("账单结算日", "(?<!账单)结算日", "締め日", ""),
    "the eight days with a reason": Concept("確認措置", "确认措置", "確認措置", ""),
    "a check": Concept("核对项", "确认项", "", ""),
    "a working day": Concept("工作日", "营业日", "", ""),
    "leaving the country": Concept("离境", "出境|出国", "", ""),
    "the monthly charge": Concept("月费", "月租", "", ""),
    "what is left of instalments": Concept("余款", "分期的?余额", "", ""),
    "renewing by itself": Concept("自动续费", "自动续期", "", ""),
    "the 4-digit PIN": Concept("4位数密码", "4位密码|PIN码", "暗証番号", ""),
    "people with unpaid bills": Concept("欠费用户", "欠费人|欠费的人", "", ""),
    "a credit card from abroad": Concept("海外发行的信用卡", "外国的?信用卡", "", ""),
    "the customer number": Concept("客户编号", "客户号", "", ""),
    "accessories": Concept("配件", "", "付属品", ""),
}


def content_texts(value: Any) -> Iterator[dict[str, str]]:
    """Yield every text in several languages that a file holds."""
    if isinstance(value, dict) and isinstance(value.get("en"), str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from content_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from content_texts(item)


def said(language: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a language with where it stands."""
    for message in messages(read(language)):
        yield from ((str(message.id), form) for form in forms(message.string))
    for path in sorted(content_directory().rglob("*.toml")):
        for text in content_texts(tomli.loads(path.read_text("utf-8"))):
            yield f"{path.name}: {text['en'][:60]}", text[language]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("concept", CONCEPTS)
def test_one_thing_has_one_name(concept: str, language: str) -> None:
    known = CONCEPTS[concept]
    other = known.not_zh if language == "zh" else known.not_ja
    if not other:
        pytest.skip("nothing is ruled out in this language")
    # What is met in Japanese stands in brackets or quotation marks in a Chinese text.
    aside = re.compile("（[^）]*）|“[^”]*”") if language == "zh" else re.compile("「[^」]*」")
    found = [(at, text) for at, text in said(language) if re.search(other, aside.sub("", text))]
    assert found == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_concept_that_has_a_name_is_called_so_somewhere(language: str) -> None:
    everything = "\n".join(text for _, text in said(language))
    names = {concept: getattr(known, language) for concept, known in CONCEPTS.items()}
    assert {concept for concept, name in names.items() if name and name not in everything} == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_count_is_looked_up_as_if_it_were_a_plain_text(language: str) -> None:
    words = Words(language)
    counts = {forms(m.id)[0] for m in messages(read(language)) if len(forms(m.id)) > 1}
    plain: dict[str, Path] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for text in texts(path.read_text("utf-8"), path.name):
            if isinstance(text, str):
                plain[text] = path
    assert {text: path for text, path in plain.items() if text in counts} == {}
    assert words.plural("{n} waiting", "{n} waiting", 1) != "1 waiting"


@pytest.mark.parametrize("language", TRANSLATED)
def test_two_fields_never_share_a_name(language: str) -> None:
    words = Words(language)
    names = [words(field.label) for field in FIELDS]
    assert len(names) == len(set(names))

"""Which field a column of a list is, by the name that an office gave it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tui.casebook.fields import FIELD_LABELS, FIELDS, NAME, Field
from tui.people.sheet import Row, Sheet, Unfit
from tui.text.translation import LANGUAGES, Words, marked

TYPE: Final = "type"
"""The column of the card type, which is no field that is filled in."""

_TOP: Final = 20
_ALSO: Final[Mapping[str, Sequence[str]]] = {
    "holder": (
        *("name", "full name", "student", "student name", "customer", "person", "holder name"),
        *("氏名", "名前", "お名前", "学生氏名", "契約者名", "名義", "名義人", "利用者", "利用者名"),
        *("姓名", "名字", "学生姓名", "机主姓名", "持有人"),
    ),
    "language": ("lang", "使用言語", "話せる言語", "母語", "语种", "母语", "語言"),
    "carrier": (
        *("provider", "operator", "phone company", "mobile carrier", "network"),
        *("キャリア", "通信会社", "携帯電話会社", "通信事業者", "事業者"),
        *("电信公司", "通信公司", "手机公司", "电信运营商", "電信公司"),
    ),
    "number": (
        *("phone", "phone no", "tel", "telephone", "telephone number", "mobile", "mobile number"),
        *("mobile phone", "cell", "cell phone", "cellphone"),
        *("電話", "携帯", "携帯番号", "携帯電話", "携帯電話番号", "TEL"),
        *("电话", "手机", "手机号", "手机号码", "号码", "電話號碼"),
    ),
    "departure": (
        *("departure date", "date of departure", "leaves", "leaving", "leaving date", "flight"),
        *("leaves japan", "departs", "return date", "flight date"),
        *("帰国日", "帰国予定日", "出国予定日", "離日日", "離日予定日", "出発日", "フライト日"),
        *("离境日", "离日日期", "离日", "出境日期", "回国日期", "回国日", "出发日期", "离开日期"),
    ),
    "end_of_stay": (
        *("visa expiry", "visa until", "visa expires", "period of stay", "residence until"),
        *("在留期間", "在留期間満了日", "在留期間の満了日", "ビザ期限"),
        *("在留期间", "签证到期日", "签证有效期", "在留到期日"),
    ),
    "email": (
        *("email", "mail", "mail address", "email address"),
        *("メール", "電子メール", "Eメール", "メアド"),
        *("邮箱", "邮件", "电子邮件", "电邮", "邮箱地址"),
    ),
    "label": ("カード名", "ラベル", "标签", "卡片名"),
    "assignee": (
        *("assigned to", "in charge", "staff", "responsible", "advisor", "who"),
        *("担当", "担当職員", "负责人", "担当人"),
    ),
    "contact": ("contact", "contact abroad", "contact after departure", "連絡先", "联系方式"),
    "kana": ("kana", "furigana", "katakana", "カナ", "氏名カナ", "ふりがな", "假名", "片假名"),
    "birth_date": ("birthday", "dob", "born", "誕生日", "生日", "出生年月日"),
    "address": ("address", "住所", "現住所", "地址", "住址"),
    "line_end": ("line end", "last day of the line", "解約日", "利用終了日", "解约日", "停机日期"),
    "contract_start": ("contract start", "契約開始日", "開通日", "合同开始日", "开通日期"),
    "payment": ("payment", "payment method", "支払方法", "支払い", "支付方式", "缴费方式"),
    "monthly_charge": ("monthly", "monthly fee", "月額", "基本料金", "月费", "月租"),
    "handset": ("phone instalments", "instalments", "端末代金", "分割払い", "分期"),
    "iccid": ("iccid", "sim number", "SIM番号", "SIMカード番号", "SIM卡号"),
    "imei": ("imei",),
    "contract_number": ("customer number", "お客様番号", "顧客番号", "客户编号", "合约编号"),
    TYPE: ("card type", "kind", "plan type", "種別", "カードの種類", "回線種別", "类别", "卡类型"),
}
"""What offices call a column beside what the program calls the field."""

_BY_NAME: Final = {field.on_card: field for field in FIELDS}


class Found(NamedTuple):
    """The line of the columns' names, and what was understood of them."""

    line: int
    fields: Mapping[int, Field]
    """Place of a column, from 0 -> field."""
    type: int | None
    ignored: tuple[str, ...]
    """The columns that are not read, as they are called."""


class Columns:
    """The names by which a column is known."""

    def __init__(self, mapped: Iterable[str] = ()) -> None:
        """Know a field by its labels in every language; `mapped` has further `COLUMN=FIELD`.

        Raises `Unfit` for a field that there is not.
        """
        self._known: dict[str, str] = {}
        for name in (*_BY_NAME, TYPE):
            self._known |= dict.fromkeys(map(_key, (name, *_ALSO.get(name, ()))), name)
        for language in LANGUAGES:
            words = Words(language)
            for name in (*_BY_NAME, TYPE):
                self._known.setdefault(_key(words(FIELD_LABELS[name])), name)
        self._mapped = dict(_one_mapped(each) for each in mapped)

    def _named(self, cell: str) -> str | None:
        """Return the field, or `TYPE`, that a column of this name is."""
        key = _key(cell)
        if key in self._mapped:
            return self._mapped[key]
        # 氏名（カナ） is another column than 氏名.
        shorter = unicodedata.normalize("NFKC", cell).partition("(")[0]
        return self._known.get(key) or self._known.get(_key(shorter))

    def count(self, cells: Iterable[str]) -> int:
        """Return how many of some cells are names of columns."""
        return sum(1 for cell in cells if cell and self._named(cell))

    def are_in(self, row: Row) -> bool:
        """Say whether a row is that of the columns' names: a column of names is among them."""
        return any(cell and self._named(cell) == NAME.on_card for cell in row.cells)

    def found(self, sheet: Sheet, name: str) -> Found:
        """Return what the columns of a sheet are; raises `Unfit`."""
        row = next((row for row in sheet.rows[:_TOP] if self.are_in(row)), None)
        if row is None:
            raise Unfit(
                marked(
                    "{name} has no column of names: call it name, 氏名 or 姓名, or say which it is "
                    "with --map 'COLUMN=holder'."
                ),
                name=name,
            )
        for merged in sheet.merged:
            # A title above the columns may span them.
            if merged.last_line >= row.line:
                raise Unfit(
                    marked(
                        "The cells {cells} are merged, so that it is not known whose the value "
                        "is: take them apart, and fill in each."
                    ),
                    cells=merged.where,
                )
        self._refuse_what_is_not_there(row)
        return self._of(row)

    def _refuse_what_is_not_there(self, row: Row) -> None:
        there = {_key(cell) for cell in row.cells}
        lacking = next((key for key in self._mapped if key not in there), None)
        if lacking is not None:
            raise Unfit(
                marked("There is no column {column}. There is: {columns}."),
                column=lacking,
                columns=", ".join(filter(None, row.cells)),
            )

    def _of(self, row: Row) -> Found:
        places: dict[str, int] = {}
        ignored = []
        for place, cell in enumerate(row.cells):
            field = self._named(cell) if cell else None
            if not field:
                ignored += [cell] if cell else []
            elif field in places:
                raise Unfit(
                    marked(
                        "The columns {first} and {second} are both taken for {field}: say which "
                        "is not, with --map '{second}='."
                    ),
                    first=row.cells[places[field]],
                    second=cell,
                    field=field,
                )
            else:
                places[field] = place
        type = places.pop(TYPE, None)
        fields = {place: _BY_NAME[field] for field, place in places.items()}
        return Found(row.line, fields, type, tuple(ignored))


def _one_mapped(written: str) -> tuple[str, str]:
    column, equals, field = written.rpartition("=")
    wanted = field.strip().replace("-", "_")
    wanted = NAME.on_card if wanted == NAME.name else wanted
    if not equals or not column.strip():
        raise Unfit(marked("{text} is no COLUMN=FIELD."), text=written)
    if wanted and wanted != TYPE and wanted not in _BY_NAME:
        raise Unfit(
            marked("There is no field {field}. There is: {fields}."),
            field=field.strip(),
            fields=", ".join((*_BY_NAME, TYPE)),
        )
    return _key(column), wanted


def _key(name: str) -> str:
    """Return a column's name as it is compared: letters and digits, without width and case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if character.isalnum())

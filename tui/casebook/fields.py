"""The fields of cards and of people, each declared once; whatever shows one asks here."""

from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from tui.casebook.records import Card, Holder
from tui.text.labels import CLOSING_LABELS, CODES_LABELS, HANDSET_LABELS, PAYMENT_LABELS, Labels
from tui.text.translation import marked

Value = str | int
"""What a field holds: a text, an ISO day or `unknown`, a token, or a whole number of yen."""

Kind = Literal["text", "day", "past-day", "birthday", "choice", "yen", "sum"]
"""How a value is read and said; a `past-day` without a year is the last such day, and a `sum` is in
yen, or `unknown`."""

Group = Literal["card", "number", "holder", "names"]
"""With which part of a proof a field is left out; what is of the `card` never is."""


class Column(NamedTuple):
    """Where a field stands on the board, and in how many cells.

    Places 3 and 4 are how far the card is, and what comes next.
    """

    place: int
    widest: int
    narrowest: int
    name: str = ""
    """What the order by it is called, where that is not the field's name."""


class Field(NamedTuple):
    """One thing that can be said of a card or of the person whose it is."""

    name: str
    label: str
    """What a person calls it, to be translated."""
    says: str = ""
    """What its option says; a field without one is given in another way."""
    operand: str = "TEXT"
    of: Literal["card", "holder"] = "card"
    kind: Kind = "text"
    tokens: Labels = MappingProxyType({})
    """Of a choice each token, of a text those that mean something, and what it is called."""
    with_card: bool = True
    """Whether its option is one of a card's verbs too."""
    without: tuple[str, ...] = ()
    """The card types that are not asked for it."""
    rare: bool = False
    """Whether a form asks for it only when more is wanted."""
    searched: bool = False
    identifies: bool = False
    """Whether it is barred wherever a proof without its group would say it."""
    masked: bool = False
    """Whether a list of many cards shows no more than its end."""
    group: Group = "card"
    on_page: bool = True
    """Whether the page of a proof says it."""
    column: Column | None = None
    also: str = ""
    """What else the lists of offices call it, parted by commas."""

    def __hash__(self) -> int:
        """Each field is one of its own."""
        return id(self)

    @property
    def option(self) -> str:
        """The option of the command that gives it."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def on_card(self) -> str:
        """What it is called among the fields of a card, where a person is the holder."""
        return "holder" if self is NAME else self.name

    @property
    def is_day(self) -> bool:
        """Whether it holds a day, which may be `unknown`."""
        return self.kind in ("day", "past-day", "birthday")

    def is_for(self, type: str) -> bool:
        """Whether a card of this type is asked for it."""
        return type not in self.without

    def value(self, card: Card) -> Value | None:
        """Return what a card, or its holder, has."""
        return self.of_record(card.holder if self.of == "holder" else card)

    def of_record(self, record: Card | Holder) -> Value | None:
        """Return what a card has, or a person; each only of its own fields."""
        found: Value | None = getattr(record, self.name)
        return found


_NO_BILL: Final = ("prepaid", "tourist")
_NO_PHONE: Final = ("home-internet",)

LABEL: Final = Field(
    "label",
    marked("label"),
    marked("its label"),
    "L",
    searched=True,
    column=Column(1, 24, 12),
    also="カード名, ラベル, 标签, 卡片名",
)
CARRIER: Final = Field(
    "carrier",
    marked("carrier"),
    marked("the carrier, for instance docomo"),
    "ID",
    searched=True,
    column=Column(7, 12, 7),
    also=(
        "provider, operator, phone company, mobile carrier, network, キャリア, "
        "通信会社, 携帯電話会社, 通信事業者, 事業者, 电信公司, 通信公司, "
        "手机公司, 电信运营商, 電信公司"
    ),
)
NAME: Final = Field(
    "name",
    marked("name"),
    marked("their name"),
    "NAME",
    of="holder",
    with_card=False,
    searched=True,
    identifies=True,
    group="holder",
    column=Column(2, 20, 10),
    also=(
        "name, full name, student, student name, customer, person, "
        "holder name, 氏名, 名前, お名前, 学生氏名, 契約者名, 名義, 名義人, "
        "利用者, 利用者名, 姓名, 名字, 学生姓名, 机主姓名, 持有人"
    ),
)
DEPARTURE: Final = Field(
    "departure",
    marked("departure"),
    marked("the day the holder leaves Japan"),
    "D",
    of="holder",
    kind="day",
    group="holder",
    column=Column(5, 9, 8),
    also=(
        "departure date, date of departure, leaves, leaving, leaving date, "
        "flight, leaves japan, departs, return date, flight date, 帰国日, "
        "帰国予定日, 出国予定日, 離日日, 離日予定日, 出発日, フライト日, "
        "离境日, 离日日期, 离日, 出境日期, 回国日期, 回国日, 出发日期, 离开日期"
    ),
)
EMAIL: Final = Field(
    "email",
    marked("e-mail address"),
    marked("the address that the carrier writes to"),
    "ADDRESS",
    of="holder",
    with_card=False,
    rare=True,
    searched=True,
    identifies=True,
    group="holder",
    also=(
        "email, mail, mail address, email address, メール, 電子メール, "
        "Eメール, メアド, 邮箱, 邮件, 电子邮件, 电邮, 邮箱地址"
    ),
)
ASSIGNEE: Final = Field(
    "assignee",
    marked("looked after by"),
    marked("who looks after it at the desk"),
    "WHO",
    group="names",
    column=Column(6, 14, 7, "who"),
    also=(
        "assigned to, in charge, staff, responsible, advisor, who, 担当, 担当職員, 负责人, 担当人"
    ),
)
NUMBER: Final = Field(
    "number",
    marked("phone number"),
    marked("the phone number"),
    "N",
    searched=True,
    identifies=True,
    masked=True,
    group="number",
    column=Column(8, 14, 13),
    also=(
        "phone, phone no, tel, telephone, telephone number, mobile, "
        "mobile number, mobile phone, cell, cell phone, cellphone, 電話, 携帯, "
        "携帯番号, 携帯電話, 携帯電話番号, TEL, 电话, 手机, 手机号, 手机号码, "
        "号码, 電話號碼"
    ),
)
LANGUAGE: Final = Field(
    "language",
    marked("language"),
    marked("the language they read"),
    "L",
    of="holder",
    with_card=False,
    rare=True,
    group="holder",
    on_page=False,
    also="lang, 使用言語, 話せる言語, 母語, 语种, 母语, 語言",
)

CHOSEN_END: Final = Field(
    "chosen_end",
    marked("chosen end"),
    marked("the day on which the line is to end, of those that the plan offers"),
    "D",
    kind="day",
    rare=True,
    on_page=False,
)

FIELDS: Final = (
    LABEL,
    CARRIER,
    NUMBER,
    NAME,
    DEPARTURE,
    Field(
        "end_of_stay",
        marked("end of stay"),
        marked("the day their period of stay ends"),
        "D",
        of="holder",
        kind="day",
        with_card=False,
        group="holder",
        on_page=False,
        also=(
            "visa expiry, visa until, visa expires, period of stay, "
            "residence until, 在留期間, 在留期間満了日, 在留期間の満了日, "
            "ビザ期限, 在留期间, 签证到期日, 签证有效期, 在留到期日"
        ),
    ),
    Field(
        "line_end",
        marked("line ends"),
        marked("the last day of the line"),
        "D",
        kind="day",
        also="line end, last day of the line, 解約日, 利用終了日, 解约日, 停机日期",
    ),
    Field(
        "contract_start",
        marked("contract started"),
        marked("the day the contract started"),
        "D",
        kind="past-day",
        also="contract start, 契約開始日, 開通日, 合同开始日, 开通日期",
    ),
    Field(
        "contract_received",
        marked("contract received"),
        marked("the day the contract document came"),
        "D",
        kind="past-day",
        without=_NO_BILL,
    ),
    Field(
        "payment",
        marked("paid by"),
        marked("how the bills are paid: account, card or slip"),
        "P",
        kind="choice",
        tokens=PAYMENT_LABELS,
        without=_NO_BILL,
        also="payment, payment method, 支払方法, 支払い, 支付方式, 缴费方式",
    ),
    Field(
        "monthly_charge",
        marked("monthly charge"),
        marked("what the line costs a month, in yen"),
        "YEN",
        kind="yen",
        without=_NO_BILL,
        also="monthly, monthly fee, 月額, 基本料金, 月费, 月租",
    ),
    Field(
        "closing_day",
        marked("closing day"),
        marked("the day up to which a month's bill counts: 10, 20 or month-end"),
        "DAY",
        kind="choice",
        tokens=CLOSING_LABELS,
        without=_NO_BILL,
    ),
    Field(
        "handset",
        marked("handset"),
        marked("what is owed on the handset: none, instalments or return-programme"),
        "H",
        kind="choice",
        tokens=HANDSET_LABELS,
        without=(*_NO_BILL, *_NO_PHONE),
        also="phone instalments, instalments, 端末代金, 分割払い, 分期",
    ),
    Field(
        "codes",
        marked("codes by SMS"),
        marked("what still sends codes to this number; none once all are moved"),
        tokens=CODES_LABELS,
        on_page=False,
        without=_NO_PHONE,
    ),
    Field(
        "contact",
        marked("reached at"),
        marked("how to reach them after they have left"),
        "C",
        of="holder",
        with_card=False,
        identifies=True,
        group="holder",
        on_page=False,
        also="contact, contact abroad, contact after departure, 連絡先, 联系方式",
    ),
    ASSIGNEE,
    Field(
        "iccid",
        marked("SIM number (ICCID)"),
        marked("the number on the SIM, or the eSIM's, which begins with 89"),
        "N",
        rare=True,
        searched=True,
        identifies=True,
        masked=True,
        group="number",
        without=_NO_PHONE,
        also="iccid, sim number, SIM番号, SIMカード番号, SIM卡号",
    ),
    Field(
        "imei",
        marked("handset's IMEI"),
        marked("the handset's number, which *#06# shows"),
        "N",
        rare=True,
        searched=True,
        identifies=True,
        masked=True,
        group="number",
        without=_NO_PHONE,
        also="imei",
    ),
    Field(
        "contract_number",
        marked("contract number"),
        marked("the number of the contract or customer at the carrier"),
        "N",
        rare=True,
        searched=True,
        identifies=True,
        masked=True,
        group="number",
        also="customer number, お客様番号, 顧客番号, 客户编号, 合约编号",
    ),
    Field(
        "deposit",
        marked("deposit owed"),
        marked("the deposit that is to come back, in yen, or unknown"),
        "YEN",
        kind="sum",
        rare=True,
    ),
    Field(
        "refund",
        marked("refund owed"),
        marked("the balance or overpayment that is to come back, in yen, or unknown"),
        "YEN",
        kind="sum",
        rare=True,
    ),
    CHOSEN_END,
    Field(
        "kana",
        marked("name in katakana"),
        marked("their name in katakana, as Japanese forms ask for it"),
        "NAME",
        of="holder",
        with_card=False,
        rare=True,
        searched=True,
        identifies=True,
        group="holder",
        also="kana, furigana, katakana, カナ, 氏名カナ, ふりがな, 假名, 片假名",
    ),
    Field(
        "birth_date",
        marked("date of birth"),
        marked("the day they were born"),
        "D",
        of="holder",
        kind="birthday",
        with_card=False,
        rare=True,
        identifies=True,
        masked=True,
        group="holder",
        also="birthday, dob, born, 誕生日, 生日, 出生年月日",
    ),
    Field(
        "address",
        marked("contract address"),
        marked("their address as it stands in the contract"),
        of="holder",
        with_card=False,
        rare=True,
        identifies=True,
        masked=True,
        group="holder",
        also="address, 住所, 現住所, 地址, 住址",
    ),
    EMAIL,
    LANGUAGE,
)
"""Every field that a person fills in, in the order in which they are asked and shown."""

CARD_FIELDS: Final = tuple(each for each in FIELDS if each.of == "card")
HOLDER_FIELDS: Final = tuple(each for each in FIELDS if each.of == "holder")
REFERENCES: Final = tuple(
    each for each in FIELDS if each.masked and each.of == "card" and each is not NUMBER
)
"""What a letter may name a card by, beside its telephone number."""
OF_CARD_OPTIONS: Final = tuple(each for each in FIELDS if each.with_card)
"""What a card's verbs take; of its holder only what belongs to ending a contract."""

FIELD_LABELS: Final[Labels] = {
    **{each.name: each.label for each in FIELDS},
    "holder": marked("holder"),
    "type": marked("type"),
}
"""What the fields of records are called, also those that are not filled in."""


def blank(of: Literal["card", "holder"]) -> dict[str, str | None]:
    """Return what each field of a card or person is before anything is said of it."""
    must_be = (LABEL, NAME)
    return {each.name: "" if each in must_be else None for each in FIELDS if each.of == of}

"""An invented casebook with everything in it that a proof must show, or must not."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from types import SimpleNamespace
from unittest.mock import patch

from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft, Enclosure
from tui.casebook.event import Who
from tui.casebook.records import Card
from tui.casebook.storage import Store
from tui.exports.proof.choices import Choices
from tui.exports.proof.making import Proof, Written
from tui.guides.advice import Advice
from tui.guides.guide import Guide
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.plan.days.situation import Situation
from tui.text.translation import Words

LIBRARY = load([content_directory()], None)
ADVICE = Advice(LIBRARY.directories, None)
NUMBER, HOLDER, CONTACT = "090-1234-5678", "Li Na", "lina@example.org"
LOGIN, COLLEAGUE = "tanaka.mika", "suzuki.ken"
MEMO_TEXT, WITHDRAWN_TEXT = "Ken says: she is in a hurry", "this went to the wrong person"

LETTER = """\
李 娜 様

いつもご利用いただき、ありがとうございます。
解約のお申し込みについて、下記のとおりご案内いたします。

　お申し込み番号　A-1234
　ご契約の電話番号　０９０－１２３４－５６７８
　ご利用停止日　　2026年12月1日

最終のご請求は、停止日の翌月以降になる場合がございます。
ご不明な点は、[お問い合わせ窓口]までご連絡ください。\x1b[31m [/] <script>alert(1)</script>
"""
ANSWER = "Dear docomo,\nmy number is +81 90 1234 5678. Please end it on 1 December.\nLI NA\n"
CHINESE = "您的注销申请已收到，请等待我们的书面回复。\n"


class MovingClock:
    """Goes on seven minutes at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 12, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=7)
        return self.now


@contextmanager
def no_chance() -> Iterator[None]:
    """Make salts and ids the same each time."""
    numbers = count()

    def next_bytes(size: int = 16) -> bytes:
        return hashlib.sha256(str(next(numbers)).encode()).digest()[:size]

    # Not for all: an adapter may need some chance of its own.
    chance = SimpleNamespace(
        token_bytes=next_bytes, token_hex=lambda size=16: next_bytes(size).hex()
    )
    with patch("tui.casebook.action.secrets", chance):
        yield


def picture(width: int = 320, height: int = 200) -> bytes:
    """Return a PNG: a sheet of paper with grey lines on it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    rows = b"".join(
        b"\0" + bytes(0x88 if y % 24 < 3 and 30 < x < width - 30 else 0xF4 for x in range(width))
        for y in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def guide(type: str = "postpaid") -> Guide:
    found = LIBRARY.guide(type)
    assert found is not None
    return found


def guide_of(card: Card) -> Guide:
    return guide(card.type)


def situation_of(card: Card) -> Situation:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    return Situation(now.date(), ADVICE.carrier(card.carrier), now)


def note(text: str, **fields: object) -> Draft:
    return Draft(original=text.encode("utf-8"), text=text, **fields)  # type: ignore[arg-type]


MAIL = note(
    LETTER,
    form="mail",
    kind="mail",
    date="2026-11-12T10:05:00+09:00",
    subject="解約手続きのご案内 ［docomo］",
    sender="ドコモ インフォメーション <info@example.jp>",
    recipient=f"{HOLDER} <{CONTACT}>",
    enclosures=(
        Enclosure(name="../請求書\u202efdp.exe", type="application/pdf", content=b"%PDF-1.4 bill"),
        Enclosure(name="photo.png", type="image/png", content=picture(), caption="裏面の写真"),
    ),
)


def filled(store: Store, clock: MovingClock | None = None) -> Casebook:
    """Fill a casebook: card 1 is the one with everything, card 2 a small one in Chinese."""
    clock = clock or MovingClock()
    mika, ken = Casebook(store, Who(LOGIN), clock), Casebook(store, Who(COLLEAGUE), clock)
    card = mika.add_card(
        guide(),
        "My docomo",
        holder=HOLDER,
        departure="2027-01-15",
        holder_fields={"contact": CONTACT},
        carrier="docomo",
        number=NUMBER,
        line_end="2026-12-01",
        contract_start="2024-04-01",
        payment="account",
        handset="none",
        assignee=COLLEAGUE,
    ).id
    mika.mark(card, ["check-dates/start-date", "check-dates"], "done")
    mika.keep(card, MAIL)
    mika.keep(
        card,
        note(
            ANSWER,
            form="mail",
            kind="mail",
            direction="out",
            date="2026-11-13",
            subject="Cancellation",
            sender=f'"LI NA" <{CONTACT}>',
            recipient="info@example.jp",
        ),
    )
    ken.annotate(1, "The stop date is before the flight: good.")
    ken.keep(card, note(MEMO_TEXT, form="typed", kind="memo", subject=MEMO_TEXT))
    wrong = ken.keep(card, note(WITHDRAWN_TEXT, kind="letter", subject=WITHDRAWN_TEXT))
    ken.withdraw(max(kept.id for kept in wrong.notes))
    ken.mark(card, "settle-dues", "skipped", reason=f"paid; asked {HOLDER} about {NUMBER}")
    mika.mark(card, "contact-carrier", "waiting", follow_up="2026-11-28")
    mika.mark(card, "fill-form", "done")
    mika.undo(card)
    other = mika.add_card(guide("prepaid"), "旅行卡", holder="王芳", carrier="au").id
    mika.keep(other, note(CHINESE, kind="sms", subject="注销申请", date="2026-11-20"))
    return mika


def write(
    casebook: Casebook,
    cards: tuple[int, ...] = (1,),
    choices: Choices | None = None,
    language: str = "en",
) -> tuple[bytes, Written]:
    """Return the archive of some cards, and what was said of it."""
    sink = BytesIO()
    proof = Proof(casebook, cards, guide_of, situation_of, choices or Choices(), Words(language))
    written = proof.write(sink)
    return sink.getvalue(), written

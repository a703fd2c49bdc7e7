"""The invented casebook that every picture shows, on a day that never moves on."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

from tests.casebook.memory import MemoryStore
from tui.casebook.casebook import Casebook
from tui.casebook.draft import Draft
from tui.casebook.drafts import Drafts
from tui.casebook.event import Who
from tui.casebook.presence import Presence
from tui.desk import Desk
from tui.guides.advice import Advice
from tui.guides.load import load
from tui.guides.shipped import content_directory
from tui.settings import Places, Settings

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
MIKA, KEN = Who("mika"), Who("ken")

LETTER = """\
From: ドコモ インフォメーション <info@example.jp>
Subject: 解約手続きのご案内
Date: Thu, 12 Nov 2026 10:05:00 +0900

李 娜 様

いつもご利用いただき、ありがとうございます。
解約のお申し込みについて、下記のとおりご案内いたします。

　お申し込み番号　A-1234
　ご利用停止日　　2026年12月1日

最終のご請求は、停止日の翌月以降になる場合がございます。
お手元に届くまで、お支払い方法の変更はお控えください。

ご不明な点は、[お問い合わせ窓口]までご連絡ください。
"""


class MovingClock:
    """Begins some days before `NOW`, and goes on a few minutes at each look."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Return the moment."""
        self.now += timedelta(minutes=7)
        return self.now


@contextmanager
def no_chance() -> Iterator[None]:
    """Make salts and ids the same at each drawing: a picture shows the hashes."""
    numbers = count()

    def next_bytes(size: int = 16) -> bytes:
        return hashlib.sha256(str(next(numbers)).encode()).digest()[:size]

    with (
        patch("secrets.token_bytes", next_bytes),
        patch("secrets.token_hex", lambda size=16: next_bytes(size).hex()),
    ):
        yield


def desk(home: Path, *, empty: bool = False) -> Desk:
    """Return a desk at the invented casebook, or at one with nothing in it."""
    store = MemoryStore()
    clock = MovingClock(datetime(2026, 11, 12, 1, 0, tzinfo=UTC))
    library = load([content_directory()], None)
    mika = Casebook(store, MIKA, clock)
    if not empty:
        guides = (library.guide(id) for id in ("prepaid", "postpaid", "wifi"))
        _fill(mika, Casebook(store, KEN, clock), *guides)
    places = Places.of({"HOME": str(home)})
    return Desk(
        library=library,
        advice=Advice(library.directories, None),
        casebook=Casebook(store, MIKA, lambda: NOW),
        drafts=Drafts(places.state, "memory", MIKA),
        clock=lambda: NOW,
        who=MIKA,
        places=places,
        settings=Settings(host="desk.example.jp"),
        readers=1,
        presence=Presence(places.casebook, MIKA),
    )


def _fill(mika: Casebook, ken: Casebook, prepaid: object, postpaid: object, wifi: object) -> None:
    trip = mika.add_card(prepaid, "Trip SIM", holder="Li Na", departure="2027-01-15").id  # type: ignore[arg-type]
    mika.mark(trip, ["check-balance", "stop-using"], "done")
    mother = mika.add_card(postpaid, "Mother's SIM", carrier="au", holder="Li Na").id  # type: ignore[arg-type]
    done = ["check-dates", "settle-dues", "prepare-documents", "contact-carrier", "fill-form"]
    ken.mark(mother, done, "done")
    mika.mark(mother, "await-outcome", "waiting", follow_up="2026-11-23")
    mika.add_card(wifi, "Wifi router", carrier="UQ", holder="Li Na")  # type: ignore[arg-type]
    card = mika.add_card(postpaid, "My docomo", carrier="docomo", holder="Li Na").id  # type: ignore[arg-type]
    for check in ("number-decided", "start-date", "term-and-renewal", "sms-logins"):
        if check in {c.id for c in postpaid.steps[0].checks}:  # type: ignore[attr-defined]
            mika.mark(card, f"check-dates/{check}", "done")
    mika.mark(card, "check-dates", "done")
    mika.mark(card, "settle-dues", "done")
    ken.mark(card, [f"prepare-documents/{c.id}" for c in postpaid.steps[2].checks], "done")  # type: ignore[attr-defined]
    ken.mark(card, "prepare-documents", "done")
    mail = Draft(
        original=LETTER.encode(),
        text=LETTER,
        kind="mail",
        direction="in",
        date="2026-11-12T10:05:00+09:00",
        date_source="text",
        subject="解約手続きのご案内",
        sender="ドコモ インフォメーション",
    )
    mika.keep(card, mail)
    call = "Ms Sato, ref. A-1234: last bill in January, mail by 1 Dec"
    spoken = Draft(original=call.encode(), text=call, kind="call", direction="out", subject=call)
    mika.keep(card, spoken, step="contact-carrier")
    mika.annotate(1, "The stop date is before the flight: good.")
    mika.mark(card, "contact-carrier", "waiting", follow_up="2026-11-28")

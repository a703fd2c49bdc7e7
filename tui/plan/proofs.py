"""Which letters can show that something is done."""

from typing import Final

from tui.casebook.records import Card, Note

_MEMO: Final = "memo"
_KINDS: Final = {
    "acceptance-number": ("mail", "sms", "letter", "chat", "call", "visit", "screen"),
    "confirmation": ("mail", "sms", "letter", "chat", "screen"),
    "return-slip": ("mail", "letter", "screen", "visit", "sms"),
}
_WORDS: Final = {
    "acceptance-number": (
        "受付",
        "受理",
        "申込",
        "申し込み",
        "解約",
        "accept",
        "request",
        "cancel",
    ),
    "confirmation": ("完了", "終了", "解約", "結束", "结束", "注销", "confirm", "ended", "cancel"),
    "return-slip": (
        "返却",
        "返送",
        "伝票",
        "控え",
        "寄回",
        "归还",
        "追跡",
        "return",
        "slip",
        "track",
    ),
}
_OFFERED: Final = 5


def fitting(card: Card, item: str, proof: str | None) -> list[Note]:
    """Return the card's letters that can prove an item, those that fit by step and words first.

    Of each, the newest first. `proof` is of `tokens.PROOFS`, or None for whatever is to come.
    """
    known = [note for note in card.notes if not note.withdrawn and note.kind != _MEMO]
    if proof is not None:
        known = [note for note in known if note.kind in _KINDS[proof]]
    step = item.partition("/")[0]
    known.sort(key=lambda note: (note.date or note.at)[:10], reverse=True)
    known.sort(key=lambda note: not (note.step == step or _says(note, proof)))
    return known[:_OFFERED]


def _says(note: Note, proof: str | None) -> bool:
    subject = note.subject.casefold()
    return any(word in subject for word in _WORDS.get(proof or "", ()))

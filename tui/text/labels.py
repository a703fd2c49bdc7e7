"""What the tokens of files and commands are called to a person; both faces look them up here."""

from collections.abc import Mapping
from typing import Final

from tui.text.translation import marked

Labels = Mapping[str, str]
"""Token -> English label, to be translated where it is shown."""

STATE_LABELS: Final[Labels] = {
    "open": marked("To do"),
    "waiting": marked("Waiting"),
    "done": marked("Done"),
    "skipped": marked("Skipped"),
    "not-applicable": marked("Not applicable"),
}
YEN: Final = marked("¥{amount}")
"""How an amount of money is said."""
NOT_YET_LABELS: Final[Labels] = {
    "bill": marked("not seen yet"),
    "statement": marked("not seen yet"),
    "refund": marked("not received yet"),
    "deposit": marked("not received yet"),
    "return": marked("not sent back yet"),
    "confirmation": marked("not received yet"),
}
"""How what is still to come stands while nobody has seen it."""
COME_LABELS: Final[Labels] = {
    "bill": marked("seen"),
    "statement": marked("seen"),
    "refund": marked("received"),
    "deposit": marked("received"),
    "return": marked("sent back"),
    "confirmation": marked("received"),
}
"""How it stands once somebody has."""
OUTCOME_LABELS: Final[Labels] = {
    "wrong": marked("not right"),
    "missing": marked("has not come"),
}
"""What is amiss with it."""
PROOF_LABELS: Final[Labels] = {
    "acceptance-number": marked("the acceptance number"),
    "confirmation": marked("the confirmation"),
    "return-slip": marked("the slip of the return"),
}
"""What shows that a step is done."""
KIND_LABELS: Final[Labels] = {
    "mail": marked("e-mail"),
    "sms": marked("SMS"),
    "letter": marked("letter"),
    "chat": marked("chat"),
    "call": marked("call"),
    "visit": marked("visit"),
    "screen": marked("screen"),
    "memo": marked("memo (internal)"),
}
DIRECTION_LABELS: Final[Labels] = {"in": marked("from them"), "out": marked("from you")}
PAYMENT_LABELS: Final[Labels] = {
    "account": marked("bank account"),
    "card": marked("credit card"),
    "slip": marked("payment slip"),
}
HANDSET_LABELS: Final[Labels] = {
    "none": marked("no handset to pay off"),
    "instalments": marked("handset in instalments"),
    "return-programme": marked("handset in a return programme"),
}
CODES_LABELS: Final[Labels] = {"none": marked("none, or all are moved")}
CLOSING_LABELS: Final[Labels] = {
    "10": marked("the 10th"),
    "20": marked("the 20th"),
    "month-end": marked("the end of the month"),
}
SOURCE_LABELS: Final[Labels] = {
    "law": marked("the law"),
    "government": marked("a public office"),
    "industry-body": marked("the carriers' association"),
    "carrier": marked("the carrier"),
    "bank": marked("the bank"),
    "dated-news": marked("news"),
    "secondary": marked("a secondary source"),
    "blog": marked("blogs"),
    "own-advice": marked("our own advice"),
}
"""Who says what a fact says."""
CONFIDENCE_LABELS: Final[Labels] = {
    "high": marked("well sourced"),
    "medium": marked("not certain: ask"),
}
"""How sure a fact is."""
DIFFERENCE_LABELS: Final[Labels] = {
    "added": marked("Added"),
    "removed": marked("Removed"),
    "changed": marked("Changed"),
}
LANGUAGE_LABELS: Final[Labels] = {
    "en": marked("English"),
    "zh": marked("Chinese"),
    "ja": marked("Japanese"),
    "ko": marked("Korean"),
    "vi": marked("Vietnamese"),
    "pt": marked("Portuguese"),
    "es": marked("Spanish"),
    "th": marked("Thai"),
    "tl": marked("Tagalog"),
    "ne": marked("Nepali"),
    "id": marked("Indonesian"),
}
OPEN_ON_LABELS: Final[Labels] = {
    "daily": marked("every day"),
    "weekdays": marked("on working days"),
    "monday-saturday": marked("Monday to Saturday"),
}
ORIGIN_LABELS: Final[Labels] = {
    "prepaid": marked("prepaid mobiles"),
    "ip-phone": marked("IP telephones"),
    "abroad": marked("abroad"),
}
INTRODUCTION_LABELS: Final[Labels] = {
    "what": marked("What it is"),
    "for_whom": marked("Whom it suits"),
    "good": marked("What is good about it"),
    "bad": marked("What is not so good"),
    "if_nothing": marked("If nothing is done"),
    "whom_to_ask": marked("Whom to ask"),
}
"""The parts of a guide's introduction, in the order in which they are read."""
EVENT_LABELS: Final[Labels] = {
    "holder.added": marked("person added"),
    "holder.edited": marked("person changed"),
    "card.added": marked("card added"),
    "card.edited": marked("card changed"),
    "card.guide": marked("newer guide taken"),
    "card.closed": marked("card closed"),
    "card.reopened": marked("card reopened"),
    "card.exported": marked("proof exported"),
    "card.came": marked("card came from another casebook"),
    "card.moved": marked("card moved to another casebook"),
    "mark.set": marked("step or check marked"),
    "mark.proved": marked("proof of a step named"),
    "note.kept": marked("note kept"),
    "note.annotated": marked("note annotated"),
    "note.moved": marked("note moved"),
    "note.came": marked("note moved here"),
    "note.withdrawn": marked("note withdrawn"),
    "note.restored": marked("note restored"),
    "note.redecoded": marked("charset of a note changed"),
    "attachment.kept": marked("file kept with a note"),
    "undo": marked("undone"),
    "redo": marked("redone"),
}
"""The kinds of event in a casebook's history."""

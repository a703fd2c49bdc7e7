"""The words that facts are sorted by. What they mean never changes."""

from typing import Final

TOPICS: Final = (
    *("keep-number", "eight-days", "fee", "reach", "cut-off", "documents", "final-month"),
    *("last-bill", "return", "mail", "account", "handset", "options", "payment", "unpaid", "bank"),
    *("personal-data", "proxy", "death", "prepaid", "pause", "help"),
)
"""What a fact can be about; a step names the topics that matter there."""

SOURCE_KINDS: Final = (
    *("law", "government", "industry-body", "carrier", "bank"),
    *("dated-news", "secondary", "blog"),
    "own-advice",
)
"""Who says it, the best first. Own advice follows from other facts and has no page."""

CONFIDENCES: Final = ("high", "medium")
"""Anything less sure is no fact but a question to ask."""

EXPECTED: Final = ("bill", "statement", "refund", "deposit", "return", "confirmation")
"""What can still be to come after the end: the last bill, a statement without a charge from after
the end, money that comes back, what goes back to the carrier, and the letter that says it ended."""
OWED: Final = ("deposit", "refund")
"""The money that can be due to a holder; a card has a field for each."""
PROOFS: Final = ("acceptance-number", "confirmation", "return-slip")
"""What can show that a step is done."""

ENDS: Final = ("same-day", "next-day", "month-end", "chosen-day")
COUNTS_AS: Final = ("next-day", "next-working-day")
CHARGED: Final = ("in-full", "by-the-day")
CLOSING_DAYS: Final = ("10", "20", "month-end")
OPEN_ON: Final = ("daily", "weekdays", "monday-saturday")
IN_PHRASES: Final = ("departure", "line-end", "holder", "number")
"""What may stand in braces in a phrase; where the card does not know it, it is left open."""
WINDOWS: Final = ("eight-days",)
SCHEMES: Final = ("right", "measure")
"""The ways out of a contract within 8 days: the right of the law, which needs no reason
(初期契約解除), and the measure that takes its place, which does (確認措置)."""

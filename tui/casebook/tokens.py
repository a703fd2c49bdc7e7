"""The words that files, events, JSON and the command use, never translated."""

from typing import Final

OPEN: Final = "open"
WAITING: Final = "waiting"
DONE: Final = "done"
SKIPPED: Final = "skipped"
NOT_APPLICABLE: Final = "not-applicable"

SETTLED: Final = (DONE, SKIPPED, NOT_APPLICABLE)
"""The states in which nothing is left to do."""
STATES: Final = (OPEN, WAITING, DONE, SKIPPED, NOT_APPLICABLE)
KINDS: Final = ("mail", "sms", "letter", "chat", "call", "visit", "screen", "memo")
DIRECTIONS: Final = ("in", "out")
PAYMENTS: Final = ("account", "card", "slip")
HANDSETS: Final = ("none", "instalments", "return-programme")
OUTCOMES: Final = ("wrong", "missing")
"""What may be amiss with what was expected after the end: it came wrong, or did not come."""
UNKNOWN: Final = "unknown"
"""Stands for a date or amount that its owner was asked for and does not know."""

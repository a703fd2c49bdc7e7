"""What is asked before the work on a card ends, and what it would end without."""

from typing import NamedTuple

from tui.casebook.records import Card
from tui.plan.plan import Progress
from tui.text.translation import Words, marked

NEVER_EXPORTED = marked("The proof of this card was never exported, and accounts end.")


class Closing(NamedTuple):
    """What is left of a card that somebody wants to close."""

    steps: int
    """How many are not done."""
    awaits: bool
    """Whether somebody's answer is still awaited: then it is not our turn."""
    lacks_proof: bool
    """Whether there is a proof, and it was never taken along."""
    to_come: int = 0
    """How many things are still to come."""

    def said(self, words: Words) -> str:
        """Return what is not done, as a question; empty where nothing is left."""
        if not (self.steps or self.to_come):
            return ""
        to_come = words.plural(
            "{n} thing is still to come.", "{n} things are still to come.", self.to_come
        )
        if not self.steps:
            return words.sentences(to_come, words("Close the card all the same?"))
        question = words.plural(
            "{n} step is not done. Close the card all the same?",
            "{n} steps are not done. Close the card all the same?",
            self.steps,
        )
        awaited = words("Somebody's answer is still awaited.") if self.awaits else ""
        return words.sentences(question, awaited)


def closing(card: Card, progress: Progress) -> Closing:
    """Return what is left of a card, which is given with its notes."""
    left = 0 if progress.complete else progress.total - progress.done - progress.skipped
    return Closing(left, progress.waiting > 0, lacks_proof(card), len(progress.to_come))


def lacks_proof(card: Card) -> bool:
    """Whether a card, given with its notes, holds a proof that was never exported."""
    return card.exported_at is None and bool(card.notes or card.marks)

"""What is said where a carrier is not known: who may be meant, and what follows from it."""

from tui.guides.advice import Advice
from tui.guides.guide import in_language
from tui.text.clean import clean_line
from tui.text.translation import Words


def unknown_said(written: str | None, advice: Advice, words: Words) -> str:
    """Return a sentence or two on a carrier that is not known; empty where it is, or none is."""
    if not written or advice.carrier(written) is not None:
        return ""
    near = [in_language(carrier.name, words.language) for carrier in advice.nearest(written)]
    follows = words(
        "Nothing is known of {carrier}: its days and fees are not counted. Ask it, at the latest "
        "35 days before the departure.",
        carrier=clean_line(written),
    )
    meant = words("Perhaps you mean {names}.", names=words.listed(*near)) if near else ""
    return words.sentences(meant, follows)

"""Another of the possible ends of a line is taken, or the recommended one again."""

from tui.casebook.fields import CHOSEN_END
from tui.plan.days.line_end import CHOSEN, may_be_chosen, planned_end
from tui.plan.days.line_end_said import asks_for_an_end, option_line, the_sentence
from tui.screens.acts import cards
from tui.screens.acts.workplace import Workplace


async def choose(at: Workplace) -> None:
    """Offer the ends that are possible, each with its price; the recommended one is no choice."""
    from tui.screens.dialogs.choose import Choose

    card, desk, words = at.card, at.sitting.desk, at.words
    if card is None:
        at.say(words("There is no card here yet."))
        return
    guide, situation = desk.guide(card), desk.situation(card)
    # As if nothing was chosen: what an adviser would take, and the others.
    planned = planned_end(card._replace(chosen_end=None), situation)
    if planned is None or planned.end is None or not may_be_chosen(card, planned):
        first = the_sentence(card, guide, situation, words)
        nothing = words("There is no end to choose here.")
        at.say(words.sentences(nothing, first) if asks_for_an_end(guide) else nothing)
        return
    now = planned_end(card, situation)
    taken = now.end.ends if now and now.end and now.state == CHOSEN else planned.end.ends
    answers = []
    for end in sorted((planned.end, *planned.others), key=lambda end: end.ends):
        said = option_line(end, situation.today, words)
        if end is planned.end:
            said = words("{end} (recommended)", end=said)
        answers.append((end.ends.isoformat(), said))
    question = words("On which day is the line to end? The price stands with each.")
    chosen = await at.ask(Choose(at.sitting, question, answers, begin_at=taken.isoformat()))
    if chosen is not None:
        wanted = None if chosen == planned.end.ends.isoformat() else chosen
        await cards.change(at, card, CHOSEN_END, wanted)

"""Only this person: everyone else is off every screen, for a projector or a shoulder."""

from tui.screens.workplace import Workplace


class OneHolder(Workplace):
    """What the person does to who is shown."""

    def action_only_holder(self) -> None:
        """Show the card's holder alone, or everybody again."""
        sitting, words = self.sitting, self.words
        if sitting.is_of_one:
            self.say(words("Only this person's cards can be seen here."))
            return
        shown = sitting.desk.only
        if shown is None and self.card is None:
            self.say(words("There is no card here whose holder could be shown alone."))
            return
        card = self.cards.card
        sitting.show_only(self.card.holder if shown is None and self.card else None)
        self.show_everything(card)
        if sitting.desk.only is None:
            self.say(words("Everybody is shown again."))
        else:
            who = sitting.desk.only.name
            self.say(words("Only {who} is shown, here and in every list; o ends it.", who=who))

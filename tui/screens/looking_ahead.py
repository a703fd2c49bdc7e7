"""Going from the main screen to what is due, and on to where it is done."""

from tui.screens.asking import Asking


class LookingAhead(Asking):
    """What the person looks up about the days to come."""

    def action_due(self) -> None:
        """Show what is due on every card."""
        self.begin(self._show_due())

    def action_phrases(self) -> None:
        """Show the phrases of the step under the cursor, or of the next one."""
        from tui.screens.phrases import Phrases

        step = self.steps.step or (self.plan.next_step if self.plan else None)
        title, ids = (step.title, step.phrases) if step else ("", ())
        self.app.push_screen(Phrases(self.sitting, title, ids, self.card))

    def action_take_home(self) -> None:
        """Show the page of the card to take home."""
        from tui.screens.take_home import TakeHomePage

        if self.card is None:
            self.say(self.words("There is no card here yet."))
            return
        self.app.push_screen(TakeHomePage(self.sitting, [self.card]))

    async def _show_due(self) -> None:
        from tui.screens.due import Due

        place = await self.app.push_screen_wait(Due(self.sitting))
        self.show_everything(place.card if place else self.cards.card, self.cards.type)
        if place is None:
            return
        self.go_to_pane("steps")
        if place.item is not None:
            self.steps.reveal(place.item)

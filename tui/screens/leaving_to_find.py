"""Looking for something from a page that is read."""

from tui.screens.page import Answer, Page


class LeavingToFind(Page[Answer]):
    """A page that is left when something is to be looked for; whoever opened it goes on there."""

    wants_find = False

    def action_find(self) -> None:
        """Leave, to look for something."""
        self.wants_find = True
        self.dismiss(None)

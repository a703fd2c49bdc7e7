"""Going from pane to pane."""

from tui.screens.pages.panes import Panes


async def following(at: Panes) -> None:
    """Go to the next pane."""
    _turn(at, 1)


async def previous(at: Panes) -> None:
    """Go to the pane before."""
    _turn(at, -1)


async def left(at: Panes) -> None:
    """Fold what is open, or go a pane to the left."""
    if not (at.pane == "steps" and at.steps.fold()) and at.pane != "cards":
        _turn(at, -1)


async def right(at: Panes) -> None:
    """Unfold the step, or go a pane to the right."""
    if not (at.pane == "steps" and at.steps.unfold()) and at.pane != "notes":
        _turn(at, 1)


def _turn(at: Panes, by: int) -> None:
    at.go_to(at.PANES[(at.PANES.index(at.pane) + by) % len(at.PANES)])

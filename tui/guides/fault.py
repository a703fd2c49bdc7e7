"""What is wrong with a content file, in one sentence."""

from pathlib import Path
from typing import NamedTuple

from tui.text.clean import clean_line
from tui.text.width import cut

_PLACE_AT_MOST = 120
_PROBLEM_AT_MOST = 400


class ContentError(Exception):
    """A problem at a place inside a file; the place is empty where the whole file is meant."""

    def __init__(self, place: str, problem: str, code: str = "wrong-value") -> None:
        super().__init__(f"{place}: {problem}" if place else problem)
        self.place = place
        self.problem = problem
        self.code = code


class Fault(NamedTuple):
    """One reason why a content file, or a directory of them, was not taken."""

    path: Path
    place: str
    """Line and column, byte offset or key path; empty where the whole file is meant."""
    problem: str
    """What is wrong and what would be right, without a full stop."""
    code: str = "wrong-value"
    """The kind of problem: one of `tui.guides.codes.CODES`."""

    def __str__(self) -> str:
        """Return the fault as one sentence that is harmless to a terminal."""
        where = clean_line(str(self.path))
        if self.place:
            where += ", " + cut(clean_line(self.place), _PLACE_AT_MOST)
        return f"{where}: {cut(clean_line(self.problem), _PROBLEM_AT_MOST)}."

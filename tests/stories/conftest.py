from pathlib import Path

import pytest

from tests.stories.person import Person


@pytest.fixture
def mika(tmp_path: Path) -> Person:
    """A person who has never started kaiyaku."""
    return Person(tmp_path / "mika")


@pytest.fixture
def card(mika: Person) -> int:
    """The number of a card that mika is cancelling; no step is done yet."""
    return mika.add("My docomo")


@pytest.fixture
def titles(mika: Person, card: int) -> list[str]:
    """The titles of the card's steps, in order."""
    return [step["title"] for step in mika.steps(card)]

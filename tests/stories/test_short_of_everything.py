"""Too little memory, too few open files: an acknowledged change is there, any other is not."""

import resource
from collections.abc import Callable

import pytest

from tests.stories.person import Person, cursor_on, shows_done


def limited(what: int, most: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(what, (most, most))


def tick(mika: Person, step: int, what: int, most: int) -> int:
    """Tick a step with little of something; return the exit code."""
    ran = mika.command("tick", "1", str(step), preexec_fn=limited(what, most))
    return ran.returncode


@pytest.mark.parametrize(
    ("what", "limits"),
    [
        (resource.RLIMIT_NOFILE, (4, 5, 6, 8, 12, 20)),
        (resource.RLIMIT_AS, (15 << 20, 20 << 20, 25 << 20, 30 << 20, 40 << 20, 150 << 20)),
    ],
    ids=["open files", "memory"],
)
def test_what_was_acknowledged_is_there_and_nothing_is_half_done(
    mika: Person, card: int, what: int, limits: tuple[int, ...]
) -> None:
    codes = [tick(mika, step, what, most) for step, most in enumerate(limits, 1)]
    done = [state == "done" for state in mika.states(card)[: len(limits)]]
    assert done == [code == 0 for code in codes]
    assert codes[-1] == 0
    mika.run("doctor")


def test_the_full_screen_works_with_twenty_open_files(
    mika: Person, card: int, titles: list[str]
) -> None:
    with mika.screen(preexec=limited(resource.RLIMIT_NOFILE, 20)) as session:
        session.wait_for(cursor_on(titles[0]))
        session.send(" ")
        session.wait_for(shows_done(titles[0]))
    assert mika.states(card)[0] == "done"

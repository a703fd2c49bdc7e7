"""How long a test waits for what must come; never a measure of how quick it is.

How quick things are is measured by `python -m benchmarks`.
"""

import faulthandler
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 120.0
"""Seconds after which what was waited for will not come, on the slowest machine there is."""


def wait_until(condition: Callable[[], object], failing: str) -> None:
    """Wait until a condition holds; fail with a sentence if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, failing
        time.sleep(0.01)


@contextmanager
def not_for_ever() -> Iterator[None]:
    """End the test run with a traceback where something blocks that nothing would ever wake."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()

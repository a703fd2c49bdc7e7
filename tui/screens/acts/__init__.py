"""What a key does: functions over what they may ask of a page, named by the key's declaration."""

from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import Any

Act = Callable[[Any], Coroutine[Any, Any, object]]


def act(name: str) -> Act:
    """Return an act by its name, `marks.tick`; its module is imported when it is first done."""
    module, _, function = name.partition(".")
    found: Act = getattr(import_module(f"{__name__}.{module}"), function)
    return found

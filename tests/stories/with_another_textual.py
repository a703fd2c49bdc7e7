"""The program on a Textual whose private parts have other names; a mistake in one action.

`python -m tests.stories.with_another_textual NAME…`: those names of `App` are gone, and what they
did, the traceback with all local variables above all, is done under others.
"""

import inspect
import re
import sys
import textwrap
from typing import Any


def rename(gone: str) -> None:
    """Give a private part of `App` another name, for everything in its class that names it."""
    from textual.app import App
    from textual.message_pump import MessagePump

    for of in (App, MessagePump):
        for name, method in list(vars(of).items()):
            if not inspect.isfunction(method):
                continue
            source = textwrap.dedent(inspect.getsource(method))
            new = re.sub(rf"\b{gone}\b", f"{gone}_renamed", source)
            if new == source:
                continue
            made: dict[str, Any] = {}
            new = new.replace("super()", f"super({of.__name__}, self)")
            names = vars(sys.modules[of.__module__])
            code = compile(f"from __future__ import annotations\n{new}", "upstream", "exec")
            exec(code, names, made)
            delattr(of, name)
            renamed = f"{gone}_renamed" if name == gone else name
            setattr(of, renamed, made[renamed])


def main() -> int:
    """Rename, then run kaiyaku with its mistake."""
    names = sys.argv[1:]
    del sys.argv[1:]
    sys.argv += ["--lang", "en"]
    for name in names:
        rename(name)
    from tests.stories.with_a_mistake import main as mistaken

    return mistaken()


if __name__ == "__main__":
    sys.exit(main())

"""The program, with a mistake in one action: `python -m tests.stories.with_a_mistake`."""

import os
import sys

from tui.terminal.environment import prepare


def main() -> int:
    """Run kaiyaku; tab in a form then raises an error that quotes the text."""
    prepare(os.environ)
    from textual.widgets import TextArea

    from tui.__main__ import main as kaiyaku
    from tui.screens.dialogs.form import Form

    def mistaken(form: "Form[object]") -> None:
        typed = form.query_one("#body", TextArea).text
        raise RuntimeError(f"the text was {typed}")

    setattr(Form, "action_next_field", mistaken)  # noqa: B010  # a method, to mypy
    return kaiyaku()


if __name__ == "__main__":
    sys.exit(main())

"""`kaiyaku`: the full screen, or the verb that was given."""

import os
import sys


def main() -> int:
    """Run kaiyaku and return its exit code."""
    from tui.terminal.environment import force_utf8, prepare, reason_not_to_draw

    force_utf8()
    prepare(os.environ)
    from pathlib import Path

    from tui.desk import open_desk
    from tui.settings import language_of
    from tui.text.translation import Words

    reason = reason_not_to_draw(os.environ)
    if reason:
        sys.stderr.write(f"kaiyaku: {reason}\n")
        return 2
    named = os.environ.get("KAIYAKU_CASEBOOK")
    desk = open_desk(os.environ, casebook=Path(named) if named else None)
    language = language_of(os.environ, desk.settings, None)
    from tui.app import Kaiyaku
    from tui.screens.sitting import Sitting

    sitting = Sitting(desk, Words(language or "en"), unsettled=language is None)
    app = Kaiyaku(sitting)
    app.run(mouse="SSH_CONNECTION" not in os.environ)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main())

"""What stands for a fact, a line or a fee as it is written: who replaces one notes it."""

import hashlib
import json
from typing import Any, Final

from tui.guides.guide import to_plain

_FIGURES: Final = 12


def digest(known: Any) -> str:
    """Return the first figures of the SHA-256 of what a file says, in canonical JSON."""
    plain = {key: value for key, value in to_plain(known).items() if key != "replaces"}
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:_FIGURES]

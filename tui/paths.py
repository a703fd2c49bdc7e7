"""What is asked of a path before it is opened."""

import os
from pathlib import Path


def is_directory(path: Path) -> bool:
    """Say whether a directory is there.

    `Path.is_dir` raises for what lies behind a closed door. This is False then: whoever opens the
    path says which door it is.
    """
    return os.path.isdir(path)  # noqa: PTH112

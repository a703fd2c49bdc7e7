"""Where the content that comes with the program lies."""

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def content_directory() -> Path:
    """Return the shipped content: inside the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "content"
    return installed if installed.is_dir() else _PACKAGE.parent / "content"

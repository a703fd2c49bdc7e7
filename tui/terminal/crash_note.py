"""Where an error of our own happened, on disk, with nothing of anybody's text."""

import os
import secrets
import traceback
from pathlib import Path

from tui.settings import make_private
from tui.text.translation import Words


def own_up(directory: Path | None, error: BaseException, words: Words) -> str:
    """Write a crash note to `directory`, if it can be; return what to say of the error."""
    number, path = record(directory, error)
    said = words(
        "kaiyaku met an error of its own ({number}). What you kept is safe.", number=number
    )
    if path is None:
        return said
    where = words("Where it happened is in {path}, without your texts.", path=path)
    return words.sentences(said, where)


def record(directory: Path | None, error: BaseException) -> tuple[str, Path | None]:
    """Write where `error` happened, without values or messages; return its id and the file.

    Messages are left out too: `KeyError` and its like quote what they were given.
    """
    number = secrets.token_hex(3)
    if directory is None:
        return number, None
    frames = "".join(traceback.format_tb(error.__traceback__))
    path = directory / f"crash-{number}.txt"
    try:
        make_private(directory)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{type(error).__module__}.{type(error).__qualname__}\n{frames}")
    except OSError:
        return number, None
    return number, path

"""Photographs of letters, to be seen on the page itself."""

from base64 import b64encode
from typing import Final

_LARGEST: Final = 4 * 1024 * 1024
_ALL_TOGETHER: Final = 32 * 1024 * 1024
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


class Pictures:
    """Turns pictures into addresses that need no file, as long as the page stays readable."""

    def __init__(self) -> None:
        self._left = _ALL_TOGETHER

    def address(self, content: bytes) -> str:
        """Return a picture as a `data:` address; empty for what is none, or is too large."""
        type = media_type(content)
        if type is None or len(content) > min(_LARGEST, self._left):
            return ""
        self._left -= len(content)
        return f"data:{type};base64,{b64encode(content).decode()}"


def media_type(content: bytes) -> str | None:
    """Return the kind of picture by its own first bytes, whatever it was called."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((type for begins, type in _BEGINNINGS if content.startswith(begins)), None)

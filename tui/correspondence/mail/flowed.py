"""`format=flowed` (RFC 3676): lines that were broken for the way are joined again."""

_SIGNATURE = "-- "


def unflow(text: str, *, delete_space: bool) -> str:
    """Return `text` (LF line ends) with flowed lines joined, and quoted ones marked as before.

    With `delete_space` the blank that marks a flowed line is no part of the text, as in Japanese.
    """
    paragraphs: list[str] = []
    parts: list[str] = []
    flowing: int | None = None
    for line in text.split("\n"):
        unquoted = line.lstrip(">")
        depth = len(line) - len(unquoted)
        said = unquoted.removeprefix(" ")
        flows = said.endswith(" ") and said != _SIGNATURE
        if parts and (depth != flowing or said in ("", _SIGNATURE)):
            paragraphs.append("".join(parts))
            parts = []
        if not parts and depth:
            parts.append(">" * depth + " ")
        parts.append(said[:-1] if flows and delete_space else said)
        flowing = depth
        if not flows:
            paragraphs.append("".join(parts))
            parts = []
    if parts:
        paragraphs.append("".join(parts))
    return "\n".join(paragraphs)

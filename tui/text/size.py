"""How large a file is, for people."""


def size(count: int) -> str:
    """Return `count` bytes as `0 B`, `12 KB` or `3.4 MB`, in every language the same."""
    if count < 1000:
        return f"{count} B"
    if count < 999_500:
        return f"{count / 1000:.0f} KB"
    return f"{count / 1_000_000:.1f} MB"

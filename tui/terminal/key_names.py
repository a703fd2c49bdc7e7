"""What Textual calls the key of a character."""

from textual.keys import _character_to_key


def key_name(character: str) -> str:
    """Return the name of the key that types a character: `full_stop` for a point."""
    return _character_to_key(character)

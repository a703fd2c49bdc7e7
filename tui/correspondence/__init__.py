"""Bytes or pasted text become the draft of a note."""

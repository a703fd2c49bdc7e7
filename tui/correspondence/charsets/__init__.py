"""Charsets of letters: which one it is, and the text in it."""

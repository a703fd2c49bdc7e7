"""The header of a mail: its fields, words, addresses and parameters."""

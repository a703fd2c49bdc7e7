"""Web pages as text."""

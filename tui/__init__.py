"""kaiyaku walks people through cancelling a Japanese phone card and keeps the proof."""

__version__ = "0.1.0"

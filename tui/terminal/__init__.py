"""What Textual's own driver does not survive in real terminals."""

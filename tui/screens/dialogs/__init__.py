"""What asks: one line, a choice, a form."""

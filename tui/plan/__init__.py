"""A card's plan: its steps with texts and states on a given day."""

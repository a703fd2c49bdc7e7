"""By which day: the days of a card, the end of its line, and what is due."""

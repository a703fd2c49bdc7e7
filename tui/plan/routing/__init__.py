"""Which card a letter belongs to, and what in it says so."""

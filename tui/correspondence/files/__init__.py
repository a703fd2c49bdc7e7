"""Files: what they are, what they are called, and opening them without harm."""

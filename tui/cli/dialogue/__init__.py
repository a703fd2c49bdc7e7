"""The same verbs as a dialogue, a line at a time."""

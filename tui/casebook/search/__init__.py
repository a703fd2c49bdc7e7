"""What was found, and by which words."""

"""Letters and files on their way into a card, in the command's words."""

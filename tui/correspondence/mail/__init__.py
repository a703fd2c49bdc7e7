"""Mails and mailboxes: their parts, texts and files."""

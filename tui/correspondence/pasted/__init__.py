"""What a plain text tells of itself: a copied mail, a chat, an answer."""

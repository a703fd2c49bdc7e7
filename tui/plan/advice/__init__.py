"""What is known that helps: facts with their age, telephone lines, phrases, letters."""

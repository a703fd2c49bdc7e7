"""Text before it means anything: cleaning, width, wrapping, languages. Imports nothing of ours."""

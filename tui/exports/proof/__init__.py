"""The proof: one archive of what was done and written, that anybody can check."""

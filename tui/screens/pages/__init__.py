"""Pages: each holds what is shown, and lists the keys that it offers."""

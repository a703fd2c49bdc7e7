"""The screens: they call the desk and show what was written."""

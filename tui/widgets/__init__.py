"""The widgets: given data, they say what happened."""

"""Many people brought in from a list, counted, and all of a casebook carried out and in again."""

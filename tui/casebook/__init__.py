"""The casebook: holders, cards, marks and notes, and the events that made them."""

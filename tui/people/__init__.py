"""Lists of people: a spreadsheet's rows become persons and cards, or say why they cannot."""

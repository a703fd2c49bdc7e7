"""What brings many people, or a whole casebook, in and out."""

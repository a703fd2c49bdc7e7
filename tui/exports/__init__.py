"""What leaves the casebook: the proof, as files that others can read and check."""

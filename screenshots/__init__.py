"""Pictures of every screen, drawn by the program from one invented casebook."""

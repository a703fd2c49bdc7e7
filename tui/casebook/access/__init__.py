"""Who may read and write a casebook, and the files around it: no database is opened here."""

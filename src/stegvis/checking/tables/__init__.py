"""What a table is: its grid laid out, its columns and rows with their meaning, and the unit that its amounts are in."""

"""Who decides and who watches: the seats of the board and the other bodies."""

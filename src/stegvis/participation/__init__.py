"""The person zone: a database of its own, with a key that the party holds. Nothing leaves it but released tables."""
